//! The same rate at every step.

use super::Schedule;
use crate::registry::{Entry, cited};

/// The registry line of the constant schedule.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "constant",
    label: "constant",
    formula: "ηₖ = η",
    symbols: "η: learning rate",
    source: cited("plain gradient descent"),
    notice: "One scalar for every step and every direction.",
    parameters: &[],
    build: |_| Box::new(Constant),
};

struct Constant;

impl Schedule for Constant {
    fn rate(&self, base: f64, _step: usize) -> f64 {
        base
    }

    fn script(&self) -> String {
        "learning_rate".into()
    }
}
