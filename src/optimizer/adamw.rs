//! AdamW: Adam whose weight decay does not pass through the ruler.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of AdamW.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adamw",
    label: "AdamW",
    formula: "Δθ = −η m̂/(√v̂ + ε) − η wθ",
    symbols: "η: learning rate; m̂, v̂: corrected moments; ε: floor of the ruler; w: weight decay",
    source: cited(
        "I. Loshchilov and F. Hutter, Decoupled Weight Decay Regularization, 2019, arXiv 1711.05101; torch.optim.AdamW",
    ),
    notice: "The pull to the origin is the same along every coordinate, whatever the gradients were.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    adaptive::LENGTH,
    adaptive::BETA1,
    adaptive::BETA2,
    adaptive::EPSILON,
    Parameter::number("weightDecay", "weight decay", "w", 0.01, [0.0, 1e3]),
];

const RULE: &[&str] = &[
    "torch: torch.optim.AdamW([theta], lr=learning_rate, betas=(beta1, beta2), eps=epsilon, \
     weight_decay=weight_decay)",
    adaptive::FIRST,
    adaptive::SECOND,
    adaptive::AVERAGE,
    adaptive::SQUARES,
    adaptive::CORRECTED,
    adaptive::CORRECTED_SQUARES,
    "without weightDecay, step: Δθ = −η m̂/(√v̂ + ε)",
    "with weightDecay, step: Δθ = −η m̂/(√v̂ + ε) − η wθ",
];
