//! The three-hump camel: a deep hollow between two shallow ones.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = 2x² − 1.05x⁴ + x⁶/6 + xy + y²";

/// The registry line of the three-hump camel. Minimum 0 at the origin, two higher ones at ±(1.748, −0.874).
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "three-hump-camel",
    label: "three-hump camel",
    formula: FORMULA,
    symbols: "",
    source: cited(
        "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, 2013",
    ),
    notice: "Between the hollows a curvature is negative and its clock runs away: a start on the hump’s far side ends in a side hollow.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-2.5, 2.5], [-2.5, 2.5]]);
        built_in(FORMULA, &[], values, Facts { start: [1.2, 1.2], shown, minimum: Some([0.0, 0.0]) })
    },
};
