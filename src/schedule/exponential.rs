//! The rate falls by the same factor at every step.

use super::{Schedule, written::built_in};
use crate::{parameter::Parameter, registry::Entry};

const FORMULA: &str = "ηₖ = η γ^k";

/// The registry line of the exponential decay.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "exponential",
    label: "exponential decay",
    formula: FORMULA,
    symbols: &[("η", "learning rate"), ("k", "step"), ("γ", "factor of a step")],
    source: "torch.optim.lr_scheduler.ExponentialLR",
    notice: "All rates together add up to no more than η/(1 − γ): too fast a decay stops before the shallow direction.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};

const PARAMETERS: &[Parameter] = &[super::factor(0.95)];
