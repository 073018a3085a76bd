//! The boundary: what JavaScript calls. Data comes in and goes out as plain values; every refusal is a record.
//!
//! Methods take `&self` only and numbers as `f64`, so that an exception thrown in between leaves nothing borrowed and
//! no NaN becomes a zero. The page copies arguments into plain data first and checks canvases before they get here.

#![allow(clippy::missing_errors_doc, reason = "every error is a ConfigError record, documented in many-clocks.d.ts")]

use wasm_bindgen::prelude::*;

use crate::{analysis, catalogue, config, control, csv, error::ConfigError, experiment, plot::style, value::Value};

mod serial;

use serial::{read, write};

type Answer = Result<JsValue, JsValue>;

fn refuse(error: &ConfigError) -> JsValue {
    write(&error.record())
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
    write(&catalogue::catalogue(Value::Null))
}

/// Colours and lengths of a theme by name.
#[wasm_bindgen]
pub fn styles(theme: JsValue) -> Answer {
    let theme = read(theme).text().and_then(style::Theme::named).unwrap_or_else(style::Theme::light);
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

    /// What each slider of a figure shows.
    #[must_use]
    pub fn controls(&self) -> JsValue {
        write(&control::controls(&self.0))
    }

    /// The configuration after a control was changed.
    pub fn adjust(&self, id: &str, change: JsValue) -> Answer {
        control::adjust(&self.0, id, &read(change), 4.0).map(|config| write(&config)).map_err(|error| refuse(&error))
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
}

/// An options argument: an object, or nothing.
fn options_of(options: JsValue) -> Result<Value, JsValue> {
    match read(options) {
        Value::Null => Ok(Value::Map(Vec::new())),
        map @ Value::Map(_) => Ok(map),
        other => {
            Err(refuse(&ConfigError::new("options", crate::error::Code::WrongType, &other).expecting("an object")))
        }
    }
}
