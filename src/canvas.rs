//! Pictures on a canvas of the page.
//!
//! The drawing library's canvas backend draws the shapes, under a transformation from its grid of 16 units to the
//! device pixel. What it does not do, or not well, is done here: bands as an image in device pixels, crisp
//! hairlines, text at its real size without the page's direction, measuring without touching the document, and
//! errors that say something.

use std::fmt;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
    text_anchor::{HPos, VPos},
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::plot::{Bands, GRID, Paint, image};

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

type Fault = DrawingErrorKind<CanvasError>;
type Outcome = Result<(), Fault>;

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
        let canvas = Self { inner, context, width, height, ratio };
        canvas.device_pixels("setTransform")?;
        canvas.context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
        // Left to right on every page: a minus sign stands before its number.
        js_sys::Reflect::set(&canvas.context, &"direction".into(), &"ltr".into())
            .map_err(|_| CanvasError::NoContext)?;
        canvas.context.set_line_join("round");
        canvas.context.set_line_cap("round");
        canvas.grid_units()?;
        Ok(canvas)
    }

    /// The picture's size in CSS pixels.
    #[must_use]
    pub fn size(&self) -> (f64, f64) {
        (f64::from(self.width) / self.ratio, f64::from(self.height) / self.ratio)
    }

    fn device_pixels(&self, call: &'static str) -> Result<(), CanvasError> {
        self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).map_err(|_| CanvasError::Call(call))
    }

    fn grid_units(&self) -> Result<(), CanvasError> {
        let unit = 1.0 / GRID;
        let transformed = self.context.set_transform(unit, 0.0, 0.0, unit, 0.0, 0.0);
        transformed.map_err(|_| CanvasError::Call("setTransform"))
    }

    fn set_font(&self, style: &impl BackendTextStyle) {
        let weight = if matches!(style.style(), FontStyle::Bold) { "bold " } else { "" };
        self.context.set_font(&format!("{weight}{}px {}", style.size() / GRID, style.family().as_str()));
    }
}

fn fault(call: &'static str) -> impl Fn(JsValue) -> Fault {
    move |_| DrawingErrorKind::DrawingError(CanvasError::Call(call))
}

fn css(colour: BackendColor) -> String {
    let (red, green, blue) = colour.rgb;
    format!("rgba({red},{green},{blue},{})", colour.alpha)
}

/// The library's own errors are a JavaScript value as JSON, mostly `{}`.
fn named<E: std::error::Error + Send + Sync>(call: &'static str) -> impl Fn(DrawingErrorKind<E>) -> Fault {
    move |_| DrawingErrorKind::DrawingError(CanvasError::Call(call))
}

impl Paint for Canvas {
    fn units(&self) -> f64 {
        GRID * self.ratio
    }

    fn samples(&self, width: f64, height: f64) -> (usize, usize) {
        let samples = |pixels: f64| ((pixels / SPACING).ceil() as usize).clamp(8, 600) + 1;
        (samples(width), samples(height))
    }

    fn bands(&mut self, bands: &Bands<'_>) -> Outcome {
        let pixels = image(bands, self.width as usize, self.height as usize);
        // A fresh copy is made by the constructor, before memory can grow and move.
        let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&pixels), self.width, self.height)
            .map_err(fault("ImageData"))?;
        self.context.put_image_data(&image, 0.0, 0.0).map_err(fault("putImageData"))
    }

    fn discs(&mut self, centres: &[BackendCoord], radius: u32, colour: BackendColor) -> Outcome {
        let radius = f64::from(radius);
        self.context.begin_path();
        for (x, y) in centres.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))) {
            self.context.move_to(x + radius, y);
            self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU).map_err(fault("arc"))?;
        }
        self.context.set_fill_style_str(&css(colour));
        self.context.fill();
        Ok(())
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        let units = |pixels: u32| pixels.saturating_mul(GRID as u32);
        (units(self.width), units(self.height))
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        // The next hand that draws on this canvas finds it as canvases come.
        self.device_pixels("setTransform").map_err(DrawingErrorKind::DrawingError)
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Outcome {
        self.context.set_fill_style_str(&css(colour));
        self.context.fill_rect(f64::from(x), f64::from(y), GRID, GRID);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Outcome {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.inner.draw_rect(upper_left, bottom_right, style, fill).map_err(named("rect"))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        let mut path: Vec<BackendCoord> = path.into_iter().collect();
        if let [from, to] = path.as_mut_slice() {
            snap(from, to, style.stroke_width());
        }
        self.inner.draw_path(path, style).map_err(named("stroke"))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        self.inner.fill_polygon(path, style).map_err(named("fill"))
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        self.inner.draw_circle(center, radius, style, fill).map_err(named("arc"))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Outcome {
        let failed = DrawingErrorKind::DrawingError;
        let quarter = match style.transform() {
            FontTransform::None => 0.0,
            FontTransform::Rotate90 => 1.0,
            FontTransform::Rotate180 => 2.0,
            FontTransform::Rotate270 => 3.0,
        };
        let (cosine, sine) = crate::math::cos_sin_degrees(90.0 * quarter);
        // Device pixels: a typeface is hinted for the size that it is asked for.
        let (x, y) = (f64::from(x) / GRID, f64::from(y) / GRID);
        self.context.set_transform(cosine, sine, -sine, cosine, x, y).map_err(fault("setTransform"))?;
        self.set_font(style);
        self.context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Right => "right",
            HPos::Center => "center",
        });
        // The same shares of the size as the SVG backend, so that both pictures agree.
        self.context.set_text_baseline("alphabetic");
        let drop = match style.anchor().v_pos {
            VPos::Top => 0.76,
            VPos::Center => 0.26,
            VPos::Bottom => -0.26,
        };
        self.context.set_fill_style_str(&css(style.color()));
        let drawn = self.context.fill_text(text, 0.0, drop * style.size() / GRID).map_err(fault("fillText"));
        self.grid_units().map_err(failed)?;
        drawn
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<(u32, u32), Fault> {
        self.set_font(style);
        let width = self.context.measure_text(text).map_err(fault("measureText"))?.width();
        Ok(((width * GRID).ceil() as u32, style.size().ceil() as u32))
    }
}

/// Moves a thin horizontal or vertical line onto the middle of its device pixels (or, where it is an even number
/// of them thick, between two), so that it is not blurred over one more.
fn snap(from: &mut BackendCoord, to: &mut BackendCoord, width: u32) {
    let unit = GRID as i32;
    let thick = ((f64::from(width) / GRID).round() as i32).max(1);
    let offset = if thick % 2 == 1 { unit / 2 } else { 0 };
    let snapped = |at: i32| (at - offset + unit / 2).div_euclid(unit) * unit + offset;
    if thick > 3 {
        return;
    }
    if from.0 == to.0 {
        (from.0, to.0) = (snapped(from.0), snapped(to.0));
    }
    if from.1 == to.1 {
        (from.1, to.1) = (snapped(from.1), snapped(to.1));
    }
}
