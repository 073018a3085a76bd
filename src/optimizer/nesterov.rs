//! Nesterov's momentum, in PyTorch's form: the point is the one that is looked ahead to.

use super::{
    Gear, Optimizer,
    rule::{Rule, Ruled, line},
};
use crate::{
    parameter::{Parameter, Values},
    registry::Entry,
};

/// The registry line of Nesterov momentum.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "nesterov",
    label: "Nesterov momentum",
    formula: "b ← βb + g;  Δθ = −η(g + βb)",
    symbols: &[("η", "learning rate"), ("β", "momentum"), ("b", "velocity")],
    source: "Y. Nesterov, 1983; I. Sutskever, J. Martens, G. Dahl, G. Hinton, 2013; torch.optim.SGD with nesterov",
    notice: "The gradient is taken where momentum leads to: it spirals less than the heavy ball and tolerates smaller rates.",
    parameters: PARAMETERS,
    build: |values| {
        Ruled::boxed(&rule(values), PARAMETERS, values, Gear::Nesterov { momentum: values.number("momentum") })
    },
};

const PARAMETERS: &[Parameter] = &[Parameter::learning_rate(0.02), super::momentum::MOMENTUM];

const TORCH: &str = "torch.optim.SGD([theta], lr=learning_rate, momentum=momentum, nesterov=True)";

fn rule(_: &Values) -> Rule {
    Rule {
        memory: vec![("b", "velocity", "")],
        lines: vec![
            line("velocity", "b ← βb + g").at_first("b = g"),
            line("look-ahead", "n = g + βb"),
            line("step", "Δθ = −ηn"),
        ],
        torch: Some(TORCH),
        ..Rule::default()
    }
}
