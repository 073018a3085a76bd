//! The one backend that pictures are painted with in the browser: a canvas or an SVG document.
//!
//! Views are generic over their backend, so each backend they are used with is another copy of all their code in the
//! module that readers download. Behind one type there is one copy.

use std::fmt;

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

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
        either!(self, backend => backend.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        either!(self, backend => backend.draw_rect(upper_left, bottom_right, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        either!(self, backend => backend.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        either!(self, backend => backend.draw_circle(center, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        either!(self, backend => backend.fill_polygon(path, style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome {
        either!(self, backend => backend.draw_text(text, style, at))
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Outcome<(u32, u32)> {
        either!(self, backend => backend.estimate_text_size(text, style))
    }
}
