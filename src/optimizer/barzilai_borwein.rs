//! Barzilai and Borwein: the rate that the last step would have needed.

use super::{Cost, Gear, Optimizer, Remembered, Script, Step};
use crate::{
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::Vec2,
    number::{vector, vector_difference},
    parameter::Parameter,
    registry::Entry,
};

/// The registry line of Barzilai and Borwein's method.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "barzilai-borwein",
    label: "Barzilai–Borwein",
    formula: "Δθ = −ηg;  η = s·s/s·y (long) or s·y/y·y (short)",
    symbols: &[
        ("η", "learning rate, chosen from the second step on"),
        ("g", "gradient"),
        ("s", "last displacement"),
        ("y", "change of the gradient"),
    ],
    source: "J. Barzilai and J. Borwein, IMA Journal of Numerical Analysis 8, 1988",
    notice: "1/η wanders between the two curvatures; the loss may rise, and yet it overtakes the best constant rate.",
    parameters: &[
        Parameter::number("learningRate", "first rate", "η", 0.01, [0.0, 1e6]).log(),
        Parameter::choice("variant", "variant", "", &["long", "short"]),
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
        log.row(&|| gradient_row(at.at, gradient));
        if gradient.norm_squared() < NO_SLOPE {
            return Step::stopped("no-slope", Some(gradient.norm()), cost).at_rate(f64::NAN);
        }
        let mut chosen = rate;
        if let Some((point, before)) = self.last {
            let (s, y) = (at.at - point, gradient - before);
            log.row(&|| Row::new("last-step", "s = θ − θ₋₁", vector_difference(at.at, point), s));
            log.row(&|| Row::new("gradient-change", "y = g − g₋₁", vector_difference(gradient, before), y));
            let curvature = s.dot(&y);
            // Written so that NaN stops, too.
            if curvature.is_nan() || curvature <= 0.0 {
                return Step::stopped("negative-curvature", Some(curvature), cost).at_rate(f64::NAN);
            }
            let dot = |a: Vec2, b: Vec2| format!("dot({}, {})", vector(a), vector(b));
            chosen = if self.long { s.norm_squared() / curvature } else { curvature / y.norm_squared() };
            log.row(&|| {
                if self.long {
                    Row::number("rate", "η = s·s/s·y", format!("{}/{}", dot(s, s), dot(s, y)), chosen)
                } else {
                    Row::number("rate", "η = s·y/y·y", format!("{}/{}", dot(s, y), dot(y, y)), chosen)
                }
            });
        }
        self.last = Some((at.at, gradient));
        let displacement = -chosen * gradient;
        log.row(&|| Row::scaled("step", "Δθ = −ηg", chosen, gradient, displacement));
        Step::by_gradient(displacement).at_rate(chosen)
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
