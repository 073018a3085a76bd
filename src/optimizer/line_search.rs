//! The line search of conjugate gradients and BFGS: secant steps on the slope along the direction, held in a bracket.

use super::Cost;
use crate::{
    ledger::{Log, Row, product},
    loss::{Local, Loss},
    math::Vec2,
    number::{difference, factor, vector},
};

/// Share of the promised decrease that is asked for; c₁ in J. Nocedal and S. Wright, Numerical Optimization, chapter 3.
const DECREASE: f64 = 1e-4;
/// How much of the loss may be rounding: near a minimum a decrease can no longer be seen.
const ROUNDING: f64 = 1e-13;
/// The most points that are tried.
const MOST: u32 = 40;
/// How far a trial may reach beyond the last one that still fell.
const REACH: f64 = 20.0;

/// What a search is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    /// The direction, downhill.
    pub direction: Vec2,
    /// The first step length that is tried.
    pub first: f64,
    /// c₂: how much of the first slope may be left.
    pub flatness: f64,
    /// The fewest points that are tried: with two, a secant step lands exactly on the floor of a bowl.
    pub least: u32,
}

/// A point of the ray.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The step length α.
    pub length: f64,
    /// The loss there.
    pub local: Local,
}

impl Search {
    /// Looks for a point with L(θ + αp) ≤ L + c₁α g·p and |p·∇L(θ + αp)| ≤ c₂|g·p|, adding to `cost` one loss and one
    /// gradient for each point tried.
    ///
    /// Where no point of 40 has both, the furthest one that fell, `None` without any. Points that are not finite count
    /// as not lower.
    pub(super) fn run(&self, loss: &dyn Loss, at: &Local, cost: &mut Cost, log: &mut dyn Log) -> Option<Found> {
        let promised = at.gradient.dot(&self.direction);
        let (mut low, mut low_slope, mut high, mut length) = (0.0, promised, f64::INFINITY, self.first);
        let mut furthest = None;
        for trial in 1..=MOST {
            let local = loss.local(at.at + length * self.direction);
            *cost = cost.plus(Cost { loss: 1, gradient: 1, hessian: 0 });
            let slope = local.gradient.dot(&self.direction);
            log.row(&|| {
                let promise = product(length, promised);
                let numbers = format!("{} − {} · {promise}", difference(local.value, at.value), factor(DECREASE));
                let excess = local.value - at.value - DECREASE * length * promised;
                Row::number("trial", "L(θ + αp) − L − c₁α g·p", numbers, excess)
            });
            log.row(&|| {
                let numbers = format!("dot({}, {})", vector(self.direction), vector(local.gradient));
                Row::number("trial-slope", "p·∇L(θ + αp)", numbers, slope)
            });
            let falls = local.value <= at.value + DECREASE * length * promised + ROUNDING * at.value.abs();
            if falls && slope.abs() <= -self.flatness * promised && trial >= self.least {
                return Some(Found { length, local });
            }
            let secant = length - slope * (length - low) / (slope - low_slope);
            if falls && slope < 0.0 {
                (low, low_slope) = (length, slope);
                furthest = Some(Found { length, local });
            } else {
                high = length;
            }
            length = if high.is_finite() {
                // Every third time the middle, for secants that only creep.
                if low < secant && secant < high && trial % 3 != 0 { secant } else { 0.5 * (low + high) }
            } else if secant > low {
                secant.min(REACH * low)
            } else {
                REACH * low
            };
        }
        furthest
    }
}

/// The search in Python, along `direction` from the length `a`, with `flatness` and `least`; leaves `a`, and the
/// gradient at its end in `after`.
pub(super) const SCRIPT: &str = "slope = gradient @ direction
low, low_slope, high = 0.0, slope, np.inf
for trial in range(1, 41):
    after, value = gradient_at(theta + a * direction), loss_at(theta + a * direction)
    along = after @ direction
    falls = value <= loss + 1e-4 * a * slope + 1e-13 * abs(loss)
    if falls and abs(along) <= -flatness * slope and trial >= least:
        break
    secant = a - along * (a - low) / (along - low_slope) if along != low_slope else np.nan
    if falls and along < 0:
        low, low_slope = a, along
    else:
        high = a
    if high < np.inf:
        a = secant if low < secant < high and trial % 3 else (low + high) / 2
    else:
        a = min(secant, 20 * low) if secant > low else 20 * low
else:
    a, after = low, gradient_at(theta + low * direction)";
