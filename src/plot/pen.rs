//! Drawing in CSS pixels: the views say what and where in pixels, the pen cuts it to the picture and hands it to
//! the drawing library's elements in whole backend units.

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind},
    element::{Circle, PathElement, Polygon, Text},
    style::{
        Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBAColor, ShapeStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};
use plotters_backend::{BackendCoord, DrawingBackend};

use super::{
    Bands, Paint, Request, Role,
    cut::{clip_polygon, dashes},
    paint::{Discs, Painted},
    style::{Style, Theme, length, opacity},
};
use crate::{domain::Domain, math::Vec2};

/// What drawing returns.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// How a text stands at its point.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// CSS pixels.
    pub size: f64,
    /// Heavier.
    pub bold: bool,
    /// Its colour.
    pub colour: RGBAColor,
    /// Where the point lies from left (0) over the middle (½) to right (1) of the text.
    pub across: f64,
    /// Quarter turns clockwise.
    pub turns: u8,
}

impl Type {
    /// Centred text.
    #[must_use]
    pub fn centred(size: f64, colour: RGBAColor) -> Self {
        Self { size, bold: false, colour, across: 0.5, turns: 0 }
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
        Self { across: 0.0, ..self }
    }

    /// The same, its right edge at the point.
    #[must_use]
    pub fn right(self) -> Self {
        Self { across: 1.0, ..self }
    }

    /// The same, turned by quarter turns clockwise.
    #[must_use]
    pub fn turned(self, turns: u8) -> Self {
        Self { turns, ..self }
    }
}

/// Draws on a picture in CSS pixels.
pub struct Pen<'a, DB: Paint> {
    area: &'a DrawingArea<DB, Shift>,
    theme: &'a Theme,
    style: Style,
    frame: Domain,
    samples: (usize, usize),
}

impl<'a, DB: Paint> Pen<'a, DB> {
    /// A pen for a picture of the request's size, with `units` backend units in a CSS pixel, that samples
    /// landscapes at `samples` points.
    #[must_use]
    pub fn new(area: &'a DrawingArea<DB, Shift>, request: &Request<'a>, units: f64, samples: (usize, usize)) -> Self {
        let frame = Domain::new([0.0, request.width], [0.0, request.height]);
        Self { area, theme: request.theme, style: Style { units }, frame, samples }
    }

    /// The theme.
    #[must_use]
    pub fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// The picture's rectangle.
    #[must_use]
    pub fn frame(&self) -> Domain {
        self.frame
    }

    /// At how many points a landscape is sampled.
    #[must_use]
    pub fn samples(&self) -> (usize, usize) {
        self.samples
    }

    fn at(&self, point: Vec2) -> BackendCoord {
        // Inside the frame by now; the cast saturates in any case.
        ((point.x * self.style.units).round() as i32, (point.y * self.style.units).round() as i32)
    }

    fn coordinates(&self, points: &[Vec2]) -> Vec<BackendCoord> {
        let mut out: Vec<BackendCoord> = points.iter().map(|point| self.at(*point)).collect();
        out.dedup();
        out
    }

    fn stroke(&self, colour: RGBAColor, width: f64) -> ShapeStyle {
        ShapeStyle { color: colour, filled: false, stroke_width: self.style.px(width) }
    }

    /// A line through points, cut to the picture.
    ///
    /// # Errors
    /// What the backend reports; so for every method.
    pub fn path(&self, points: &[Vec2], colour: RGBAColor, width: f64) -> Drawn<DB> {
        for part in self.frame.clip_path(points) {
            let coordinates = self.coordinates(&part);
            if coordinates.len() > 1 {
                self.area.draw(&PathElement::new(coordinates, self.stroke(colour, width)))?;
            }
        }
        Ok(())
    }

    /// A dashed line through points, cut to the picture; dashes start anew where it enters. Thick lines get wider
    /// gaps, because round ends reach into them.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn dashed(&self, points: &[Vec2], colour: RGBAColor, width: f64) -> Drawn<DB> {
        let gap = length::DASH_GAP.max(1.25 * width + 2.0);
        for part in self.frame.clip_path(points) {
            for dash in dashes(&part, length::DASH, gap) {
                self.path(&dash, colour, width)?;
            }
        }
        Ok(())
    }

    /// A filled polygon, cut to the picture.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn polygon(&self, points: &[Vec2], colour: RGBAColor) -> Drawn<DB> {
        let coordinates = self.coordinates(&clip_polygon(points, &self.frame));
        if coordinates.len() < 3 {
            return Ok(());
        }
        self.area.draw(&Polygon::new(coordinates, colour))
    }

    /// A filled disc, where its centre lies in the picture.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn disc(&self, centre: Vec2, radius: f64, colour: RGBAColor) -> Drawn<DB> {
        if !self.frame.contains(centre) {
            return Ok(());
        }
        self.area.draw(&Circle::new(self.at(centre), self.style.px(radius), colour.filled()))
    }

    /// Many equal discs.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn discs(&self, centres: &[Vec2], radius: f64, colour: RGBAColor) -> Drawn<DB> {
        let inside: Vec<Vec2> = centres.iter().copied().filter(|centre| self.frame.contains(*centre)).collect();
        let points = inside.iter().map(|centre| self.at(*centre)).collect();
        self.area.draw(&Discs { points, radius: self.style.px(radius), colour })
    }

    /// A circle, where its centre lies in the picture.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn ring(&self, centre: Vec2, radius: f64, colour: RGBAColor, width: f64) -> Drawn<DB> {
        if !self.frame.contains(centre) {
            return Ok(());
        }
        self.area.draw(&Circle::new(self.at(centre), self.style.px(radius), self.stroke(colour, width)))
    }

    /// A straight arrow. The head gives way where the arrow is short.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn arrow(&self, from: Vec2, to: Vec2, colour: RGBAColor, width: f64) -> Drawn<DB> {
        let along = to - from;
        let size = along.norm();
        if size.is_nan() || size <= 0.0 {
            return Ok(());
        }
        let unit = along / size;
        let head = (length::ARROW_HEAD * width / length::ARROW).min(0.6 * size);
        let neck = to - unit * head;
        let side = Vec2::new(-unit.y, unit.x) * (0.42 * head);
        self.path(&[from, neck + unit * (0.3 * head)], colour, width)?;
        self.polygon(&[to, neck + side, neck - side], colour)
    }

    /// One line of text, cut nowhere: where it stands is the caller's affair.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn text(&self, text: &str, at: Vec2, face: Type) -> Drawn<DB> {
        if text.is_empty() || !self.frame.contains(at) {
            return Ok(());
        }
        self.area.draw(&Text::new(text, self.at(at), self.text_style(face)))
    }

    /// Width of a line of text, whichever way it is turned.
    #[must_use]
    pub fn text_width(&self, text: &str, face: Type) -> f64 {
        let estimate = self.area.estimate_text_size(text, &self.text_style(face));
        estimate.map_or(0.0, |(width, _)| f64::from(width) / self.style.units)
    }

    /// The first of several wordings that is at most `width` wide, or else the last one in smaller type.
    #[must_use]
    pub fn fitted(&self, wordings: &[String], face: Type, width: f64) -> (String, Type) {
        let fits = |text: &&String| self.text_width(text, face) <= width;
        if let Some(text) = wordings.iter().find(fits) {
            return (text.clone(), face);
        }
        let text = wordings.last().cloned().unwrap_or_default();
        let shrink = (width / self.text_width(&text, face)).clamp(0.6, 1.0);
        (text, face.sized(face.size * shrink))
    }

    /// A plate behind a label, so that it reads on whatever lies below.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn plate(&self, area: &Domain) -> Drawn<DB> {
        let ([left, right], [top, bottom]) = (area.x(), area.y());
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        self.polygon(&corners.map(|(x, y)| Vec2::new(x, y)), self.theme.colour(Role::Ground).mix(opacity::PLATE))
    }

    /// The colours of a landscape, over the whole picture.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn bands(&self, bands: &Bands<'_>) -> Drawn<DB> {
        self.area.draw(&Painted(bands))
    }

    fn text_style(&self, face: Type) -> TextStyle<'a> {
        let weight = if face.bold { FontStyle::Bold } else { FontStyle::Normal };
        let size = f64::from(self.style.px(face.size));
        let font = FontDesc::new(FontFamily::Name(self.theme.font()), size, weight);
        let font = font.transform(match face.turns % 4 {
            0 => FontTransform::None,
            1 => FontTransform::Rotate90,
            2 => FontTransform::Rotate180,
            _ => FontTransform::Rotate270,
        });
        let across = match face.across {
            a if a <= 0.25 => HPos::Left,
            a if a >= 0.75 => HPos::Right,
            _ => HPos::Center,
        };
        let mut style = TextStyle::from(font).pos(Pos::new(across, VPos::Center));
        style.color = face.colour.to_backend_color();
        style
    }
}
