//! Momentum: the heavy ball, in PyTorch's form.

use super::{
    Gear, Optimizer, gradient_descent,
    rule::{Rule, Ruled, line},
};
use crate::{
    parameter::{Parameter, Values},
    registry::Entry,
};

/// The registry line of momentum.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "momentum",
    label: "momentum",
    formula: "b ← βb + (1 − d)(g + wθ);  Δθ = −ηb",
    symbols: &[("η", "learning rate"), ("β", "momentum"), ("d", "dampening"), ("b", "velocity"), ("w", "weight decay")],
    source: "B. T. Polyak, 1964; torch.optim.SGD: the first velocity is the gradient itself, not (1 − d)g",
    notice: "One scalar again, but many moments: on a bowl it tolerates rates up to (2 + 2β)/λ, and it spirals.",
    parameters: PARAMETERS,
    build: |values| {
        let beta = values.number("momentum");
        let gear = match values.number("weightDecay") {
            0.0 => Gear::HeavyBall { momentum: beta, share: 1.0 - values.number("dampening") },
            _ => Gear::Adaptive,
        };
        Ruled::boxed(&rule(values), PARAMETERS, values, gear)
    },
};

const PARAMETERS: &[Parameter] = &[
    Parameter::learning_rate(0.02),
    MOMENTUM,
    Parameter::number("dampening", "dampening", "d", 0.0, [0.0, 1.0]),
    gradient_descent::WEIGHT_DECAY,
];

/// β; at 1 nothing is ever forgotten.
pub(super) const MOMENTUM: Parameter = Parameter::number("momentum", "momentum", "β", 0.9, [0.0, 1.0]);

const TORCH: &str = "torch.optim.SGD([theta], lr=learning_rate, momentum=momentum, dampening=dampening, \
                     weight_decay=weight_decay)";

fn rule(values: &Values) -> Rule {
    let mut rule = Rule { memory: vec![("b", "velocity", "")], torch: Some(TORCH), ..Rule::default() };
    rule.lines.extend(gradient_descent::decay_line(values));
    let damped = values.number("dampening") != 0.0;
    let velocity = line("velocity", if damped { "b ← βb + (1 − d)g" } else { "b ← βb + g" });
    rule.lines.extend([velocity.at_first("b = g"), line("step", "Δθ = −ηb")]);
    rule
}
