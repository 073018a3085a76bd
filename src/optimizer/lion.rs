//! Lion: the sign of an average that looks one gradient ahead.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Lion.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "lion",
    label: "Lion",
    formula: "Δθ = −η(sign((1 − β₁)g + β₁m) + wθ);  m ← β₂m + (1 − β₂)g",
    symbols: "η: learning rate; β₁: memory of the gradient; β₂: memory of the average; w: weight decay",
    source: cited(
        "X. Chen and others, Symbolic Discovery of Optimization Algorithms, 2023, arXiv 2302.06675; optax.lion",
    ),
    notice: "Every step is η long along each coordinate: it hovers at that distance unless the rate decays.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    Parameter::number("learningRate", "learning rate", "η", 0.05, [0.0, 1e3]).log(),
    adaptive::BETA1,
    Parameter::number("beta2", "memory of the average", "β₂", 0.99, [0.0, 0.999_999]),
    Parameter::number("weightDecay", "weight decay", "w", 1e-3, [0.0, 1e3]),
];

const RULE: &[&str] = &[
    adaptive::FIRST,
    "sign: u = sign((1 − β₁)g + β₁m)",
    "first-moment: m ← β₂m + (1 − β₂)g",
    "with weightDecay, step: Δθ = −η(u + wθ)",
    "without weightDecay, step: Δθ = −ηu",
];
