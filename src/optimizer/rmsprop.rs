//! RMSProp, in PyTorch's form.

use super::{
    Gear, Optimizer, adaptive,
    rule::{Rule, Ruled, line},
};
use crate::{
    parameter::{Parameter, Values},
    registry::Entry,
};

/// The registry line of RMSProp.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "rmsprop",
    label: "RMSProp",
    formula: "v ← αv + (1 − α)g²;  Δθ = −η g/(√v + ε)",
    symbols: &[("η", "learning rate"), ("α", "memory of squared gradients"), ("ε", "floor of the ruler")],
    source: "T. Tieleman and G. Hinton, lecture 6.5, 2012; torch.optim.RMSprop: ε stands outside the root",
    notice: "AdaGrad that forgets: near the minimum the ruler shrinks with the slope, and the steps stay as long as η.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(&rule(values), PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    Parameter::number("learningRate", "learning rate", "η", 0.05, [0.0, 1e3]).log(),
    Parameter::number("smoothing", "memory of squared gradients", "α", 0.99, [0.0, 0.999_999]),
    adaptive::EPSILON,
    Parameter::number("momentum", "momentum", "μ", 0.0, [0.0, 1.0]),
    Parameter::boolean("centered", "centred", "ḡ", false),
];

const TORCH: &str = "torch.optim.RMSprop([theta], lr=learning_rate, alpha=smoothing, eps=epsilon, \
                     momentum=momentum, centered=centered)";

fn rule(values: &Values) -> Rule {
    let mut rule = Rule { memory: vec![("v", "secondMoment", "")], torch: Some(TORCH), ..Rule::default() };
    rule.lines.push(line("second-moment", "v ← αv + (1 − α)g²"));
    if values.boolean("centered") {
        rule.memory.push(("m", "firstMoment", ""));
        // The difference of the two moments is a variance; rounding must not make it negative.
        rule.lines.push(line("first-moment", "m ← αm + (1 − α)g"));
        rule.lines.push(line("ruler", "r = √(max(v − m², 0)) + ε"));
    } else {
        rule.lines.push(line("ruler", "r = √v + ε"));
    }
    if values.number("momentum") == 0.0 {
        rule.lines.push(line("step", "Δθ = −η g/r"));
    } else {
        rule.memory.push(("b", "velocity", ""));
        rule.lines.push(line("velocity", "b ← μb + g/r"));
        rule.lines.push(line("step", "Δθ = −ηb"));
    }
    rule
}
