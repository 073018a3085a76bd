//! Momentum: the heavy ball, in PyTorch's form.

#[cfg(feature = "catalogue")]
use super::Script;
use super::{Gear, Optimizer, Remembered, Step, gradient_descent};
use crate::{
    ledger::{Log, Row},
    loss::{Local, Loss},
    math::Vec2,
    number::{short, vector},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of momentum.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "momentum",
    label: "momentum",
    formula: "b ← βb + (1 − d)(g + wθ);  Δθ = −ηb",
    symbols: &[("η", "learning rate"), ("β", "momentum"), ("d", "dampening"), ("b", "velocity"), ("w", "weight decay")],
    source: "B. T. Polyak, 1964; torch.optim.SGD: the first velocity is the gradient itself, not (1 − d)g",
    notice: "One scalar again, but many moments: on a bowl it tolerates rates up to (2 + 2β)/λ, and it spirals.",
    parameters: &[
        Parameter::learning_rate(0.02),
        MOMENTUM,
        Parameter::number("dampening", "dampening", "d", 0.0, [0.0, 1.0]),
        gradient_descent::WEIGHT_DECAY,
    ],
    build: |values| {
        Box::new(Momentum {
            momentum: values.number("momentum"),
            dampening: values.number("dampening"),
            weight_decay: values.number("weightDecay"),
            velocity: None,
        })
    },
};

/// β; at 1 nothing is ever forgotten.
pub(super) const MOMENTUM: Parameter = Parameter::number("momentum", "momentum", "β", 0.9, [0.0, 1.0]);

#[derive(Clone)]
struct Momentum {
    momentum: f64,
    dampening: f64,
    weight_decay: f64,
    velocity: Option<Vec2>,
}

impl Optimizer for Momentum {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let gradient = gradient_descent::decayed_gradient(at, self.weight_decay, log);
        let share = 1.0 - self.dampening;
        let before = self.velocity;
        let velocity = before.map_or(gradient, |before| self.momentum * before + share * gradient);
        log.row(&|| match before {
            None => Row::new("velocity", "b = g", vector(gradient), velocity),
            Some(before) if share == 1.0 => {
                let numbers = format!("{} · {} + {}", short(self.momentum), vector(before), vector(gradient));
                Row::new("velocity", "b ← βb + g", numbers, velocity)
            }
            Some(before) => {
                let (beta, share) = (short(self.momentum), short(share));
                let numbers = format!("{beta} · {} + {share} · {}", vector(before), vector(gradient));
                Row::new("velocity", "b ← βb + (1 − d)g", numbers, velocity)
            }
        });
        self.velocity = Some(velocity);
        let displacement = -rate * velocity;
        log.row(&|| Row::scaled("step", "Δθ = −ηb", rate, velocity, displacement));
        Step::by_gradient(displacement)
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        vec![("velocity", Remembered::Vector(self.velocity.unwrap_or_else(Vec2::zeros)))]
    }

    fn gear(&self) -> Gear {
        if self.weight_decay != 0.0 {
            return Gear::Adaptive;
        }
        Gear::HeavyBall { momentum: self.momentum, share: 1.0 - self.dampening }
    }

    #[cfg(feature = "catalogue")]
    fn script(&self) -> Script {
        let mut script = Script::of("", SCRIPT);
        if self.weight_decay != 0.0 {
            script.each.insert(0, gradient_descent::DECAYED.to_owned());
        }
        // PyTorch knows no dampening without momentum.
        script.torch = (self.momentum != 0.0 || self.dampening == 0.0).then_some(TORCH);
        script
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

#[cfg(feature = "catalogue")]
const SCRIPT: &str = "velocity = gradient if t == 1 else momentum * velocity + (1 - dampening) * gradient
step = -learning_rate * velocity";
#[cfg(feature = "catalogue")]
const TORCH: &str = "torch.optim.SGD([theta], lr=learning_rate, momentum=momentum, dampening=dampening, \
                     weight_decay=weight_decay)";
