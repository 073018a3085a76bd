//! NAdam: Adam with Nesterov's look-ahead, in PyTorch's form.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of NAdam.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "nadam",
    label: "NAdam",
    formula: "Δθ = −η((1 − μ)g/(1 − P) + μ′m/(1 − P μ′))/(√v̂ + ε)",
    symbols: "η: learning rate; μ, μ′: memory of the gradient, now and next; P: product of all μ; \
              ε: floor of the ruler",
    source: cited("T. Dozat, Incorporating Nesterov Momentum into Adam, 2016; torch.optim.NAdam, where Optax differs"),
    notice: "The newest gradient counts at once instead of through its average.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    adaptive::LENGTH,
    adaptive::BETA1,
    adaptive::BETA2,
    adaptive::EPSILON,
    Parameter::number("momentumDecay", "warm-up of the memory", "ψ", 4e-3, [0.0, 1.0]),
];

const RULE: &[&str] = &[
    "torch: torch.optim.NAdam([theta], lr=learning_rate, betas=(beta1, beta2), eps=epsilon, \
     momentum_decay=momentum_decay)",
    adaptive::FIRST,
    adaptive::SECOND,
    "remember: P momentumProduct 1",
    "memory-now: μ = β₁(1 − 0.96^(tψ)/2)",
    "memory-next: μ′ = β₁(1 − 0.96^((t + 1)ψ)/2)",
    "momentum-product: P ← P μ",
    adaptive::AVERAGE,
    adaptive::SQUARES,
    adaptive::CORRECTED_SQUARES,
    "step: Δθ = −η((1 − μ)g/(1 − P) + μ′m/(1 − P μ′))/(√v̂ + ε)",
];
