//! A factor every so many steps.

use super::{Schedule, written::built_in};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

const FORMULA: &str = "ηₖ = η f^floor(k/n)";
const PARAMETERS: &[Parameter] = &[
    Parameter::whole("every", "steps between", "n", 20.0, [1.0, 10_000.0]),
    Parameter::number("factor", "factor", "f", 0.5, [0.0, 1.0]),
];

/// The registry line of this schedule.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "step-decay",
    label: "step decay",
    formula: FORMULA,
    symbols: "f: factor; n: steps between",
    source: cited("torch.optim.lr_scheduler.StepLR"),
    notice: "Large steps first, then smaller ones: each stage has a limit and a floor of its own.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};
