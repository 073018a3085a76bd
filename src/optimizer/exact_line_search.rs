//! Steepest descent to the lowest point of the ray.

use super::{Cost, Gear, Optimizer, Script, Step, barzilai_borwein::NO_SLOPE};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    registry::{Entry, cited},
};

/// The registry line of the exact line search.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "exact-line-search",
    label: "exact line search",
    formula: "Δθ = −ηg with the η that makes L(θ − ηg) least; on a bowl η = g·g/g·Hg",
    symbols: "η: learning rate, chosen by the method; g: gradient; H: Hessian",
    source: cited("A. Cauchy, 1847; J. Nocedal and S. Wright, Numerical Optimization, section 3.3"),
    notice: "Every step ends where the next gradient is at a right angle: from the worst start no faster than the best \
             constant rate.",
    parameters: &[],
    build: |_| Box::new(ExactLineSearch { paid: false }),
};

/// How small the slope along the ray must be, against the slope at its start.
const FLAT: f64 = 1e-12;
/// A rate that changes by less than this part of itself has been found.
const SETTLED: f64 = 1e-14;
/// The most points of the ray that are tried.
const MOST: u32 = 100;

#[derive(Clone)]
struct ExactLineSearch {
    /// Whether the gradient at this point was the last one of the search before.
    paid: bool,
}

impl Optimizer for ExactLineSearch {
    fn step(&mut self, loss: &dyn Loss, at: &Local, _rate: f64, log: &mut dyn Log) -> Step {
        let (gradient, hessian) = (at.gradient, at.hessian);
        ledger::gradient(log, at);
        let square = gradient.norm_squared();
        let mut cost = Cost { gradient: u32::from(!self.paid), hessian: u32::from(!self.paid), loss: 0 };
        if square < NO_SLOPE {
            return Step::stopped("no-slope", Some(gradient.norm()), cost);
        }
        let curvature = gradient.dot(&(hessian * gradient));
        let mut rate = if curvature > 0.0 { square / curvature } else { 1.0 / square.sqrt() };
        if curvature > 0.0 {
            let (g, h) = (gradient, hessian);
            let numbers = [g.x, g.y, g.x, g.y, g.x, g.y, h.m11, h.m12, h.m21, h.m22, g.x, g.y, rate];
            log.line("rate; η = g·g/g·Hg; dot({v}, {v})/dot({v}, {m} {v}); {n}", &numbers);
        }
        if loss.constant_hessian() {
            if curvature <= 0.0 || !rate.is_finite() {
                return Step::stopped("negative-curvature", Some(curvature / square), cost);
            }
        } else {
            let Some(found) = minimize(loss, at, rate, &mut cost, log) else {
                return Step::stopped("line-search-failed", None, cost);
            };
            rate = found;
            self.paid = true;
        }
        let displacement = ledger::downhill(log, rate, gradient);
        Step { cost, ..Step::by_gradient(displacement) }.at_rate(rate)
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Scalar
    }

    fn script(&self) -> Script {
        Script::of("", SCRIPT)
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

/// A minimum of the loss along −g: Newton's method on the exact slope of the ray, held between a point that still
/// falls and one beyond the floor; it halves the interval or doubles the rate where Newton's rate leaves it.
///
/// Where no point is left between two that were tried, the last of them that was lower. `None` where there is none, or
/// where the loss has no floor along the ray within `MOST` trials.
fn minimize(loss: &dyn Loss, at: &Local, first: f64, cost: &mut Cost, log: &mut dyn Log) -> Option<f64> {
    let square = at.gradient.norm_squared();
    let (mut low, mut high, mut rate) = (0.0, f64::INFINITY, first);
    let (mut ends, mut best) = ((at.at, None), None);
    for _ in 0..MOST {
        let point = at.at - rate * at.gradient;
        // Near a minimum two points soon are neighbours among the numbers there are.
        if ends.1.is_some() && (point == ends.0 || ends.1 == Some(point)) {
            return best;
        }
        let trial = loss.local(point);
        *cost = cost.plus(Cost { loss: 1, gradient: 1, hessian: 1 });
        let slope = -at.gradient.dot(&trial.gradient);
        let curvature = at.gradient.dot(&(trial.hessian * at.gradient));
        let lower = trial.value <= at.value;
        if lower && slope.abs() <= FLAT * square {
            return Some(rate);
        }
        if lower && point != at.at {
            best = Some(rate);
        }
        if lower && slope < 0.0 {
            (low, ends.0) = (rate, point);
        } else {
            (high, ends.1) = (rate, Some(point));
        }
        let newton = rate - slope / curvature;
        let next = if curvature > 0.0 && lower && low < newton && newton < high {
            log.line("newton; η ← η − φ′/φ″; {n} − {f}/{f}; {n}", &[rate, slope, curvature, newton]);
            newton
        } else if high.is_finite() {
            let half = 0.5 * (low + high);
            log.line("bisection; η ← (ηlow + ηhigh)/2; ({n} + {n})/2; {n}", &[low, high, half]);
            half
        } else {
            log.line("expansion; η ← 2η; 2 · {n}; {n}", &[rate, 2.0 * rate]);
            2.0 * rate
        };
        if lower && (next - rate).abs() <= SETTLED * rate {
            return Some(rate);
        }
        rate = next;
    }
    None
}

const SCRIPT: &str = "slope, curvature = gradient @ gradient, gradient @ hessian @ gradient
rate = slope / curvature if curvature > 0 else np.nan if is_bowl else 1 / np.sqrt(slope)
low, high = 0.0, np.inf
for _ in range(0 if is_bowl else 100):
    point = theta - rate * gradient
    along, bend = -gradient @ gradient_at(point), gradient @ hessian_at(point) @ gradient
    lower = loss_at(point) <= loss
    if lower and abs(along) <= 1e-12 * slope:
        break
    if lower and along < 0:
        low = rate
    else:
        high = rate
    newton = rate - along / bend if bend > 0 and lower else np.nan
    other = (low + high) / 2 if high < np.inf else 2 * rate
    newton = newton if low < newton < high else other
    if lower and abs(newton - rate) <= 1e-14 * rate:
        break
    rate = newton
else:
    rate = rate if is_bowl else np.nan
step = -rate * gradient if slope >= 1e-24 and rate < np.inf else None";
