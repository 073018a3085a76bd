//! Barzilai and Borwein: the rate that the last step would have needed.

use super::{Cost, Gear, Optimizer, Remembered, Script, Step};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    math::Vec2,
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Barzilai and Borwein's method.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "barzilai-borwein",
    label: "Barzilai–Borwein",
    formula: "Δθ = −ηg;  η = s·s/s·y (long) or s·y/y·y (short)",
    symbols: "η: learning rate, chosen from the second step on; g: gradient; s: last displacement; \
              y: change of the gradient",
    source: cited("J. Barzilai and J. Borwein, IMA Journal of Numerical Analysis 8, 1988"),
    notice: "1/η wanders between the two curvatures; the loss may rise, and yet it overtakes the best constant rate.",
    parameters: &[
        Parameter::number("learningRate", "first rate", "η", 0.01, [0.0, 1e6]).log(),
        Parameter::choice("variant", "variant", "ηₖ", &["long", "short"]),
    ],
    build: |values| Box::new(BarzilaiBorwein { long: values.text("variant") != "short", last: None }),
};

/// Below this square of the gradient the two differences are rounding and say nothing about a curvature.
pub(super) const NO_SLOPE: f64 = 1e-24;

#[derive(Clone)]
struct BarzilaiBorwein {
    long: bool,
    /// The last point and its gradient.
    last: Option<(Vec2, Vec2)>,
}

impl Optimizer for BarzilaiBorwein {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let gradient = at.gradient;
        let cost = Cost { gradient: 1, ..Cost::default() };
        ledger::gradient(log, at);
        if gradient.norm_squared() < NO_SLOPE {
            return Step::stopped("no-slope", Some(gradient.norm()), cost).at_rate(f64::NAN);
        }
        let mut chosen = rate;
        if let Some((point, before)) = self.last {
            let (s, y) = (at.at - point, gradient - before);
            let last_step = "last-step; s = θ − θ₋₁; {w}; {v}";
            let change = "gradient-change; y = g − g₋₁; {w}; {v}";
            for (text, now, then, by) in [(last_step, at.at, point, s), (change, gradient, before, y)] {
                log.line(text, &[now.x, now.y, then.x, then.y, by.x, by.y]);
            }
            let curvature = s.dot(&y);
            // Written so that NaN stops, too.
            if curvature.is_nan() || curvature <= 0.0 {
                return Step::stopped("negative-curvature", Some(curvature), cost).at_rate(f64::NAN);
            }
            let (text, other) = if self.long {
                chosen = s.norm_squared() / curvature;
                ("rate; η = s·s/s·y; dot({v}, {v})/dot({v}, {v}); {n}", s)
            } else {
                chosen = curvature / y.norm_squared();
                ("rate; η = s·y/y·y; dot({v}, {v})/dot({v}, {v}); {n}", y)
            };
            // The upper product and the lower one: s·s/s·y or s·y/y·y.
            log.line(text, &[s.x, s.y, other.x, other.y, other.x, other.y, y.x, y.y, chosen]);
        }
        self.last = Some((at.at, gradient));
        Step::by_gradient(ledger::downhill(log, chosen, gradient)).at_rate(chosen)
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        let (point, gradient) = self.last.unwrap_or_else(|| (Vec2::zeros(), Vec2::zeros()));
        vec![("previousPoint", Remembered::Vector(point)), ("previousGradient", Remembered::Vector(gradient))]
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Scalar
    }

    fn script(&self) -> Script {
        let rate = if self.long { "s @ s / (s @ y)" } else { "s @ y / (y @ y)" };
        let each = format!(
            "rate, goes_on = learning_rate, not gradient @ gradient < 1e-24
if t > 1:
    s, y = theta - previous_point, gradient - previous_gradient
    rate, goes_on = {rate}, goes_on and s @ y > 0
previous_point, previous_gradient = theta, gradient
step = -rate * gradient if goes_on else None"
        );
        Script::of("", &each)
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}
