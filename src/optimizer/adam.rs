//! Adam, in PyTorch's form.

use libm::pow;

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

/// The registry line of Adam.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "adam",
    label: "Adam",
    formula: "m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  Δθ = −η m̂ / (√v̂ + ε)",
    symbols: &[
        ("η", "learning rate"),
        ("β₁", "memory of the gradient"),
        ("β₂", "memory of its square"),
        ("ε", "floor of the ruler"),
        ("m̂, v̂", "moments, corrected for their start at zero"),
    ],
    source: "D. P. Kingma and J. Ba, Adam, 2015, arXiv 1412.6980; torch.optim.Adam",
    notice: "A ruler per coordinate with the scale of a gradient, not of a curvature: the first step is η long on each axis.",
    parameters: &[
        LENGTH,
        BETA1,
        BETA2,
        EPSILON,
        gradient_descent::WEIGHT_DECAY,
        Parameter::boolean("amsgrad", "AMSGrad", "max v", false),
    ],
    build: |values| {
        Box::new(Adam {
            beta1: values.number("beta1"),
            beta2: values.number("beta2"),
            epsilon: values.number("epsilon"),
            weight_decay: values.number("weightDecay"),
            amsgrad: values.boolean("amsgrad"),
            count: 0,
            first: Vec2::zeros(),
            second: Vec2::zeros(),
            largest: Vec2::zeros(),
        })
    },
};

/// A rate that is a length, not a multiple of the gradient.
pub(super) const LENGTH: Parameter = Parameter::number("learningRate", "learning rate", "η", 0.1, [0.0, 1e3]).log();
pub(super) const BETA1: Parameter = Parameter::number("beta1", "memory of the gradient", "β₁", 0.9, [0.0, 0.999_999]);
pub(super) const BETA2: Parameter = Parameter::number("beta2", "memory of its square", "β₂", 0.999, [0.0, 0.999_999]);
pub(super) const EPSILON: Parameter = Parameter::number("epsilon", "floor of the ruler", "ε", 1e-8, [0.0, 1.0]).log();

#[derive(Clone)]
struct Adam {
    beta1: f64,
    beta2: f64,
    epsilon: f64,
    weight_decay: f64,
    amsgrad: bool,
    /// Steps taken so far.
    count: u32,
    first: Vec2,
    second: Vec2,
    /// The largest second moment so far: AMSGrad divides by it. PyTorch compares the raw moments.
    largest: Vec2,
}

impl Optimizer for Adam {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let g = gradient_descent::decayed_gradient(at, self.weight_decay, log);
        let (old_first, old_second) = (self.first, self.second);
        self.count += 1;
        self.first = old_first + (1.0 - self.beta1) * (g - old_first);
        self.second = self.beta2 * old_second + (1.0 - self.beta2) * g.component_mul(&g);
        log.row(&|| averaged("first-moment", "m ← β₁m + (1 − β₁)g", self.beta1, old_first, g, self.first));
        log.row(&|| {
            let squares = g.component_mul(&g);
            averaged("second-moment", "v ← β₂v + (1 − β₂)g²", self.beta2, old_second, squares, self.second)
        });
        let ruler = if self.amsgrad {
            let before = self.largest;
            self.largest = before.sup(&self.second);
            log.row(&|| {
                let numbers = format!("max({}, {})", vector(before), vector(self.second));
                Row::new("largest", "u ← max(u, v)", numbers, self.largest)
            });
            self.largest
        } else {
            self.second
        };
        let correction1 = 1.0 - pow(self.beta1, f64::from(self.count));
        let correction2 = 1.0 - pow(self.beta2, f64::from(self.count));
        let root = correction2.sqrt();
        let displacement = self.first.zip_map(&ruler, |m, v| {
            // 0/0 would be NaN where nothing has ever happened along a coordinate and ε is 0.
            if m == 0.0 { 0.0 } else { -(rate / correction1) * (m / (v.sqrt() / root + self.epsilon)) }
        });
        let (m, v) = (self.first / correction1, ruler / correction2);
        let power = |beta: f64| format!("(1 − {}{})", short(beta), crate::number::power(self.count));
        log.row(&|| {
            let numbers = format!("{} / {}", vector(self.first), power(self.beta1));
            Row::new("first-corrected", "m̂ = m / (1 − β₁ᵗ)", numbers, m)
        });
        log.row(&|| {
            let formula = if self.amsgrad { "v̂ = u / (1 − β₂ᵗ)" } else { "v̂ = v / (1 − β₂ᵗ)" };
            Row::new("second-corrected", formula, format!("{} / {}", vector(ruler), power(self.beta2)), v)
        });
        log.row(&|| {
            let numbers = format!("−{} · {} / (√{} + {})", short(rate), vector(m), vector(v), short(self.epsilon));
            Row::new("step", "Δθ = −η m̂ / (√v̂ + ε)", numbers, displacement)
        });
        Step::by_gradient(displacement)
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        let mut memory =
            vec![("firstMoment", Remembered::Vector(self.first)), ("secondMoment", Remembered::Vector(self.second))];
        if self.amsgrad {
            memory.push(("largestSecondMoment", Remembered::Vector(self.largest)));
        }
        memory
    }

    fn gear(&self) -> Gear {
        Gear::Adaptive
    }

    #[cfg(feature = "catalogue")]
    fn script(&self) -> Script {
        let mut script = Script::of(BEFORE, EACH);
        if self.weight_decay != 0.0 {
            script.each.insert(0, gradient_descent::DECAYED.to_owned());
        }
        script.torch = Some(TORCH);
        script
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

/// A running average written out.
fn averaged(label: &'static str, formula: &'static str, beta: f64, before: Vec2, new: Vec2, value: Vec2) -> Row {
    let numbers = format!("{} · {} + {} · {}", short(beta), vector(before), short(1.0 - beta), vector(new));
    Row::new(label, formula, numbers, value)
}

#[cfg(feature = "catalogue")]
const BEFORE: &str = "first_moment = second_moment = ruler = np.zeros(2)";
#[cfg(feature = "catalogue")]
const EACH: &str = "first_moment = beta1 * first_moment + (1 - beta1) * gradient
second_moment = beta2 * second_moment + (1 - beta2) * gradient**2
ruler = np.maximum(ruler, second_moment) if amsgrad else second_moment
step = -learning_rate * ratio(first_moment / (1 - beta1**t), np.sqrt(ruler / (1 - beta2**t)) + epsilon)";
#[cfg(feature = "catalogue")]
const TORCH: &str = "torch.optim.Adam([theta], lr=learning_rate, betas=(beta1, beta2), eps=epsilon, \
                     weight_decay=weight_decay, amsgrad=amsgrad)";
