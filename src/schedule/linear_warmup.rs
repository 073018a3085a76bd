//! A straight line from a fraction of the rate to the whole.

use super::{Schedule, written::built_in};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

const FORMULA: &str = "ηₖ = η (a + (1 − a) min(k/n, 1))";
const PARAMETERS: &[Parameter] = &[
    Parameter::whole("steps", "steps of warm-up", "n", 10.0, [1.0, 10_000.0]),
    Parameter::number("from", "first fraction", "a", 0.1, [0.0, 1.0]),
];

/// The registry line of this schedule.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "linear-warmup",
    label: "linear warm-up",
    formula: FORMULA,
    symbols: "a: first fraction; n: steps",
    source: cited("torch.optim.lr_scheduler.LinearLR"),
    notice: "The steep direction calms down before the rate comes near its limit.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};
