//! Adam, in PyTorch's form.

use super::{
    Gear, Optimizer, gradient_descent,
    rule::{Line, Memory, Rule, Ruled, line},
};
use crate::{
    parameter::{Parameter, Values},
    registry::Entry,
};

/// The registry line of Adam.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adam",
    label: "Adam",
    formula: "m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  Δθ = −η m̂/(√v̂ + ε)",
    symbols: &[
        ("η", "learning rate"),
        ("β₁", "memory of the gradient"),
        ("β₂", "memory of its square"),
        ("ε", "floor of the ruler"),
        ("m̂, v̂", "moments, corrected for their start at zero"),
    ],
    source: "D. P. Kingma and J. Ba, Adam, 2015, arXiv 1412.6980; torch.optim.Adam",
    notice: "A ruler per coordinate with the scale of a gradient, not of a curvature: the first step is η long on each axis.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(&rule(values), PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    LENGTH,
    BETA1,
    BETA2,
    EPSILON,
    gradient_descent::WEIGHT_DECAY,
    Parameter::boolean("amsgrad", "AMSGrad", "", false),
];

/// A rate that is a length, not a multiple of the gradient.
pub(super) const LENGTH: Parameter = Parameter::number("learningRate", "learning rate", "η", 0.1, [0.0, 1e3]).log();
pub(super) const BETA1: Parameter = Parameter::number("beta1", "memory of the gradient", "β₁", 0.9, [0.0, 0.999_999]);
pub(super) const BETA2: Parameter = Parameter::number("beta2", "memory of its square", "β₂", 0.999, [0.0, 0.999_999]);
pub(super) const EPSILON: Parameter = Parameter::number("epsilon", "floor of the ruler", "ε", 1e-8, [0.0, 1.0]).log();

pub(super) const FIRST: Memory = ("m", "firstMoment", "");
pub(super) const SECOND: Memory = ("v", "secondMoment", "");
pub(super) const AVERAGE: Line = line("first-moment", "m ← β₁m + (1 − β₁)g");
pub(super) const SQUARES: Line = line("second-moment", "v ← β₂v + (1 − β₂)g²");
pub(super) const CORRECTED: Line = line("first-corrected", "m̂ = m/(1 − β₁ᵗ)");
pub(super) const CORRECTED_SQUARES: Line = line("second-corrected", "v̂ = v/(1 − β₂ᵗ)");
pub(super) const STEP: Line = line("step", "Δθ = −η m̂/(√v̂ + ε)");

const TORCH: &str = "torch.optim.Adam([theta], lr=learning_rate, betas=(beta1, beta2), eps=epsilon, \
                     weight_decay=weight_decay, amsgrad=amsgrad)";

fn rule(values: &Values) -> Rule {
    let mut rule = Rule { memory: vec![FIRST, SECOND], torch: Some(TORCH), ..Rule::default() };
    rule.lines.extend(gradient_descent::decay_line(values));
    rule.lines.extend([AVERAGE, SQUARES, CORRECTED]);
    if values.boolean("amsgrad") {
        // PyTorch compares the raw moments, Optax the corrected ones.
        rule.memory.push(("u", "largestSecondMoment", ""));
        rule.lines.extend([line("largest", "u ← max(u, v)"), line("second-corrected", "v̂ = u/(1 − β₂ᵗ)")]);
    } else {
        rule.lines.push(CORRECTED_SQUARES);
    }
    rule.lines.push(STEP);
    rule
}
