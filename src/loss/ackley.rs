//! Ackley's function: a funnel with ripples.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

const FORMULA: &str = "L(x, y) = −a exp(−b sqrt((x² + y²)/2)) − exp((cos(cx) + cos(cy))/2) + a + e";
const PARAMETERS: &[Parameter] = &[
    Parameter::number("a", "depth of the funnel", "a", 20.0, [0.0, 100.0]),
    Parameter::number("b", "narrowness of the funnel", "b", 0.2, [0.0, 10.0]),
    Parameter::number("c", "frequency of the ripples", "c", core::f64::consts::TAU, [0.0, 100.0]),
];

/// The registry line of Ackley's function. Minimum 0 at the origin, where it has a kink: the gradient there is taken as 0.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "ackley",
    label: "Ackley",
    formula: FORMULA,
    symbols: "a: depth of the funnel; b: narrowness of the funnel; c: frequency of the ripples",
    source: cited("D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing, 1987"),
    notice: "Far out the funnel is nearly flat and the ripples decide where a run ends; the tip of the funnel is a kink, not a bowl.",
    parameters: PARAMETERS,
    build: |values| {
        let shown = Some([[-5.0, 5.0], [-5.0, 5.0]]);
        built_in(FORMULA, PARAMETERS, values, Facts { start: [2.6, 1.4], shown, minimum: Some([0.0, 0.0]) })
    },
};
