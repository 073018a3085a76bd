//! Pictures as SVG text: on every target, without a window, the same bytes for the same picture.
//!
//! The drawing library's SVG backend writes the elements. Around it: sub-pixel coordinates (whole numbers on a grid
//! of 16 to the pixel, inside a scaled group), measured text, bands as polygons, and a header for readers of the
//! page and of screens.

use plotters::backend::SVGBackend;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform, text_anchor,
};

use crate::{
    experiment::Experiment,
    plot::{Bands, GRID, Paint, Request, View},
};

type Outcome = Result<(), DrawingErrorKind<std::io::Error>>;

/// How far a simplified band may lie from its own line, in CSS pixels.
const TOLERANCE: f64 = 0.12;

/// A picture being written.
pub struct Svg<'a> {
    inner: SVGBackend<'a>,
}

/// The picture `view` of an experiment as an SVG document with `title` as its accessible name.
///
/// `None` for a view that does not exist. Writing into memory does not fail.
#[must_use]
pub fn render(view: &str, experiment: &Experiment, request: &Request<'_>, title: &str) -> Option<String> {
    let request = whole_pixels(request);
    let mut buffer = String::new();
    View::named(view)?.paint(Svg::new(&mut buffer, &request), experiment, &request).ok()?;
    Some(document(&buffer, &request, title))
}

impl<'a> Svg<'a> {
    /// A picture of the request's size that is written into `buffer`; `document` makes it whole.
    #[must_use]
    pub fn new(buffer: &'a mut String, request: &Request<'_>) -> Self {
        let units = |pixels: f64| (pixels * GRID).round() as u32;
        Self { inner: SVGBackend::with_string(buffer, (units(request.width), units(request.height))) }
    }
}

/// The request with sides of whole pixels, at least 1.
#[must_use]
pub fn whole_pixels<'a>(request: &Request<'a>) -> Request<'a> {
    Request { width: side(request.width), height: side(request.height), ..*request }
}

/// What was written into a buffer as a document of its own, which counts in CSS pixels and has a name.
#[must_use]
pub fn document(buffer: &str, request: &Request<'_>, title: &str) -> String {
    // The library's own header counts in grid units.
    let body = buffer.split_once(">\n").map_or("", |(_, body)| body);
    let body = body.trim_end().strip_suffix("</svg>").unwrap_or(body);
    // The library says it of every element, a twelfth of a picture; text cannot say it, its quotes are escaped.
    let body = body.replace(" opacity=\"1\"", "");
    let (width, height) = (request.width, request.height);
    let scale = 1.0 / GRID;
    let mut title_text = String::new();
    title.chars().for_each(|c| push_escaped(&mut title_text, c));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{title_text}</title>\n\
         <g transform=\"scale({scale})\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n{body}</g>\n</svg>\n"
    )
}

/// A side of a picture: whole pixels, at least 1.
fn side(pixels: f64) -> f64 {
    if pixels.is_finite() { pixels.round().clamp(1.0, 10_000.0) } else { 1.0 }
}

fn push_escaped(out: &mut String, c: char) {
    match c {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        '"' => out.push_str("&quot;"),
        // XML knows no other control characters, not even escaped ones.
        _ if c.is_control() => out.push(' '),
        _ => out.push(c),
    }
}

impl Paint for Svg<'_> {
    fn units(&self) -> f64 {
        GRID
    }

    fn samples(&self, width: f64, height: f64) -> (usize, usize) {
        // A cell of 4 pixels shows no corners; more cells than these make the text heavy.
        let cells = |pixels: f64, most: usize| ((pixels / 4.0).ceil() as usize).clamp(8, most);
        (cells(width, 119) + 1, cells(height, 79) + 1)
    }

    fn bands(&mut self, bands: &Bands<'_>) -> Outcome {
        let (width, height) = self.get_size();
        if let Some(highest) = bands.colours().last() {
            let corner = (width as i32, height as i32);
            self.inner.draw_rect((0, 0), corner, &backend_colour(*highest), true)?;
        }
        for (regions, colour) in bands.layers(TOLERANCE) {
            for ring in regions {
                let ring = ring.iter().map(|p| ((p.x * GRID).round() as i32, (p.y * GRID).round() as i32));
                self.inner.fill_polygon(ring, &backend_colour(colour))?;
            }
        }
        Ok(())
    }

    fn discs(&mut self, centres: &[BackendCoord], radius: u32, colour: BackendColor) -> Outcome {
        centres.iter().try_for_each(|centre| self.inner.draw_circle(*centre, radius, &colour, true))
    }
}

fn backend_colour(colour: crate::plot::Colour) -> BackendColor {
    BackendColor { alpha: 1.0, rgb: (colour.0, colour.1, colour.2) }
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.inner.get_size()
    }

    fn ensure_prepared(&mut self) -> Outcome {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Outcome {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Outcome {
        // One unit of the grid would be invisible; a pixel is sixteen.
        let unit = GRID as i32;
        self.inner.draw_rect(point, (point.0 + unit, point.1 + unit), &colour, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Outcome {
        self.inner.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.inner.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        self.inner.draw_path(path, style)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        self.inner.fill_polygon(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        self.inner.draw_circle(center, radius, style, fill)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, pos: BackendCoord) -> Outcome {
        let printable: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.inner.draw_text(&printable, &TrueSize(style), pos)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<std::io::Error>> {
        let width = text_width(text, style.size(), matches!(style.style(), FontStyle::Bold));
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

/// The width that a line of text at most has, in units of `size`'s.
#[must_use]
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    text.chars().map(advance).sum::<f64>() * size * if bold { BOLD } else { 1.0 }
}

/// How much wider bold type runs.
const BOLD: f64 = 1.13;

/// Advance width of a character in units of the type's size, as in DejaVu Sans, one of the widest common faces: a label
/// that fits by this table fits on the reader's screen.
fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '|' | '\'' => 0.31,
        ' ' | '.' | ',' | '·' | '/' | '\u{00a0}' => 0.34,
        ':' | ';' => 0.36,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '!' | 'I' | 'J' => 0.44,
        '⁰'..='⁹' | '¹' | '²' | '³' | '₀'..='₉' => 0.45,
        '⁻' | '°' => 0.53,
        'c' | 's' | 'z' => 0.56,
        'k' | 'v' | 'x' | 'y' => 0.60,
        'm' | 'w' | 'M' | 'W' | '⚠' | '½' | '%' | '…' => 0.99,
        '−' | '×' | '=' | '+' | '<' | '>' | '≤' | '≥' | '∞' | '→' | '≈' | '√' => 0.84,
        'Q' | 'O' | 'G' | 'D' | 'H' | 'N' | 'U' => 0.79,
        'A'..='Z' => 0.70,
        // digits, the remaining small letters, and Greek
        '\0'..='\u{05ff}' => 0.64,
        // scripts with square characters
        _ => 1.0,
    }
}

/// A text style whose size comes out as it went in: the library's backend divides it by 1.24.
struct TrueSize<'a, S>(&'a S);

impl<S: BackendTextStyle> BackendTextStyle for TrueSize<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.0.color()
    }

    fn size(&self) -> f64 {
        let size = self.0.size();
        let near = size * 1.24;
        // Rounding twice must not leave a size like 191.99999999999997 in the text.
        [near, near.next_up(), near.next_down()].into_iter().find(|try_| try_ / 1.24 == size).unwrap_or(near)
    }

    fn transform(&self) -> FontTransform {
        self.0.transform()
    }

    fn style(&self) -> FontStyle {
        self.0.style()
    }

    fn anchor(&self) -> text_anchor::Pos {
        self.0.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        self.0.family()
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.0.layout_box(text)
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        pos: BackendCoord,
        draw: DrawFunc,
    ) -> Result<Result<(), E>, Self::FontError> {
        self.0.draw(text, pos, draw)
    }
}
