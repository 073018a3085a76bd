//! The dials: many clocks, one crank.
//!
//! One dial per eigen-direction: a slice of the bowl bent into an arc. Twelve is the minimum, seven the start, five
//! its mirror image on the other wall; in the gap between them is what grows. The hand shows the factor of a step
//! and stands still during play; the bead shows what is left of the start's distance, on the same scale.

use super::{
    Colour, Request, Role, Target, View, caption,
    dial::{Dial, Layout, WALL, part},
    paint::Type,
    pen::Pen,
    style::{length, opacity},
};
use crate::{experiment::Experiment, math::Vec2, spectrum::dial_angle};

mod reading;

pub use reading::{Hand, Reading, read};

/// Ghost ticks: a slow clock is a crowd of them.
const GHOSTS: i32 = 40;
/// Ticks closer than this, in degrees, are one.
const SAME_TICK: f64 = 0.4;
/// The registry's entry.
pub const VIEW: View = View {
    id: "clocks",
    label: "Clocks",
    size: super::style::CLOCKS_SIZE,
    draw,
    pick: |_, _, _| None,
    place,
    camera: |_, _| None,
    colour_at: |_, _, _| None,
};

fn place(experiment: &Experiment, request: &Request<'_>, target: Target) -> Option<Vec2> {
    let Target::Dial { direction, multiplier, radius } = target else { return None };
    let dial = Layout::new(request.width, request.height).dial(direction);
    let (track, step) = request.focus();
    let multiplier = multiplier.or_else(|| read(experiment, track, step, direction).hand.multiplier())?;
    let angle = Some(dial_angle(multiplier)).filter(|angle| angle.is_finite())?;
    Some(dial.at(angle, radius * part::HAND)).filter(crate::math::is_finite)
}

fn draw(pen: &mut Pen<'_>, experiment: &Experiment, request: &Request<'_>) {
    let layout = Layout::new(request.width, request.height);
    let (track, step) = request.focus();
    for dial in &layout.dials {
        if request.layer.has_base() {
            draw_face(pen, dial);
            if layout.around {
                draw_words(pen, dial, &layout, request);
            }
        }
        if request.layer.has_overlay() {
            let reading = read(experiment, track, step, dial.direction);
            // A face without a hand says whose it is and no more.
            let mut lines = 1;
            if request.quiet.is_none() {
                draw_reading(pen, dial, &reading, request.theme.direction(dial.direction));
                lines = layout.lines;
            }
            caption::draw(pen, &layout, lines, dial, &reading, request.words);
        }
    }
}

/// Face, ring, and the hatched gap.
pub(super) fn draw_face(pen: &mut Pen<'_>, dial: &Dial) {
    let theme = pen.theme();
    if !dial.is_tiny() {
        pen.disc(dial.centre, dial.radius, theme.colour(Role::Face).solid());
        pen.ring(dial.centre, dial.radius, theme.colour(Role::Rule).solid(), length::AXIS / 2.0);
    }
    let ring = dial.arc(-WALL, WALL, part::RING);
    pen.path(&ring, theme.colour(Role::Ring).solid(), part::RING_WIDTH * dial.radius);
    if dial.is_small() {
        return;
    }
    let danger = theme.colour(Role::Danger).solid();
    let half = part::RING_WIDTH / 2.0;
    for i in 0..=10 {
        let angle = 180.0 + 4.6 * (f64::from(i) - 5.0);
        let slanted = [dial.at(angle - 1.6, part::RING - half), dial.at(angle + 1.6, part::RING + half)];
        pen.path(&slanted, danger, (0.016 * dial.radius).max(1.0));
    }
}

/// The words around the ring, and the sign of danger under its gap, drawn because fonts lack it.
fn draw_words(pen: &mut Pen<'_>, dial: &Dial, layout: &Layout, request: &Request<'_>) {
    let theme = pen.theme();
    let face = Type::centred(length::SMALL * layout.scale, theme.colour(Role::Muted).solid());
    let away = dial.radius + 0.78 * face.size;
    let at = |x: f64, y: f64| dial.centre + Vec2::new(x, y);
    pen.text(request.words.get("dial-lands"), at(0.0, -away), face);
    pen.text(request.words.get("dial-creeps"), at(-away, 0.0), face.turned(3));
    pen.text(request.words.get("dial-overshoots"), at(away, 0.0), face.turned(1));
    let low = dial.radius + 0.82 * face.size;
    let beside = 0.30 * dial.radius;
    let margin = layout.column / 2.0 - 1.0;
    for (name, side) in [("dial-start", -1.0), ("dial-mirror", 1.0)] {
        let word = request.words.get(name);
        let half = pen.text_width(word, face) / 2.0;
        // Under its wall, but neither on the sign in the middle nor over the edge of the column.
        let x = (0.5 * dial.radius + 0.35 * half).max(beside + half).min(margin - half);
        pen.text(word, at(side * x, low), face);
    }
    draw_warning(pen, at(0.0, low), 0.52 * face.size);
}

/// The sign of danger, drawn because fonts lack it.
pub(super) fn draw_warning(pen: &mut Pen<'_>, at: Vec2, size: f64) {
    let danger = pen.theme().colour(Role::Danger).solid();
    let point = |x: f64, y: f64| at + Vec2::new(x, y) * size;
    let triangle = [point(0.0, -0.9), point(1.05, 0.85), point(-1.05, 0.85), point(0.0, -0.9)];
    pen.path(&triangle, danger, 0.21 * size);
    pen.path(&[point(0.0, -0.25), point(0.0, 0.25)], danger, 0.22 * size);
    pen.disc(point(0.0, 0.56), 0.13 * size, danger);
}

/// Everything in the direction's own colour.
pub(super) fn draw_reading(pen: &mut Pen<'_>, dial: &Dial, reading: &Reading, colour: Colour) {
    let strong = colour.solid();
    let ring = part::RING_WIDTH * dial.radius;
    let sweep = match reading.hand {
        Hand::Envelope(radius) => [-dial_angle(radius).abs(), dial_angle(radius).abs()],
        other => [0.0, other.multiplier().map_or(0.0, dial_angle)],
    };
    let [from, to] = sweep;
    if from != to && from.is_finite() && to.is_finite() {
        if !dial.is_tiny() {
            let mut sector = dial.arc(from, to, part::SECTOR);
            sector.push(dial.centre);
            pen.polygon(&sector, colour.mix(opacity::SECTOR));
        }
        let arc = dial.arc(from, to, part::RING);
        if reading.local {
            pen.dashed(&arc, strong, ring);
        } else {
            pen.path(&arc, strong, ring);
        }
    }
    if !dial.is_small() {
        draw_ghosts(pen, dial, reading, colour);
    }
    draw_hand(pen, dial, reading, colour);
    if let Some(left) = reading.left.filter(|_| !reading.local) {
        let at = dial.at(dial_angle(left), part::RING);
        pen.disc(at, part::BEAD * dial.radius, pen.theme().colour(Role::Face).solid());
        pen.ring(at, part::BEAD * dial.radius, strong, 0.048 * dial.radius);
    }
}

/// Where the bead would stand after 1, 2, 3 … steps.
fn draw_ghosts(pen: &mut Pen<'_>, dial: &Dial, reading: &Reading, colour: Colour) {
    let factors: &[f64] = match reading.hand {
        Hand::Rate(multiplier) => &[multiplier],
        Hand::Envelope(radius) => &[radius, -radius],
        // One step's factor has no powers.
        Hand::Step { .. } => &[],
    };
    let width = (0.019 * dial.radius).max(0.9);
    for factor in factors {
        let mut drawn: Vec<f64> = Vec::new();
        // An envelope keeps to its side; a hand's powers change sides with their sign. Products, not `powi`, whose
        // rounding differs between machines.
        let ratio = if matches!(reading.hand, Hand::Envelope(_)) { factor.abs() } else { *factor };
        let mut power = *factor;
        for k in 1..=GHOSTS {
            if k > 1 {
                power *= ratio;
            }
            let angle = dial_angle(power);
            if !angle.is_finite() || drawn.iter().any(|other| (other - angle).abs() < SAME_TICK) {
                continue;
            }
            drawn.push(angle);
            let [inner, outer] = part::TICKS;
            let (inner, shade) = if k == 1 { (part::FIRST_TICK, 100) } else { (inner, opacity::GHOST) };
            pen.path(&[dial.at(angle, inner), dial.at(angle, outer)], colour.mix(shade), width);
        }
    }
}

fn draw_hand(pen: &mut Pen<'_>, dial: &Dial, reading: &Reading, colour: Colour) {
    let theme = pen.theme();
    let strong = colour.solid();
    let bold = part::HAND_WIDTH * dial.radius;
    let hand = |multiplier: f64| [dial.centre, dial.at(dial_angle(multiplier), part::HAND)];
    match reading.hand {
        Hand::Rate(multiplier) if reading.local => pen.dashed(&hand(multiplier), strong, bold),
        Hand::Rate(multiplier) => pen.path(&hand(multiplier), strong, bold),
        Hand::Step { step, rate } => {
            if let Some(rate) = rate {
                pen.path(&hand(rate), strong, length::PATH);
            }
            if let Some(step) = step {
                let face = theme.colour(Role::Face).solid();
                pen.path(&hand(step), strong, 1.35 * bold);
                pen.path(&hand(step), face, 0.55 * bold);
            }
        }
        Hand::Envelope(radius) => {
            for side in [1.0, -1.0] {
                let angle = dial_angle(radius * side);
                pen.path(&[dial.at(angle, part::FIRST_TICK), dial.at(angle, part::SECTOR)], strong, bold / 2.0);
            }
        }
    }
    if !dial.is_tiny() {
        pen.disc(dial.centre, part::HUB * dial.radius, strong);
    }
}

/// Kept beside the drawing so that nobody mistakes the dial for a linear one.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_is_the_minimum_seven_the_start_five_its_mirror() {
        let clock = |angle: f64| (angle / 30.0 + 12.0) % 12.0;
        assert_eq!(clock(dial_angle(0.0)), 0.0);
        assert_eq!(clock(dial_angle(1.0)), 7.0);
        assert_eq!(clock(dial_angle(-1.0)), 5.0);
    }
}
