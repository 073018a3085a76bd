//! Adam, in PyTorch's form.

use super::{Gear, Optimizer, adaptive, gradient_descent, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Adam.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adam",
    label: "Adam",
    formula: "m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  Δθ = −η m̂ / (√v̂ + ε)",
    symbols: "η: learning rate; β₁: memory of the gradient; β₂: memory of its square; ε: floor of the ruler; \
              m̂, v̂: moments, corrected for their start at zero",
    source: cited("D. P. Kingma and J. Ba, Adam, 2015, arXiv 1412.6980; torch.optim.Adam"),
    notice: "A ruler per coordinate with the scale of a gradient, not of a curvature: the first step is η long on each axis.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

/// A rate that is a length, not a multiple of the gradient.
pub(super) const LENGTH: Parameter = Parameter::number("learningRate", "learning rate", "η", 0.1, [0.0, 1e3]).log();
pub(super) const BETA1: Parameter = Parameter::number("beta1", "memory of the gradient", "β₁", 0.9, [0.0, 0.999_999]);
pub(super) const BETA2: Parameter = Parameter::number("beta2", "memory of its square", "β₂", 0.999, [0.0, 0.999_999]);
pub(super) const EPSILON: Parameter = Parameter::number("epsilon", "floor of the ruler", "ε", 1e-8, [0.0, 1.0]).log();

const PARAMETERS: &[Parameter] = &[
    LENGTH,
    BETA1,
    BETA2,
    EPSILON,
    gradient_descent::WEIGHT_DECAY,
    Parameter::boolean("amsgrad", "AMSGrad", "max v", false),
];

const RULE: &[&str] = &[
    "torch: torch.optim.Adam([theta], lr=learning_rate, betas=(beta1, beta2), eps=epsilon, \
     weight_decay=weight_decay, amsgrad=amsgrad)",
    adaptive::FIRST,
    adaptive::SECOND,
    "with amsgrad, remember: u largestSecondMoment",
    gradient_descent::DECAYED,
    adaptive::AVERAGE,
    adaptive::SQUARES,
    // PyTorch compares the raw moments.
    "with amsgrad, largest: u ← max(u, v)",
    adaptive::CORRECTED,
    "with amsgrad, second-corrected: v̂ = u/(1 − β₂ᵗ)",
    "without amsgrad, second-corrected: v̂ = v/(1 − β₂ᵗ)",
    adaptive::STEP,
];
