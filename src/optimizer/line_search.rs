//! The line search of conjugate gradients and BFGS: the minimum of a cubic through two points, held in a bracket.

use super::Cost;
use crate::{
    ledger::Log,
    loss::{Local, Loss},
    math::Vec2,
};

/// Share of the promised decrease that is asked for; c₁ in J. Nocedal and S. Wright, Numerical Optimization, chapter 3.
const DECREASE: f64 = 1e-4;
/// How much of the loss may be rounding: near a minimum a decrease can no longer be seen.
const ROUNDING: f64 = 1e-13;
/// The most points that are tried.
const MOST: u32 = 40;
/// A slope this small against the first one is the floor, however it was found.
const EXACT: f64 = 1e-12;
/// How far a trial may reach beyond the last one that still fell.
const REACH: f64 = 4.0;
/// Losses that differ by less than this part of themselves have too few digits left for a cubic; a parabola through the
/// two slopes does without them.
const CLOSE: f64 = 1e-2;

/// What a search is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    /// The direction, downhill.
    pub direction: Vec2,
    /// The first step length that is tried.
    pub first: f64,
    /// c₂: how much of the first slope may be left.
    pub flatness: f64,
    /// Whether only the minimum of a fit will do: on a bowl that is exactly its floor.
    pub fitted: bool,
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
    /// Where no point of 40 has both, or no point is left between two that were tried, the furthest one that fell,
    /// `None` without any. Points that are not finite count as not lower.
    pub(super) fn run(&self, loss: &dyn Loss, at: &Local, cost: &mut Cost, log: &mut dyn Log) -> Option<Found> {
        let promised = at.gradient.dot(&self.direction);
        let (mut low, mut low_slope, mut low_value) = (0.0, promised, at.value);
        let (mut high, mut length) = (f64::INFINITY, self.first);
        let (mut furthest, mut ready) = (None, !self.fitted);
        let mut ends = (at.at, None);
        for trial in 1..=MOST {
            let point = at.at + length * self.direction;
            // Near a minimum two points soon are neighbours among the numbers there are.
            if ends.1.is_some() && (point == ends.0 || ends.1 == Some(point)) {
                break;
            }
            let local = loss.local(point);
            *cost = cost.plus(Cost { loss: 1, gradient: 1, hessian: 0 });
            let slope = local.gradient.dot(&self.direction);
            let excess = local.value - at.value - DECREASE * length * promised;
            let numbers = [local.value, at.value, DECREASE, length, promised, excess];
            log.line("trial; L(θ + αp) − L − c₁α g·p; {d} − {f} · {n} · {f}; {n}", &numbers);
            let (p, g) = (self.direction, local.gradient);
            log.line("trial-slope; p·∇L(θ + αp); dot({v}, {v}); {n}", &[p.x, p.y, g.x, g.y, slope]);
            let falls = local.value <= at.value + DECREASE * length * promised + ROUNDING * at.value.abs();
            let flatness = if ready { self.flatness } else { EXACT };
            if falls && slope.abs() <= -flatness * promised {
                return Some(Found { length, local });
            }
            let fit = fit([low, low_value, low_slope], [length, local.value, slope]);
            if falls && slope < 0.0 {
                (low, low_slope, low_value, ends.0) = (length, slope, local.value, point);
                if point != at.at {
                    furthest = Some(Found { length, local });
                }
            } else {
                (high, ends.1) = (length, Some(point));
            }
            length = if high.is_finite() {
                // Every third time the middle, for fits that only creep.
                if low < fit && fit < high && trial % 3 != 0 { fit } else { 0.5 * (low + high) }
            } else if fit > low {
                fit.min(REACH * low)
            } else {
                REACH * low
            };
            ready = !self.fitted || length == fit;
        }
        furthest
    }
}

/// The ledger's line of the step that a search has found.
pub(super) fn step_line(log: &mut dyn Log, length: f64, direction: Vec2, step: Vec2) {
    log.line("step; Δθ = αp; {f} · {v}; {v}", &[length, direction.x, direction.y, step.x, step.y]);
}

/// Where the cubic through two points, each `[length, loss, slope]`, has its minimum: on a parabola the secant of the
/// slopes. NaN where it has none.
fn fit(from: [f64; 3], to: [f64; 3]) -> f64 {
    let ([low, low_value, low_slope], [length, value, slope]) = (from, to);
    let far = (value - low_value).abs() > CLOSE * value.abs();
    let mean = if far { (value - low_value) / (length - low) } else { 0.5 * (slope + low_slope) };
    let bend = low_slope + slope - 3.0 * mean;
    let root = (bend * bend - low_slope * slope).sqrt();
    // root + bend, without taking the difference of two large numbers where the last point was far too long.
    let sum = if bend < 0.0 { -low_slope * slope / (root - bend) } else { root + bend };
    low + (length - low) * (sum - low_slope) / (slope - low_slope + 2.0 * root)
}

/// The search in Python, along `direction` from the length `a`, with `flatness` and `fitted`; leaves `a`, and the
/// gradient at its end in `after`.
pub(super) const SCRIPT: &str = "slope, ready = gradient @ direction, not fitted
low, low_slope, low_value, high = 0.0, slope, loss, np.inf
for trial in range(1, 41):
    after, value = gradient_at(theta + a * direction), loss_at(theta + a * direction)
    along = after @ direction
    falls = value <= loss + 1e-4 * a * slope + 1e-13 * abs(loss)
    if falls and abs(along) <= -slope * (flatness if ready else 1e-12):
        break
    far = abs(value - low_value) > 0.01 * abs(value)
    mean = (value - low_value) / (a - low) if far else (along + low_slope) / 2
    bend = low_slope + along - 3 * mean
    root = np.sqrt(bend**2 - low_slope * along)
    total = -low_slope * along / (root - bend) if bend < 0 else root + bend
    fit = low + (a - low) * (total - low_slope) / (along - low_slope + 2 * root)
    if falls and along < 0:
        low, low_slope, low_value = a, along, value
    else:
        high = a
    if high < np.inf:
        a = fit if low < fit < high and trial % 3 else (low + high) / 2
    else:
        a = min(fit, 4 * low) if fit > low else 4 * low
    ready = not fitted or a == fit
else:
    a, after = low, gradient_at(theta + low * direction)";
