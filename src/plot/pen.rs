//! Drawing in CSS pixels: the views say what and where in pixels, the pen cuts it to the picture and hands it to
//! the painter in whole backend units.

use plotters_backend::BackendCoord;

use super::{
    Bands, Paint, Request, Role, Words,
    colour::Tint,
    cut::{clip_polygon, dashes},
    paint::{Line, Type, on_grid},
    style::{Style, Theme, length, opacity},
};
use crate::{domain::Domain, math::Vec2};

/// The most dashes of a line.
const MOST_DASHES: f64 = 140.0;

/// Draws on a picture in CSS pixels.
pub struct Pen<'a> {
    paint: &'a mut dyn Paint,
    theme: &'a Theme,
    words: &'a Words,
    style: Style,
    frame: Domain,
    samples: (usize, usize),
}

impl<'a> Pen<'a> {
    /// A pen for a picture of the request's size.
    #[must_use]
    pub fn new(paint: &'a mut dyn Paint, request: &Request<'a>) -> Self {
        let frame = Domain::new([0.0, request.width], [0.0, request.height]);
        let (style, samples) = (Style { units: paint.units() }, paint.samples(request.width, request.height));
        Self { paint, theme: request.theme, words: request.words, style, frame, samples }
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

    /// A point in backend units, where it lies in the picture.
    fn at(&self, point: Vec2) -> Option<BackendCoord> {
        let inside = self.frame.contains(point);
        on_grid(&[point], self.style.units).pop().filter(|_| inside)
    }

    /// Points in backend units, without those that fall onto the one before.
    fn outline(&self, points: &[Vec2]) -> Vec<BackendCoord> {
        let mut out = on_grid(points, self.style.units);
        out.dedup();
        out
    }

    fn line(&self, tint: Tint, width: f64) -> Line {
        Line { tint, width: self.style.px(width) }
    }

    /// A line through points, cut to the picture.
    pub fn path(&mut self, points: &[Vec2], tint: Tint, width: f64) {
        for part in self.frame.clip_path(points) {
            let coordinates = self.outline(&part);
            if coordinates.len() > 1 {
                self.paint.path(&coordinates, self.line(tint, width));
            }
        }
    }

    /// A dashed line through points, cut to the picture; dashes start anew where it enters. Thick lines get wider
    /// gaps, because round ends reach into them; a line that goes up and down many times gets fewer, longer ones, or its
    /// picture would be made of dashes.
    pub fn dashed(&mut self, points: &[Vec2], tint: Tint, width: f64) {
        let gap = length::DASH_GAP.max(1.25 * width + 2.0);
        for part in self.frame.clip_path(points) {
            let whole: f64 =
                part.windows(2).map(|side| side.first().zip(side.last()).map_or(0.0, |(a, b)| (b - a).norm())).sum();
            let stretch = (whole / (MOST_DASHES * (length::DASH + gap))).max(1.0);
            let mut lines = Vec::new();
            for dash in dashes(&part, stretch * length::DASH, stretch * gap) {
                lines.push(self.outline(&dash));
            }
            lines.retain(|line| line.len() > 1);
            self.paint.paths(&lines, self.line(tint, width));
        }
    }

    /// A filled polygon, cut to the picture.
    pub fn polygon(&mut self, points: &[Vec2], tint: Tint) {
        self.polygons(&[points.to_vec()], tint);
    }

    /// Filled polygons of one orientation, cut to the picture.
    pub fn polygons(&mut self, polygons: &[Vec<Vec2>], tint: Tint) {
        let mut outlines = Vec::new();
        for points in polygons {
            outlines.push(self.outline(&clip_polygon(points, &self.frame)));
        }
        outlines.retain(|outline| outline.len() > 2);
        match outlines.as_slice() {
            [outline] => self.paint.polygon(outline, tint),
            several => self.paint.polygons(several, tint),
        }
    }

    /// A filled disc, where its centre lies in the picture.
    pub fn disc(&mut self, centre: Vec2, radius: f64, tint: Tint) {
        self.discs(&[centre], radius, tint);
    }

    /// Many equal discs.
    pub fn discs(&mut self, centres: &[Vec2], radius: f64, tint: Tint) {
        let mut inside = Vec::new();
        for centre in centres {
            inside.extend(self.at(*centre));
        }
        if !inside.is_empty() {
            self.paint.discs(&inside, self.style.px(radius), tint);
        }
    }

    /// A circle, where its centre lies in the picture.
    pub fn ring(&mut self, centre: Vec2, radius: f64, tint: Tint, width: f64) {
        if let Some(centre) = self.at(centre) {
            self.paint.ring(centre, self.style.px(radius), self.line(tint, width));
        }
    }

    /// A straight arrow. The head gives way where the arrow is short.
    pub fn arrow(&mut self, from: Vec2, to: Vec2, tint: Tint, width: f64) {
        let along = to - from;
        let size = along.norm();
        if size.is_nan() || size <= 0.0 {
            return;
        }
        let unit = along / size;
        let head = (length::ARROW_HEAD * width / length::ARROW).min(0.6 * size);
        let neck = to - unit * head;
        let side = Vec2::new(-unit.y, unit.x) * (0.42 * head);
        self.path(&[from, neck + unit * (0.3 * head)], tint, width);
        self.polygon(&[to, neck + side, neck - side], tint);
    }

    /// One line of text, cut nowhere: where it stands is the caller's affair.
    pub fn text(&mut self, text: &str, at: Vec2, face: Type) {
        if let Some(at) = self.at(at).filter(|_| !text.is_empty()) {
            self.paint.text(&self.words.spell(text), at, &self.in_units(face), self.theme.font());
        }
    }

    /// Width of a line of text, whichever way it is turned.
    #[must_use]
    pub fn text_width(&self, text: &str, face: Type) -> f64 {
        self.paint.text_width(&self.words.spell(text), &self.in_units(face), self.theme.font()).ceil()
            / self.style.units
    }

    fn in_units(&self, face: Type) -> Type {
        face.sized(f64::from(self.style.px(face.size)))
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

    /// A label on a plate, so that it reads on whatever lies below.
    pub fn label(&mut self, text: &str, area: &Domain, face: Type) {
        self.plate(area);
        self.text(text, area.centre(), face);
    }

    /// A plate behind what is written.
    pub fn plate(&mut self, area: &Domain) {
        self.rectangle(area, self.theme.colour(Role::Ground).mix(opacity::PLATE));
    }

    /// A filled rectangle.
    pub fn rectangle(&mut self, area: &Domain, tint: Tint) {
        self.polygon(&area.corners(), tint);
    }

    /// The colours of a landscape, over the whole picture.
    pub fn bands(&mut self, bands: &Bands<'_>) {
        self.paint.bands(bands);
    }
}
