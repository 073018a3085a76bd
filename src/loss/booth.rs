//! Booth's function: a tilted bowl that does not stand at the origin.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = (x + 2y − 7)² + (2x + y − 5)²";

/// The registry line of Booth's function: a bowl of curvatures 2 and 18 with its minimum 0 at (1, 3).
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "booth",
    label: "Booth",
    formula: FORMULA,
    symbols: "",
    source: cited(
        "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, 2013",
    ),
    notice: "It looks like a problem of its own and is a bowl with κ = 9, turned by 45°: everything known of bowls holds here.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-10.0, 10.0], [-10.0, 10.0]]);
        built_in(FORMULA, &[], values, Facts { start: [-6.0, 6.0], shown, minimum: None })
    },
};
