//! Momentum: the heavy ball, in PyTorch's form.

use super::{Gear, Optimizer, gradient_descent, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of momentum.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "momentum",
    label: "momentum",
    formula: "b ← βb + (1 − d)(g + wθ);  Δθ = −ηb",
    symbols: "η: learning rate; β: momentum; d: dampening; b: velocity; w: weight decay",
    source: cited("B. T. Polyak, 1964; torch.optim.SGD: the first velocity is the gradient itself, not (1 − d)g"),
    notice: "One scalar again, but many moments: on a bowl it tolerates rates up to (2 + 2β)/λ, and it spirals.",
    parameters: PARAMETERS,
    build: |values| {
        let share = 1.0 - values.number("dampening");
        let gear = match values.number("weightDecay") {
            0.0 => Gear::HeavyBall { momentum: values.number("momentum"), share },
            _ => Gear::Adaptive,
        };
        Ruled::boxed(RULE, PARAMETERS, values, gear)
    },
};

/// β; at 1 nothing is ever forgotten.
pub(super) const MOMENTUM: Parameter = Parameter::number("momentum", "momentum", "β", 0.9, [0.0, 1.0]);

const PARAMETERS: &[Parameter] = &[
    Parameter::learning_rate(0.02),
    MOMENTUM,
    Parameter::number("dampening", "dampening", "d", 0.0, [0.0, 1.0]),
    gradient_descent::WEIGHT_DECAY,
];

const RULE: &[&str] = &[
    // PyTorch knows no dampening without momentum.
    "with momentum, torch: torch.optim.SGD([theta], lr=learning_rate, momentum=momentum, dampening=dampening, \
     weight_decay=weight_decay)",
    "remember: b velocity",
    gradient_descent::DECAYED,
    "without dampening, velocity: b ← βb + g; b = g",
    "with dampening, velocity: b ← βb + (1 − d)g; b = g",
    "step: Δθ = −ηb",
];
