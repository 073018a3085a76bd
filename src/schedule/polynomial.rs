//! A power of what is left of the run.

use super::{Schedule, written::built_in};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

const FORMULA: &str = "ηₖ = η (1 − min(k/n, 1))^p";
const PARAMETERS: &[Parameter] = &[
    Parameter::whole("steps", "steps until zero", "n", 60.0, [1.0, 10_000.0]),
    Parameter::number("power", "power", "p", 1.0, [0.0, 10.0]),
];

/// The registry line of this schedule.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "polynomial",
    label: "polynomial decay",
    formula: FORMULA,
    symbols: "n: steps; p: power",
    source: cited("torch.optim.lr_scheduler.PolynomialLR"),
    notice: "With p = 1 a straight line to zero; above, most of the fall comes early.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};
