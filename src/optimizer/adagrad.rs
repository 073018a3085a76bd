//! AdaGrad, in PyTorch's form.

use super::{
    Gear, Optimizer,
    rule::{Rule, Ruled, line},
};
use crate::{
    parameter::{Parameter, Values},
    registry::Entry,
};

/// The registry line of AdaGrad.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adagrad",
    label: "AdaGrad",
    formula: "s ← s + g²;  Δθ = −η g/(√s + ε)",
    symbols: &[("η", "learning rate"), ("s", "sum of squared gradients"), ("ε", "floor of the ruler")],
    source: "J. Duchi, E. Hazan and Y. Singer, Adaptive Subgradient Methods, 2011; torch.optim.Adagrad",
    notice: "The ruler of a coordinate only ever grows, so steps shrink for good where slopes were large once.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(&rule(values), PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[
    Parameter::number("learningRate", "learning rate", "η", 0.5, [0.0, 1e3]).log(),
    Parameter::number("learningRateDecay", "decay of the rate", "d", 0.0, [0.0, 10.0]),
    Parameter::number("initialAccumulator", "initial sum", "s₀", 0.0, [0.0, 1e6]),
    Parameter::number("epsilon", "floor of the ruler", "ε", 1e-10, [0.0, 1.0]).log(),
];

const TORCH: &str = "torch.optim.Adagrad([theta], lr=learning_rate, lr_decay=learning_rate_decay, \
                     initial_accumulator_value=initial_accumulator, eps=epsilon)";

fn rule(values: &Values) -> Rule {
    let mut rule = Rule { memory: vec![("s", "accumulator", "s₀")], torch: Some(TORCH), ..Rule::default() };
    rule.lines.push(line("accumulator", "s ← s + g²"));
    if values.number("learningRateDecay") == 0.0 {
        rule.lines.push(line("step", "Δθ = −η g/(√s + ε)"));
    } else {
        rule.lines.push(line("rate", "a = η/(1 + (t − 1)d)"));
        rule.lines.push(line("step", "Δθ = −a g/(√s + ε)"));
    }
    rule
}
