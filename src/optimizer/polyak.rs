//! Polyak's step: as long as the known lowest loss allows.

use super::{Gear, Optimizer, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Polyak step.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "polyak",
    label: "Polyak step",
    formula: "Δθ = −a g;  a = min((L − L′)/‖g‖², M)",
    symbols: "a: rate of this step; L′: lowest loss; M: largest rate",
    source: cited(
        "B. T. Polyak, Introduction to Optimization, 1987; optax.polyak_sgd: no step where ‖g‖² is at most 2⁻⁵²",
    ),
    notice: "One scalar again, but chosen anew from how much is left: no curvature has to be known, only the lowest loss.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Scalar),
};

const PARAMETERS: &[Parameter] = &[
    Parameter::number("maximumRate", "largest rate", "M", 1.0, [0.0, 1e6]).log(),
    Parameter::number("minimumLoss", "lowest loss", "L′", 0.0, [-1e6, 1e6]),
];

const RULE: &[&str] = &[
    "chooses: a",
    "squared-slope: q = dot(g, g)",
    "rate: a = cases(q − 2^(−52), min((L − L′)/q, M), 0, 0)",
    "step: Δθ = −a g",
];
