//! A linear warm-up, then half a cosine down: the schedule that most large models are trained with.

use super::{Schedule, written::built_in};
use crate::{parameter::Parameter, registry::Entry};

const FORMULA: &str =
    "ηₖ = cases(w − k, η₀ + (η − η₀)k/w, η, η₁ + (η − η₁)(1 + cos(π min((k − w)/max(n − w, 1), 1)))/2)";

/// The registry line of the warm-up with a cosine.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "warmup-cosine",
    label: "warm-up and cosine",
    formula: FORMULA,
    symbols: &[
        ("η", "learning rate"),
        ("k", "step"),
        ("w", "steps of the warm-up"),
        ("n", "steps of warm-up and fall together"),
        ("η₀", "first rate"),
        ("η₁", "last rate"),
    ],
    source: "optax.warmup_cosine_decay_schedule",
    notice: "The peak is the track's own rate, and it is reached once: before it a warm-up, after it a cosine.",
    parameters: PARAMETERS,
    build: |values| built_in(FORMULA, PARAMETERS, values),
};

// A warm-up of no steps is the cosine schedule.
const PARAMETERS: &[Parameter] = &[
    Parameter::whole("warmup", "steps of the warm-up", "w", 10.0, [1.0, super::LONGEST]),
    Parameter::whole("steps", "steps of warm-up and fall together", "n", 60.0, [1.0, super::LONGEST]),
    Parameter::number("initial", "first rate", "η₀", 0.0, [0.0, 1e6]),
    Parameter::number("final", "last rate", "η₁", 0.0, [0.0, 1e6]),
];
