//! Questions to a reader, each answered by the run that it is about: what is asked, what is expected, and what a wrong
//! answer gives away.
//!
//! A question never holds its answer. It names what is asked of an experiment; the expected value is worked out when it
//! is needed, so that another configuration has another answer. A typical wrong answer is a number, a point, a choice or
//! an expression of the run's own numbers (`2*limit`), so that it moves along as well.

use crate::{
    control,
    error::{Code, ConfigError},
    experiment::{Experiment, simulate},
    math::Vec2,
    number,
    value::{Value, record},
};

mod answer;
mod facts;
mod judge;
mod read;

use facts::Facts;
pub use judge::judge;

/// What can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    /// Where the step that leaves a frame lands.
    NextPoint,
    /// How long step number so-and-so is.
    StepLength,
    /// The rate above which a direction grows.
    LimitRate,
    /// The rate that lands a direction in one step.
    IdealRate,
    /// The rate with the smallest worst factor.
    BestRate,
    /// Steps until the distance along a direction is halved.
    HalfLife,
    /// The first step at which so much is left, or more than so much is there, or the run has converged.
    StepsTo,
    /// What is left after some steps, in percent of what there was at the start.
    PercentLeft,
    /// The track with the lowest loss at a step.
    Winner,
    /// What a direction does.
    Regime,
    /// On how many steps something happens.
    Count,
}

/// Their public ids, and what their answers are measured in, for the page's words.
const ASKS: [(&str, Ask, &str); 11] = [
    ("next-point", Ask::NextPoint, "point"),
    ("step-length", Ask::StepLength, "length"),
    ("limit-rate", Ask::LimitRate, "rate"),
    ("ideal-rate", Ask::IdealRate, "rate"),
    ("best-rate", Ask::BestRate, "rate"),
    ("half-life", Ask::HalfLife, "steps"),
    ("steps-to", Ask::StepsTo, "steps"),
    ("percent-left", Ask::PercentLeft, "percent"),
    ("winner", Ask::Winner, "track"),
    ("regime", Ask::Regime, "regime"),
    ("count", Ask::Count, "steps"),
];

/// What stands for "nothing of the kind happens", in answers and choices.
const NEVER: &str = "never";

/// An answer, right or wrong.
#[derive(Clone, Debug, PartialEq)]
enum Answer {
    Number(f64),
    /// Nothing of the kind happens.
    Never,
    Point(Vec2),
    /// The id of a choice.
    Choice(String),
}

impl From<&Answer> for Value {
    fn from(answer: &Answer) -> Self {
        match answer {
            Answer::Number(number) => (*number).into(),
            Answer::Never => NEVER.into(),
            Answer::Point(point) => (*point).into(),
            Answer::Choice(id) => id.clone().into(),
        }
    }
}

impl Answer {
    /// As it stands in a text.
    fn text(&self) -> String {
        match self {
            Self::Number(number) => shown(*number),
            Self::Never => NEVER.into(),
            Self::Point(point) => number::vector(*point),
            Self::Choice(id) => id.clone(),
        }
    }
}

/// Whole numbers from here on are too long to be written in full.
const LONG: f64 = 1e6;

/// A number in a text: whole ones in full, others in three digits.
fn shown(number: f64) -> String {
    number::format(number, if number.fract() == 0.0 && number.abs() < LONG { 15 } else { 3 })
}

/// One of several answers to choose from.
struct Choice {
    id: String,
    /// A track's rate, a number as the author wrote it; empty for what the page has a word for.
    text: String,
    /// A track's method.
    method: &'static str,
}

/// A typical wrong answer.
struct Misconception {
    /// `None` is any other.
    near: Option<String>,
    tolerance: f64,
}

/// A question that can be answered.
struct Question<'a> {
    run: &'a Experiment,
    ask: Ask,
    id: &'static str,
    unit: &'static str,
    direction: Option<usize>,
    track: usize,
    step: usize,
    of: &'static str,
    fraction: Option<f64>,
    below: Option<f64>,
    tolerance: f64,
    choices: Vec<Choice>,
    misconceptions: Vec<Misconception>,
    /// What the map shows at the start, in its own units.
    width: f64,
}

/// What is asked of an experiment, as a page needs it: its kind, its choices, the numbers for its texts, and the answer
/// that is expected. `width` is the width of what the map shows.
///
/// # Errors
/// A part of `options` that is unknown, of a wrong type or out of range, and on `ask` where this run has no such answer.
pub fn ask(experiment: &Experiment, options: &Value, width: f64) -> Result<Value, ConfigError> {
    with(experiment, options, width, &|question| {
        let (expected, seen) = question.expected()?;
        let facts = Facts::of(question, &expected);
        // Faults in what is typical are the author's, and are told before a reader meets them.
        judge::typical(question, &facts, &expected)?;
        let mut choices = Vec::new();
        for choice in &question.choices {
            choices.push(record! { id: choice.id.clone(), text: choice.text.clone(), method: choice.method });
        }
        Ok(record! {
            kind: match expected {
                _ if !question.choices.is_empty() => "choice",
                Answer::Point(_) => "point",
                _ => "number",
            },
            ask: question.id,
            unit: question.unit,
            never: matches!(question.ask, Ask::StepsTo | Ask::HalfLife),
            choices: Value::List(choices),
            expected: &expected,
            from: if question.ask == Ask::NextPoint { question.step } else { 0 },
            seen: seen,
            facts: facts.record(),
        })
    })
}

/// Reads a question and does something with it. Where it is about a bowl that is turned first, with its start, it is
/// asked of that one.
fn with(
    experiment: &Experiment,
    options: &Value,
    width: f64,
    then: &dyn Fn(&Question<'_>) -> Result<Value, ConfigError>,
) -> Result<Value, ConfigError> {
    let Some(turn) = read::turn(options)? else { return then(&Question::read(experiment, options, width)?) };
    let values = &experiment.config().loss.values;
    if !values.has("angle") {
        return Err(ConfigError::new("turn", Code::NotHere, &turn.into()).expecting("a bowl with an angle"));
    }
    let angle = values.number("angle") + turn;
    let change = record! { value: angle - 360.0 * (angle / 360.0).round_ties_even(), turnStart: true };
    let turned = simulate(&control::adjust(experiment, "angle", &change, width)?)?;
    then(&Question::read(&turned, options, width)?)
}
