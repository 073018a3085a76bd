//! AdaBelief: Adam that measures how far a gradient is from what was expected.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of AdaBelief.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adabelief",
    label: "AdaBelief",
    formula: "v ← β₂v + (1 − β₂)(g − m)² + ε₀;  Δθ = −η m̂/(√v̂ + ε)",
    symbols: "η: learning rate; β₂: memory of the surprise; m̂, v̂: corrected moments; ε₀: floor inside the root; \
              ε: floor of the ruler",
    source: cited("J. Zhuang and others, AdaBelief Optimizer, 2020, arXiv 2010.07468; optax.adabelief"),
    notice: "Where gradients are as expected the ruler is small and steps are long, even along a steep direction.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    adaptive::LENGTH,
    adaptive::BETA1,
    adaptive::BETA2,
    Parameter::number("epsilon", "floor of the ruler", "ε", 1e-16, [0.0, 1.0]),
    Parameter::number("epsilonRoot", "floor inside the root", "ε₀", 1e-16, [0.0, 1.0]),
];

const RULE: &[&str] = &[
    adaptive::FIRST,
    adaptive::SECOND,
    adaptive::AVERAGE,
    "second-moment: v ← β₂v + (1 − β₂)(g − m)² + ε₀",
    adaptive::CORRECTED,
    adaptive::CORRECTED_SQUARES,
    adaptive::STEP,
];
