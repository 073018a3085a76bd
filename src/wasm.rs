//! The boundary: what JavaScript calls. Data comes in and goes out as plain values; every refusal is a record.
//!
//! Methods take `&self` only and numbers as `f64`, so that an exception thrown in between leaves nothing borrowed and
//! no NaN becomes a zero. The page copies arguments into plain data first and checks canvases before they get here.

#![allow(clippy::missing_errors_doc, reason = "every error is a ConfigError record, documented in many-clocks.d.ts")]

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::{
    analysis,
    canvas::Canvas,
    catalogue, config, control, csv,
    domain::Viewport,
    error::{Code, ConfigError},
    experiment,
    math::Vec2,
    options::{self, Shown},
    plot::{Pick, Request, View, style},
    surface::Surface,
    svg::{self, Svg},
    value::Value,
};
#[cfg(feature = "catalogue")]
use crate::{directions::Directions, sweep};

mod serial;

use serial::{read, write};

type Answer = Result<JsValue, JsValue>;

#[inline(never)]
fn refuse(error: &ConfigError) -> JsValue {
    write(&error.record())
}

/// A refusal as its record.
fn told<T>(outcome: Result<T, ConfigError>) -> Result<T, JsValue> {
    outcome.map_err(|error| refuse(&error))
}

/// The package version.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Every loss, optimizer, schedule and view.
#[wasm_bindgen]
#[must_use]
pub fn catalogue() -> JsValue {
    let views = View::<Surface<'static>>::ALL
        .iter()
        .map(|view| Value::map([("id", view.id.into()), ("label", view.label.into())]));
    write(&catalogue::catalogue(Value::list(views)))
}

/// Colours and lengths of a theme by name.
#[wasm_bindgen]
pub fn styles(theme: JsValue) -> Answer {
    let theme = match read(theme) {
        Value::Null => options::theme(None),
        given => options::theme(Some(&given)),
    }
    .map_err(|error| refuse(&error))?;
    let colours = theme.colours().map(|(name, colour)| (name.into(), colour.to_hex().into())).collect();
    let lengths = style::length::ALL.iter().map(|(name, length)| ((*name).into(), (*length).into())).collect();
    Ok(write(&Value::map([("colours", Value::Map(colours)), ("lengths", Value::Map(lengths))])))
}

/// The default colours as CSS custom properties.
#[wasm_bindgen]
#[must_use]
pub fn stylesheet() -> String {
    style::stylesheet()
}

/// Works out a configuration.
#[wasm_bindgen]
pub fn simulate(config: JsValue) -> Result<Experiment, JsValue> {
    experiment::simulate(&read(config)).map(Experiment).map_err(|error| refuse(&error))
}

/// Steps to tolerance against the learning rate of a track.
#[cfg(feature = "catalogue")]
#[wasm_bindgen]
pub fn sweep(config: JsValue, track: JsValue) -> Answer {
    told(sweep::sweep(&read(config), &read(track))).map(|sweep| write(&sweep.record()))
}

/// Works out a bowl of many directions.
#[cfg(feature = "catalogue")]
#[wasm_bindgen]
pub fn spectrum(options: JsValue) -> Result<Spectrum, JsValue> {
    told(Directions::read(&read(options))).map(Spectrum)
}

/// A run on a bowl of many directions; immutable.
// Its pictures, `svg` and `draw`, belong here once there are views of it.
#[cfg(feature = "catalogue")]
#[wasm_bindgen]
pub struct Spectrum(Directions);

#[cfg(feature = "catalogue")]
#[wasm_bindgen]
impl Spectrum {
    /// Frames: steps + 1.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn length(&self) -> f64 {
        self.0.steps() as f64 + 1.0
    }

    /// Every direction at a step.
    pub fn readout(&self, step: JsValue) -> Answer {
        let step = told(config::whole(&read(step), "step", 0.0, self.0.steps() as f64))?;
        Ok(write(&self.0.readout(step as usize)))
    }
}

/// A simulated configuration; immutable.
#[wasm_bindgen]
pub struct Experiment(experiment::Experiment);

#[wasm_bindgen]
impl Experiment {
    /// Frames per track: steps + 1.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn length(&self) -> f64 {
        self.0.steps() as f64 + 1.0
    }

    /// The normalised configuration.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn config(&self) -> JsValue {
        write(&self.0.config().record())
    }

    /// Every track's frame at a step.
    pub fn readout(&self, step: JsValue) -> Answer {
        let step = self.step(&read(step))?;
        let frames = (0..self.0.track_count()).map(|track| self.0.frame(track, step).record(&self.0, track));
        Ok(write(&Value::map([("tracks", Value::list(frames))])))
    }

    /// What can be said about one frame's geometry and about the runs.
    pub fn analysis(&self, options: JsValue) -> Answer {
        let options = options_of(options)?;
        let step = self.step(options.get("step").unwrap_or(&Value::Number(0.0)))?;
        let track = self.track(&options)?;
        Ok(write(&analysis::analysis(&self.0, track, step)))
    }

    /// Every track and step as comma-separated values.
    #[must_use]
    pub fn csv(&self) -> String {
        csv::csv(&self.0)
    }

    /// What each slider of a figure shows at a step, the first where nothing is said.
    pub fn controls(&self, step: JsValue) -> Answer {
        let step = match read(step) {
            Value::Null => 0,
            given => self.step(&given)?,
        };
        Ok(write(&control::controls(&self.0, step)))
    }

    /// The configuration after a control was changed.
    pub fn adjust(&self, id: &str, change: JsValue) -> Answer {
        let config = told(control::adjust(&self.0, id, &read(change), self.map_width()?))?;
        Ok(write(&config))
    }

    /// A picture as an SVG document.
    pub fn svg(&self, view: &str, options: JsValue) -> Result<String, JsValue> {
        let asked = self.asked(view, options)?;
        let request = svg::whole_pixels(&asked.request());
        let mut buffer = String::new();
        // Looked up again: a view of the static surface cannot borrow this buffer.
        let painted =
            View::named(view).map(|view| view.paint(Surface::Svg(Svg::new(&mut buffer, &request)), &self.0, &request));
        painted.transpose().map_err(unpainted)?;
        Ok(svg::document(&buffer, &request, asked.view.label))
    }

    /// A picture on a canvas whose backing store the page has sized: CSS pixels × ratio.
    pub fn draw(&self, view: &str, canvas: &HtmlCanvasElement, options: JsValue) -> Result<(), JsValue> {
        let mut asked = self.asked(view, options)?;
        let backend = Canvas::new(canvas, asked.shown.ratio).map_err(unpainted)?;
        asked.size = backend.size().into();
        asked.view.paint(Surface::Canvas(backend), &self.0, &asked.request()).map_err(unpainted)
    }

    /// What is under a CSS pixel.
    pub fn pick(&self, view: &str, options: JsValue) -> Answer {
        let asked = self.asked(view, options)?;
        let (request, at) = (asked.request(), told(options::pixel(&asked.options))?);
        let under = (asked.view.camera)(&self.0, &request)
            .map(|camera| Viewport::new(camera, request.width, request.height).to_data(at));
        Ok(write(&picked((asked.view.pick)(&self.0, &request, at), under)))
    }

    /// Where something is drawn, in CSS pixels.
    pub fn place(&self, view: &str, options: JsValue) -> Answer {
        let asked = self.asked(view, options)?;
        let target = told(options::target(&self.0, &asked.options))?;
        Ok(write(&(asked.view.place)(&self.0, &asked.request(), target).into()))
    }

    /// What part of the plane a view shows.
    pub fn camera(&self, view: &str, options: JsValue) -> Answer {
        let asked = self.asked(view, options)?;
        let camera = (asked.view.camera)(&self.0, &asked.request());
        let record = camera.map(|camera| Value::map([("x", camera.x().into()), ("y", camera.y().into())]));
        Ok(write(&record.into()))
    }

    /// The colour of a view's base layer at a point of the plane.
    #[wasm_bindgen(js_name = colourAt)]
    pub fn colour_at(&self, view: &str, options: JsValue) -> Answer {
        let asked = self.asked(view, options)?;
        let theta = told(options::theta(&asked.options))?;
        let colour = (asked.view.colour_at)(&self.0, &asked.request(), theta);
        Ok(write(&colour.map(|colour| colour.to_hex()).into()))
    }
}

/// A view with validated options.
struct Asked {
    view: View<Surface<'static>>,
    options: Value,
    shown: Shown,
    size: [f64; 2],
}

impl Asked {
    fn request(&self) -> Request<'_> {
        let [width, height] = self.size;
        self.shown.request(width, height)
    }
}

impl Experiment {
    fn step(&self, value: &Value) -> Result<usize, JsValue> {
        config::whole(value, "step", 0.0, self.0.steps() as f64)
            .map(|step| step as usize)
            .map_err(|error| refuse(&error))
    }

    fn track(&self, options: &Value) -> Result<usize, JsValue> {
        let most = self.0.track_count().saturating_sub(1) as f64;
        let track = options.get("track").unwrap_or(&Value::Number(0.0));
        config::whole(track, "track", 0.0, most).map(|track| track as usize).map_err(|error| refuse(&error))
    }

    /// Validates what every call about a picture has in common.
    #[inline(never)]
    fn asked(&self, id: &str, options: JsValue) -> Result<Asked, JsValue> {
        let view: View<Surface<'static>> = View::named(id).ok_or_else(|| {
            let known = View::<Surface<'static>>::ALL;
            refuse(
                &ConfigError::new("view", Code::UnknownId, &id.to_owned().into())
                    .among(known.iter().map(|view| view.id)),
            )
        })?;
        let options = options_of(options)?;
        let shown = told(Shown::read(&self.0, &options))?;
        let [width, height] = view.size;
        let size = [shown.width.unwrap_or(width), shown.height.unwrap_or(height)];
        Ok(Asked { view, options, shown, size })
    }

    /// The width of what the map shows at frame 0: what a nudge is measured in.
    fn map_width(&self) -> Result<f64, JsValue> {
        let asked = self.asked("map", JsValue::NULL)?;
        Ok((asked.view.camera)(&self.0, &asked.request()).map_or(1.0, |camera| camera.width()))
    }
}

/// A picture that could not be painted, in the backend's words.
fn unpainted(what: impl std::fmt::Display) -> JsValue {
    refuse(
        &ConfigError::new("canvas", Code::WrongType, &what.to_string().into())
            .expecting("a surface that can be drawn on"),
    )
}

/// The record of what a pointer is on. A start that is dragged wants the point under the pointer, not its own.
fn picked(pick: Option<Pick>, under: Option<Vec2>) -> Value {
    let record = |kind: Option<&'static str>, track: Option<usize>, step: Option<usize>, theta: Option<Value>| {
        Value::map([
            ("kind", kind.into()),
            ("track", track.into()),
            ("step", step.into()),
            ("theta", theta.into()),
            ("learningRate", Value::Null),
            ("snappedTo", Value::Null),
        ])
    };
    match pick {
        None => record(None, None, None, None),
        Some(Pick::Start) => record(Some("start"), None, None, under.map(Value::from)),
        Some(Pick::Step { track, step, theta }) => record(Some("step"), Some(track), Some(step), Some(theta.into())),
        Some(Pick::Point { theta }) => record(Some("point"), None, None, Some(theta.into())),
    }
}

/// An options argument: an object, or nothing.
fn options_of(options: JsValue) -> Result<Value, JsValue> {
    match read(options) {
        Value::Null => Ok(Value::Map(Vec::new())),
        map @ Value::Map(_) => Ok(map),
        other => Err(refuse(&ConfigError::new("options", Code::WrongType, &other).expecting("an object"))),
    }
}

#[cfg(feature = "catalogue")]
#[wasm_bindgen]
impl Experiment {
    /// Every parameter that is no slider: what fields, switches and menus show.
    #[must_use]
    pub fn settings(&self) -> JsValue {
        write(&crate::setting::record(self.0.config()))
    }

    /// The run of a track as a script in Python.
    pub fn code(&self, dialect: JsValue, track: JsValue) -> Result<String, JsValue> {
        told(crate::script::code(self.0.config(), &read(dialect), &read(track)))
    }
}
