//! Any rates, written out.

use super::Schedule;
use crate::{
    parameter::{Kind, Parameter, Scale},
    registry::{Entry, cited},
};

/// The registry line of a list of rates. Beyond its end the last one is held.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "list",
    label: "list of rates",
    formula: "ηₖ = rₖ",
    symbols: "rₖ: rate number k, the last one held",
    source: cited("the reader"),
    notice: "One step at each direction’s own rate 1/λ lands on any bowl: two scalars, one after the other, do what none can.",
    parameters: &[Parameter {
        id: "rates",
        label: "rates",
        symbol: "r",
        kind: Kind::List(&[1.0, 0.1], [1, 200]),
        minimum: 0.0,
        maximum: 1e6,
        scale: Scale::Log,
    }],
    build: |values| Box::new(List { rates: values.numbers("rates") }),
};

struct List {
    rates: Vec<f64>,
}

impl Schedule for List {
    fn rate(&self, _base: f64, step: usize) -> f64 {
        self.rates.get(step).or(self.rates.last()).copied().unwrap_or(f64::NAN)
    }

    fn is_absolute(&self) -> bool {
        true
    }

    fn script(&self) -> String {
        "rates[min(k, len(rates) - 1)]".into()
    }
}
