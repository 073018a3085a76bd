//! Newton's method: a rate of its own for each eigen-direction.

use super::{Gear, Optimizer, Script, Step};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    math::Vec2,
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Newton's method.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "newton",
    label: "Newton",
    formula: "Δθ = −η H⁻¹ g",
    symbols: "η: learning rate; g: gradient; H: Hessian",
    source: cited("I. Newton and J. Raphson; J. Nocedal and S. Wright, Numerical Optimization, chapter 3"),
    notice: "Each direction gets its own rate 1/λ: one step on any bowl. Where λ is negative it walks to the saddle.",
    parameters: &[Parameter::number("learningRate", "learning rate", "η", 1.0, [0.0, 4.0])],
    build: |_| Box::new(Newton),
};

#[derive(Clone)]
struct Newton;

impl Optimizer for Newton {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let (gradient, hessian) = (at.gradient, at.hessian);
        ledger::gradient(log, at);
        if gradient == Vec2::zeros() {
            return Step::by_hessian(Some(gradient));
        }
        let displacement = hessian.try_inverse().map(|inverse| -rate * (inverse * gradient));
        if let Some(step) = displacement {
            let (h, g) = (&hessian, gradient);
            let numbers = [rate, h.m11, h.m12, h.m21, h.m22, g.x, g.y, step.x, step.y];
            log.line("step; Δθ = −η H⁻¹ g; −{f} · {m}⁻¹ {v}; {v}", &numbers);
        }
        Step::by_hessian(displacement)
    }

    fn gear(&self) -> Gear {
        Gear::Relative
    }

    fn script(&self) -> Script {
        Script::of("", &["(a, b), (_, d) = hessian", SOLVE].join("\n"))
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

/// The step from the entries a, b, d of a symmetric matrix, of which `np.linalg.solve` would refuse a singular one.
pub(super) const SOLVE: &str = "determinant = a * d - b * b
step = -learning_rate * np.array([[d, -b], [-b, a]]) @ gradient / determinant if determinant else None
step = step if gradient.any() else 0 * gradient";
