//! The monkey saddle: three ways down and three ways up, at a point without curvature.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = x³ − 3xy² + (x² + y²)²/4";

/// The registry line of the monkey saddle. No curvature at the origin; minima −27/4 at (−3, 0) and (3/2, ±3√3/2).
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "monkey-saddle",
    label: "monkey saddle",
    formula: FORMULA,
    symbols: "",
    source: cited("x³ − 3xy², a saddle for two legs and a tail, held up by a quartic"),
    notice: "At the saddle both curvatures are zero, so no rate is too large there and every clock stands still; further out they wake.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-4.0, 4.0], [-4.0, 4.0]]);
        built_in(FORMULA, &[], values, Facts { start: [1.0, 0.05], shown, minimum: Some([-3.0, 0.0]) })
    },
};
