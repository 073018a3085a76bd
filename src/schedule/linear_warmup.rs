//! The rate grows to its full size over the first steps.

use super::{Schedule, written::built_in};
use crate::{parameter::Parameter, registry::Entry};

const FORMULA: &str = "ηₖ = η(f + (1 − f)min(k/n, 1))";

/// The registry line of the linear warm-up.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "linear-warmup",
    label: "linear warm-up",
    formula: FORMULA,
    symbols: &[("η", "learning rate"), ("k", "step"), ("n", "steps of the warm-up"), ("f", "first fraction")],
    source: "torch.optim.lr_scheduler.LinearLR with end_factor = 1",
    notice: "Short steps first, while the slope is steepest. On a bowl they only cost time; elsewhere they can save a run.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};

const PARAMETERS: &[Parameter] = &[
    Parameter::whole("steps", "steps of the warm-up", "n", 10.0, [1.0, super::LONGEST]),
    Parameter::number("from", "first fraction", "f", 0.1, [0.0, 1.0]),
];
