//! A straight line up, then half a cosine down.

use super::{Schedule, written::built_in};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

const FORMULA: &str = "ηₖ = cases(w − k, a + (η − a)k/w, η, b + (η − b)(1 + cos(π min((k − w)/max(n − w, 1), 1)))/2)";
const PARAMETERS: &[Parameter] = &[
    Parameter::whole("warmup", "steps of warm-up", "w", 10.0, [0.0, 10_000.0]),
    Parameter::whole("steps", "steps in all", "n", 60.0, [1.0, 10_000.0]),
    Parameter::number("initial", "first rate", "a", 0.0, [0.0, 1e6]),
    Parameter::number("final", "last rate", "b", 0.0, [0.0, 1e6]),
];

/// The registry line of this schedule.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "warmup-cosine",
    label: "warm-up, then cosine",
    formula: FORMULA,
    symbols: "a: first rate; b: last rate; w: steps of warm-up; n: steps in all",
    source: cited("optax.warmup_cosine_decay_schedule"),
    notice: "The usual shape of long trainings: careful, bold, careful again.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};
