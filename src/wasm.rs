//! The boundary: what JavaScript calls. Data comes in and goes out as plain values; every refusal is a record.
//!
//! Methods take `&self` only and numbers as `f64`, so that an exception thrown in between leaves nothing borrowed and
//! no NaN becomes a zero. The page copies arguments into plain data first and checks canvases before they get here.

#![allow(clippy::missing_errors_doc, reason = "every error is a ConfigError record, documented in many-clocks.d.ts")]

use wasm_bindgen::prelude::*;

use crate::{
    canvas::CanvasError,
    catalogue, config,
    directions::Directions,
    error::{Code, ConfigError},
    link, options,
    plot::{View, Words, style},
    sweep,
    value::Value,
};

mod experiment;
mod serial;
mod spectrum;

pub use experiment::Experiment;
use serial::{read, write};
pub use spectrum::Spectrum;

/// Where memory comes from: two levels of free lists, a quarter of the code of what the standard library brings.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

type Answer = Result<JsValue, JsValue>;

/// What is thrown for a refusal: its record.
#[inline(never)]
#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn refuse(error: ConfigError) -> JsValue {
    write(&error.record())
}

/// What a question is answered with.
#[inline(never)]
fn answer(outcome: Result<Value, ConfigError>) -> Answer {
    outcome.map(|value| write(&value)).map_err(refuse)
}

/// The package version.
#[wasm_bindgen]
#[must_use]
pub fn version() -> JsValue {
    env!("CARGO_PKG_VERSION").into()
}

/// Every loss, optimizer, schedule and view.
#[wasm_bindgen]
#[must_use]
pub fn catalogue() -> JsValue {
    let views = View::ALL.iter().map(|view| Value::map([("id", view.id.into()), ("label", view.label.into())]));
    write(&catalogue::catalogue(Value::list(views)))
}

/// The English wordings inside pictures by name: what a page in another language exchanges.
#[wasm_bindgen]
#[must_use]
pub fn wordings() -> JsValue {
    write(&Value::Map(Words::english().map(|(name, wording)| (name.into(), wording.into())).collect()))
}

/// Colours and lengths of a theme by name.
#[wasm_bindgen]
pub fn styles(theme: JsValue) -> Answer {
    let theme = read(theme);
    let theme = options::theme(Some(&theme).filter(|theme| **theme != Value::Null));
    answer(theme.map(|theme| {
        let colours = theme.colours().iter().map(|(name, colour)| ((*name).into(), colour.to_hex().into())).collect();
        let lengths = style::length::ALL.iter().map(|(name, length)| ((*name).into(), (*length).into())).collect();
        Value::map([("colours", Value::Map(colours)), ("lengths", Value::Map(lengths))])
    }))
}

/// The default colours as CSS custom properties.
#[wasm_bindgen]
#[must_use]
pub fn stylesheet() -> JsValue {
    style::stylesheet().into()
}

/// Works out a configuration.
#[wasm_bindgen]
pub fn simulate(config: JsValue) -> Result<Experiment, JsValue> {
    crate::experiment::simulate(&read(config)).map(Experiment).map_err(refuse)
}

/// Steps to tolerance against the learning rate of a track.
#[wasm_bindgen]
pub fn sweep(config: JsValue, track: JsValue) -> Answer {
    answer(sweep::sweep(&read(config), &read(track)).map(|sweep| sweep.record()))
}

/// The text of a state's permalink, and the state without what is a default.
#[wasm_bindgen(js_name = link)]
pub fn link_of(state: JsValue) -> Answer {
    answer(link::link(&read(state)))
}

/// The state that such a text tells.
#[wasm_bindgen]
pub fn unlink(text: JsValue) -> Answer {
    answer(link::unlink(&read(text)))
}

/// Works out a bowl of many directions.
#[wasm_bindgen]
pub fn spectrum(options: JsValue) -> Result<Spectrum, JsValue> {
    Directions::read(&read(options)).map(Spectrum).map_err(refuse)
}

/// A picture that could not be painted.
fn unpainted(what: CanvasError) -> ConfigError {
    ConfigError::new("canvas", Code::WrongType, &what.to_string().into()).expecting("a surface that can be drawn on")
}

/// A step that is asked for.
fn step_of(value: &Value, last: usize) -> Result<usize, ConfigError> {
    index_of(value, "step", last)
}

/// Which of several that are counted from 0.
fn index_of(value: &Value, field: &str, last: usize) -> Result<usize, ConfigError> {
    config::whole(value, field, 0.0, last as f64).map(|index| index as usize)
}

/// An options argument: an object, or nothing.
fn options_of(options: JsValue) -> Result<Value, ConfigError> {
    match read(options) {
        Value::Null => Ok(Value::Map(Vec::new())),
        map @ Value::Map(_) => Ok(map),
        other => Err(ConfigError::new("options", Code::WrongType, &other).expecting("an object")),
    }
}
