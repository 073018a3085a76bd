//! Matyas' function: a long tilted bowl.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = 0.26(x² + y²) − 0.48xy";

/// The registry line of Matyas' function: a bowl of curvatures 0.04 and 1 with its minimum 0 at the origin.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "matyas",
    label: "Matyas",
    formula: FORMULA,
    symbols: "",
    source: cited(
        "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, 2013",
    ),
    notice: "A bowl with κ = 25 whose shallow axis is the diagonal: the rate that suits each coordinate suits neither direction.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-10.0, 10.0], [-10.0, 10.0]]);
        built_in(FORMULA, &[], values, Facts { start: [8.0, 4.0], shown, minimum: None })
    },
};
