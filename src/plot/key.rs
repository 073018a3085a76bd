//! The key of the map: the colours of the bands, and the losses at which they begin.

use super::{Levels, Request, Role, paint::Type, pen::Pen, style::length};
use crate::{domain::Domain, math::Vec2, number};

/// Below this width or height a picture has no room for a key.
const LEAST: f64 = 200.0;
/// From this width on the key says how the lines are spaced.
const ROOMY: f64 = 400.0;

/// Where the key stands and what it says.
pub struct Key {
    levels: Levels,
    area: Option<Domain>,
    /// Whether there is room to say how the lines are spaced.
    heading: bool,
}

impl Key {
    /// A key in a lower corner of a picture, on the other side than the start.
    #[must_use]
    pub fn new(levels: Levels, frame: &Domain, start: Vec2) -> Self {
        let (width, height) = (frame.width(), frame.height());
        if width < LEAST || height < LEAST * 0.8 || levels.count() < 3 {
            return Self { levels, area: None, heading: false };
        }
        let heading = width >= ROOMY;
        let tall = length::KEY_HEIGHT + if heading { length::SMALL * length::LEADING } else { 0.0 };
        let size = Vec2::new(length::KEY_WIDTH.min(0.46 * width), tall);
        let left = start.x > width / 2.0 && start.y > height / 2.0;
        let x = if left { 0.0 } else { width - size.x };
        let area = Domain::new([x, x + size.x], [height - size.y, height]);
        Self { levels, area: Some(area), heading }
    }

    /// The rectangle that the key covers.
    #[must_use]
    pub fn area(&self) -> Option<Domain> {
        self.area
    }

    /// Draws it: a strip of the bands, even in √L as they are, and the loss at its start, middle and end.
    pub fn draw(&self, pen: &mut Pen<'_>, request: &Request<'_>) {
        let Some(area) = self.area else { return };
        let theme = pen.theme();
        pen.plate(&area);
        let face = Type::centred(length::TINY, theme.colour(Role::Muted).solid());
        let [left, right] = area.x();
        let bottom = area.y()[1];
        let top = bottom - length::KEY_HEIGHT;
        if self.heading {
            let at = Vec2::new((left + right) / 2.0, top - length::GAP / 2.0);
            pen.text(request.words.get("loss-spacing"), at, face);
        }

        let name = request.words.get("loss");
        let named = face.left().sized(length::SMALL);
        pen.text(name, Vec2::new(left + length::EDGE, top + 0.32 * length::KEY_HEIGHT), named);
        let from = left + 2.0 * length::EDGE + pen.text_width(name, named);
        let to = right - 2.0 * length::EDGE;
        let middle = (top + bottom) / 2.0;
        let (high, low) = (top + length::GAP + 1.0, middle - 1.0);
        let count = self.levels.count();
        let x = |index: usize| from + (to - from) * index as f64 / count as f64;
        for band in 0..count {
            let patch = Domain::new([x(band), x(band + 1)], [high, low]);
            pen.rectangle(&patch, self.levels.colour(theme, band).solid());
        }
        let [first, second, third, fourth] = Domain::new([from, to], [high, low]).corners();
        pen.path(&[first, second, third, fourth, first], face.tint, length::ISO_LINE);

        let line = (middle + bottom) / 2.0 - 1.0;
        // The ends first: where numbers are long the one in the middle goes.
        let mut taken: Vec<[f64; 2]> = Vec::new();
        for index in [0, count - 1, count / 2] {
            // What is left of a difference that rounds to nothing is nothing.
            let (level, top) = (self.levels.level(index), self.levels.level(count - 1).abs());
            let loss = number::format(if level.abs() < 1e-12 * top { 0.0 } else { level }, 2);
            let half = pen.text_width(&loss, face) / 2.0;
            let at = x(index).max(left + half + 1.0).min(right - half - 2.0);
            if taken.iter().any(|[a, b]| at - half < b + length::GAP && at + half > a - length::GAP) {
                continue;
            }
            taken.push([at - half, at + half]);
            let tick = [Vec2::new(x(index), high), Vec2::new(x(index), low + 2.5)];
            pen.path(&tick, face.tint, length::ISO_LINE);
            pen.text(&loss, Vec2::new(at, line), face);
        }
    }
}
