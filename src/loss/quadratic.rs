//! The bowl: L = ½ θᵀAθ with A = R(angle) diag(curvatures) R(angle)ᵀ.

use super::{Dual, Formula, Loss};
use crate::{
    math::{Eigen, Vec2, cos_sin_degrees},
    parameter::{Parameter, Values},
    registry::{Entry, cited},
};

/// The registry line of the bowl.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "quadratic",
    label: "bowl",
    formula: "L(θ) = ½ θᵀ R diag(λ₁, λ₂) Rᵀ θ",
    symbols: "λ₁, λ₂: curvatures; R: rotation by the angle",
    source: cited("the local model of every smooth loss near a minimum"),
    notice: "Along each axis of the bowl a step multiplies the distance by 1 − ηλ, whatever happens along the other.",
    parameters: &[
        Parameter::numbers("curvatures", "curvatures", "λ", &[1.0, 10.0], [-1e6, 1e6]),
        Parameter::number("angle", "angle", "φ", 30.0, [-360.0, 360.0]),
    ],
    build: |values| Box::new(Quadratic::new(values)),
};

/// A bowl, trough or saddle with its stationary point at the origin.
struct Quadratic {
    /// Entries of the symmetric matrix A.
    a11: f64,
    a12: f64,
    a22: f64,
    /// Kept beside A: recomputing it from A would lose digits that the reader typed.
    eigen: Eigen,
}

impl Quadratic {
    fn new(values: &Values) -> Self {
        let [first, second] = values.pair("curvatures");
        let (c, s) = cos_sin_degrees(values.number("angle"));
        let (along_first, along_second) = (Vec2::new(c, s), Vec2::new(-s, c));
        let eigen = if first <= second {
            Eigen { curvatures: [first, second], directions: [along_first, along_second] }
        } else {
            Eigen { curvatures: [second, first], directions: [along_second, along_first] }
        };
        // A round bowl is exactly λI: cos² + sin² need not be exactly 1.
        let (a11, a12, a22) = if first == second {
            (first, 0.0, first)
        } else {
            (first * c * c + second * s * s, (first - second) * c * s, first * s * s + second * c * c)
        };
        Self { a11, a12, a22, eigen }
    }
}

impl Formula for Quadratic {
    fn formula<D: Dual>(&self, x: D, y: D) -> D {
        (x * x * self.a11 + y * y * self.a22) * 0.5 + x * y * self.a12
    }

    fn known_minimum(&self) -> Option<Vec2> {
        self.eigen.curvatures.iter().all(|curvature| *curvature >= 0.0).then(Vec2::zeros)
    }

    fn known_centre(&self) -> Option<Vec2> {
        Some(Vec2::zeros())
    }

    fn known_eigen(&self) -> Option<Eigen> {
        Some(self.eigen)
    }

    fn python(&self) -> String {
        let [a, b, c] = [self.a11, self.a12, self.a22].map(crate::decimal::shortest);
        format!("(({a}) * x * x + ({c}) * y * y) * 0.5 + ({b}) * x * y")
    }

    fn own_start(&self) -> Vec2 {
        Vec2::new(1.5, 0.5)
    }
}
