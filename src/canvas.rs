//! Pictures on a canvas of the page.
//!
//! The drawing library's canvas backend draws the shapes, under a transformation from its grid of 16 units to the
//! device pixel. What it does not do, or not well, is done here: bands as an image in device pixels, crisp
//! hairlines, text at its real size without the page's direction, measuring without touching the document, and
//! errors that say something.

use std::{borrow::Cow, fmt};

use plotters_backend::{BackendColor, BackendCoord, DrawingBackend, text_anchor::HPos};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::{
    math::cos_sin_degrees,
    plot::{Bands, GRID, Line, Paint, Tint, Type, image},
};

mod widths;

/// Why a canvas cannot be painted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CanvasError {
    /// It gives no 2-D context: it is used otherwise already.
    NoContext,
    /// Its backing store is empty or larger than browsers draw.
    Size {
        /// Device pixels.
        width: u32,
        /// Device pixels.
        height: u32,
    },
    /// A drawing call failed.
    Call(&'static str),
}

impl fmt::Display for CanvasError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoContext => write!(f, "the canvas gives no 2-D context"),
            Self::Size { width, height } => {
                write!(f, "a canvas of {width} × {height} device pixels cannot be drawn on")
            }
            Self::Call(name) => write!(f, "the canvas refused {name}"),
        }
    }
}

impl std::error::Error for CanvasError {}

/// The largest backing store that every browser draws (Safari's limit).
const LARGEST_AREA: f64 = 16_777_216.0;
/// Spacing of the samples of a landscape, in CSS pixels.
const SPACING: f64 = 3.0;

/// A canvas that is painted on.
pub struct Canvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    width: u32,
    height: u32,
    ratio: f64,
    fault: Option<&'static str>,
}

impl Canvas {
    /// Clears a canvas and makes it ready; `ratio` is the number of device pixels in a CSS pixel.
    ///
    /// # Errors
    /// Where the canvas has no usable size or context.
    pub fn new(canvas: &HtmlCanvasElement, ratio: f64) -> Result<Self, CanvasError> {
        let (width, height) = (canvas.width(), canvas.height());
        if width == 0 || height == 0 || f64::from(width) * f64::from(height) > LARGEST_AREA {
            return Err(CanvasError::Size { width, height });
        }
        let context = canvas.get_context("2d").ok().flatten().ok_or(CanvasError::NoContext)?;
        let context: CanvasRenderingContext2d = context.dyn_into().map_err(|_| CanvasError::NoContext)?;
        let inner = CanvasBackend::with_canvas_object(canvas.clone()).ok_or(CanvasError::NoContext)?;
        let ratio = if ratio.is_finite() && ratio > 0.0 { ratio } else { 1.0 };
        let mut canvas = Self { inner, context, width, height, ratio, fault: None };
        canvas.transform([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        canvas.context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        // Left to right on every page: a minus sign stands before its number.
        let directed = js_sys::Reflect::set(&canvas.context, &"direction".into(), &"ltr".into());
        canvas.note("direction", directed);
        canvas.context.set_line_join("round");
        canvas.context.set_line_cap("round");
        canvas.grid_units();
        Ok(canvas)
    }

    /// The picture's size in CSS pixels.
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        [f64::from(self.width) / self.ratio, f64::from(self.height) / self.ratio]
    }

    /// Leaves the canvas as the next hand that draws on it expects to find one.
    ///
    /// # Errors
    /// The first call that the canvas refused.
    pub fn finish(mut self) -> Result<(), CanvasError> {
        self.transform([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        self.fault.map_or(Ok(()), |call| Err(CanvasError::Call(call)))
    }

    /// Keeps the first refusal. What it says beside the call's name is mostly `{}`.
    fn note<T, E>(&mut self, call: &'static str, outcome: Result<T, E>) {
        if outcome.is_err() {
            self.fault.get_or_insert(call);
        }
    }

    fn transform(&mut self, [a, b, c, d, e, f]: [f64; 6]) {
        let outcome = self.context.set_transform(a, b, c, d, e, f);
        self.note("setTransform", outcome);
    }

    fn grid_units(&mut self) {
        let unit = 1.0 / GRID;
        self.transform([unit, 0.0, 0.0, unit, 0.0, 0.0]);
    }

    /// `size` counts in device pixels.
    fn set_font(&self, bold: bool, size: f64, family: &str) {
        let weight = if bold { "bold " } else { "" };
        self.context.set_font(&format!("{weight}{size}px {family}"));
    }

    fn set_fill(&self, tint: Tint) {
        self.context.set_fill_style_str(&css(tint));
    }

    fn set_stroke(&self, tint: Tint) {
        self.context.set_stroke_style_str(&css(tint));
    }

    /// Adds a line to the canvas's own path.
    fn trace(&self, points: &[BackendCoord]) {
        for (index, (x, y)) in points.iter().enumerate() {
            let (x, y) = (f64::from(*x), f64::from(*y));
            if index == 0 { self.context.move_to(x, y) } else { self.context.line_to(x, y) }
        }
    }
}

impl Canvas {
    /// Another typeface of the same name may have arrived.
    pub fn watch_typeface(&self) {
        widths::watch(&|letter, bold, family| self.measure(letter, bold, family));
    }

    /// The width of a letter in units of the type's size; measured large, so that rounding by the browser does not add up.
    fn measure(&self, letter: char, bold: bool, family: &str) -> f64 {
        const LARGE: f64 = 100.0;
        self.set_font(bold, LARGE, family);
        let mut text = [0; 4];
        self.context.measure_text(letter.encode_utf8(&mut text)).map_or(0.0, |measured| measured.width() / LARGE)
    }
}

impl Paint for Canvas {
    fn units(&self) -> f64 {
        GRID * self.ratio
    }

    fn samples(&self, width: f64, height: f64) -> (usize, usize) {
        let samples = |pixels: f64| ((pixels / SPACING).ceil() as usize).clamp(8, 600) + 1;
        (samples(width), samples(height))
    }

    fn bands(&mut self, bands: &Bands<'_>) {
        let pixels = image(bands, self.width as usize, self.height as usize);
        // A fresh copy is made by the constructor, before memory can grow and move.
        let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&pixels), self.width, self.height);
        let put = image.and_then(|image| self.context.put_image_data(&image, 0.0, 0.0));
        self.note("putImageData", put);
    }

    fn path(&mut self, points: &[BackendCoord], line: Line) {
        let outcome = self.inner.draw_path(crisp(points, line.width).iter().copied(), &line);
        self.note("stroke", outcome);
    }

    fn paths(&mut self, paths: &[Vec<BackendCoord>], line: Line) {
        if paths.is_empty() {
            return;
        }
        self.context.begin_path();
        for points in paths {
            self.trace(&crisp(points, line.width));
        }
        self.set_stroke(line.tint);
        self.context.set_line_width(f64::from(line.width));
        self.context.stroke();
    }

    fn polygon(&mut self, corners: &[BackendCoord], tint: Tint) {
        let outcome = self.inner.fill_polygon(corners.iter().copied(), &Line::filled(tint));
        self.note("fill", outcome);
    }

    fn polygons(&mut self, polygons: &[Vec<BackendCoord>], tint: Tint) {
        if polygons.is_empty() {
            return;
        }
        self.context.begin_path();
        for corners in polygons {
            self.trace(corners);
            self.context.close_path();
        }
        self.set_fill(tint);
        self.context.fill();
    }

    fn discs(&mut self, centres: &[BackendCoord], radius: u32, tint: Tint) {
        let radius = f64::from(radius);
        self.context.begin_path();
        for (x, y) in centres.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))) {
            self.context.move_to(x + radius, y);
            let outcome = self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
            self.note("arc", outcome);
        }
        self.set_fill(tint);
        self.context.fill();
    }

    fn ring(&mut self, centre: BackendCoord, radius: u32, line: Line) {
        let outcome = self.inner.draw_circle(centre, radius, &line, false);
        self.note("arc", outcome);
    }

    fn text(&mut self, text: &str, (x, y): BackendCoord, face: &Type, family: &str) {
        let (cosine, sine) = cos_sin_degrees(90.0 * f64::from(face.turns));
        // Device pixels: a typeface is hinted for the size that it is asked for.
        self.transform([cosine, sine, -sine, cosine, f64::from(x) / GRID, f64::from(y) / GRID]);
        self.set_font(face.bold, face.size / GRID, family);
        self.context.set_text_align(match face.across {
            HPos::Left => "left",
            HPos::Right => "right",
            HPos::Center => "center",
        });
        self.context.set_text_baseline("alphabetic");
        self.set_fill(face.tint);
        // The same share of the size as the SVG backend, so that both pictures agree.
        let outcome = self.context.fill_text(text, 0.0, 0.26 * face.size / GRID);
        self.note("fillText", outcome);
        self.grid_units();
    }

    fn text_width(&self, text: &str, face: &Type, family: &str) -> f64 {
        widths::width(text, face.bold, family, &|letter, bold, family| self.measure(letter, bold, family)) * face.size
    }
}

fn css(tint: Tint) -> String {
    let BackendColor { rgb: (red, green, blue), alpha } = tint.into();
    format!("rgba({red},{green},{blue},{alpha})")
}

/// A line as it is drawn: a straight one crisp.
fn crisp(points: &[BackendCoord], width: u32) -> Cow<'_, [BackendCoord]> {
    match points {
        [from, to] => Cow::Owned(snap(*from, *to, width).to_vec()),
        _ => Cow::Borrowed(points),
    }
}

/// Moves a thin horizontal or vertical line onto the middle of its device pixels (or, where it is an even number
/// of them thick, between two), so that it is not blurred over one more.
fn snap(from: BackendCoord, to: BackendCoord, width: u32) -> [BackendCoord; 2] {
    let unit = GRID as i32;
    let thick = ((f64::from(width) / GRID).round() as i32).max(1);
    let offset = if thick % 2 == 1 { unit / 2 } else { 0 };
    let snapped = |at: i32, other: i32| {
        if at == other && thick <= 3 { (at - offset + unit / 2).div_euclid(unit) * unit + offset } else { at }
    };
    let ((x, y), (u, v)) = (from, to);
    [(snapped(x, u), snapped(y, v)), (snapped(u, x), snapped(v, y))]
}
