//! Newton's method with a damped Hessian: between Newton and small gradient steps.

use super::{Gear, Optimizer, Script, Step};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    math::{Mat2, Vec2},
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of damped Newton.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "damped-newton",
    label: "damped Newton",
    formula: "Δθ = −η (H + μI)⁻¹ g",
    symbols: "η: learning rate; H: Hessian; μ: damping; g: gradient",
    source: cited(
        "K. Levenberg, 1944; D. Marquardt, 1963; J. Nocedal and S. Wright, Numerical Optimization, chapter 3",
    ),
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
        ledger::gradient(log, at);
        if gradient == Vec2::zeros() {
            return Step::by_hessian(Some(gradient));
        }
        let damped = at.hessian + self.damping * Mat2::identity();
        let (h, d) = (&at.hessian, &damped);
        let numbers = [h.m11, h.m12, h.m21, h.m22, self.damping, d.m11, d.m12, d.m21, d.m22];
        log.line("damped-hessian; H + μI; {m} + {n} · [[1, 0], [0, 1]]; {m}", &numbers);
        let displacement = damped.try_inverse().map(|inverse| -rate * (inverse * gradient));
        if let Some(step) = displacement {
            let (h, g) = (&damped, gradient);
            let numbers = [rate, h.m11, h.m12, h.m21, h.m22, g.x, g.y, step.x, step.y];
            log.line("step; Δθ = −η (H + μI)⁻¹ g; −{f} · {m}⁻¹ {v}; {v}", &numbers);
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
