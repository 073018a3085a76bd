//! RAdam: Adam that trusts its ruler only once it has seen enough, in PyTorch's form.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of RAdam.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "radam",
    label: "RAdam",
    formula: "Δθ = −η r m̂ √(1 − β₂ᵗ)/(√v + ε) where ρₜ > 5, else −η m̂",
    symbols: "η: learning rate; ρₜ: number of gradients that v amounts to; r: rectification of its variance; \
              ε: floor of the ruler",
    source: cited(
        "L. Liu and others, On the Variance of the Adaptive Learning Rate, 2020, arXiv 1908.03265; torch.optim.RAdam",
    ),
    notice: "The first five steps are plain momentum: a rate that suits Adam may be past 2/λ there.",
    parameters: PARAMETERS,
    build: |values| {
        let rule = if 2.0 / (1.0 - values.number("beta2")) - 1.0 <= 5.0 { SHORT } else { RULE };
        Ruled::boxed(rule, PARAMETERS, values, Gear::Adaptive)
    },
};

const PARAMETERS: &[Parameter] = &[
    Parameter::number("learningRate", "learning rate", "η", 0.05, [0.0, 1e3]).log(),
    adaptive::BETA1,
    adaptive::BETA2,
    adaptive::EPSILON,
];

const TORCH: &str = "torch: torch.optim.RAdam([theta], lr=learning_rate, betas=(beta1, beta2), eps=epsilon)";

const RULE: &[&str] = &[
    TORCH,
    adaptive::FIRST,
    adaptive::SECOND,
    adaptive::AVERAGE,
    adaptive::CORRECTED,
    adaptive::SQUARES,
    "longest: R = 2/(1 − β₂) − 1",
    "length: ρₜ = R − 2t β₂ᵗ/(1 − β₂ᵗ)",
    // The branch that is not taken is worked out too and may be negative, so the root stands outside.
    "rectification: r = √cases(ρₜ − 5, (ρₜ − 4)(ρₜ − 2)R/((R − 4)(R − 2)ρₜ), 0, 0)",
    "step: Δθ = −η cases(r, r m̂ √(1 − β₂ᵗ)/(√v + ε), m̂, m̂)",
];

/// So short a memory never knows enough for a ruler.
const SHORT: &[&str] = &[TORCH, adaptive::FIRST, adaptive::AVERAGE, adaptive::CORRECTED, "step: Δθ = −η m̂"];
