//! Rates that are written down one by one.

use super::Schedule;
use crate::{parameter::Values, registry::Entry};

/// The registry line of the list.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "list",
    label: "list of rates",
    formula: "ηₖ = rates[min(k, last)]",
    symbols: &[("k", "step"), ("last", "index of the last rate, which is kept")],
    source: "written down by whoever runs it",
    notice: "One rate for each direction, 1/λ after 1/λ, lands on the minimum of a bowl in as many steps as it has axes.",
    parameters: &[super::list("rates", "rates", "η", &[0.1, 1.0], [1, 200], [0.0, 1e6])],
    build: |values| Box::new(List::new(values)),
};

/// Its last rate holds for the rest of the run.
struct List {
    rates: Vec<f64>,
}

impl List {
    fn new(values: &Values) -> Self {
        Self { rates: values.numbers("rates") }
    }
}

impl Schedule for List {
    fn rate(&self, _base: f64, step: usize) -> f64 {
        self.rates.get(step).or(self.rates.last()).copied().unwrap_or(f64::NAN)
    }

    fn script(&self) -> String {
        "rates[min(k, len(rates) - 1)]".into()
    }

    fn is_absolute(&self) -> bool {
        true
    }
}
