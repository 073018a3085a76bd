//! The same rate at every step.

use super::{Schedule, written::built_in};
use crate::registry::Entry;

const FORMULA: &str = "ηₖ = η";

/// The registry line of the constant schedule.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "constant",
    label: "constant",
    formula: FORMULA,
    symbols: &[("η", "learning rate")],
    source: "plain gradient descent",
    notice: "One scalar for every step and every direction.",
    parameters: &[],
    build: |values| built_in(FORMULA, &[], values),
};
