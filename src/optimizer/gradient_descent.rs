//! Gradient descent: one scalar for every direction.

use super::{Gear, Optimizer, Step};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    number::{factor, vector},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of gradient descent.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "gradient-descent",
    label: "gradient descent",
    formula: "Δθ = −η (g + wθ)",
    symbols: &[("η", "learning rate"), ("g", "gradient"), ("w", "weight decay")],
    source: "A. Cauchy, 1847; torch.optim.SGD without momentum",
    notice: "Every direction is multiplied by 1 − ηλ: the steep one sets the limit, the shallow one waits.",
    parameters: &[Parameter::learning_rate(0.1), WEIGHT_DECAY],
    build: |values| Box::new(GradientDescent { weight_decay: values.number("weightDecay") }),
};

/// The L2 penalty that PyTorch adds to the gradient.
pub(super) const WEIGHT_DECAY: Parameter = Parameter::number("weightDecay", "weight decay", "w", 0.0, [0.0, 1e3]);

#[derive(Clone)]
struct GradientDescent {
    weight_decay: f64,
}

impl Optimizer for GradientDescent {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let gradient = decayed_gradient(at, self.weight_decay, log);
        let displacement = -rate * gradient;
        log.row(&|| Row::scaled("step", "Δθ = −ηg", rate, gradient, displacement));
        Step::by_gradient(displacement)
    }

    fn gear(&self) -> Gear {
        if self.weight_decay == 0.0 { Gear::Scalar } else { Gear::Decayed }
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

/// g + wθ, written out in the ledger.
pub(super) fn decayed_gradient(at: &Local, weight_decay: f64, log: &mut dyn Log) -> crate::math::Vec2 {
    log.row(&|| gradient_row(at.at, at.gradient));
    if weight_decay == 0.0 {
        return at.gradient;
    }
    let gradient = at.gradient + weight_decay * at.at;
    log.row(&|| {
        let numbers = format!("{} + {} · {}", vector(at.gradient), factor(weight_decay), vector(at.at));
        Row::new("weight-decay", "g ← g + wθ", numbers, gradient)
    });
    gradient
}
