//! The geometry of the dials: where they stand, how large their type is, and where an angle points.

use super::style::length;
use crate::math::{Vec2, cos_sin_degrees};

/// Radii of a dial's parts, in units of its own.
pub mod part {
    /// The middle of the ring.
    pub const RING: f64 = 0.885;
    /// The ring's breadth.
    pub const RING_WIDTH: f64 = 0.115;
    /// The coloured sector.
    pub const SECTOR: f64 = 0.815;
    /// Ghost ticks, from and to.
    pub const TICKS: [f64; 2] = [0.70, 0.79];
    /// The first tick reaches in further.
    pub const FIRST_TICK: f64 = 0.64;
    /// The hand's tip.
    pub const HAND: f64 = 0.62;
    /// The hand's breadth.
    pub const HAND_WIDTH: f64 = 0.082;
    /// The hub.
    pub const HUB: f64 = 0.10;
    /// The bead.
    pub const BEAD: f64 = 0.092;
}

/// From twelve to seven o'clock, and to five: where the walls are.
pub const WALL: f64 = 150.0;

/// Dials smaller than this have neither ticks nor hatches.
const SMALL: f64 = 30.0;
/// Dials smaller than this show no more than ring, hand and bead.
const TINY: f64 = 18.0;

/// One dial.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dial {
    /// 0 is shallow, 1 steep.
    pub direction: usize,
    /// The middle.
    pub centre: Vec2,
    /// The face's radius.
    pub radius: f64,
}

impl Dial {
    /// The point at an angle in degrees clockwise from twelve, at a radius in units of the dial's.
    #[must_use]
    pub fn at(&self, angle: f64, radius: f64) -> Vec2 {
        let (cosine, sine) = cos_sin_degrees(angle);
        self.centre + Vec2::new(sine, -cosine) * (radius * self.radius)
    }

    /// Whether only ring, hand and bead are large enough to be seen.
    #[must_use]
    pub fn is_tiny(&self) -> bool {
        self.radius < TINY
    }

    /// Whether ticks and hatches would be dust.
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.radius < SMALL
    }

    /// The arc between two angles as a polyline of short chords.
    #[must_use]
    pub fn arc(&self, from: f64, to: f64, radius: f64) -> Vec<Vec2> {
        // A chord of a small dial is as short as the pixel is wide.
        let chord = if self.is_small() { 16.0 } else { 4.0 };
        let pieces = ((to - from).abs() / chord).ceil().clamp(1.0, 90.0) as usize;
        let mut arc = Vec::new();
        for i in 0..=pieces {
            arc.push(self.at(from + (to - from) * i as f64 / pieces as f64, radius));
        }
        arc
    }
}

/// Both dials side by side, steep first, with what is written around and under them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Steep, shallow.
    pub dials: [Dial; 2],
    /// Width of the column of each.
    pub column: f64,
    /// Whether words stand around the ring.
    pub around: bool,
    /// How many lines stand under each dial, 2 … 4.
    pub lines: usize,
    /// Type scale: 1 on a page, less on a phone, more on a wall.
    pub scale: f64,
    /// Where the first line stands.
    pub first_line: f64,
}

impl Layout {
    /// Arranges two dials in a picture. What has no room goes in this order: the own rate, the words around the
    /// ring, the half-life. Title and multiplier stay.
    #[must_use]
    pub fn new(width: f64, height: f64) -> Self {
        let column = width / 2.0;
        let small = (column / 175.0).min(height / 225.0).clamp(0.84, 1.0);
        let large = (column / 300.0).min(height / 330.0).clamp(1.0, 2.4);
        let scale = if small < 1.0 { small } else { large };
        let tries = [(4, true), (3, true), (3, false), (2, false)];
        let radius = |lines: usize, around: bool| {
            let side = if around { SIDE * scale } else { 2.0 };
            let rest = height - above(around, scale) - below(lines, around, scale);
            ((column - 2.0 * side) / 2.0).min(rest / 2.0).min(LARGEST * scale)
        };
        let roomy = tries.into_iter().find(|(lines, around)| radius(*lines, *around) >= SMALLEST * scale);
        let (lines, around) = roomy.unwrap_or((2, false));
        let radius = radius(lines, around).max(4.0);
        let used = above(around, scale) + 2.0 * radius + below(lines, around, scale);
        let top = ((height - used) / 2.0).max(0.0);
        let middle = top + above(around, scale) + radius;
        let dial = |direction: usize, index: f64| Dial { direction, centre: Vec2::new(column * index, middle), radius };
        let first_line = middle + radius + room(around, scale) + length::TITLE * scale * 0.5;
        Self { dials: [dial(1, 0.5), dial(0, 1.5)], column, around, lines, scale, first_line }
    }

    /// The dial of a direction.
    #[must_use]
    pub fn dial(&self, direction: usize) -> Dial {
        let [steep, shallow] = self.dials;
        if direction == 0 { shallow } else { steep }
    }

    /// The middle of a line under a dial: 0 is the title.
    #[must_use]
    pub fn line(&self, index: usize) -> f64 {
        let leading = length::TEXT * length::LEADING * self.scale;
        self.first_line
            + if index == 0 { 0.0 } else { TITLE_LEADING * length::TITLE * self.scale + (index - 1) as f64 * leading }
    }
}

/// The dial stops growing here and the type starts.
const LARGEST: f64 = 88.0;
/// The smallest dial that still carries words.
const SMALLEST: f64 = 38.0;
/// Room for a word that stands beside the ring, turned.
const SIDE: f64 = 15.5;
/// From the title to the first line, in units of the title's size.
const TITLE_LEADING: f64 = 1.3;

/// Room for the word above.
fn above(around: bool, scale: f64) -> f64 {
    if around { length::SMALL * 1.5 * scale } else { 3.0 }
}

/// Room between the ring and the title.
fn room(around: bool, scale: f64) -> f64 {
    if around { length::SMALL * 1.85 * scale } else { 4.0 }
}

/// Room under the ring.
fn below(lines: usize, around: bool, scale: f64) -> f64 {
    let text = length::TITLE * TITLE_LEADING + (lines as f64 - 1.0) * length::TEXT * length::LEADING;
    room(around, scale) + text * scale + 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dials_fit_from_a_phone_to_a_wall() {
        for (width, height) in
            [(240.0, 190.0), (280.0, 200.0), (350.0, 230.0), (430.0, 260.0), (900.0, 420.0), (200.0, 120.0)]
        {
            let layout = Layout::new(width, height);
            for dial in layout.dials {
                assert!(dial.centre.x - dial.radius >= 0.0 && dial.centre.x + dial.radius <= width);
                assert!(dial.centre.y - dial.radius >= 0.0, "{width}×{height}: {dial:?}");
            }
            let last = layout.line(layout.lines - 1) + 0.6 * length::TEXT * layout.scale;
            assert!(last <= height + 0.5, "{width}×{height}: {last}");
        }
        let phone = Layout::new(240.0, 190.0);
        assert!(phone.around && phone.lines == 4 && phone.dials[0].radius >= 36.0, "{phone:?}");
    }

    #[test]
    fn clock_faces_are_clockwise() {
        let dial = Dial { direction: 1, centre: Vec2::new(10.0, 10.0), radius: 10.0 };
        assert_eq!(dial.at(0.0, 1.0), Vec2::new(10.0, 0.0));
        assert_eq!(dial.at(90.0, 1.0), Vec2::new(20.0, 10.0));
        assert!(dial.at(-WALL, 1.0).x < 10.0 && dial.at(-WALL, 1.0).y > 10.0, "seven o'clock");
    }
}
