//! The cosine schedule again and again, each fall longer than the one before.

use super::Schedule;
use crate::{
    decimal::shortest,
    parameter::{Parameter, Values},
    registry::Entry,
};

/// The registry line of the warm restarts.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "warm-restarts",
    label: "warm restarts",
    formula: "ηₖ = m + (η − m)(1 + cos(πj/(T q^i)))/2",
    symbols: &[
        ("η", "learning rate"),
        ("m", "last rate"),
        ("i", "restarts so far"),
        ("j", "steps since the last restart"),
        ("T", "steps of the first fall"),
        ("q", "growth of a fall"),
    ],
    source: "I. Loshchilov and F. Hutter, SGDR, 2017, arXiv 1608.03983; \
             torch.optim.lr_scheduler.CosineAnnealingWarmRestarts",
    notice: "Each restart throws the steep direction out again, if the full rate is beyond its limit.",
    parameters: &[
        Parameter::whole("period", "steps of the first fall", "T", 20.0, [1.0, super::LONGEST]),
        Parameter::whole("growth", "growth of a fall", "q", 1.0, [1.0, 10.0]),
        super::MINIMUM,
    ],
    build: |values| Box::new(WarmRestarts::new(values)),
};

struct WarmRestarts {
    period: f64,
    growth: f64,
    minimum: f64,
}

impl WarmRestarts {
    fn new(values: &Values) -> Self {
        Self { period: values.number("period"), growth: values.number("growth"), minimum: values.number("minimum") }
    }
}

impl Schedule for WarmRestarts {
    fn rate(&self, base: f64, step: usize) -> f64 {
        // Counted, since a logarithm of the step can miss a restart by one.
        let (mut since, mut period) = (step as f64, self.period);
        if self.growth == 1.0 {
            since %= period;
        }
        while since >= period {
            since -= period;
            period *= self.growth;
        }
        self.minimum + (base - self.minimum) * (1.0 + libm::cos(core::f64::consts::PI * since / period)) / 2.0
    }

    fn script(&self) -> String {
        let fraction = if self.growth == 1.0 {
            "k % period / period".to_owned()
        } else {
            // A geometric sum of whole numbers is exact, so the first i whose fall is not over is the right one.
            let over = |i: &str| format!("period * (growth**{i} - 1) // {}", shortest(self.growth - 1.0));
            let (before, after) = (over("i"), over("(i + 1)"));
            format!("next((k - {before}) / (period * growth**i) for i in range(k + 1) if k < {after})")
        };
        format!("minimum + (learning_rate - minimum) * (1 + np.cos(np.pi * ({fraction}))) / 2")
    }
}
