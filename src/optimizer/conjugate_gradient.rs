//! Nonlinear conjugate gradients, Polak–Ribière+.

use super::{
    Cost, Gear, Optimizer, Remembered, Script, Step,
    line_search::{self, Search},
};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    math::Vec2,
    registry::{Entry, cited},
};

/// The registry line of conjugate gradients.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "conjugate-gradient",
    label: "conjugate gradient",
    formula: "p ← −g + βp;  β = max(0, g·(g − g₋₁)/g₋₁·g₋₁);  Δθ = αp",
    symbols: "p: search direction; g: gradient; g₋₁: last gradient; β: share of the last direction; \
              α: step length, from a line search",
    source: cited(
        "M. Hestenes and E. Stiefel, 1952; E. Polak and G. Ribière, 1969; J. Nocedal and S. Wright, Numerical \
             Optimization, section 5.2",
    ),
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
        ledger::gradient(log, at);
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
            let (g, y, before) = (gradient, change, last.gradient);
            log.line("gradient-change; y = g − g₋₁; {w}; {v}", &[g.x, g.y, before.x, before.y, y.x, y.y]);
            let share = (gradient.dot(&change) / last.gradient.norm_squared()).max(0.0);
            log.line(
                "share; β = max(0, g·y/g₋₁·g₋₁); max(0, dot({v}, {v})/dot({v}, {v})); {n}",
                &[g.x, g.y, y.x, y.y, before.x, before.y, before.x, before.y, share],
            );
            let conjugate = share * last.direction - gradient;
            // Rounding or a poor search may have turned it uphill: then it starts afresh.
            if conjugate.dot(&gradient) < 0.0 {
                let (from, to) = (last.direction, conjugate);
                let numbers = [g.x, g.y, share, from.x, from.y, to.x, to.y];
                log.line("direction; p ← −g + βp; −{v} + {f} · {v}; {v}", &numbers);
                direction = conjugate;
            }
            first = last.length * last.gradient.dot(&last.direction) / gradient.dot(&direction);
        }
        if direction == -gradient {
            log.line("direction; p = −g; −{v}; {v}", &[gradient.x, gradient.y, direction.x, direction.y]);
        }
        let search = Search { direction, first, flatness: FLATNESS, fitted: true };
        let Some(found) = search.run(loss, at, &mut cost, log) else {
            return Step::stopped("line-search-failed", None, cost);
        };
        self.last = Some(Last { direction, gradient, length: found.length });
        let displacement = found.length * direction;
        line_search::step_line(log, found.length, direction, displacement);
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
