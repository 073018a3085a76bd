//! What the methods that work in eigen-directions write in their ledgers.

use crate::{
    ledger::{Log, Row},
    math::{Eigen, Vec2},
    number::{factor, vector},
};

/// The lines of the eigenvalues and of the gradient's components along the eigenvectors; returns the components.
pub(super) fn slopes(eigen: &Eigen, gradient: Vec2, log: &mut dyn Log) -> [f64; 2] {
    let slopes = eigen.coordinates(&gradient);
    log.row(&|| Row {
        label: "eigenvalues",
        formula: "λ₁, λ₂",
        substituted: "the eigenvalues".into(),
        value: vector(eigen.curvatures.into()),
    });
    log.row(&|| {
        let along = eigen.directions.map(|direction| format!("dot({}, {})", vector(direction), vector(gradient)));
        Row::new("slopes", "cᵢ = vᵢ·g", format!("({})", along.join(", ")), slopes.into())
    });
    slopes
}

/// `components₁ · v₁ + components₂ · v₂` with the ledger's numbers.
pub(super) fn combination(eigen: &Eigen, components: [f64; 2]) -> String {
    let ([first, second], [v, w]) = (components.map(factor), eigen.directions.map(vector));
    format!("{first} · {v} + {second} · {w}")
}
