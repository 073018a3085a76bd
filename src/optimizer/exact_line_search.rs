//! Steepest descent: down the gradient as far as it goes down.

use super::{Cost, Gear, Optimizer, Script, Step};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::Vec2,
    number::{short, vector},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of the exact line search.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "exact-line-search",
    label: "exact line search",
    formula: "Δθ = −a g;  a = g·g/(g·Hg)",
    symbols: &[("a", "rate with the lowest loss along −g"), ("H", "Hessian")],
    source: "A. Cauchy, 1847; J. Nocedal and S. Wright, Numerical Optimization, section 3.3",
    notice: "The best scalar for each step, and from the worst start no better than the best constant: it zig-zags.",
    parameters: NONE,
    build: |_| Box::new(ExactLineSearch),
};

const NONE: &[Parameter] = &[];
/// Below this squared slope there is no direction to speak of.
const NO_SLOPE: f64 = 1e-24;
/// Doublings and halvings of the search off bowls: enough for every digit of a rate between 1e-18 and 1e18.
const TRIALS: u32 = 60;

#[derive(Clone)]
struct ExactLineSearch;

impl Optimizer for ExactLineSearch {
    fn step(&mut self, loss: &dyn Loss, at: &Local, _rate: f64, log: &mut dyn Log) -> Step {
        let gradient = at.gradient;
        log.row(&|| gradient_row(at.at, gradient));
        let slope = gradient.norm_squared();
        if slope < NO_SLOPE {
            return Step::by_gradient(Vec2::zeros());
        }
        let bend = gradient.dot(&(at.hessian * gradient));
        let mut cost = Cost { loss: 0, gradient: 1, hessian: 1 };
        let rate = if loss.constant_hessian() {
            (bend > 0.0).then(|| slope / bend)
        } else {
            let guess = if bend > 0.0 { slope / bend } else { 1.0 };
            lowest(guess, &mut |rate| {
                cost.gradient += 1;
                -gradient.dot(&loss.local(at.at - rate * gradient).gradient)
            })
        };
        let Some(rate) = rate else { return Step::stopped("negative-curvature", Some(bend), cost) };
        if loss.constant_hessian() {
            let pair = |value: Vec2| format!("dot({}, {})", vector(gradient), vector(value));
            log.row(&|| Row {
                label: "rate",
                formula: "a = g·g/(g·Hg)",
                substituted: format!("{}/{}", pair(gradient), pair(at.hessian * gradient)),
                value: short(rate),
            });
        }
        let displacement = -rate * gradient;
        log.row(&|| Row::scaled("step", "Δθ = −ag", rate, gradient, displacement));
        Step { cost, ..Step::by_gradient(displacement) }.at_rate(rate)
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Scalar
    }

    fn script(&self) -> Script {
        Script::each("step = -gradient * (gradient @ gradient) / (gradient @ hessian @ gradient)  # exact on a bowl")
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

/// The first rate found at which the loss stops falling along the ray: doubled from `guess` until the slope turns,
/// then halved in between. `None` where it falls as far as one can look.
fn lowest(guess: f64, slope: &mut dyn FnMut(f64) -> f64) -> Option<f64> {
    let (mut low, mut high) = (0.0, guess);
    // A slope that is not a number lies beyond whatever there is to find.
    let falls = |slope: f64| slope < 0.0;
    let mut trials = 0;
    while falls(slope(high)) {
        low = high;
        high *= 2.0;
        trials += 1;
        if trials > TRIALS || !high.is_finite() {
            return None;
        }
    }
    for _ in 0..TRIALS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if falls(slope(middle)) { low = middle } else { high = middle }
    }
    Some(0.5 * (low + high))
}
