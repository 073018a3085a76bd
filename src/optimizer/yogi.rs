//! Yogi: Adam whose ruler changes by sums instead of averages.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Yogi.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "yogi",
    label: "Yogi",
    formula: "v ← v − (1 − β₂) sign(v − g²) g²;  Δθ = −η m̂/(√v̂ + ε)",
    symbols: "η: learning rate; β₂: pace of the ruler; m̂, v̂: corrected moments; ε: floor of the ruler",
    source: cited(
        "M. Zaheer and others, Adaptive Methods for Nonconvex Optimization, 2018; optax.yogi: both moments begin at 10⁻⁶",
    ),
    notice: "The ruler shrinks slowly after large slopes, so steps do not suddenly grow near a minimum.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    adaptive::LENGTH,
    adaptive::BETA1,
    adaptive::BETA2,
    Parameter::number("epsilon", "floor of the ruler", "ε", 1e-3, [0.0, 1.0]).log(),
];

const RULE: &[&str] = &[
    "remember: m firstMoment 0.000001",
    "remember: v secondMoment 0.000001",
    adaptive::AVERAGE,
    "second-moment: v ← v − (1 − β₂) sign(v − g²) g²",
    adaptive::CORRECTED,
    adaptive::CORRECTED_SQUARES,
    adaptive::STEP,
];
