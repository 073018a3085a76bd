//! Himmelblau's function: four minima of equal depth.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = (x² + y − 11)² + (x + y² − 7)²";

/// The registry line of Himmelblau's function. Minima 0 at (3, 2) and three other points.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "himmelblau",
    label: "Himmelblau",
    formula: FORMULA,
    symbols: "",
    source: cited("D. M. Himmelblau, Applied Nonlinear Programming, 1972"),
    notice: "Four minima, each with clocks of its own: which one a run finds depends on the rate as much as on the start.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-6.0, 6.0], [-6.0, 6.0]]);
        built_in(FORMULA, &[], values, Facts { start: [0.0, 0.0], shown, minimum: Some([3.0, 2.0]) })
    },
};
