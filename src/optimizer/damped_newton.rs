//! Newton's method with a damped Hessian: between Newton and small gradient steps.

use super::{Gear, Optimizer, Script, Step};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::{Mat2, Vec2},
    number::{factor, matrix, short, vector},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of damped Newton.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "damped-newton",
    label: "damped Newton",
    formula: "Δθ = −η (H + μI)⁻¹ g",
    symbols: &[("η", "learning rate"), ("H", "Hessian"), ("μ", "damping"), ("g", "gradient")],
    source: "K. Levenberg, 1944; D. Marquardt, 1963; J. Nocedal and S. Wright, Numerical Optimization, chapter 3",
    notice: "A rate 1/(λ + μ) for each direction: Newton where λ is large, a plain step of 1/μ where it is small.",
    parameters: &[
        Parameter::number("learningRate", "learning rate", "η", 1.0, [0.0, 4.0]),
        Parameter::number("damping", "damping", "μ", 1.0, [0.0, 1e6]).log(),
    ],
    build: |values| Box::new(DampedNewton { damping: values.number("damping") }),
};

#[derive(Clone)]
struct DampedNewton {
    damping: f64,
}

impl Optimizer for DampedNewton {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let gradient = at.gradient;
        log.row(&|| gradient_row(at.at, gradient));
        if gradient == Vec2::zeros() {
            return Step::by_hessian(Some(gradient));
        }
        let damped = at.hessian + self.damping * Mat2::identity();
        log.row(&|| {
            let numbers = format!("{} + {} · [[1, 0], [0, 1]]", matrix(&at.hessian), short(self.damping));
            Row::matrix("damped-hessian", "H + μI", numbers, &damped)
        });
        let displacement = damped.try_inverse().map(|inverse| -rate * (inverse * gradient));
        if let Some(displacement) = displacement {
            log.row(&|| {
                let numbers = format!("−{} · {}⁻¹ {}", factor(rate), matrix(&damped), vector(gradient));
                Row::new("step", "Δθ = −η (H + μI)⁻¹ g", numbers, displacement)
            });
        }
        Step::by_hessian(displacement)
    }

    fn gear(&self) -> Gear {
        Gear::Relative
    }

    fn script(&self) -> Script {
        Script::of("", &["(a, b), (_, d) = hessian + damping * np.eye(2)", super::newton::SOLVE].join("\n"))
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}
