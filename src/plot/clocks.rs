//! The dials: many clocks, one crank.
//!
//! One dial per eigen-direction: a slice of the bowl bent into an arc. Twelve is the minimum, seven the start, five
//! its mirror image on the other wall; in the gap between them is what grows. The hand shows the factor of a step
//! and stands still during play; the bead shows what is left of the start's distance, on the same scale.

use super::{
    Colour, Request, Role, Target, View,
    axes::is_round,
    caption,
    dial::{Dial, Layout, WALL, part},
    paint::Type,
    pen::Pen,
    style::{length, opacity},
};
use crate::{
    experiment::Experiment,
    math::Vec2,
    optimizer::Gear,
    spectrum::{Clock, dial_angle},
};

/// Ghost ticks: a slow clock is a crowd of them.
const GHOSTS: i32 = 40;
/// Ticks closer than this, in degrees, are one.
const SAME_TICK: f64 = 0.4;
/// A start this much nearer to an axis than to the minimum has no distance along the other.
const ASLEEP: f64 = 1e-12;

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

/// What a dial's hand shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hand {
    /// The factor of every step: 1 − ηλ.
    Rate(f64),
    /// The factor of one step of a method that has no common rate, and the crank's own 1 − ηλ beside it.
    Step {
        /// This step's factor, where the slope tells one.
        step: Option<f64>,
        /// 1 − ηλ, where the method has a rate in units of 1/λ.
        rate: Option<f64>,
    },
    /// The factor of a method with memory, in the end and up to a rotation: both signs.
    Envelope(f64),
}

/// All that a dial shows.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// 0 is shallow, 1 steep.
    pub direction: usize,
    /// The clock.
    pub clock: Clock,
    /// What the hand shows.
    pub hand: Hand,
    /// What is left of the start's distance along this direction; `None` where there is none or it has no meaning.
    pub left: Option<f64>,
    /// Whether this holds here and now only.
    pub local: bool,
    /// Whether the other direction has the same curvature.
    pub round: bool,
    /// The step read.
    pub step: usize,
}

/// Reads one direction of a track at a step.
#[must_use]
pub fn read(experiment: &Experiment, track: usize, step: usize, direction: usize) -> Reading {
    let frame = experiment.frame(track, step);
    let of = |pair: [f64; 2]| if direction == 0 { pair[0] } else { pair[1] };
    let [shallow, steep] = experiment.clocks(track, step);
    let clock = if direction == 0 { shallow } else { steep };
    let gear = experiment.gear(track);
    let hand = match (gear, clock.spectral_radius, clock.multiplier) {
        (_, Some(radius), _) => Hand::Envelope(radius),
        (Gear::Scalar | Gear::Perturbed, _, Some(multiplier)) if experiment.is_steady(track) => Hand::Rate(multiplier),
        (_, _, rate) => {
            // The last frame has no step of its own: the one that led there is shown.
            let frame = if frame.displacement.is_none() {
                experiment.frame(track, step.saturating_sub(1))
            } else {
                frame.clone()
            };
            let [low, high] = frame.multipliers;
            Hand::Step { step: if direction == 0 { low } else { high }, rate }
        }
    };
    let start = experiment.frame(track, 0);
    let left = start.coordinates.zip(frame.coordinates).and_then(|(first, now)| {
        let size = first[0].abs().max(first[1].abs());
        (of(first).abs() > ASLEEP * size).then(|| of(now) / of(first))
    });
    Reading {
        direction,
        clock,
        hand,
        left: left.filter(|left| left.is_finite()),
        local: !experiment.is_exact(),
        round: is_round(&frame.eigen),
        step: frame.step,
    }
}

impl Hand {
    /// The multiplier that the bold hand points to.
    #[must_use]
    pub fn multiplier(self) -> Option<f64> {
        match self {
            Self::Rate(multiplier) | Self::Envelope(multiplier) => Some(multiplier),
            Self::Step { step, .. } => step,
        }
    }
}

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
