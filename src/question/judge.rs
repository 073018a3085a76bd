//! What an answer is worth: right, or which typical error it comes from.

use super::{
    Answer, Ask, Facts, Question,
    facts::SYMBOLS,
    read::{plain, words},
    with,
};
use crate::{
    config::number,
    error::{Code, ConfigError},
    experiment::Experiment,
    expression::{Tree, Vocabulary},
    loss::Jet,
    math::Vec2,
    value::{Value, record},
};

/// What rounding may do to a number that is exactly as far away as is allowed.
const SLACK: f64 = 1.0 + 1e-9;
/// The farthest that an answer may be.
const FARTHEST: f64 = 1e300;

/// Judges an answer: a number or its text (`2/11`), `never`, a point as a list of two of these, or the id of a choice.
/// `null` gives up. The record says whether it is right, what was given and expected, and the index of the misconception
/// that a wrong one comes from.
///
/// # Errors
/// What [`super::ask`] refuses, and on `given` an answer that cannot be read.
pub fn judge(experiment: &Experiment, options: &Value, given: &Value, width: f64) -> Result<Value, ConfigError> {
    with(experiment, options, width, &|question| {
        let (expected, seen) = question.expected()?;
        let given = if *given == Value::Null { None } else { Some(question.given(given)?) };
        let facts = Facts::of(question, &expected);
        let correct = given.as_ref().is_some_and(|given| question.is_right(given, &expected));
        let near = typical(question, &facts, given.as_ref().unwrap_or(&expected))?;
        let near = near.filter(|_| given.is_some() && !correct);
        Ok(record! {
            correct: correct,
            given: given.as_ref().map(Value::from),
            expected: &expected,
            near: near,
            seen: seen,
            text: given.as_ref().map(Answer::text),
            facts: facts.record(),
        })
    })
}

/// The first misconception that an answer comes from; all are read, so that a faulty one is told.
pub(super) fn typical(question: &Question<'_>, facts: &Facts, given: &Answer) -> Result<Option<usize>, ConfigError> {
    let mut found = None;
    for index in 0..question.misconceptions.len() {
        if question.comes_from(index, facts, given)? {
            found = found.or(Some(index));
        }
    }
    Ok(found)
}

impl Question<'_> {
    /// Reads an answer.
    fn given(&self, value: &Value) -> Result<Answer, ConfigError> {
        let refuse = |code, expected: &str| Err(ConfigError::new("given", code, value).expecting(expected));
        let part = |value: &Value| number(&plain(value, "given")?.into(), "given", -FARTHEST, FARTHEST);
        let text = value.text();
        let chosen = text.filter(|text| self.choices.iter().any(|choice| choice.id == *text));
        if !self.choices.is_empty() && chosen.is_none() {
            return refuse(Code::UnknownId, "one of the choices");
        }
        if let Some(id) = chosen.filter(|_| matches!(self.ask, Ask::Winner | Ask::Regime)) {
            return Ok(Answer::Choice(id.to_owned()));
        }
        if self.ask == Ask::NextPoint {
            return match value {
                Value::List(parts) if parts.len() == 2 => {
                    let mut point = [0.0; 2];
                    for (to, from) in point.iter_mut().zip(parts) {
                        *to = part(from)?;
                    }
                    Ok(Answer::Point(point.into()))
                }
                _ => refuse(Code::WrongLength, "a list of 2 numbers"),
            };
        }
        match text {
            Some(super::NEVER) => Ok(Answer::Never),
            // A percentage is often written as one.
            Some(text) => part(&text.strip_suffix('%').unwrap_or(text).to_owned().into()).map(Answer::Number),
            None => part(value).map(Answer::Number),
        }
    }

    fn is_right(&self, given: &Answer, expected: &Answer) -> bool {
        match (given, expected) {
            (Answer::Number(given), Answer::Number(expected)) => near(*given, *expected, self.tolerance),
            (Answer::Point(given), Answer::Point(expected)) => {
                (given - expected).norm() <= self.tolerance * self.width * SLACK
            }
            // Runs that are equally good have all won.
            (Answer::Choice(given), Answer::Choice(expected)) if self.ask == Ask::Winner => {
                let losses = self.losses();
                let of = |id: &String| losses.iter().enumerate().find(|(track, _)| track.to_string() == *id);
                of(given).map(|(_, loss)| loss) == of(expected).map(|(_, loss)| loss)
            }
            (given, expected) => given == expected,
        }
    }

    /// Whether an answer is the one of a misconception.
    fn comes_from(&self, index: usize, facts: &Facts, given: &Answer) -> Result<bool, ConfigError> {
        let Some(typical) = self.misconceptions.get(index) else { return Ok(false) };
        let Some(text) = typical.near.as_deref() else { return Ok(true) };
        let words = words(text);
        if let Answer::Choice(id) = given {
            let choice = self.choices.iter().find(|choice| choice.id == *id);
            let named = |name: &str| words == [name];
            return Ok(choice.is_some_and(|it| named(&it.id) || named(&it.text) || named(it.method)));
        }
        if words == [super::NEVER] {
            return Ok(*given == Answer::Never);
        }
        let reach = typical.tolerance * self.width * SLACK;
        match given {
            Answer::Point(at) => {
                // Two numbers are a point; one expression is a line or a region, all that makes it zero.
                if let [x, y] = words[..]
                    && let (Ok(x), Ok(y)) = (plain(&x.to_owned().into(), ""), plain(&y.to_owned().into(), ""))
                {
                    return Ok((at - Vec2::new(x, y)).norm() <= reach);
                }
                let [x, y] = Jet::variables(*at);
                let value = evaluate(text, facts, &[("x", x), ("y", y)])?;
                Ok(value.value.abs() <= reach * value.gradient().norm() || value.value == 0.0)
            }
            Answer::Number(given) => Ok(near(*given, evaluate(text, facts, &[])?.value, typical.tolerance)),
            _ => evaluate(text, facts, &[]).map(|_| false),
        }
    }
}

/// An expression of the run's numbers and some more.
fn evaluate(text: &str, facts: &Facts, more: &[(&str, Jet)]) -> Result<Jet, ConfigError> {
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for (name, value) in more {
        names.push(*name);
        values.push(*value);
    }
    for (name, value) in SYMBOLS.into_iter().zip(facts.values) {
        names.push(name);
        values.push(value.into());
    }
    match Tree::parse(text, Vocabulary { names: &names, whole_words: true }) {
        Ok(tree) => Ok(tree.evaluate(&values)),
        Err(fault) => Err(fault.at_field("near", text)),
    }
}

/// Whether a number is as near as a part of the expected one; zero is met exactly.
fn near(given: f64, expected: f64, tolerance: f64) -> bool {
    (given - expected).abs() <= tolerance * expected.abs() * SLACK
}
