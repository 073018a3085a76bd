//! A run on a bowl of many directions, as JavaScript holds it.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::{Answer, answer, options_of, refuse, serial::read, step_of, unpainted};
use crate::{
    canvas::Canvas,
    directions::Directions,
    error::{Code, ConfigError},
    options::Shown,
    plot::spectrum::View,
    svg,
};

/// A run on a bowl of many directions; immutable.
#[wasm_bindgen]
pub struct Spectrum(pub(super) Directions);

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
        answer(step_of(&read(step), self.0.steps()).map(|step| self.0.readout(step)))
    }

    /// A picture as an SVG document: `clocks`, `rate` or `components`.
    pub fn svg(&self, view: JsValue, options: JsValue) -> Answer {
        answer(self.asked(view, options).map(|(view, shown)| {
            let [width, height] = view.size;
            let request = shown.request(shown.width.unwrap_or(width), shown.height.unwrap_or(height));
            svg::write(&request, view.label, &mut |paint, request| view.paint(paint, &self.0, request)).into()
        }))
    }

    /// A picture on a canvas whose backing store the page has sized: CSS pixels × ratio.
    pub fn draw(&self, view: JsValue, canvas: &HtmlCanvasElement, options: JsValue) -> Result<(), JsValue> {
        self.drawn(view, canvas, options).map_err(refuse)
    }
}

impl Spectrum {
    fn asked(&self, view: JsValue, options: JsValue) -> Result<(&'static View, Shown), ConfigError> {
        let id = read(view);
        let Some(view) = id.text().and_then(View::named) else {
            let known = View::ALL.iter().map(|view| view.id);
            return Err(ConfigError::new("view", Code::UnknownId, &id).among(known));
        };
        Ok((view, Shown::read([1, self.0.steps()], &options_of(options)?)?))
    }

    fn drawn(&self, view: JsValue, canvas: &HtmlCanvasElement, options: JsValue) -> Result<(), ConfigError> {
        let (view, shown) = self.asked(view, options)?;
        let mut painter = Canvas::new(canvas, shown.ratio).map_err(unpainted)?;
        let [width, height] = painter.size();
        view.paint(&mut painter, &self.0, &shown.request(width, height));
        painter.finish().map_err(unpainted)
    }
}
