//! AdaGrad with the whole matrix of past gradients: its ruler turns with the landscape.

use super::{Gear, Optimizer, Remembered, Script, Step, adaptive, spectral};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    math::{Eigen, Mat2},
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of full-matrix AdaGrad.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "full-matrix-adagrad",
    label: "full-matrix AdaGrad",
    formula: "G ← G + ggᵀ;  Δθ = −η G^(−½) g",
    symbols: "η: learning rate; g: gradient; G: sum of outer products, δI at first",
    source: cited("J. Duchi, E. Hazan and Y. Singer, 2011, Journal of Machine Learning Research 12"),
    notice: "What AdaGrad loses on a tilted bowl comes back: turn everything and the path turns along. But it only brakes.",
    parameters: &[
        Parameter { kind: crate::parameter::Kind::Number(0.5), ..adaptive::LENGTH },
        Parameter::number("delta", "start of the matrix", "δ", 1e-4, [1e-12, 1e6]).log(),
    ],
    build: |values| {
        let delta = values.number("delta");
        Box::new(FullMatrixAdagrad { delta, sum: delta * Mat2::identity() })
    },
};

#[derive(Clone)]
struct FullMatrixAdagrad {
    delta: f64,
    sum: Mat2,
}

impl Optimizer for FullMatrixAdagrad {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let gradient = at.gradient;
        ledger::gradient(log, at);
        let (before, outer) = (self.sum, gradient * gradient.transpose());
        self.sum += outer;
        let numbers = [&before, &outer, &self.sum].map(|m| [m.m11, m.m12, m.m21, m.m22]).concat();
        log.line("outer-products; G ← G + ggᵀ; {m} + {m}; {m}", &numbers);
        let eigen = Eigen::of(&self.sum);
        let [first, second] = spectral::slopes(&eigen, gradient, log);
        // No eigenvalue of a sum that began with δI is below δ; rounding of a large one may say otherwise.
        let [low, high] = eigen.curvatures.map(|value| value.max(self.delta).sqrt());
        let components = [first / low, second / high];
        let displacement = -rate * eigen.combine(components);
        let text = "step; Δθ = −η Σ vᵢcᵢ/√λᵢ; −{f} · ({f} · {v} + {f} · {v}); {v}";
        spectral::combination(log, text, &[rate], &eigen, components, displacement);
        Step::by_gradient(displacement)
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        vec![("outerProducts", Remembered::Matrix(self.sum))]
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Adaptive
    }

    fn script(&self) -> Script {
        Script::of(
            "outer_products = delta * np.eye(2)",
            "outer_products = outer_products + np.outer(gradient, gradient)
values, vectors = eigh(outer_products)
step = -learning_rate * vectors @ (vectors.T @ gradient / np.sqrt(np.maximum(values, delta)))",
        )
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}
