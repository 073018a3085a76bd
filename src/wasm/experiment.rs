//! A simulated configuration, as JavaScript holds it: readouts, controls, questions and pictures.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::{
    Answer, answer, index_of, options_of, refuse,
    serial::{read, write},
    step_of, unpainted,
};
use crate::{
    analysis, blind,
    canvas::Canvas,
    control::{self, Axis},
    csv,
    domain::Viewport,
    error::{Code, ConfigError},
    experiment, explain,
    math::Vec2,
    options::{self, Shown},
    plot::{Pick, Request, View, camera, surface},
    question, script, setting, svg,
    value::Value,
};

/// A simulated configuration; immutable.
#[wasm_bindgen]
pub struct Experiment(pub(super) experiment::Experiment);

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

    /// Every track's frame at a step, or one track's alone.
    pub fn readout(&self, step: JsValue, track: JsValue) -> Answer {
        answer(self.read_out(&read(step), &read(track)))
    }

    /// What can be said about one frame's geometry and about the runs.
    pub fn analysis(&self, options: JsValue) -> Answer {
        answer(options_of(options).and_then(|options| self.analysed(&options)))
    }

    /// Every track and step as comma-separated values.
    #[must_use]
    pub fn csv(&self) -> JsValue {
        csv::csv(&self.0).into()
    }

    /// What each slider of a figure shows at a step, the first where nothing is said.
    pub fn controls(&self, step: JsValue, options: JsValue) -> Answer {
        let step = match read(step) {
            Value::Null => Ok(0),
            given => step_of(&given, self.0.steps()),
        };
        answer(step.and_then(|step| Ok(control::controls(&self.0, step, Axis::read(&options_of(options)?)?))))
    }

    /// What three rulers would do at a point.
    pub fn explain(&self, options: JsValue) -> Answer {
        answer(self.map_width().and_then(|width| explain::explain(&self.0, &options_of(options)?, width)))
    }

    /// What some tries say about the limit of a landscape that is not seen.
    pub fn blind(&self, rates: JsValue, give_up: JsValue) -> Answer {
        answer(blind::blind(&self.0, &read(rates), give_up.is_truthy()))
    }

    /// The configuration after a control was changed.
    pub fn adjust(&self, id: JsValue, change: JsValue) -> Answer {
        let id = id.as_string().unwrap_or_default();
        answer(self.map_width().and_then(|width| control::adjust(&self.0, &id, &read(change), width)))
    }

    /// Every parameter that is no slider: what fields, switches and menus show.
    #[must_use]
    pub fn settings(&self) -> JsValue {
        write(&setting::record(self.0.config()))
    }

    /// What a question asks of this run, and what it expects.
    #[wasm_bindgen(js_name = ask)]
    pub fn question(&self, options: JsValue) -> Answer {
        answer(self.map_width().and_then(|width| question::ask(&self.0, &options_of(options)?, width)))
    }

    /// What an answer to a question is worth.
    pub fn judge(&self, options: JsValue, given: JsValue) -> Answer {
        let given = read(given);
        answer(self.map_width().and_then(|width| question::judge(&self.0, &options_of(options)?, &given, width)))
    }

    /// The run of a track as a script in Python.
    pub fn code(&self, dialect: JsValue, track: JsValue) -> Answer {
        answer(script::code(self.0.config(), &read(dialect), &read(track)).map(Value::from))
    }

    /// A picture as an SVG document.
    pub fn svg(&self, view: JsValue, options: JsValue) -> Answer {
        self.ask(view, options, |asked, experiment, request| {
            Ok(svg::render(asked.view, experiment, request, asked.view.label).into())
        })
    }

    /// A picture on a canvas whose backing store the page has sized: CSS pixels × ratio.
    pub fn draw(&self, view: JsValue, canvas: &HtmlCanvasElement, options: JsValue) -> Result<(), JsValue> {
        self.drawn(view, canvas, options).map_err(refuse)
    }

    /// What is under a CSS pixel.
    pub fn pick(&self, view: JsValue, options: JsValue) -> Answer {
        self.ask(view, options, |asked, experiment, request| {
            let at = options::pixel(&asked.options)?;
            let under = (asked.view.camera)(experiment, request)
                .map(|camera| Viewport::new(camera, request.width, request.height).to_data(at));
            Ok(picked((asked.view.pick)(experiment, request, at), under))
        })
    }

    /// Where something is drawn, in CSS pixels.
    pub fn place(&self, view: JsValue, options: JsValue) -> Answer {
        self.ask(view, options, |asked, experiment, request| {
            let target = options::target(experiment, &asked.options)?;
            Ok((asked.view.place)(experiment, request, target).into())
        })
    }

    /// What part of the plane a view shows.
    pub fn camera(&self, view: JsValue, options: JsValue) -> Answer {
        self.ask(view, options, |asked, experiment, request| {
            if asked.view.id == surface::VIEW.id {
                let [yaw, pitch] = surface::turned(request.turn, options::drag(&asked.options)?);
                return Ok(Value::map([("yaw", yaw.into()), ("pitch", pitch.into())]));
            }
            let mut camera = (asked.view.camera)(experiment, request);
            if let (Some(shown), Some(movement)) = (camera, options::movement(&asked.options)?) {
                let view = Viewport::new(shown, request.width, request.height);
                camera = Some(camera::moved(experiment, &view, movement));
            }
            Ok(camera.map(|camera| Value::map([("x", camera.x().into()), ("y", camera.y().into())])).into())
        })
    }

    /// The colour of a view's base layer at a point of the plane.
    #[wasm_bindgen(js_name = colourAt)]
    pub fn colour_at(&self, view: JsValue, options: JsValue) -> Answer {
        self.ask(view, options, |asked, experiment, request| {
            let colour = (asked.view.colour_at)(experiment, request, options::theta(&asked.options)?);
            Ok(colour.map(|colour| colour.to_hex()).into())
        })
    }
}

/// A view with validated options.
struct Asked {
    view: &'static View,
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

/// A question about a picture.
type Question = fn(&Asked, &experiment::Experiment, &Request<'_>) -> Result<Value, ConfigError>;

impl Experiment {
    /// What every question about a picture has in common.
    #[inline(never)]
    fn ask(&self, view: JsValue, options: JsValue, question: Question) -> Answer {
        answer(self.asked(view, options).and_then(|asked| question(&asked, &self.0, &asked.request())))
    }

    fn asked(&self, view: JsValue, options: JsValue) -> Result<Asked, ConfigError> {
        let id = read(view);
        let Some(view) = id.text().and_then(View::named) else {
            return Err(ConfigError::new("view", Code::UnknownId, &id).among(View::ALL.iter().map(|view| view.id)));
        };
        let options = options_of(options)?;
        let shown = Shown::read([self.0.track_count(), self.0.steps()], &options)?;
        let [width, height] = view.size;
        let size = [shown.width.unwrap_or(width), shown.height.unwrap_or(height)];
        Ok(Asked { view, options, shown, size })
    }

    fn drawn(&self, view: JsValue, canvas: &HtmlCanvasElement, options: JsValue) -> Result<(), ConfigError> {
        let mut asked = self.asked(view, options)?;
        let mut painter = Canvas::new(canvas, asked.shown.ratio).map_err(unpainted)?;
        asked.size = painter.size();
        if asked.request().layer.has_base() {
            painter.watch_typeface();
        }
        asked.view.paint(&mut painter, &self.0, &asked.request());
        painter.finish().map_err(unpainted)
    }

    fn read_out(&self, step: &Value, track: &Value) -> Result<Value, ConfigError> {
        let step = step_of(step, self.0.steps())?;
        let tracks = match track {
            Value::Null => 0..self.0.track_count(),
            one => {
                let one = index_of(one, "track", self.0.track_count() - 1)?;
                one..one + 1
            }
        };
        let frames = tracks.map(|track| self.0.frame(track, step).record(&self.0, track));
        Ok(Value::map([("tracks", Value::list(frames))]))
    }

    fn analysed(&self, options: &Value) -> Result<Value, ConfigError> {
        let step = options::index(options, "step", "step", self.0.steps())?;
        let track = options::index(options, "track", "track", self.0.track_count().saturating_sub(1))?;
        Ok(analysis::analysis(&self.0, track, step))
    }

    /// The width of what the map shows at frame 0: what a nudge is measured in.
    fn map_width(&self) -> Result<f64, ConfigError> {
        let asked = self.asked("map".into(), JsValue::NULL)?;
        Ok((asked.view.camera)(&self.0, &asked.request()).map_or(1.0, |camera| camera.width()))
    }
}

/// The record of what a pointer is on. A start that is dragged wants the point under the pointer, not its own.
fn picked(pick: Option<Pick>, under: Option<Vec2>) -> Value {
    let [mut kind, mut track, mut step, mut theta, mut rate, mut snapped] = [const { Value::Null }; 6];
    match pick {
        None => {}
        Some(Pick::Start) => (kind, theta) = ("start".into(), under.into()),
        Some(Pick::Step { track: on, step: at, theta: point }) => {
            (kind, track, step, theta) = ("step".into(), on.into(), at.into(), point.into());
        }
        Some(Pick::Point { theta: point }) => (kind, theta) = ("point".into(), point.into()),
        Some(Pick::Rate { learning_rate, snapped_to }) => {
            (kind, rate, snapped) = ("rate".into(), learning_rate.into(), snapped_to.into());
        }
    }
    Value::map([
        ("kind", kind),
        ("track", track),
        ("step", step),
        ("theta", theta),
        ("learningRate", rate),
        ("snappedTo", snapped),
    ])
}
