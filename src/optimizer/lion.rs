//! Lion: the sign of an average that looks one gradient ahead.

use super::{
    Gear, Optimizer, adaptive,
    rule::{Rule, Ruled, line},
};
use crate::{
    parameter::{Parameter, Values},
    registry::Entry,
};

/// The registry line of Lion.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "lion",
    label: "Lion",
    formula: "Δθ = −η(sign((1 − β₁)g + β₁m) + wθ);  m ← β₂m + (1 − β₂)g",
    symbols: &[
        ("η", "learning rate"),
        ("β₁", "memory of the gradient"),
        ("β₂", "memory of the average"),
        ("w", "weight decay"),
    ],
    source: "X. Chen and others, Symbolic Discovery of Optimization Algorithms, 2023, arXiv 2302.06675; optax.lion",
    notice: "Every step is η long along each coordinate: it hovers at that distance unless the rate decays.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(&rule(values), PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    Parameter::number("learningRate", "learning rate", "η", 0.05, [0.0, 1e3]).log(),
    adaptive::BETA1,
    Parameter::number("beta2", "memory of the average", "β₂", 0.99, [0.0, 0.999_999]),
    Parameter::number("weightDecay", "weight decay", "w", 1e-3, [0.0, 1e3]),
];

fn rule(values: &Values) -> Rule {
    let decays = values.number("weightDecay") != 0.0;
    Rule {
        memory: vec![adaptive::FIRST],
        lines: vec![
            line("sign", "u = sign((1 − β₁)g + β₁m)"),
            line("first-moment", "m ← β₂m + (1 − β₂)g"),
            line("step", if decays { "Δθ = −η(u + wθ)" } else { "Δθ = −ηu" }),
        ],
        ..Rule::default()
    }
}
