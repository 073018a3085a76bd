//! Adamax: Adam with the largest recent slope as its ruler.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Adamax.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adamax",
    label: "Adamax",
    formula: "m ← β₁m + (1 − β₁)g;  u ← max(β₂u, |g| + ε);  Δθ = −η m/((1 − β₁ᵗ)u)",
    symbols: "η: learning rate; β₁: memory of the gradient; β₂: memory of the largest slope; ε: floor of the ruler",
    source: cited("D. P. Kingma and J. Ba, Adam, 2015, section 7.1; torch.optim.Adamax"),
    notice: "The ruler is a slope rather than an average, and it forgets at a fixed pace.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[adaptive::LENGTH, adaptive::BETA1, adaptive::BETA2, adaptive::EPSILON];

const RULE: &[&str] = &[
    "torch: torch.optim.Adamax([theta], lr=learning_rate, betas=(beta1, beta2), eps=epsilon)",
    adaptive::FIRST,
    "remember: u largestSlope",
    adaptive::AVERAGE,
    "largest: u ← max(β₂u, |g| + ε)",
    "step: Δθ = −η m/((1 − β₁ᵗ)u)",
];
