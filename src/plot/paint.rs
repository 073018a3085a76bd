//! What pictures are painted with, and the only place where canvas and SVG differ.

use plotters_backend::{BackendColor, BackendCoord, BackendStyle, text_anchor::HPos};

use super::{bands::Bands, colour::Tint};
use crate::math::Vec2;

/// Backend units in a device pixel. Backends count in whole numbers; on this grid paths are smooth.
pub const GRID: f64 = 16.0;

/// Points in CSS pixels as backend coordinates, `units` of them in a pixel.
#[must_use]
pub fn on_grid(points: &[Vec2], units: f64) -> Vec<BackendCoord> {
    // Inside the picture by now; the cast saturates in any case.
    let mut out = Vec::new();
    for point in points {
        out.push(((point.x * units).round() as i32, (point.y * units).round() as i32));
    }
    out
}

/// What pictures are painted with: the drawing library's canvas or its SVG, told in whole backend units.
///
/// Nothing is returned. What goes wrong on the way the painter keeps, and whoever made it asks when the picture is
/// done, so that views say what to draw and nothing else. The trait is without type parameters for the same reason as
/// for another: behind it there is one copy of the views in the module that readers download.
pub trait Paint {
    /// Backend units in a CSS pixel.
    fn units(&self) -> f64;

    /// At how many points a landscape is sampled for a picture of this size in CSS pixels.
    fn samples(&self, width: f64, height: f64) -> (usize, usize);

    /// Fills the whole picture with the colours of a landscape.
    fn bands(&mut self, bands: &Bands<'_>);

    /// Draws a line through points.
    fn path(&mut self, points: &[BackendCoord], line: Line);

    /// Draws many lines alike: a dashed one is a hundred.
    fn paths(&mut self, paths: &[Vec<BackendCoord>], line: Line) {
        for path in paths {
            self.path(path, line);
        }
    }

    /// Fills a polygon.
    fn polygon(&mut self, corners: &[BackendCoord], tint: Tint);

    /// Fills many polygons alike, of one orientation: the marks of a track's steps.
    fn polygons(&mut self, polygons: &[Vec<BackendCoord>], tint: Tint) {
        for corners in polygons {
            self.polygon(corners, tint);
        }
    }

    /// Fills many equal discs: thousands of steps are one call.
    fn discs(&mut self, centres: &[BackendCoord], radius: u32, tint: Tint);

    /// Draws a circle.
    fn ring(&mut self, centre: BackendCoord, radius: u32, line: Line);

    /// Writes one line of text in a CSS `font-family`; its size counts in backend units.
    fn text(&mut self, text: &str, at: BackendCoord, face: &Type, family: &str);

    /// How long that line is, whichever way it is turned, in backend units.
    ///
    /// Painters measure by themselves: the drawing library's own way appends to the document's body.
    fn text_width(&self, text: &str, face: &Type, family: &str) -> f64;
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Its colour.
    pub tint: Tint,
    /// Its width in backend units.
    pub width: u32,
}

impl Line {
    /// What is filled is drawn in the drawing library's customary width: none of it is seen.
    #[must_use]
    pub fn filled(tint: Tint) -> Self {
        Self { tint, width: 1 }
    }
}

impl BackendStyle for Line {
    fn color(&self) -> BackendColor {
        self.tint.into()
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// How a text stands at its point.
#[derive(Clone, Copy)]
pub struct Type {
    /// CSS pixels.
    pub size: f64,
    /// Heavier.
    pub bold: bool,
    /// Its colour.
    pub tint: Tint,
    /// Which part of the text is at the point.
    pub across: HPos,
    /// Quarter turns clockwise, 0 … 3.
    pub turns: u8,
}

impl Type {
    /// Centred text.
    #[must_use]
    pub fn centred(size: f64, tint: Tint) -> Self {
        Self { size, bold: false, tint, across: HPos::Center, turns: 0 }
    }

    /// The same in bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same with another size.
    #[must_use]
    pub fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// The same, its left edge at the point.
    #[must_use]
    pub fn left(self) -> Self {
        Self { across: HPos::Left, ..self }
    }

    /// The same, turned by quarter turns clockwise.
    #[must_use]
    pub fn turned(self, turns: u8) -> Self {
        Self { turns, ..self }
    }
}
