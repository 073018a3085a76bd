//! Newton's method with the sizes of the curvatures: away from saddles instead of into them.

use super::{Gear, Optimizer, Script, Step, spectral};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::{Eigen, Vec2},
    number::{factor, short},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of saddle-free Newton.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "saddle-free-newton",
    label: "saddle-free Newton",
    formula: "Δθ = −η Σ vᵢ (vᵢ·g)/max(|λᵢ|, ε)",
    symbols: &[
        ("η", "learning rate"),
        ("vᵢ", "eigenvectors of the Hessian"),
        ("λᵢ", "its eigenvalues"),
        ("ε", "smallest curvature that is believed"),
        ("g", "gradient"),
    ],
    source: "Y. Dauphin and others, Identifying and attacking the saddle point problem, 2014, arXiv 1406.2572",
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
        log.row(&|| gradient_row(at.at, at.gradient));
        if at.gradient == Vec2::zeros() {
            return Step::by_hessian(Some(at.gradient));
        }
        let eigen = Eigen::of(&at.hessian);
        let [first, second] = spectral::slopes(&eigen, at.gradient, log);
        let [low, high] = eigen.curvatures.map(|curvature| curvature.abs().max(self.epsilon));
        log.row(&|| {
            let sizes = eigen.curvatures.map(|value| format!("max(|{}|, {})", short(value), short(self.epsilon)));
            Row::new("sizes", "aᵢ = max(|λᵢ|, ε)", format!("({})", sizes.join(", ")), Vec2::new(low, high))
        });
        let displacement = -rate * eigen.combine([first / low, second / high]);
        log.row(&|| {
            let numbers = spectral::combination(&eigen, [first / low, second / high]);
            Row::new("step", "Δθ = −η Σ vᵢcᵢ/aᵢ", format!("−{} · ({numbers})", factor(rate)), displacement)
        });
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
