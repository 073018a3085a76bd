//! Newton's method with a curvature added to every direction (Levenberg, Marquardt).

use super::{
    Gear, Optimizer, Script, Step,
    newton::{matrix, solved},
};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::Mat2,
    number::{factor, short, vector},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of damped Newton.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "damped-newton",
    label: "damped Newton",
    formula: "Δθ = −η (H + μI)⁻¹ g",
    symbols: &[("η", "learning rate"), ("g", "gradient"), ("H", "Hessian"), ("μ", "damping")],
    source: "K. Levenberg, 1944; D. Marquardt, 1963",
    notice: "The rate of a direction is 1/(λ + μ): between Newton, for small μ, and a plain step of 1/μ.",
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
        log.row(&|| gradient_row(at.at, at.gradient));
        let displacement =
            solved(&(at.hessian + Mat2::identity() * self.damping), &at.gradient).map(|step| -rate * step);
        if let Some(displacement) = displacement {
            log.row(&|| {
                let (hessian, damping) = (matrix(&at.hessian), short(self.damping));
                let numbers =
                    format!("−{} · ({hessian} + {damping} · [[1, 0], [0, 1]])⁻¹ {}", factor(rate), vector(at.gradient));
                Row::new("step", "Δθ = −η (H + μI)⁻¹ g", numbers, displacement)
            });
        }
        Step::by_hessian(displacement)
    }

    fn gear(&self) -> Gear {
        Gear::Relative
    }

    fn script(&self) -> Script {
        Script::each("step = -learning_rate * np.linalg.solve(hessian + damping * np.eye(2), gradient)")
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}
