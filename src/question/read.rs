//! A question from plain data: attributes arrive as texts, so every number may be an expression.

use super::{ASKS, Ask, Choice, Misconception, NEVER, Question};
use crate::{
    config::{Fields, number, whole},
    error::{Code, ConfigError},
    experiment::Experiment,
    expression,
    number::format,
    spectrum::Regime,
    value::Value,
};

/// The keys of a question.
const KEYS: [&str; 11] =
    ["ask", "direction", "track", "step", "tolerance", "choices", "of", "fraction", "below", "turn", "misconceptions"];
/// Every regime; the first are offered where nobody says which, and the one that is right is always among them.
const REGIMES: [Regime; 8] = [
    Regime::Creeps,
    Regime::Lands,
    Regime::Overshoots,
    Regime::Bounces,
    Regime::Diverges,
    Regime::Frozen,
    Regime::RunsAway,
    Regime::Spirals,
];
const OFFERED: usize = 5;
/// How near a number has to come, as a part of the expected one.
const NEAR: f64 = 0.05;
/// How near a point has to come, as a part of the width of what the map shows.
const NEAR_POINT: f64 = 0.04;
/// The most choices, and the most misconceptions, of a question.
const MOST: usize = 40;
/// The largest share of the start, and the largest amount.
const LARGEST: f64 = 1e12;

/// A number, or the text of an expression; it need not be finite.
pub(super) fn plain(value: &Value, field: &str) -> Result<f64, ConfigError> {
    match value {
        Value::Text(text) => expression::number(field, text),
        Value::Number(number) => Ok(*number),
        other => Err(ConfigError::new(field, Code::WrongType, other).expecting("a number")),
    }
}

fn optional(options: &Value, key: &str, minimum: f64, maximum: f64) -> Result<Option<f64>, ConfigError> {
    let Some(value) = options.get(key) else { return Ok(None) };
    number(&plain(value, key)?.into(), key, minimum, maximum).map(Some)
}

fn index(options: &Value, key: &str, [least, most, usual]: [usize; 3]) -> Result<usize, ConfigError> {
    let Some(value) = options.get(key) else { return Ok(usual) };
    whole(&plain(value, key)?.into(), key, least as f64, most as f64).map(|index| index as usize)
}

/// The place of a word among those that are known.
fn word(options: &Value, key: &str, known: &[&'static str]) -> Result<Option<usize>, ConfigError> {
    let Some(value) = options.get(key) else { return Ok(None) };
    let found = known.iter().position(|word| value.text() == Some(*word));
    found.map(Some).ok_or_else(|| ConfigError::new(key, Code::UnknownId, value).among(known.iter().copied()))
}

/// What stands apart by spaces, commas or lines.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split([' ', ',', '\n']).filter(|word| !word.is_empty()).collect()
}

/// By how many degrees the bowl and its start are turned before the question is asked.
pub(super) fn turn(options: &Value) -> Result<Option<f64>, ConfigError> {
    Fields::new(options, "")?.only(&KEYS, &[])?;
    optional(options, "turn", -360.0, 360.0)
}

impl<'a> Question<'a> {
    pub(super) fn read(run: &'a Experiment, options: &Value, width: f64) -> Result<Self, ConfigError> {
        let ids = ASKS.map(|(id, ..)| id);
        let found = word(options, "ask", &ids)?.and_then(|place| ASKS.get(place)).copied();
        let missing = || ConfigError::new("ask", Code::UnknownId, &Value::Null).among(ids);
        let (id, ask, unit) = found.ok_or_else(missing)?;
        let last = run.steps();
        let steps = match ask {
            Ask::NextPoint => [0, last.saturating_sub(1), 0],
            Ask::StepLength => [1, last, 1],
            Ask::PercentLeft | Ask::Winner | Ask::Count | Ask::StepsTo => [1, last, last],
            _ => [0, last, 0],
        };
        let kinds: &[&'static str] = match ask {
            Ask::StepsTo | Ask::PercentLeft => &["distance", "loss"],
            Ask::Count => &["loss-rises", "crossings"],
            _ => &[""],
        };
        let near = if ask == Ask::NextPoint { NEAR_POINT } else { NEAR };
        let tolerance = optional(options, "tolerance", 0.0, 1.0)?.unwrap_or(near);
        let mut question = Self {
            run,
            ask,
            id,
            unit,
            direction: word(options, "direction", &["shallow", "steep"])?,
            track: index(options, "track", [0, run.track_count().saturating_sub(1), 0])?,
            step: index(options, "step", steps)?,
            of: kinds.get(word(options, "of", kinds)?.unwrap_or(0)).copied().unwrap_or_default(),
            fraction: optional(options, "fraction", 0.0, LARGEST)?,
            below: optional(options, "below", 0.0, LARGEST)?,
            tolerance,
            choices: Vec::new(),
            misconceptions: misconceptions(options, tolerance)?,
            width,
        };
        question.choose(options)?;
        Ok(question)
    }

    /// The answers to choose from: tracks, regimes, or numbers that the author wrote.
    fn choose(&mut self, options: &Value) -> Result<(), ConfigError> {
        let refuse = |given: &Value, code| ConfigError::new("choices", code, given);
        let mut given: Vec<&str> = Vec::new();
        if let Some(value) = options.get("choices") {
            let text = value.text().filter(|text| text.len() <= MOST * MOST);
            let text = text.ok_or_else(|| refuse(value, Code::WrongType).expecting("words apart by spaces"))?;
            given = words(text);
            if given.len() > MOST {
                return Err(refuse(&given.len().into(), Code::WrongLength).expecting("at most 40 choices"));
            }
        }
        let chosen = |names: &[&str]| given.is_empty() || names.iter().any(|name| given.contains(name));
        let mut known: Vec<&str> = Vec::new();
        let right = if let Ask::Winner | Ask::Regime = self.ask { self.expected()?.0.text() } else { String::new() };
        let mut tracks = Vec::new();
        match self.ask {
            Ask::Winner => {
                for track in 0..self.run.track_count() {
                    let text = self.run.rate(track, 0).map_or_else(String::new, |rate| format(rate, 3));
                    tracks.push((track.to_string(), text, self.run.optimizer_id(track)));
                }
                for (id, text, method) in &tracks {
                    known.extend([id.as_str(), text, *method]);
                    if chosen(&[id, text, method]) || *id == right {
                        self.choices.push(Choice { id: id.clone(), text: text.clone(), method });
                    }
                }
            }
            Ask::Regime => {
                for (index, regime) in REGIMES.map(Regime::id).into_iter().enumerate() {
                    known.push(regime);
                    let usual = !given.is_empty() || index < OFFERED;
                    if (usual && chosen(&[regime])) || regime == right {
                        self.choices.push(Choice { id: regime.to_owned(), text: String::new(), method: "" });
                    }
                }
            }
            Ask::NextPoint if !given.is_empty() => {
                let expected = "a question whose answer is no point";
                return Err(refuse(&Value::Null, Code::NotHere).expecting(expected));
            }
            _ => {
                for word in given {
                    if word != NEVER {
                        expression::number("choices", word)?;
                    }
                    self.choices.push(Choice { id: word.to_owned(), text: word.to_owned(), method: "" });
                }
                return Ok(());
            }
        }
        match given.iter().find(|word| !known.contains(word)) {
            Some(word) => Err(refuse(&(*word).to_owned().into(), Code::UnknownId).among(known)),
            None => Ok(()),
        }
    }
}

/// What is typical: a list of `{ near, tolerance }`, both of which may be missing.
fn misconceptions(options: &Value, tolerance: f64) -> Result<Vec<Misconception>, ConfigError> {
    let mut list = Vec::new();
    let Some(value) = options.get("misconceptions") else { return Ok(list) };
    let Value::List(items) = value else {
        return Err(ConfigError::new("misconceptions", Code::WrongType, value).expecting("a list"));
    };
    for item in items.iter().take(MOST) {
        let near = match item.get("near") {
            None => None,
            Some(Value::Text(text)) => Some(text.clone().into_owned()),
            Some(Value::Number(number)) => Some(number.to_string()),
            Some(other) => return Err(ConfigError::new("near", Code::WrongType, other).expecting("text")),
        };
        list.push(Misconception { near, tolerance: optional(item, "tolerance", 0.0, LARGEST)?.unwrap_or(tolerance) });
    }
    Ok(list)
}
