//! Pictures as SVG text: on every target, without a window, the same bytes for the same picture.
//!
//! The drawing library's SVG backend writes the elements. Around it: sub-pixel coordinates (whole numbers on a grid
//! of 16 to the pixel, inside a scaled group), measured text, bands as polygons, and a header for readers of the
//! page and of screens.

use std::fmt;

use plotters::backend::SVGBackend;
use plotters_backend::{
    BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, FontFamily, FontStyle, FontTransform,
    text_anchor::{Pos, VPos},
};

use crate::{
    experiment::Experiment,
    plot::{Bands, GRID, Line, Paint, Request, Tint, Type, View, on_grid},
};

/// How far a simplified band may lie from its own line, in CSS pixels.
const TOLERANCE: f64 = 0.12;

/// A picture being written. The library reports errors, but writing into memory has none.
pub struct Svg<'a> {
    inner: SVGBackend<'a>,
}

/// The picture `view` of an experiment as an SVG document with `title` as its accessible name.
#[must_use]
pub fn render(view: &View, experiment: &Experiment, request: &Request<'_>, title: &str) -> String {
    write(request, title, &mut |paint, request| view.paint(paint, experiment, request))
}

/// Whatever is painted into a picture of the request's size, as a document of its own.
#[must_use]
pub fn write(request: &Request<'_>, title: &str, draw: &mut dyn FnMut(&mut dyn Paint, &Request<'_>)) -> String {
    let request = whole_pixels(request);
    let mut buffer = String::new();
    draw(&mut Svg::new(&mut buffer, &request), &request);
    document(&buffer, &request, title)
}

impl<'a> Svg<'a> {
    /// A picture of the request's size that is written into `buffer`; `document` makes it whole.
    #[must_use]
    pub fn new(buffer: &'a mut String, request: &Request<'_>) -> Self {
        Self { inner: SVGBackend::with_string(buffer, (in_units(request.width), in_units(request.height))) }
    }
}

/// A length in CSS pixels in units of the grid.
fn in_units(pixels: f64) -> u32 {
    (pixels * GRID).round() as u32
}

/// The request with sides of whole pixels, at least 1.
fn whole_pixels<'a>(request: &Request<'a>) -> Request<'a> {
    Request { width: side(request.width), height: side(request.height), ..*request }
}

/// What was written into a buffer as a document of its own, which counts in CSS pixels and has a name.
fn document(buffer: &str, request: &Request<'_>, title: &str) -> String {
    // The library's own header counts in grid units.
    let body = buffer.split_once('\n').map_or("", |(_, body)| body);
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

    fn bands(&mut self, bands: &Bands<'_>) {
        let (width, height) = self.inner.get_size();
        if let Some(highest) = bands.colours().last() {
            let corner = (width as i32, height as i32);
            let _ = self.inner.draw_rect((0, 0), corner, &Line::filled(highest.solid()), true);
        }
        for (ring, colour) in bands.layers(TOLERANCE) {
            self.polygon(&on_grid(&ring, GRID), colour.solid());
        }
    }

    fn path(&mut self, points: &[BackendCoord], line: Line) {
        let _ = self.inner.draw_path(points.iter().copied(), &line);
    }

    fn polygon(&mut self, corners: &[BackendCoord], tint: Tint) {
        let _ = self.inner.fill_polygon(corners.iter().copied(), &Line::filled(tint));
    }

    fn discs(&mut self, centres: &[BackendCoord], radius: u32, tint: Tint) {
        for centre in centres {
            let _ = self.inner.draw_circle(*centre, radius, &Line::filled(tint), true);
        }
    }

    fn ring(&mut self, centre: BackendCoord, radius: u32, line: Line) {
        let _ = self.inner.draw_circle(centre, radius, &line, false);
    }

    fn text(&mut self, text: &str, at: BackendCoord, face: &Type, family: &str) {
        let printable: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = self.inner.draw_text(&printable, &Written { face, family }, at);
    }

    fn text_width(&self, text: &str, face: &Type, _: &str) -> f64 {
        text_width(text, face.size, face.bold)
    }
}

/// The width that a line of text at most has, in units of `size`'s.
#[must_use]
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let mut width = 0.0;
    for c in text.chars() {
        width += advance(c);
    }
    width * size * if bold { BOLD } else { 1.0 }
}

/// How much wider bold type runs.
const BOLD: f64 = 1.13;

/// Characters by their advance width in units of the type's size, as in DejaVu Sans, one of the widest common faces: a
/// label that fits by this table fits on the reader's screen.
const ADVANCES: [(f64, &str); 11] = [
    (0.31, "ijl|'"),
    (0.34, " .,·/\u{a0}"),
    (0.36, ":;"),
    (0.44, "ftr()[]-!IJ"),
    (0.45, "⁰ⁱ¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"),
    (0.53, "⁻°"),
    (0.56, "csz"),
    (0.60, "kvxy"),
    (0.99, "mwMW⚠½%…"),
    (0.84, "−×=+<>≤≥∞→≈√"),
    (0.79, "QOGDHNU"),
];

fn advance(c: char) -> f64 {
    for (width, characters) in ADVANCES {
        if characters.contains(c) {
            return width;
        }
    }
    match c {
        'A'..='Z' => 0.70,
        // digits, the remaining small letters, and Greek
        '\0'..='\u{05ff}' => 0.64,
        // scripts with square characters
        _ => 1.0,
    }
}

/// A way to write as the drawing library takes it.
struct Written<'a> {
    face: &'a Type,
    family: &'a str,
}

impl BackendTextStyle for Written<'_> {
    type FontError = fmt::Error;

    fn color(&self) -> BackendColor {
        self.face.tint.into()
    }

    /// What comes out as the face's size: the library's backend divides it by 1.24.
    fn size(&self) -> f64 {
        let size = self.face.size;
        let near = size * 1.24;
        // Rounding twice must not leave a size like 191.99999999999997 in the text.
        [near, near.next_up(), near.next_down()].into_iter().find(|try_| try_ / 1.24 == size).unwrap_or(near)
    }

    fn transform(&self) -> FontTransform {
        match self.face.turns {
            0 => FontTransform::None,
            1 => FontTransform::Rotate90,
            2 => FontTransform::Rotate180,
            _ => FontTransform::Rotate270,
        }
    }

    fn style(&self) -> FontStyle {
        if self.face.bold { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        Pos::new(self.face.across, VPos::Center)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(self.family)
    }

    /// The backend places text by its anchor and asks for no outline.
    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), fmt::Error> {
        Err(fmt::Error)
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, fmt::Error> {
        Err(fmt::Error)
    }
}
