//! Half a cosine from the rate to a minimum.

use super::{Schedule, written::built_in};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

const FORMULA: &str = "ηₖ = b + (η − b)(1 + cos(πk/T))/2";
const PARAMETERS: &[Parameter] = &[
    Parameter::whole("period", "steps to the minimum", "T", 50.0, [1.0, 10_000.0]),
    Parameter::number("minimum", "lowest rate", "b", 0.0, [0.0, 1e6]),
];

/// The registry line of this schedule.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "cosine",
    label: "cosine",
    formula: FORMULA,
    symbols: "b: lowest rate; T: period",
    source: cited(
        "I. Loshchilov and F. Hutter, SGDR, 2017, arXiv 1608.03983; torch.optim.lr_scheduler.CosineAnnealingLR: it rises again",
    ),
    notice: "Slow at both ends: much time near the large rate, much near the small one.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};
