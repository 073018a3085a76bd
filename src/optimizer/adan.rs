//! Adan: Nesterov's look-ahead through the difference of gradients.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Adan.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adan",
    label: "Adan",
    formula: "Δθ = −η((m̂ + (1 − β₂)v̂)/(√(n̂ + ε) + ε) + wθ)",
    symbols: "η: learning rate; m̂: average gradient; v̂: average difference of gradients; \
              n̂: average square of both together; ε: floor of the ruler; w: weight decay",
    source: cited("X. Xie and others, Adan, 2022, arXiv 2208.06677; optax.adan: β is the weight of what was"),
    notice: "The change of the gradient says what comes next: the path turns before it has to.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    adaptive::LENGTH,
    Parameter::number("beta1", "memory of the gradient", "β₁", 0.98, [0.0, 0.999_999]),
    Parameter::number("beta2", "memory of the difference", "β₂", 0.92, [0.0, 0.999_999]),
    Parameter::number("beta3", "memory of the square", "β₃", 0.99, [0.0, 0.999_999]),
    adaptive::EPSILON,
    Parameter::number("weightDecay", "weight decay", "w", 0.0, [0.0, 1e3]),
];

const RULE: &[&str] = &[
    adaptive::FIRST,
    "remember: v difference",
    "remember: n secondMoment",
    "remember: p previousGradient",
    "gradient-change: d = g − p; d = 0",
    adaptive::AVERAGE,
    "difference: v ← β₂v + (1 − β₂)d",
    "second-moment: n ← β₃n + (1 − β₃)(g + (1 − β₂)d)²",
    adaptive::CORRECTED,
    "difference-corrected: v̂ = v/(1 − β₂ᵗ)",
    "second-corrected: n̂ = n/(1 − β₃ᵗ)",
    "previous-gradient: p ← g",
    "with weightDecay, step: Δθ = −η((m̂ + (1 − β₂)v̂)/(√(n̂ + ε) + ε) + wθ)",
    "without weightDecay, step: Δθ = −η(m̂ + (1 − β₂)v̂)/(√(n̂ + ε) + ε)",
];
