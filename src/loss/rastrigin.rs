//! Rastrigin's function: a bowl full of dimples.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

const FORMULA: &str = "L(x, y) = 2A + x² − A cos(2πx) + y² − A cos(2πy)";
const PARAMETERS: &[Parameter] = &[Parameter::number("amplitude", "depth of the dimples", "A", 10.0, [0.0, 100.0])];

/// The registry line of Rastrigin's function. Minimum 0 at the origin, others near every pair of whole numbers.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "rastrigin",
    label: "Rastrigin",
    formula: FORMULA,
    symbols: "A: depth of the dimples",
    source: cited("L. A. Rastrigin, Systems of Extremal Control, 1974 (in Russian)"),
    notice: "Every dimple is nearly round and very steep: the rate that settles in one is far too small to leave it.",
    parameters: PARAMETERS,
    build: |values| {
        let shown = Some([[-5.12, 5.12], [-5.12, 5.12]]);
        built_in(FORMULA, PARAMETERS, values, Facts { start: [2.2, -1.3], shown, minimum: Some([0.0, 0.0]) })
    },
};
