//! Ways of standardising one feature before a line is fitted to it, and what they do to its mean and variance.

use crate::{math::Mat2, parameter::Parameter};

/// The ways, by their ids: x itself, x/σ, (x − μ)/σ, with the variance σ² = (1/n) Σ (xᵢ − μ)².
pub(super) const WAYS: &[&str] = &["none", "scale", "center-and-scale"];

/// The parameter that chooses among them.
pub(super) const STANDARDIZE: Parameter = Parameter::choice("standardize", "standardise x", "x̃", WAYS);

/// Values of x whose variance is below this cannot be told apart.
const SAME: f64 = 1e-200;

/// A feature in the coordinates of one of the ways.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feature {
    centre: f64,
    scale: f64,
    /// The mean in these coordinates; exactly 0 where they are centred.
    pub mean: f64,
    /// The variance in these coordinates, exactly 1 where they are scaled; 0 where all x are equal, which no scale can
    /// change: such an x is only centred.
    pub variance: f64,
}

impl Feature {
    /// The feature of some pairs, of which there is at least one, all finite. A `way` that is not known is `none`.
    pub(super) fn new(pairs: &[[f64; 2]], way: &str) -> Self {
        let (mean, variance) = moments(pairs);
        let spread = if variance > 0.0 { variance.sqrt() } else { 1.0 };
        let (centre, scale) = match way {
            "scale" => (0.0, spread),
            "center-and-scale" => (mean, spread),
            _ => (0.0, 1.0),
        };
        let scaled = way != "none" && variance > 0.0;
        Self { centre, scale, mean: (mean - centre) / scale, variance: if scaled { 1.0 } else { variance } }
    }

    /// σ in these coordinates, 1 where all x are equal.
    pub(super) fn spread(&self) -> f64 {
        if self.variance > 0.0 { self.variance.sqrt() } else { 1.0 }
    }

    /// The pairs with x in these coordinates.
    pub(super) fn apply(&self, pairs: &[[f64; 2]]) -> Vec<[f64; 2]> {
        pairs.iter().map(|[x, y]| [(x - self.centre) / self.scale, *y]).collect()
    }
}

/// Mean and variance of x. The second pass takes back what the first one's mean lost by rounding.
fn moments(pairs: &[[f64; 2]]) -> (f64, f64) {
    let rough = mean(pairs, &|[x, _]| x);
    let rest = mean(pairs, &|[x, _]| x - rough);
    let variance = mean(pairs, &|[x, _]| (x - rough) * (x - rough)) - rest * rest;
    match pairs {
        [[first, _], others @ ..] if others.iter().all(|[x, _]| x == first) => (*first, 0.0),
        _ => (rough + rest, if variance >= SAME { variance } else { 0.0 }),
    }
}

/// The mean of something over some pairs; NaN of none.
pub(super) fn mean(pairs: &[[f64; 2]], of: &dyn Fn([f64; 2]) -> f64) -> f64 {
    let mut sum = 0.0;
    for pair in pairs {
        sum += of(*pair);
    }
    sum / pairs.len() as f64
}

/// The eigenvalues of a symmetric matrix, ascending, whose determinant is known better than its entries tell: of a
/// narrow valley the smaller one is what is left when nearly everything has cancelled.
pub(super) fn curvatures(matrix: &Mat2, determinant: f64) -> [f64; 2] {
    let half = (matrix.m11 - matrix.m22) / 2.0;
    let large = (matrix.m11 + matrix.m22) / 2.0 + (half * half + matrix.m12 * matrix.m12).sqrt();
    [determinant / large, large]
}

/// The pairs as a line of Python, every number in full.
pub(super) fn python(pairs: &[[f64; 2]]) -> String {
    let mut out = String::from("data = [");
    for (index, [x, y]) in pairs.iter().enumerate() {
        out.push_str(if index > 0 { ", (" } else { "(" });
        out.push_str(&crate::decimal::shortest(*x));
        out.push_str(", ");
        out.push_str(&crate::decimal::shortest(*y));
        out.push(')');
    }
    out.push_str("]\n");
    out
}
