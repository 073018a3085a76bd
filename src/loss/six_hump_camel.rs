//! The six-hump camel: six minima, two of them deepest.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = (4 − 2.1x² + x⁴/3)x² + xy + (−4 + 4y²)y²";

/// The registry line of the six-hump camel. Minima −1.0316 at ±(0.0898, −0.7127), four higher ones.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "six-hump-camel",
    label: "six-hump camel",
    formula: FORMULA,
    symbols: "",
    source: cited("L. C. W. Dixon, G. P. Szegő, Towards Global Optimisation 2, 1978"),
    notice: "Two deepest minima face each other across a saddle at the origin: near it a tiny change of the start changes the end.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-2.2, 2.2], [-1.3, 1.3]]);
        built_in(
            FORMULA,
            &[],
            values,
            Facts { start: [1.0, 0.1], shown, minimum: Some([0.089_842_013_100_318_07, -0.712_656_403_020_739_6]) },
        )
    },
};
