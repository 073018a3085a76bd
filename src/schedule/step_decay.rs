//! The rate falls by a factor every few steps.

use super::{Schedule, written::built_in};
use crate::{parameter::Parameter, registry::Entry};

const FORMULA: &str = "ηₖ = η γ^floor(k/n)";

/// The registry line of the step decay.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "step-decay",
    label: "step decay",
    formula: FORMULA,
    symbols: &[("η", "learning rate"), ("k", "step"), ("n", "steps between falls"), ("γ", "factor of a fall")],
    source: "torch.optim.lr_scheduler.StepLR",
    notice: "A rate beyond the limit can be survived for a while: the fall brings every direction back below it.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};

const PARAMETERS: &[Parameter] =
    &[Parameter::whole("every", "steps between falls", "n", 20.0, [1.0, super::LONGEST]), super::factor(0.5)];
