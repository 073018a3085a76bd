//! A line through data: half the mean squared residual, which is a bowl over slope and intercept.

use super::{
    About, Dual, Formula, Loss,
    data::CARS,
    standardize::{Feature, STANDARDIZE, WAYS, curvatures, mean, python},
};
use crate::{
    math::{Eigen, Mat2, Vec2},
    parameter::{Kind, Parameter, Scale, Values},
    registry::{Entry, cited},
};

/// The registry line of least squares. θ = (w, b), slope and intercept for the standardised x.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "least-squares",
    label: "line through data",
    formula: "L(w, b) = 1/(2n) Σᵢ (w xᵢ + b − yᵢ)²",
    symbols: "w, b: slope and intercept; n: number of pairs",
    source: cited("data: M. Ezekiel, Methods of Correlation Analysis, 1930 (speed and stopping distance of 50 cars)"),
    notice: "The bowl is made by x alone: far from zero it is a narrow valley, centred and scaled it is perfectly round.",
    parameters: &[
        Parameter {
            id: "data",
            label: "pairs",
            symbol: "(xᵢ, yᵢ)",
            kind: Kind::Pairs { default: CARS, labels: false },
            minimum: -1e6,
            maximum: 1e6,
            scale: Scale::Linear,
        },
        STANDARDIZE,
    ],
    build: |values| Box::new(LeastSquares::new(values)),
};

/// L* + ½ (θ − θ*)ᵀH(θ − θ*) with H = [[σ² + μ², μ], [μ, 1]]: a cost that does not grow with the data.
struct LeastSquares {
    /// With x standardised.
    pairs: Vec<[f64; 2]>,
    x: Feature,
    /// θ*; where all x are equal, of all minimisers the one nearest to the origin.
    minimum: Vec2,
    /// L*.
    least: f64,
    stages: Vec<(&'static str, Option<f64>)>,
}

/// Curvatures of the bowl that a feature makes. The determinant of H is the variance.
fn bowl(x: &Feature) -> [f64; 2] {
    curvatures(&Mat2::new(x.variance + x.mean * x.mean, x.mean, x.mean, 1.0), x.variance)
}

impl LeastSquares {
    fn new(values: &Values) -> Self {
        let raw = values.pairs("data");
        let x = Feature::new(&raw, values.text("standardize"));
        let pairs = x.apply(&raw);
        let middle = mean(&pairs, &|[_, y]| y);
        let minimum = if x.variance > 0.0 {
            let covariance = mean(&pairs, &|[at, y]| (at - x.mean) * (y - middle));
            let slope = covariance / x.variance;
            Vec2::new(slope, middle - slope * x.mean)
        } else {
            Vec2::new(x.mean, 1.0) * (middle / (x.mean * x.mean + 1.0))
        };
        // About the mean, where nothing large cancels.
        let squared = |[at, y]: [f64; 2]| {
            let residual = minimum.x * (at - x.mean) - (y - middle);
            residual * residual
        };
        let least = mean(&pairs, &squared) / 2.0;
        let mut stages = Vec::new();
        for way in WAYS {
            let [low, high] = bowl(&Feature::new(&raw, way));
            stages.push((*way, Some(high / low).filter(|condition| condition.is_finite())));
        }
        Self { stages, pairs, x, minimum, least }
    }
}

impl Formula for LeastSquares {
    fn formula<D: Dual>(&self, x: D, y: D) -> D {
        let (along, across) = (x - self.minimum.x, y - self.minimum.y);
        let level = along * self.x.mean + across;
        (along * along * self.x.variance + level * level) * 0.5 + self.least
    }

    fn known_minimum(&self) -> Option<Vec2> {
        Some(self.minimum)
    }

    fn known_centre(&self) -> Option<Vec2> {
        Some(self.minimum)
    }

    fn known_eigen(&self) -> Option<Eigen> {
        let matrix = Mat2::new(self.x.variance + self.x.mean * self.x.mean, self.x.mean, self.x.mean, 1.0);
        Some(Eigen { curvatures: bowl(&self.x), ..Eigen::of(&matrix) })
    }

    fn about_it(&self) -> About {
        About { stages: self.stages.clone(), ..About::default() }
    }

    fn python(&self) -> String {
        "sum((x * u + y - v)**2 for u, v in data) / (2 * len(data))".into()
    }

    fn python_setup(&self) -> String {
        python(&self.pairs)
    }

    fn own_start(&self) -> Vec2 {
        Vec2::zeros()
    }
}
