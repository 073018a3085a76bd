//! Nonlinear conjugate gradients, Polak–Ribière+.

use super::{
    Cost, Gear, Optimizer, Remembered, Script, Step,
    line_search::{self, Search},
};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::Vec2,
    number::{factor, vector, vector_difference},
    registry::Entry,
};

/// The registry line of conjugate gradients.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "conjugate-gradient",
    label: "conjugate gradient",
    formula: "p ← −g + βp;  β = max(0, g·(g − g₋₁)/g₋₁·g₋₁);  Δθ = αp",
    symbols: &[
        ("p", "search direction"),
        ("g", "gradient"),
        ("g₋₁", "last gradient"),
        ("β", "share of the last direction"),
        ("α", "step length, from a line search"),
    ],
    source: "M. Hestenes and E. Stiefel, 1952; E. Polak and G. Ribière, 1969; J. Nocedal and S. Wright, Numerical \
             Optimization, section 5.2",
    notice: "The second step already knows about the first: on any bowl in the plane it lands in two.",
    parameters: &[],
    build: |_| Box::new(ConjugateGradient { last: None }),
};

/// c₂ of the line search: conjugate directions need nearly the floor of each.
const FLATNESS: f64 = 0.1;

/// What a step leaves for the next one.
#[derive(Clone, Copy)]
struct Last {
    direction: Vec2,
    gradient: Vec2,
    length: f64,
}

#[derive(Clone)]
struct ConjugateGradient {
    last: Option<Last>,
}

impl Optimizer for ConjugateGradient {
    fn step(&mut self, loss: &dyn Loss, at: &Local, _rate: f64, log: &mut dyn Log) -> Step {
        let gradient = at.gradient;
        log.row(&|| gradient_row(at.at, gradient));
        // Later gradients and losses were the last of the search before.
        let fresh = u32::from(self.last.is_none());
        let mut cost = Cost { loss: fresh, gradient: fresh, hessian: 0 };
        if gradient == Vec2::zeros() {
            return Step { cost, ..Step::by_gradient(gradient) };
        }
        let mut direction = -gradient;
        let mut first = 1.0 / gradient.norm().max(1.0);
        if let Some(last) = self.last {
            let change = gradient - last.gradient;
            log.row(&|| Row::new("gradient-change", "y = g − g₋₁", vector_difference(gradient, last.gradient), change));
            let share = (gradient.dot(&change) / last.gradient.norm_squared()).max(0.0);
            log.row(&|| {
                let [now, before, y] = [gradient, last.gradient, change].map(vector);
                let numbers = format!("max(0, dot({now}, {y})/dot({before}, {before}))");
                Row::number("share", "β = max(0, g·y/g₋₁·g₋₁)", numbers, share)
            });
            let conjugate = share * last.direction - gradient;
            // Rounding or a poor search may have turned it uphill: then it starts afresh.
            if conjugate.dot(&gradient) < 0.0 {
                log.row(&|| {
                    let numbers = format!("−{} + {} · {}", vector(gradient), factor(share), vector(last.direction));
                    Row::new("direction", "p ← −g + βp", numbers, conjugate)
                });
                direction = conjugate;
            }
            first = last.length * last.gradient.dot(&last.direction) / gradient.dot(&direction);
        }
        if direction == -gradient {
            log.row(&|| Row::new("direction", "p = −g", format!("−{}", vector(gradient)), direction));
        }
        let search = Search { direction, first, flatness: FLATNESS, fitted: true };
        let Some(found) = search.run(loss, at, &mut cost, log) else {
            return Step::stopped("line-search-failed", None, cost);
        };
        self.last = Some(Last { direction, gradient, length: found.length });
        let displacement = found.length * direction;
        log.row(&|| {
            let numbers = format!("{} · {}", factor(found.length), vector(direction));
            Row::new("step", "Δθ = αp", numbers, displacement)
        });
        Step { cost, ..Step::by_gradient(displacement) }
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        let nothing = (Vec2::zeros(), Vec2::zeros(), 0.0);
        let (direction, gradient, length) =
            self.last.map_or(nothing, |last| (last.direction, last.gradient, last.length));
        vec![
            ("searchDirection", Remembered::Vector(direction)),
            ("previousGradient", Remembered::Vector(gradient)),
            ("stepLength", Remembered::Number(length)),
        ]
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Adaptive
    }

    fn script(&self) -> Script {
        Script::of("flatness, fitted = 0.1, True", &[START, line_search::SCRIPT, END].join("\n"))
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

const START: &str = "if t > 1 and last_gradient.any():
    beta = max(0, gradient @ (gradient - last_gradient) / (last_gradient @ last_gradient))
    conjugate = beta * direction - gradient
    last_slope = last_gradient @ direction
    direction = conjugate if conjugate @ gradient < 0 else -gradient
    a = a * last_slope / (gradient @ direction) if gradient.any() else 0.0
else:
    direction = -gradient
    a = 1 / max(1, np.sqrt(gradient @ gradient))";
const END: &str = "last_gradient = gradient
step = a * direction if a or not gradient.any() else None";
