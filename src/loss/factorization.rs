//! The smallest network: two weights in a row, whose product should be 1.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = (1 − xy)²/2";

/// The registry line of the factorization, with u as x and v as y. Minimum 0 wherever xy = 1, flattest at ±(1, 1); a
/// saddle at the origin.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "factorization",
    label: "two weights in a row",
    formula: FORMULA,
    symbols: "",
    source: cited(
        "A. Lewkowycz and others, The large learning rate phase of deep learning: the catapult mechanism, 2020",
    ),
    notice: "A rate that is too large for the near part of the valley leaps to a flatter part, where the sharpness is below 2/η.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-1.0, 4.0], [-1.5, 3.5]]);
        built_in(FORMULA, &[], values, Facts { start: [3.0, 0.1], shown, minimum: Some([1.0, 1.0]) })
    },
};
