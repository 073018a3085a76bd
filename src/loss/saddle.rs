//! A saddle between two minima.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = x²/2 − y²/2 + y⁴/4";

/// The registry line of the saddle. The saddle at the origin has curvatures −1 and 1; minima −1/4 at (0, ±1).
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "saddle",
    label: "saddle",
    formula: FORMULA,
    symbols: "",
    source: cited("x²/2 − y²/2, the local model of every saddle with curvatures ±1, held up by y⁴/4"),
    notice: "Along y the factor 1 − ηλ is above 1 for every rate: the run slows down at the saddle and then leaves it, only later.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-2.0, 2.0], [-2.0, 2.0]]);
        built_in(FORMULA, &[], values, Facts { start: [1.5, 0.05], shown, minimum: Some([0.0, 1.0]) })
    },
};
