//! Schedules: how the learning rate changes from step to step.

use crate::registry::Entry;

mod constant;

/// Every schedule. To add one: a file in this folder and a line here.
pub static SCHEDULES: &[Entry<dyn Schedule>] = &[constant::ENTRY];

/// Gives the learning rate of each step.
pub trait Schedule {
    /// The rate of step `step` (0 for the step that leaves the start) where the track's own rate is `base`.
    fn rate(&self, base: f64, step: usize) -> f64;
}
