//! Half cosines one after another, each longer than the last.

use super::Schedule;
use crate::{
    parameter::{Parameter, Values},
    registry::{Entry, cited},
};

/// The registry line of cosine with warm restarts.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "warm-restarts",
    label: "cosine with restarts",
    formula: "ηₖ = b + (η − b)(1 + cos(πj/T))/2",
    symbols: "b: lowest rate; j: steps since the last restart; T: length of this period",
    source: cited(
        "I. Loshchilov and F. Hutter, SGDR, 2017, arXiv 1608.03983; torch.optim.lr_scheduler.CosineAnnealingWarmRestarts",
    ),
    notice: "Each restart throws the steep direction out again; what it is good for shows on uneven landscapes only.",
    parameters: &[
        Parameter::whole("period", "steps of the first period", "T", 20.0, [1.0, 10_000.0]),
        Parameter::whole("growth", "growth of the period", "f", 1.0, [1.0, 10.0]),
        Parameter::number("minimum", "lowest rate", "b", 0.0, [0.0, 1e6]),
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
        let [period, growth, minimum] = ["period", "growth", "minimum"].map(|id| values.number(id));
        Self { period, growth, minimum }
    }
}

impl Schedule for WarmRestarts {
    fn rate(&self, base: f64, step: usize) -> f64 {
        let (mut since, mut period) = (step as f64, self.period);
        if self.growth == 1.0 {
            // Both are whole, and a period is never zero.
            since = (step % (period as usize).max(1)) as f64;
        }
        while since >= period {
            since -= period;
            period *= self.growth;
        }
        let cos = libm::cos(core::f64::consts::PI * since / period);
        let share = (1.0 + cos) / 2.0;
        self.minimum + (base - self.minimum) * share
    }

    fn script(&self) -> String {
        "warm_restarts(learning_rate, k, period, growth, minimum)".into()
    }
}
