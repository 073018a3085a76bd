//! Drawing in CSS pixels: the views say what and where in pixels, the pen cuts it to the picture and hands it to
//! the drawing library's elements in whole backend units.

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind},
    element::{Circle, Drawable, PathElement, PointCollection, Polygon, Text},
    style::{
        Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBAColor, ShapeStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

use super::{
    Bands, Paint, Request, Role,
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

/// The dashes of a polyline.
fn dashes(path: &[Vec2], dash: f64, gap: f64) -> Vec<Vec<Vec2>> {
    let mut out = Vec::new();
    let mut current: Vec<Vec2> = path.first().copied().into_iter().collect();
    let (mut inked, mut left) = (true, dash);
    for (from, to) in path.iter().zip(path.iter().skip(1)) {
        let size = (to - from).norm();
        let mut gone = 0.0;
        while size - gone > left {
            gone += left;
            let turn = from + (to - from) * (gone / size);
            current.push(turn);
            if inked {
                out.push(std::mem::take(&mut current));
            }
            current = vec![turn];
            inked = !inked;
            left = if inked { dash } else { gap };
        }
        left -= size - gone;
        current.push(*to);
    }
    if inked && current.len() > 1 {
        out.push(current);
    }
    out
}

/// The part of a polygon inside a rectangle (Sutherland and Hodgman); empty where a corner is not finite.
fn clip_polygon(points: &[Vec2], frame: &Domain) -> Vec<Vec2> {
    if !points.iter().all(crate::math::is_finite) {
        return Vec::new();
    }
    let ([left, right], [low, high]) = (frame.x(), frame.y());
    // Signed distances to the inside of the four sides.
    let sides: [&dyn Fn(Vec2) -> f64; 4] = [&|p| p.x - left, &|p| right - p.x, &|p| p.y - low, &|p| high - p.y];
    sides.iter().fold(points.to_vec(), |ring, inside| {
        let next = ring.iter().cycle().skip(1);
        let cut = |(a, b): (&Vec2, &Vec2)| {
            let (da, db) = (inside(*a), inside(*b));
            let crossing = (da < 0.0) != (db < 0.0);
            let through = crossing.then(|| a + (b - a) * (da / (da - db)));
            (da >= 0.0).then_some(*a).into_iter().chain(through)
        };
        ring.iter().zip(next).flat_map(cut).collect()
    })
}

/// The drawing library's view of `Paint::discs`.
struct Discs {
    points: Vec<BackendCoord>,
    radius: u32,
    colour: RGBAColor,
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Discs {
    type Point = &'a BackendCoord;
    type IntoIter = &'a [BackendCoord];
    fn point_iter(self) -> Self::IntoIter {
        &self.points
    }
}

impl<DB: Paint> Drawable<DB> for Discs {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        backend.discs(&points.collect::<Vec<_>>(), self.radius, self.colour.to_backend_color())
    }
}

/// The drawing library's view of `Paint::bands`.
struct Painted<'a>(&'a Bands<'a>);

impl<'a> PointCollection<'a, BackendCoord> for &'a Painted<'_> {
    type Point = &'a BackendCoord;
    type IntoIter = &'a [BackendCoord];
    fn point_iter(self) -> Self::IntoIter {
        &[]
    }
}

impl<DB: Paint> Drawable<DB> for Painted<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        _: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        backend.bands(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dashes_keep_their_rhythm_round_a_corner() {
        let at = |x: f64, y: f64| Vec2::new(x, y);
        let parts = dashes(&[at(0.0, 0.0), at(4.0, 0.0), at(4.0, 10.0)], 6.0, 3.0);
        assert_eq!(parts, vec![vec![at(0.0, 0.0), at(4.0, 0.0), at(4.0, 2.0)], vec![at(4.0, 5.0), at(4.0, 10.0)],]);
    }

    proptest! {
        #[test]
        fn a_cut_polygon_lies_inside(points in prop::collection::vec((-1e3..1e3f64, -1e3..1e3f64), 3..8)) {
            let frame = Domain::new([0.0, 100.0], [0.0, 50.0]);
            let points: Vec<Vec2> = points.into_iter().map(|(x, y)| Vec2::new(x, y)).collect();
            for point in clip_polygon(&points, &frame) {
                prop_assert!(frame.scaled(1.0 + 1e-9).contains(point));
            }
        }
    }
}
