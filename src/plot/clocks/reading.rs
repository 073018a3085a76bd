//! What one dial shows of a track at a step.

use crate::{experiment::Experiment, optimizer::Gear, plot::axes::is_round, spectrum::Clock};

/// A start this much nearer to an axis than to the minimum has no distance along the other.
const ASLEEP: f64 = 1e-12;

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
