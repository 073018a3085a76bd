//! The numbers of the run that a question's texts may show, `{limit}`, and that a typical wrong answer may be made of.

use super::{Answer, Question, shown};
use crate::{
    plot::multiplier,
    spectrum::{best_rate, ideal_rate, limit_rate},
    value::Value,
};

/// Their names in texts.
#[rustfmt::skip]
const NAMES: [&str; 17] = [
    "eta", "lambda", "lambda-steep", "lambda-shallow", "kappa", "limit", "best", "ideal-steep", "ideal-shallow",
    "half-life-steep", "half-life-shallow", "multiplier-steep", "multiplier-shallow", "steps", "step", "tolerance",
    "expected",
];
/// The same in expressions, where a hyphen would be a minus.
#[rustfmt::skip]
pub(super) const SYMBOLS: [&str; NAMES.len()] = [
    "eta", "lambda", "lambda_steep", "lambda_shallow", "kappa", "limit", "best", "ideal_steep", "ideal_shallow",
    "half_life_steep", "half_life_shallow", "multiplier_steep", "multiplier_shallow", "steps", "step", "tolerance",
    "expected",
];

/// Each of them where it exists, in the order of the names.
pub(super) struct Facts {
    /// Not a number where it does not exist.
    pub values: [f64; NAMES.len()],
    /// The expected answer as a text.
    expected: String,
}

impl Facts {
    pub fn of(question: &Question<'_>, expected: &Answer) -> Self {
        let run = question.run;
        let curvatures = question.curvatures();
        let [low, high] = curvatures;
        let [shallow, steep] = run.clocks(question.track, question.frame());
        let limit = question.gear(&[]).and_then(|gear| limit_rate(gear, high));
        let some = |value: Option<f64>| value.unwrap_or(f64::NAN);
        let values = [
            some(run.rate(question.track, question.frame())),
            question.curvature(),
            high,
            low,
            if low > 0.0 { high / low } else { f64::NAN },
            some(limit),
            some(best_rate(curvatures)),
            some(ideal_rate(high)),
            some(ideal_rate(low)),
            some(steep.half_life),
            some(shallow.half_life),
            some(steep.multiplier),
            some(shallow.multiplier),
            run.steps() as f64,
            question.step as f64,
            run.config().tolerance,
            if let Answer::Number(number) = expected { *number } else { f64::NAN },
        ];
        Self { values, expected: expected.text() }
    }

    /// As texts, by name; a dash where there is none.
    pub fn record(&self) -> Value {
        let mut entries = Vec::new();
        for (name, value) in NAMES.iter().zip(self.values) {
            let text = match *name {
                "expected" => self.expected.clone(),
                _ if !value.is_finite() => "–".into(),
                name if name.starts_with("multiplier") => multiplier(value),
                _ => shown(value),
            };
            entries.push(((*name).into(), text.into()));
        }
        Value::Map(entries)
    }
}
