//! Newton's method with the size of each curvature, so that it leaves saddles instead of finding them.

use super::{Gear, Optimizer, Script, Step};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::{Eigen, Vec2},
    number::{factor, short, vector},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of saddle-free Newton.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "saddle-free-newton",
    label: "saddle-free Newton",
    formula: "Δθ = −η Σ vᵢ (vᵢ·g)/max(|λᵢ|, ε)",
    symbols: &[("η", "learning rate"), ("vᵢ", "eigen-directions"), ("λᵢ", "curvatures"), ("ε", "least curvature")],
    source: "Y. Dauphin and others, Identifying and attacking the saddle point problem, 2014, arXiv 1406.2572",
    notice: "Downhill along every direction: where λ is negative Newton walks up to the saddle, this walks away.",
    parameters: &[
        Parameter::number("learningRate", "learning rate", "η", 1.0, [0.0, 4.0]),
        Parameter::number("epsilon", "least curvature", "ε", 1e-8, [1e-12, 1e3]).log(),
    ],
    build: |values| Box::new(SaddleFree { epsilon: values.number("epsilon") }),
};

#[derive(Clone)]
struct SaddleFree {
    epsilon: f64,
}

impl Optimizer for SaddleFree {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let gradient = at.gradient;
        log.row(&|| gradient_row(at.at, gradient));
        let eigen = Eigen::of(&at.hessian);
        let sizes = eigen.curvatures.map(|curvature| curvature.abs().max(self.epsilon));
        let part = |direction: Vec2, size: f64| direction * (direction.dot(&gradient) / size);
        let parts = eigen.directions.into_iter().zip(sizes).map(|(direction, size)| part(direction, size));
        let displacement = parts.fold(Vec2::zeros(), |sum, part| sum - rate * part);
        log.row(&|| {
            let terms = eigen.directions.iter().zip(sizes).map(|(direction, size)| {
                format!("{} · dot({}, {})/{}", vector(*direction), vector(*direction), vector(gradient), short(size))
            });
            let numbers = format!("−{} · ({})", factor(rate), terms.collect::<Vec<_>>().join(" + "));
            Row::new("step", "Δθ = −η Σ vᵢ (vᵢ·g)/max(|λᵢ|, ε)", numbers, displacement)
        });
        Step::by_hessian(Some(displacement))
    }

    fn gear(&self) -> Gear {
        Gear::Relative
    }

    fn script(&self) -> Script {
        Script::each(
            "curvatures, directions = np.linalg.eigh(hessian)\n\
             sizes = np.maximum(abs(curvatures), epsilon)\n\
             step = -learning_rate * directions @ ((directions.T @ gradient) / sizes)",
        )
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}
