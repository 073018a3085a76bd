//! Half a cosine from the rate down to a minimum.

use super::{Schedule, written::built_in};
use crate::{parameter::Parameter, registry::Entry};

const FORMULA: &str = "ηₖ = m + (η − m)(1 + cos(πk/T))/2";

/// The registry line of the cosine schedule.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "cosine",
    label: "cosine",
    formula: FORMULA,
    symbols: &[("η", "learning rate"), ("k", "step"), ("m", "last rate"), ("T", "steps of the fall")],
    source: "I. Loshchilov and F. Hutter, SGDR, 2017, arXiv 1608.03983; torch.optim.lr_scheduler.CosineAnnealingLR, \
             its closed form: the rate rises again after T steps",
    notice: "Slow at both ends: long at the full rate, long near the minimum. After T steps it rises again.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};

const PARAMETERS: &[Parameter] =
    &[Parameter::whole("period", "steps of the fall", "T", 60.0, [1.0, super::LONGEST]), super::MINIMUM];
