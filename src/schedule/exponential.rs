//! A factor at every step.

use super::{Schedule, written::built_in};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

const FORMULA: &str = "ηₖ = η fᵏ";
const PARAMETERS: &[Parameter] = &[Parameter::number("factor", "factor a step", "f", 0.97, [0.0, 1.0])];

/// The registry line of this schedule.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "exponential",
    label: "exponential decay",
    formula: FORMULA,
    symbols: "f: factor",
    source: cited("torch.optim.lr_scheduler.ExponentialLR"),
    notice: "All rates together cover a finite distance: a run that decays too fast never arrives.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};
