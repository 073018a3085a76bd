//! RMSProp, in PyTorch's form.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of RMSProp.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "rmsprop",
    label: "RMSProp",
    formula: "v ← αv + (1 − α)g²;  Δθ = −η g/(√v + ε)",
    symbols: "η: learning rate; α: memory of squared gradients; ε: floor of the ruler",
    source: cited("T. Tieleman and G. Hinton, lecture 6.5, 2012; torch.optim.RMSprop: ε stands outside the root"),
    notice: "AdaGrad that forgets: near the minimum the ruler shrinks with the slope, and the steps stay as long as η.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    Parameter::number("learningRate", "learning rate", "η", 0.05, [0.0, 1e3]).log(),
    Parameter::number("smoothing", "memory of squared gradients", "α", 0.99, [0.0, 0.999_999]),
    adaptive::EPSILON,
    Parameter::number("momentum", "momentum", "μ", 0.0, [0.0, 1.0]),
    Parameter::boolean("centered", "centred", "ḡ", false),
];

const RULE: &[&str] = &[
    "torch: torch.optim.RMSprop([theta], lr=learning_rate, alpha=smoothing, eps=epsilon, \
     momentum=momentum, centered=centered)",
    "remember: v secondMoment",
    "with centered, remember: m firstMoment",
    "with momentum, remember: b velocity",
    "second-moment: v ← αv + (1 − α)g²",
    "with centered, first-moment: m ← αm + (1 − α)g",
    // The difference of the two moments is a variance; rounding must not make it negative.
    "with centered, ruler: r = √(max(v − m², 0)) + ε",
    "without centered, ruler: r = √v + ε",
    "without momentum, step: Δθ = −η g/r",
    "with momentum, velocity: b ← μb + g/r",
    "with momentum, step: Δθ = −ηb",
];
