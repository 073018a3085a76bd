//! Gradient descent that backtracks until the loss falls enough.

use super::{Cost, Gear, Optimizer, Script, Step};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Armijo's rule.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "armijo",
    label: "backtracking (Armijo)",
    formula: "Δθ = −ηg;  η = t₀βᵏ with the first k for which L(θ − ηg) ≤ L − cη g·g",
    symbols: "t₀: first trial; β: shrinking factor; c: share of the promised decrease; g: gradient; η: learning rate",
    source: cited("L. Armijo, 1966; J. Nocedal and S. Wright, Numerical Optimization, algorithm 3.1"),
    notice: "It asks only for a falling loss, so it settles for rates just below the limit, where the steep way bounces.",
    parameters: &[
        Parameter::number("learningRate", "first trial", "t₀", 1.0, [0.0, 1e6]).log(),
        Parameter::number("shrink", "shrinking factor", "β", 0.5, [0.05, 0.95]),
        Parameter::number("decrease", "share of the promised decrease", "c", 1e-4, [0.0, 1.0]).log(),
    ],
    build: |values| {
        let (shrink, decrease) = (values.number("shrink"), values.number("decrease"));
        Box::new(Armijo { shrink, decrease, started: false })
    },
};

/// Below this a trial hardly moves any point.
const SHORTEST: f64 = 1e-16;
/// The most trials of a step: 53 halvings take 1 to the end above.
const MOST: f64 = 100.0;

#[derive(Clone)]
struct Armijo {
    shrink: f64,
    decrease: f64,
    /// The accepted trial's loss is the next point's own, so only the first one costs extra.
    started: bool,
}

impl Optimizer for Armijo {
    fn step(&mut self, loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let gradient = at.gradient;
        ledger::gradient(log, at);
        let square = gradient.norm_squared();
        let mut cost = Cost { loss: u32::from(!self.started), gradient: 1, hessian: 0 };
        self.started = true;
        let (mut chosen, mut shrunk) = (rate, 0.0);
        loop {
            cost.loss += 1;
            let value = loss.value(at.at - chosen * gradient);
            let excess = value - at.value + self.decrease * chosen * square;
            let numbers = [value, at.value, self.decrease, chosen, square, excess];
            log.line("trial; L(θ − ηg) − L + cη g·g; {d} + {n} · {f} · {n}; {n}", &numbers);
            // A loss that is not a number has not fallen.
            if value <= at.value - self.decrease * chosen * square {
                break;
            }
            if chosen <= SHORTEST || shrunk + 1.0 == MOST {
                return Step::stopped("line-search-failed", Some(chosen), cost).at_rate(f64::NAN);
            }
            chosen *= self.shrink;
            shrunk += 1.0;
            // A step that no longer moves the point cannot lower its loss.
            if at.at - chosen * gradient == at.at {
                return Step::stopped("line-search-failed", Some(chosen), cost).at_rate(f64::NAN);
            }
        }
        if shrunk > 0.0 {
            log.line("rate; η = t₀βᵏ; {n} · {f}{p}; {n}", &[rate, self.shrink, shrunk, chosen]);
        }
        let displacement = ledger::downhill(log, chosen, gradient);
        Step { cost, ..Step::by_gradient(displacement) }.at_rate(chosen)
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Scalar
    }

    fn script(&self) -> Script {
        Script::of(
            "",
            "rate = learning_rate
trials = 1
while not loss_at(theta - rate * gradient) <= loss - decrease * rate * gradient @ gradient:
    if rate <= 1e-16 or trials == 100 or (theta - rate * shrink * gradient == theta).all():
        step = None
        break
    rate, trials = rate * shrink, trials + 1
else:
    step = -rate * gradient",
        )
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}
