//! AdaGrad with a whole matrix: a ruler per direction instead of per coordinate.

use super::{Gear, Optimizer, Remembered, Script, Step, newton::matrix};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::{Eigen, Mat2, Vec2},
    number::{factor, vector},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of full-matrix AdaGrad.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "full-matrix-adagrad",
    label: "full-matrix AdaGrad",
    formula: "G ← G + g gᵀ;  Δθ = −η G^(−1/2) g",
    symbols: &[("η", "learning rate"), ("G", "sum of outer products, at first δI"), ("g", "gradient")],
    source: "J. Duchi, E. Hazan and Y. Singer, Adaptive Subgradient Methods, 2011",
    notice: "AdaGrad that does not care how the bowl is turned; its ruler still measures slopes, not curvatures.",
    parameters: &[
        Parameter::number("learningRate", "learning rate", "η", 0.5, [0.0, 1e3]).log(),
        Parameter::number("delta", "first ruler", "δ", 1e-8, [0.0, 1e6]).log(),
    ],
    build: |values| {
        Box::new(FullMatrix { sum: Mat2::identity() * values.number("delta"), delta: values.number("delta") })
    },
};

#[derive(Clone)]
struct FullMatrix {
    sum: Mat2,
    delta: f64,
}

impl Optimizer for FullMatrix {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let (gradient, before) = (at.gradient, self.sum);
        log.row(&|| gradient_row(at.at, gradient));
        self.sum += gradient * gradient.transpose();
        let eigen = Eigen::of(&self.sum);
        // Along a direction in which nothing has ever happened there is no slope either.
        let root = |value: f64| if value > 0.0 { 1.0 / value.sqrt() } else { 0.0 };
        let part = |(value, direction): (f64, Vec2)| direction * (direction.dot(&gradient) * root(value));
        let displacement =
            eigen.curvatures.into_iter().zip(eigen.directions).fold(Vec2::zeros(), |sum, pair| sum - rate * part(pair));
        log.row(&|| {
            let outer = gradient * gradient.transpose();
            Row {
                label: "outer-products",
                formula: "G ← G + g gᵀ",
                substituted: format!("{} + {}", matrix(&before), matrix(&outer)),
                value: matrix(&self.sum),
            }
        });
        log.row(&|| {
            let inverse = eigen.curvatures.into_iter().zip(eigen.directions);
            let inverse = inverse.fold(Mat2::zeros(), |sum, (value, v)| sum + v * v.transpose() * root(value));
            let numbers = format!("−{} · {} {}", factor(rate), matrix(&inverse), vector(gradient));
            Row::new("step", "Δθ = −η G^(−1/2) g", numbers, displacement)
        });
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
        Script {
            before: vec![format!("outer_products = {} * np.eye(2)", crate::decimal::shortest(self.delta))],
            ..Script::each(
                "outer_products = outer_products + np.outer(gradient, gradient)\n\
                 values, directions = np.linalg.eigh(outer_products)\n\
                 step = -learning_rate * directions @ ((directions.T @ gradient) / np.sqrt(values))",
            )
        }
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}
