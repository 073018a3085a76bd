//! AdaDelta: the ruler is the ratio of past steps to past gradients.

use super::{Gear, Optimizer, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of AdaDelta.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adadelta",
    label: "AdaDelta",
    formula: "v ← ρv + (1 − ρ)g²;  Δθ = −η g √(D + ε)/√(v + ε);  D ← ρD + (1 − ρ)(Δθ/η)²",
    symbols: "η: learning rate; ρ: memory; D: average of squared steps; ε: floor of the ruler",
    source: cited("M. D. Zeiler, ADADELTA, 2012, arXiv 1212.5701; torch.optim.Adadelta"),
    notice: "The step has the unit of θ without a rate; it starts with steps as small as √ε and has to learn its pace.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    Parameter::number("learningRate", "learning rate", "η", 1.0, [0.0, 1e3]).log(),
    Parameter::number("rho", "memory", "ρ", 0.9, [0.0, 0.999_999]),
    Parameter::number("epsilon", "floor of the ruler", "ε", 1e-6, [0.0, 1.0]).log(),
];

const RULE: &[&str] = &[
    "torch: torch.optim.Adadelta([theta], lr=learning_rate, rho=rho, eps=epsilon)",
    "remember: v secondMoment",
    "remember: D squaredSteps",
    "second-moment: v ← ρv + (1 − ρ)g²",
    "scaled: d = g √(D + ε)/√(v + ε)",
    "squared-steps: D ← ρD + (1 − ρ)d²",
    "step: Δθ = −η d",
];
