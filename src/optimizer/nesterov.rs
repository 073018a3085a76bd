//! Nesterov's momentum, in PyTorch's form: the point is the one that is looked ahead to.

use super::{Gear, Optimizer, gradient_descent, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Nesterov momentum.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "nesterov",
    label: "Nesterov momentum",
    formula: "b ← βb + (g + wθ);  Δθ = −η(g + wθ + βb)",
    symbols: "η: learning rate; β: momentum; b: velocity; w: weight decay",
    source: cited(
        "Y. Nesterov, 1983; I. Sutskever, J. Martens, G. Dahl, G. Hinton, 2013; torch.optim.SGD with nesterov",
    ),
    notice: "The gradient is taken where momentum leads to: it spirals less than the heavy ball and tolerates smaller rates.",
    parameters: PARAMETERS,
    build: |values| {
        let gear = match values.number("weightDecay") {
            0.0 => Gear::Nesterov { momentum: values.number("momentum") },
            _ => Gear::Adaptive,
        };
        Ruled::boxed(RULE, PARAMETERS, values, gear)
    },
};

const PARAMETERS: &[Parameter] =
    &[Parameter::learning_rate(0.02), super::momentum::MOMENTUM, gradient_descent::WEIGHT_DECAY];

const RULE: &[&str] = &[
    // PyTorch refuses to look ahead without momentum, where there is nothing to look ahead by.
    "torch: torch.optim.SGD([theta], lr=learning_rate, momentum=momentum, weight_decay=weight_decay, \
     nesterov=momentum > 0)",
    "remember: b velocity",
    gradient_descent::DECAYED,
    "velocity: b ← βb + g; b = g",
    "look-ahead: n = g + βb",
    "step: Δθ = −ηn",
];
