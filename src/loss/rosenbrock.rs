//! Rosenbrock's banana: (a − x)² + b (y − x²)².

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

const FORMULA: &str = "L(x, y) = (a − x)² + b (y − x²)²";
const PARAMETERS: &[Parameter] =
    &[Parameter::number("a", "a", "a", 1.0, [-10.0, 10.0]), Parameter::number("b", "b", "b", 100.0, [0.0, 1e4]).log()];

/// The registry line of Rosenbrock's function. Minimum 0 at (a, a²), unique for b > 0.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "rosenbrock",
    label: "Rosenbrock’s banana",
    formula: FORMULA,
    symbols: "a: where the minimum lies along x; b: how steep the walls are",
    source: cited("H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, 1960"),
    notice: "The valley bends, so the steep and the shallow direction turn as the path walks: the clocks change on the way.",
    parameters: PARAMETERS,
    build: |values| {
        let a = values.number("a");
        let shown = Some([[-2.0, 2.0], [-1.0, 3.0]]);
        built_in(FORMULA, PARAMETERS, values, Facts { start: [-1.2, 1.0], shown, minimum: Some([a, a * a]) })
    },
};
