//! Gradient descent: one scalar for every direction.

use super::{Gear, Optimizer, Remembered, Script, Step};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    math::Vec2,
    parameter::Parameter,
    random::uniform,
    registry::{Entry, cited},
};

/// The registry line of gradient descent.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "gradient-descent",
    label: "gradient descent",
    formula: "Δθ = −η (g + wθ + σξ)",
    symbols: "η: learning rate; g: gradient; w: weight decay; σ: size of the noise; \
              ξ: two normal numbers drawn from the seed",
    source: cited("A. Cauchy, 1847; torch.optim.SGD without momentum"),
    notice: "Every direction is multiplied by 1 − ηλ: the steep one sets the limit, the shallow one waits.",
    parameters: &[
        Parameter::learning_rate(0.1),
        WEIGHT_DECAY,
        Parameter::number("noise", "noise", "σ", 0.0, [0.0, 1e3]),
        Parameter::whole("seed", "seed", "s", 1.0, [0.0, 4_294_967_295.0]),
    ],
    build: |values| {
        Box::new(GradientDescent {
            weight_decay: values.number("weightDecay"),
            noise: values.number("noise"),
            seed: values.number("seed") as u64,
            draws: 0,
        })
    },
};

/// The L2 penalty that PyTorch adds to the gradient.
pub(super) const WEIGHT_DECAY: Parameter = Parameter::number("weightDecay", "weight decay", "w", 0.0, [0.0, 1e3]);

/// The line of rules that add that penalty.
pub(super) const DECAYED: &str = "with weightDecay, weight-decay: g ← g + wθ";

#[derive(Clone)]
struct GradientDescent {
    weight_decay: f64,
    noise: f64,
    seed: u64,
    /// Noisy gradients so far: the counter that the next one is drawn from.
    draws: u64,
}

impl Optimizer for GradientDescent {
    #[cfg_attr(hot, optimize(speed))]
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let mut gradient = at.gradient;
        ledger::gradient(log, at);
        if self.weight_decay != 0.0 {
            let (clean, theta) = (gradient, at.at);
            gradient += self.weight_decay * theta;
            let numbers = [clean.x, clean.y, self.weight_decay, theta.x, theta.y, gradient.x, gradient.y];
            log.line("weight-decay; g ← g + wθ; {v} + {f} · {v}; {v}", &numbers);
        }
        if self.noise != 0.0 {
            let (clean, drawn) = (gradient, normal_pair(self.seed, self.draws));
            self.draws += 1;
            gradient += self.noise * drawn;
            let numbers = [clean.x, clean.y, self.noise, drawn.x, drawn.y, gradient.x, gradient.y];
            log.line("noise; g ← g + σξ; {v} + {f} · {v}; {v}", &numbers);
        }
        Step::by_gradient(ledger::downhill(log, rate, gradient))
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        if self.noise == 0.0 { Vec::new() } else { vec![("draws", Remembered::Number(self.draws as f64))] }
    }

    fn gear(&self) -> Gear {
        if self.weight_decay == 0.0 && self.noise == 0.0 { Gear::Scalar } else { Gear::Perturbed }
    }

    fn script(&self) -> Script {
        let mut script = Script::default();
        if self.weight_decay != 0.0 {
            script.each.push(DECAYED_SCRIPT.to_owned());
        }
        if self.noise == 0.0 {
            script.torch = Some("torch.optim.SGD([theta], lr=learning_rate, weight_decay=weight_decay)");
        } else {
            script.before.extend(UNIFORM.lines().map(str::to_owned));
            script.each.extend(NOISE.lines().map(str::to_owned));
        }
        script.each.push("step = -learning_rate * gradient".into());
        script
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

/// Two independent standard normal numbers by the method of G. Box and M. Muller, 1958.
fn normal_pair(seed: u64, draw: u64) -> Vec2 {
    let (first, second) = (uniform(seed, 2 * draw), uniform(seed, 2 * draw + 1));
    let radius = (-2.0 * libm::log(1.0 - first)).sqrt();
    let angle = core::f64::consts::TAU * second;
    radius * Vec2::new(libm::cos(angle), libm::sin(angle))
}

/// The same line in Python.
const DECAYED_SCRIPT: &str = "gradient = gradient + weight_decay * theta";
const UNIFORM: &str = "def uniform(i):
    z = (int(seed) + (i + 1) * 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
    return ((z ^ z >> 31) >> 11) / 2**53";
const NOISE: &str = "angle = 2 * np.pi * uniform(2 * t - 1)
size = np.sqrt(-2 * np.log(1 - uniform(2 * t - 2)))
gradient = gradient + noise * size * np.array([np.cos(angle), np.sin(angle)])";

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean 0 ± 5/√n and variance 1 ± 5·√(2/n): five standard deviations of each estimate.
    #[test]
    fn the_noise_is_standard_normal() {
        let count = 20_000u32;
        let n = f64::from(2 * count);
        let drawn: Vec<Vec2> = (0..count).map(|draw| normal_pair(7, u64::from(draw))).collect();
        let mean = drawn.iter().map(|pair| pair.x + pair.y).sum::<f64>() / n;
        let variance = drawn.iter().map(|pair| pair.norm_squared()).sum::<f64>() / n;
        assert!(mean.abs() < 5.0 / n.sqrt(), "{mean}");
        assert!((variance - 1.0).abs() < 5.0 * (2.0 / n).sqrt(), "{variance}");
    }
}
