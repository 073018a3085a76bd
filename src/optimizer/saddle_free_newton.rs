//! Newton's method with the sizes of the curvatures: away from saddles instead of into them.

use super::{Gear, Optimizer, Script, Step, spectral};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    math::{Eigen, Vec2},
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of saddle-free Newton.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "saddle-free-newton",
    label: "saddle-free Newton",
    formula: "Δθ = −η Σ vᵢ (vᵢ·g)/max(|λᵢ|, ε)",
    symbols: "η: learning rate; vᵢ: eigenvectors of the Hessian; λᵢ: its eigenvalues; \
              ε: smallest curvature that is believed; g: gradient",
    source: cited("Y. Dauphin and others, Identifying and attacking the saddle point problem, 2014, arXiv 1406.2572"),
    notice: "Newton's step where both curvatures are positive; where one is negative it turns round and leaves the saddle.",
    parameters: &[
        Parameter::number("learningRate", "learning rate", "η", 1.0, [0.0, 4.0]),
        Parameter::number("epsilon", "smallest curvature", "ε", 1e-6, [1e-12, 1e6]).log(),
    ],
    build: |values| Box::new(SaddleFreeNewton { epsilon: values.number("epsilon") }),
};

#[derive(Clone)]
struct SaddleFreeNewton {
    epsilon: f64,
}

impl Optimizer for SaddleFreeNewton {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        ledger::gradient(log, at);
        if at.gradient == Vec2::zeros() {
            return Step::by_hessian(Some(at.gradient));
        }
        let eigen = Eigen::of(&at.hessian);
        let [first, second] = spectral::slopes(&eigen, at.gradient, log);
        let ([a, b], floor) = (eigen.curvatures, self.epsilon);
        let (low, high) = (a.abs().max(floor), b.abs().max(floor));
        let numbers = [a, floor, b, floor, low, high];
        log.line("sizes; aᵢ = max(|λᵢ|, ε); (max(|{n}|, {n}), max(|{n}|, {n})); {v}", &numbers);
        let components = [first / low, second / high];
        let displacement = -rate * eigen.combine(components);
        let text = "step; Δθ = −η Σ vᵢcᵢ/aᵢ; −{f} · ({f} · {v} + {f} · {v}); {v}";
        spectral::combination(log, text, &[rate], &eigen, components, displacement);
        Step::by_hessian(Some(displacement))
    }

    fn gear(&self) -> Gear {
        Gear::Relative
    }

    fn script(&self) -> Script {
        Script::of(
            "",
            "values, vectors = eigh(hessian)
step = -learning_rate * vectors @ (vectors.T @ gradient / np.maximum(abs(values), epsilon))",
        )
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}
