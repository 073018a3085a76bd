//! AdaGrad, in PyTorch's form.

use super::{Gear, Optimizer, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of AdaGrad.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adagrad",
    label: "AdaGrad",
    formula: "s ← s + g²;  Δθ = −η g/(√s + ε)",
    symbols: "η: learning rate; s: sum of squared gradients; ε: floor of the ruler",
    source: cited("J. Duchi, E. Hazan and Y. Singer, Adaptive Subgradient Methods, 2011; torch.optim.Adagrad"),
    notice: "The ruler of a coordinate only ever grows, so steps shrink for good where slopes were large once.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    Parameter::number("learningRate", "learning rate", "η", 0.5, [0.0, 1e3]).log(),
    Parameter::number("learningRateDecay", "decay of the rate", "d", 0.0, [0.0, 10.0]),
    Parameter::number("initialAccumulator", "initial sum", "s₀", 0.0, [0.0, 1e6]),
    Parameter::number("epsilon", "floor of the ruler", "ε", 1e-10, [0.0, 1.0]).log(),
];

const RULE: &[&str] = &[
    "torch: torch.optim.Adagrad([theta], lr=learning_rate, lr_decay=learning_rate_decay, \
     initial_accumulator_value=initial_accumulator, eps=epsilon)",
    "remember: s accumulator s₀",
    "accumulator: s ← s + g²",
    "without learningRateDecay, step: Δθ = −η g/(√s + ε)",
    "with learningRateDecay, rate: a = η/(1 + (t − 1)d)",
    "with learningRateDecay, step: Δθ = −a g/(√s + ε)",
];
