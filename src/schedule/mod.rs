//! Schedules: how the learning rate changes from step to step.

use crate::{
    config::MOST_STEPS,
    parameter::{Kind, Parameter, Scale},
    registry::Entry,
};

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

/// The most steps of a period: those of a run.
const LONGEST: f64 = MOST_STEPS;

/// The rate at the end of a fall.
const MINIMUM: Parameter = Parameter::number("minimum", "last rate", "m", 0.0, [0.0, 1e6]);

/// A factor of decay.
const fn factor(default: f64) -> Parameter {
    Parameter::number("factor", "factor", "γ", default, [0.0, 1.0])
}

/// A curvature that rates are made for; positive, so that they exist.
const fn curvature(id: &'static str, label: &'static str, symbol: &'static str, default: f64) -> Parameter {
    Parameter::number(id, label, symbol, default, [1e-6, 1e6]).log()
}

/// A list of numbers in a range, as many as `lengths` say.
const fn list(
    id: &'static str,
    label: &'static str,
    symbol: &'static str,
    default: &'static [f64],
    lengths: [usize; 2],
    range: [f64; 2],
) -> Parameter {
    let [minimum, maximum] = range;
    Parameter { id, label, symbol, kind: Kind::List(default, lengths), minimum, maximum, scale: Scale::Linear }
}

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
