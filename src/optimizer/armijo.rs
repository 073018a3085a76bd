//! Backtracking: the longest of a row of shrinking steps that lowers the loss enough.

use super::{Cost, Gear, Optimizer, Script, Step};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::Vec2,
    number::short,
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of the Armijo search.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "armijo",
    label: "Armijo backtracking",
    formula: "Δθ = −a g;  a = t ρⁿ, the first with L(θ − ag) ≤ L − c a ‖g‖²",
    symbols: &[("t", "first trial"), ("ρ", "shrinkage"), ("c", "share of the promised decrease")],
    source: "L. Armijo, 1966; J. Nocedal and S. Wright, Numerical Optimization, algorithm 3.1",
    notice: "One scalar, tried out at every step: it obeys the steep direction only where the path is steep.",
    parameters: &[
        Parameter::learning_rate(1.0),
        Parameter::number("shrink", "shrinkage", "ρ", 0.5, [0.01, 0.99]),
        Parameter::number("decrease", "share of the promised decrease", "c", 1e-4, [0.0, 0.99]),
    ],
    build: |values| Box::new(Armijo { shrink: values.number("shrink"), decrease: values.number("decrease") }),
};

/// No trial is shorter; a search that gets here takes what it has.
const SHORTEST: f64 = 1e-16;

#[derive(Clone)]
struct Armijo {
    shrink: f64,
    decrease: f64,
}

impl Optimizer for Armijo {
    fn step(&mut self, loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let gradient = at.gradient;
        log.row(&|| gradient_row(at.at, gradient));
        let slope = gradient.norm_squared();
        if slope == 0.0 {
            return Step::by_gradient(Vec2::zeros()).at_rate(rate);
        }
        let (mut trial, mut count) = (rate, 0u32);
        let mut found = loss.value(at.at - trial * gradient);
        // A trial that has no value is too long, too.
        let too_high = |found: f64, trial: f64| found.is_nan() || found > at.value - self.decrease * trial * slope;
        while too_high(found, trial) && trial > SHORTEST {
            trial *= self.shrink;
            count += 1;
            found = loss.value(at.at - trial * gradient);
        }
        log.row(&|| Row {
            label: "rate",
            formula: "a = t ρⁿ",
            substituted: format!("{} · {}^{count}", short(rate), short(self.shrink)),
            value: short(trial),
        });
        let displacement = -trial * gradient;
        log.row(&|| Row::scaled("step", "Δθ = −ag", trial, gradient, displacement));
        let cost = Cost { loss: count + 2, gradient: 1, hessian: 0 };
        Step { cost, ..Step::by_gradient(displacement) }.at_rate(trial)
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Scalar
    }

    fn script(&self) -> Script {
        Script::each(
            "rate = learning_rate\n\
             enough = lambda a: loss_at(theta - a * gradient) <= loss - decrease * a * gradient @ gradient\n\
             while not enough(rate) and rate > 1e-16:\n    rate *= shrink\n\
             step = -rate * gradient",
        )
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}
