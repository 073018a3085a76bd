//! Schedules: how the learning rate changes from step to step.

use crate::registry::Entry;

mod chebyshev;
mod constant;
mod cosine;
mod exponential;
mod linear_warmup;
mod list;
mod polynomial;
mod silver;
mod step_decay;
mod warm_restarts;
mod warmup_cosine;
mod written;

/// Every schedule. To add one: a file in this folder and a line here.
pub static SCHEDULES: &[Entry<dyn Schedule>] = &[
    constant::ENTRY,
    step_decay::ENTRY,
    exponential::ENTRY,
    cosine::ENTRY,
    warm_restarts::ENTRY,
    linear_warmup::ENTRY,
    warmup_cosine::ENTRY,
    polynomial::ENTRY,
    chebyshev::ENTRY,
    silver::ENTRY,
    list::ENTRY,
];

/// Gives the learning rate of each step.
pub trait Schedule {
    /// The rate of step `step` (0 for the step that leaves the start) where the track's own rate is `base`.
    fn rate(&self, base: f64, step: usize) -> f64;

    /// The rate as a Python expression in `learning_rate`, `k` (the step, from 0) and the schedule's parameters by name.
    fn script(&self) -> String;

    /// True where the rates are the schedule's own and `base` is ignored.
    fn is_absolute(&self) -> bool {
        false
    }
}
