//! The one backend that pictures are painted with in the browser: a canvas or an SVG document.
//!
//! Views are generic over their backend, so each backend they are used with is another copy of all their code in the
//! module that readers download. Behind one type there is one copy.

use std::fmt;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform, text_anchor::Pos,
};

use crate::{
    canvas::Canvas,
    plot::{Bands, Paint},
    svg::Svg,
};

/// Either backend.
pub enum Surface<'a> {
    /// A canvas of the page.
    Canvas(Canvas),
    /// An SVG document being written.
    Svg(Svg<'a>),
}

/// What a backend reported, in its own words.
#[derive(Debug)]
pub struct SurfaceError(String);

impl fmt::Display for SurfaceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for SurfaceError {}

type Fault = DrawingErrorKind<SurfaceError>;
type Outcome<T = ()> = Result<T, Fault>;

fn told<T, E: std::error::Error + Send + Sync>(outcome: Result<T, DrawingErrorKind<E>>) -> Outcome<T> {
    outcome.map_err(|error| DrawingErrorKind::DrawingError(SurfaceError(error.to_string())))
}

/// The same call on whichever backend it is.
macro_rules! either {
    ($surface:expr, $backend:ident => $call:expr) => {
        match $surface {
            Self::Canvas($backend) => told($call),
            Self::Svg($backend) => told($call),
        }
    };
}

impl Paint for Surface<'_> {
    fn units(&self) -> f64 {
        match self {
            Self::Canvas(canvas) => canvas.units(),
            Self::Svg(svg) => svg.units(),
        }
    }

    fn samples(&self, width: f64, height: f64) -> (usize, usize) {
        match self {
            Self::Canvas(canvas) => canvas.samples(width, height),
            Self::Svg(svg) => svg.samples(width, height),
        }
    }

    fn bands(&mut self, bands: &Bands<'_>) -> Outcome {
        either!(self, backend => backend.bands(bands))
    }

    fn discs(&mut self, centres: &[BackendCoord], radius: u32, colour: BackendColor) -> Outcome {
        either!(self, backend => backend.discs(centres, radius, colour))
    }
}

impl DrawingBackend for Surface<'_> {
    type ErrorType = SurfaceError;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Self::Canvas(canvas) => canvas.get_size(),
            Self::Svg(svg) => svg.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Outcome {
        either!(self, backend => backend.ensure_prepared())
    }

    fn present(&mut self) -> Outcome {
        either!(self, backend => backend.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Outcome {
        either!(self, backend => backend.draw_pixel(point, colour))
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Outcome {
        self.path(&[from, to], Plain::of(style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.rect(upper_left, bottom_right, Plain::of(style), fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        self.path(&path.into_iter().collect::<Vec<_>>(), Plain::of(style))
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        self.circle(center, radius, Plain::of(style), fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        self.polygon(&path.into_iter().collect::<Vec<_>>(), Plain::of(style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome {
        self.text(text, &PlainText::of(style), at)
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Outcome<(u32, u32)> {
        self.text_size(text, &PlainText::of(style))
    }
}

/// The calls with every type settled. The drawing library's elements come with a type of iterator and style each;
/// behind these there is one copy of a backend's code, not one an element.
impl Surface<'_> {
    #[inline(never)]
    fn path(&mut self, path: &[BackendCoord], style: Plain) -> Outcome {
        either!(self, backend => backend.draw_path(path.iter().copied(), &style))
    }

    #[inline(never)]
    fn rect(&mut self, upper_left: BackendCoord, bottom_right: BackendCoord, style: Plain, fill: bool) -> Outcome {
        either!(self, backend => backend.draw_rect(upper_left, bottom_right, &style, fill))
    }

    #[inline(never)]
    fn circle(&mut self, center: BackendCoord, radius: u32, style: Plain, fill: bool) -> Outcome {
        either!(self, backend => backend.draw_circle(center, radius, &style, fill))
    }

    #[inline(never)]
    fn polygon(&mut self, path: &[BackendCoord], style: Plain) -> Outcome {
        either!(self, backend => backend.fill_polygon(path.iter().copied(), &style))
    }

    #[inline(never)]
    fn text(&mut self, text: &str, style: &PlainText, at: BackendCoord) -> Outcome {
        either!(self, backend => backend.draw_text(text, style, at))
    }

    #[inline(never)]
    fn text_size(&self, text: &str, style: &PlainText) -> Outcome<(u32, u32)> {
        either!(self, backend => backend.estimate_text_size(text, style))
    }
}

/// Any style, as values.
#[derive(Clone, Copy)]
struct Plain {
    colour: BackendColor,
    width: u32,
}

impl Plain {
    fn of(style: &impl BackendStyle) -> Self {
        Self { colour: style.color(), width: style.stroke_width() }
    }
}

impl BackendStyle for Plain {
    fn color(&self) -> BackendColor {
        self.colour
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// Any text style, as values.
struct PlainText {
    colour: BackendColor,
    size: f64,
    transform: FontTransform,
    style: FontStyle,
    anchor: Pos,
    family: String,
}

impl PlainText {
    fn of(style: &impl BackendTextStyle) -> Self {
        Self {
            colour: style.color(),
            size: style.size(),
            transform: style.transform(),
            style: style.style(),
            anchor: style.anchor(),
            family: style.family().as_str().to_owned(),
        }
    }
}

impl BackendTextStyle for PlainText {
    type FontError = SurfaceError;

    fn color(&self) -> BackendColor {
        self.colour
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        self.transform.clone()
    }

    fn style(&self) -> FontStyle {
        self.style
    }

    fn anchor(&self) -> Pos {
        self.anchor
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(&self.family)
    }

    /// Both backends place text by their own measure and ask for neither of these.
    fn layout_box(&self, _text: &str) -> Result<((i32, i32), (i32, i32)), SurfaceError> {
        Err(SurfaceError("text has no outline here".to_owned()))
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _pos: BackendCoord,
        _draw: DrawFunc,
    ) -> Result<Result<(), E>, SurfaceError> {
        Err(SurfaceError("text has no outline here".to_owned()))
    }
}
