//! What the methods that work in eigen-directions write in their ledgers.

use crate::{
    ledger::Log,
    math::{Eigen, Vec2},
};

/// The lines of the eigenvalues and of the gradient's components along the eigenvectors; returns the components.
pub(super) fn slopes(eigen: &Eigen, gradient: Vec2, log: &mut dyn Log) -> [f64; 2] {
    let slopes = eigen.coordinates(&gradient);
    log.line("eigenvalues; λ₁, λ₂; the eigenvalues; {v}", &eigen.curvatures);
    let ([v, w], g, [first, second]) = (eigen.directions, gradient, slopes);
    let numbers = [v.x, v.y, g.x, g.y, w.x, w.y, g.x, g.y, first, second];
    log.line("slopes; cᵢ = vᵢ·g; (dot({v}, {v}), dot({v}, {v})); {v}", &numbers);
    slopes
}

/// A line of the vector that has these components, with other numbers before them.
pub(super) fn combination(
    log: &mut dyn Log,
    text: &'static str,
    before: &[f64],
    eigen: &Eigen,
    components: [f64; 2],
    sum: Vec2,
) {
    let ([first, second], [v, w]) = (components, eigen.directions);
    log.line(text, &[before, &[first, v.x, v.y, second, w.x, w.y, sum.x, sum.y]].concat());
}
