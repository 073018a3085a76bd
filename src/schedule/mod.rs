//! Schedules: how the learning rate changes from step to step.

use crate::registry::Entry;

mod constant;
mod written;

/// Every schedule. To add one: a file in this folder and a line here.
pub static SCHEDULES: &[Entry<dyn Schedule>] = &[constant::ENTRY];

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
