//! Newton's method with the diagonal of the Hessian only: a ruler per coordinate.

use super::{Gear, Optimizer, Script, Step};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    math::Vec2,
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of the diagonal preconditioner.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "diagonal-newton",
    label: "diagonal Newton",
    formula: "Δθᵢ = −η gᵢ / Hᵢᵢ",
    symbols: "η: learning rate; g: gradient; Hᵢᵢ: diagonal of the Hessian",
    source: cited("Jacobi preconditioning, C. G. J. Jacobi, 1845"),
    notice: "Right only where the axes of the bowl line up with the coordinates; at 45° it is gradient descent again.",
    parameters: &[Parameter::number("learningRate", "learning rate", "η", 1.0, [0.0, 4.0])],
    build: |_| Box::new(DiagonalNewton),
};

#[derive(Clone)]
struct DiagonalNewton;

impl Optimizer for DiagonalNewton {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let (gradient, diagonal) = (at.gradient, at.hessian.diagonal());
        ledger::gradient(log, at);
        let displacement = quotient(gradient.x, diagonal.x)
            .zip(quotient(gradient.y, diagonal.y))
            .map(|(x, y)| -rate * Vec2::new(x, y));
        if let Some(step) = displacement {
            let numbers = [rate, gradient.x, diagonal.x, gradient.y, diagonal.y, step.x, step.y];
            log.line("step; Δθᵢ = −η gᵢ/Hᵢᵢ; −{f} · ({n}/{f}, {n}/{f}); {v}", &numbers);
        }
        Step::by_hessian(displacement)
    }

    fn gear(&self) -> Gear {
        Gear::Relative
    }

    fn script(&self) -> Script {
        Script::of("", SCRIPT)
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

/// g/h, zero where the gradient is, `None` where there is slope but no curvature to divide it by.
fn quotient(gradient: f64, curvature: f64) -> Option<f64> {
    if gradient == 0.0 {
        Some(0.0)
    } else if curvature == 0.0 {
        None
    } else {
        Some(gradient / curvature)
    }
}

const SCRIPT: &str = "curvatures = np.where(gradient == 0, 1, np.diag(hessian))
step = -learning_rate * gradient / curvatures if curvatures.all() else None";
