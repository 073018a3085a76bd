//! Barzilai and Borwein: the rate that the last step would have needed.

use super::{Gear, Optimizer, Remembered, Script, Step};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::Vec2,
    number::{short, vector},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of the Barzilai–Borwein method.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "barzilai-borwein",
    label: "Barzilai–Borwein",
    formula: "Δθ = −a g;  a = s·s/(s·y) or s·y/(y·y)",
    symbols: &[("s", "last step"), ("y", "last change of the gradient")],
    source: "J. Barzilai and J. Borwein, Two-Point Step Size Gradient Methods, 1988",
    notice: "One scalar that wanders between 1/λmax and 1/λmin: the loss may rise, and the run is far faster.",
    parameters: &[Parameter::learning_rate(0.1), Parameter::choice("variant", "variant", "", &["long", "short"])],
    build: |values| Box::new(BarzilaiBorwein { short: values.text("variant") == "short", last: None }),
};

/// Below this squared slope there is no direction to speak of.
const NO_SLOPE: f64 = 1e-24;

#[derive(Clone)]
struct BarzilaiBorwein {
    short: bool,
    /// The last point and its gradient.
    last: Option<(Vec2, Vec2)>,
}

impl Optimizer for BarzilaiBorwein {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let gradient = at.gradient;
        log.row(&|| gradient_row(at.at, gradient));
        if gradient.norm_squared() < NO_SLOPE {
            return Step::by_gradient(Vec2::zeros()).at_rate(rate);
        }
        let mut chosen = rate;
        if let Some((theta, before)) = self.last {
            let (s, y) = (at.at - theta, gradient - before);
            let along = s.dot(&y);
            if along.is_nan() || along <= 0.0 {
                let cost = Step::by_gradient(Vec2::zeros()).cost;
                return Step::stopped("negative-curvature", Some(along), cost);
            }
            chosen = if self.short { along / y.norm_squared() } else { s.norm_squared() / along };
            log.row(&|| {
                let dot = |a: Vec2, b: Vec2| format!("dot({}, {})", vector(a), vector(b));
                let (formula, numbers) = match self.short {
                    true => ("a = s·y/(y·y)", format!("{}/{}", dot(s, y), dot(y, y))),
                    false => ("a = s·s/(s·y)", format!("{}/{}", dot(s, s), dot(s, y))),
                };
                Row { label: "rate", formula, substituted: numbers, value: short(chosen) }
            });
        }
        self.last = Some((at.at, gradient));
        let displacement = -chosen * gradient;
        log.row(&|| Row::scaled("step", "Δθ = −ag", chosen, gradient, displacement));
        Step::by_gradient(displacement).at_rate(chosen)
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        let (theta, gradient) = self.last.unwrap_or_else(|| (Vec2::zeros(), Vec2::zeros()));
        vec![("previousPoint", Remembered::Vector(theta)), ("previousGradient", Remembered::Vector(gradient))]
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Scalar
    }

    fn script(&self) -> Script {
        let rate = if self.short { "(s @ y) / (y @ y)" } else { "(s @ s) / (s @ y)" };
        Script {
            before: vec!["last = None".into()],
            each: vec![
                "rate = learning_rate".into(),
                "if last is not None:".into(),
                "    s, y = theta - last[0], gradient - last[1]".into(),
                format!("    rate = {rate}"),
                "last = theta, gradient".into(),
                "step = -rate * gradient".into(),
            ],
            torch: None,
        }
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}
