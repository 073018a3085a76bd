//! Beale's function: a flat cross with one low corner.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²";

/// The registry line of Beale's function. Minimum 0 at (3, 0.5).
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "beale",
    label: "Beale",
    formula: FORMULA,
    symbols: "",
    source: cited(
        "E. M. L. Beale, On an iterative method for finding a local minimum of a function of more than one variable, 1958",
    ),
    notice: "A steep wall beside a plateau that is nearly flat: a rate that is safe on the wall hardly moves on the plateau.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-4.5, 4.5], [-4.5, 4.5]]);
        built_in(FORMULA, &[], values, Facts { start: [1.0, 1.0], shown, minimum: Some([3.0, 0.5]) })
    },
};
