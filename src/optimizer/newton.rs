//! Newton's method: a rate of its own for each eigen-direction.

use super::{Gear, Optimizer, Script, Step};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::{Mat2, Vec2},
    number::{factor, short, vector},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of Newton's method.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "newton",
    label: "Newton",
    formula: "Δθ = −η H⁻¹ g",
    symbols: &[("η", "learning rate"), ("g", "gradient"), ("H", "Hessian")],
    source: "I. Newton and J. Raphson; J. Nocedal and S. Wright, Numerical Optimization, chapter 3",
    notice: "Each direction gets its own rate 1/λ: one step on any bowl. Where λ is negative it walks to the saddle.",
    parameters: &[Parameter::number("learningRate", "learning rate", "η", 1.0, [0.0, 4.0])],
    build: |_| Box::new(Newton),
};

#[derive(Clone)]
struct Newton;

impl Optimizer for Newton {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let (gradient, hessian) = (at.gradient, at.hessian);
        log.row(&|| gradient_row(at.at, gradient));
        let displacement = solved(&hessian, &gradient).map(|step| -rate * step);
        if let Some(displacement) = displacement {
            log.row(&|| {
                let numbers = format!("−{} · {}⁻¹ {}", factor(rate), matrix(&hessian), vector(gradient));
                Row::new("step", "Δθ = −η H⁻¹ g", numbers, displacement)
            });
        }
        Step::by_hessian(displacement)
    }

    fn gear(&self) -> Gear {
        Gear::Relative
    }

    fn script(&self) -> Script {
        Script::each("step = -learning_rate * np.linalg.solve(hessian, gradient)")
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

/// H⁻¹g; zero where the gradient is, whatever the matrix; `None` where it cannot be inverted.
pub(super) fn solved(matrix: &Mat2, gradient: &Vec2) -> Option<Vec2> {
    if *gradient == Vec2::zeros() { Some(*gradient) } else { matrix.try_inverse().map(|inverse| inverse * gradient) }
}

/// A matrix as the ledger prints it.
pub(super) fn matrix(value: &Mat2) -> String {
    let row = |a: f64, b: f64| format!("[{}, {}]", short(a), short(b));
    format!("[{}, {}]", row(value.m11, value.m12), row(value.m21, value.m22))
}
