//! The rate falls to zero along a power of the steps that are left.

use super::{Schedule, written::built_in};
use crate::{parameter::Parameter, registry::Entry};

const FORMULA: &str = "ηₖ = η(1 − min(k/n, 1))^p";

/// The registry line of the polynomial decay.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "polynomial",
    label: "polynomial decay",
    formula: FORMULA,
    symbols: &[("η", "learning rate"), ("k", "step"), ("n", "steps of the fall"), ("p", "power")],
    source: "torch.optim.lr_scheduler.PolynomialLR",
    notice: "Power 1 is a straight line to zero. From step n on nothing moves, wherever the point is by then.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};

const PARAMETERS: &[Parameter] = &[
    Parameter::whole("steps", "steps of the fall", "n", 60.0, [1.0, super::LONGEST]),
    Parameter::number("power", "power", "p", 1.0, [0.0, 10.0]),
];
