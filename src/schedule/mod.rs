//! Schedules: how the learning rate changes from step to step.

use crate::registry::Entry;

#[cfg(feature = "catalogue")]
mod chebyshev;
mod constant;
#[cfg(feature = "catalogue")]
mod cosine;
#[cfg(feature = "catalogue")]
mod exponential;
#[cfg(feature = "catalogue")]
mod linear_warmup;
#[cfg(feature = "catalogue")]
mod list;
#[cfg(feature = "catalogue")]
mod polynomial;
#[cfg(feature = "catalogue")]
mod silver;
#[cfg(feature = "catalogue")]
mod step_decay;
#[cfg(feature = "catalogue")]
mod warm_restarts;
#[cfg(feature = "catalogue")]
mod warmup_cosine;
#[cfg(feature = "catalogue")]
mod written;

/// Every schedule. To add one: a file in this folder and a line here.
pub static SCHEDULES: &[Entry<dyn Schedule>] = &[
    constant::ENTRY,
    #[cfg(feature = "catalogue")]
    step_decay::ENTRY,
    #[cfg(feature = "catalogue")]
    exponential::ENTRY,
    #[cfg(feature = "catalogue")]
    cosine::ENTRY,
    #[cfg(feature = "catalogue")]
    warm_restarts::ENTRY,
    #[cfg(feature = "catalogue")]
    linear_warmup::ENTRY,
    #[cfg(feature = "catalogue")]
    warmup_cosine::ENTRY,
    #[cfg(feature = "catalogue")]
    polynomial::ENTRY,
    #[cfg(feature = "catalogue")]
    chebyshev::ENTRY,
    #[cfg(feature = "catalogue")]
    silver::ENTRY,
    #[cfg(feature = "catalogue")]
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
