//! Rprop: each coordinate learns its own step length from the signs of its slopes.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Rprop.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "rprop",
    label: "Rprop",
    formula: "d ← d·η⁺ where the slope keeps its sign, d·η⁻ where it turns;  Δθ = −sign(g) d",
    symbols: "d: step length, at first the learning rate; η⁺: growth; η⁻: shrinkage",
    source: cited("M. Riedmiller and H. Braun, RPROP, 1993; torch.optim.Rprop, which Optax lags by a step"),
    notice: "No slope enters, only whether it turned: a length of its own for each coordinate, right where the axes line up.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

// PyTorch refuses a shrinkage or growth of 1.
const PARAMETERS: &[Parameter] = &[
    adaptive::LENGTH,
    Parameter::number("etaMinus", "shrinkage", "η⁻", 0.5, [0.01, 0.99]),
    Parameter::number("etaPlus", "growth", "η⁺", 1.2, [1.01, 10.0]),
    Parameter::number("stepMin", "shortest step", "d₀", 1e-6, [0.0, 1.0]).log(),
    Parameter::number("stepMax", "longest step", "d₁", 50.0, [1.0, 1e6]).log(),
];

const RULE: &[&str] = &[
    "torch: torch.optim.Rprop([theta], lr=learning_rate, etas=(eta_minus, eta_plus), \
     step_sizes=(step_min, step_max))",
    "remember: d stepLengths η",
    "remember: p previousGradient",
    "turn: s = sign(g p)",
    // At first the rate of this step and not the track's: a schedule may have scaled it.
    "step-lengths: d ← min(max(d cases(s, η⁺, 1, η⁻), d₀), d₁); d = min(max(η, d₀), d₁)",
    // A factor instead of a plain 0, which would hide a gradient that is not a number.
    "kept-gradient: g ← g cases(s, 1, 1, 0)",
    "previous-gradient: p ← g",
    "step: Δθ = −sign(g) d",
];
