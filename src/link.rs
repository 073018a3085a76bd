//! A state as the short text of a permalink, and back.
//!
//! `loss:rosenbrock,b:20;start:-1.5_2;track:adam,learningRate:0.3,schedule:cosine,period:50;step:12;v1`
//!
//! * Items apart by `;`, in any order: `loss`, `start`, `steps`, `tolerance`, `spectrum`, `step`, and a `track` for each run.
//! * In an item `key:value` apart by `,`. What follows a `schedule` belongs to it.
//! * Lists, and pairs one after another, apart by `_`; numbers have a dot and as many digits as it takes to tell them.
//! * In a text each byte but ASCII letters, digits and `.*()+-/` is `~` and two hexadecimal digits: nothing needs the escapes
//!   of an address, and none of them can put anything else into it.
//! * What is not said has the default of its kind: a landscape's own start, each parameter's value in the catalogue.
//! * The last item is the version. It is also the seal: a text that was cut off lacks it, and is refused.
//!
//! A text of a released version always opens as what it was (`tests/links`): another default needs another version.

use std::borrow::Cow;

use crate::{
    config::listed,
    error::{Code, ConfigError},
    loss::LOSSES,
    optimizer::OPTIMIZERS,
    parameter::Parameter,
    schedule::SCHEDULES,
    value::{Value, cut, record},
};

mod state;
mod text;

use state::{State, brief};
use text::{item, list, scalar, typed};

/// How a text ends.
pub const VERSION: &str = "v1";
/// Characters that no text exceeds: more than any valid state takes.
pub const LONGEST: usize = 131_072;

/// What a map is made of.
type Entries = Vec<(Cow<'static, str>, Value)>;
/// Ids with their parameters.
type Known = [(&'static str, &'static [Parameter])];

/// `{ text, state }` of a configuration with a `step` and, for a bowl of many directions, its `spectrum`: the text of its
/// permalink, and the same as plain data with nothing that is a default.
///
/// # Errors
/// Where the state is not valid.
pub fn link(state: &Value) -> Result<Value, ConfigError> {
    let brief = brief(state)?;
    let mut text = String::new();
    for (key, value) in &brief {
        match value {
            Value::List(tracks) if key == TRACKS => {
                for track in tracks {
                    item(&mut text, TRACK, track);
                }
            }
            _ => item(&mut text, key, value),
        }
    }
    text.push_str(VERSION);
    Ok(record! { text: text, state: Value::Map(brief) })
}

/// The complete state that a text tells.
///
/// # Errors
/// Where it is not one that `link` could have written, but for the order of its items and the digits of its numbers.
pub fn unlink(text: &Value) -> Result<Value, ConfigError> {
    let refuse = |code, value: &Value| ConfigError::new("permalink", code, value);
    let Some(all) = text.text() else { return Err(refuse(Code::WrongType, text).expecting("text")) };
    if all.len() > LONGEST {
        return Err(refuse(Code::WrongLength, &all.len().into()).expecting(&format!("at most {LONGEST} characters")));
    }
    let (body, version) = all.rsplit_once(';').map_or(("", all), |(body, version)| (body, version));
    if version != VERSION {
        let end = cut(version, SHOWN).to_owned().into();
        return Err(
            refuse(Code::Syntax, &end).expecting(&format!("{VERSION} at its end: a link of this version, whole"))
        );
    }
    let mut state = Entries::new();
    let mut tracks = Vec::new();
    for item in body.split(';').filter(|_| !body.is_empty()) {
        let mut rest = item.split(',');
        let (key, raw) = pair(rest.next().unwrap_or_default())?;
        let value = match key {
            "loss" => chosen("id", raw, &listed(LOSSES), &mut rest)?,
            TRACK => {
                tracks.push(chosen("optimizer", raw, &listed(OPTIMIZERS), &mut rest)?);
                continue;
            }
            "start" | SPECTRUM => list(raw),
            "steps" | "tolerance" | STEP => scalar(raw),
            _ => {
                let known = ["loss", "start", "steps", "tolerance", SPECTRUM, STEP, TRACK];
                return Err(unknown(key, raw).among(known));
            }
        };
        if let Some(more) = rest.next() {
            return Err(unknown(more, raw));
        }
        put(&mut state, key, value)?;
    }
    if !tracks.is_empty() {
        state.push((TRACKS.into(), Value::List(tracks)));
    }
    let State { config, step, spectrum } = State::read(&Value::Map(state))?;
    let mut whole = match config.record() {
        Value::Map(entries) => entries,
        _ => Entries::new(),
    };
    whole.push((STEP.into(), step.into()));
    if let Some(spectrum) = spectrum {
        whole.push((SPECTRUM.into(), Value::copies(&spectrum)));
    }
    Ok(Value::Map(whole))
}

const TRACK: &str = "track";
const TRACKS: &str = "tracks";
const STEP: &str = "step";
const SPECTRUM: &str = "spectrum";
const SCHEDULE: &str = "schedule";
/// Characters of a faulty text that a message repeats.
const SHOWN: usize = 60;

/// `key:value`.
fn pair(text: &str) -> Result<(&str, &str), ConfigError> {
    text.split_once(':').ok_or_else(|| {
        let given = cut(text, SHOWN).to_owned().into();
        ConfigError::new("permalink", Code::Syntax, &given).expecting("key:value")
    })
}

fn unknown(key: &str, raw: &str) -> ConfigError {
    ConfigError::new(cut(key, SHOWN), Code::UnknownKey, &cut(raw, SHOWN).to_owned().into())
}

/// Adds what must not be said twice.
fn put(entries: &mut Entries, key: &str, value: Value) -> Result<(), ConfigError> {
    if entries.iter().any(|(other, _)| other == key) {
        return Err(ConfigError::new(key, Code::NotHere, &Value::Null).expecting("it is said already"));
    }
    entries.push((key.to_owned().into(), value));
    Ok(())
}

/// The map of an entry of a registry, with what is said of its parameters in the rest of the item.
fn chosen(
    key: &'static str,
    id: &str,
    known: &Known,
    rest: &mut std::str::Split<'_, char>,
) -> Result<Value, ConfigError> {
    let Some((id, parameters)) = known.iter().find(|(other, _)| *other == id) else {
        let given = cut(id, SHOWN).to_owned().into();
        return Err(ConfigError::new(key, Code::UnknownId, &given).among(known.iter().map(|(id, _)| *id)));
    };
    let mut entries: Entries = vec![(key.into(), (*id).into())];
    while let Some(text) = rest.next() {
        let (key, raw) = pair(text)?;
        if let Some(parameter) = parameters.iter().find(|parameter| parameter.id == key) {
            put(&mut entries, key, typed(parameter.kind, raw))?;
        } else if key == SCHEDULE && entries.first().is_some_and(|(key, _)| key == "optimizer") {
            // What is left of the item is the schedule's.
            entries.push((SCHEDULE.into(), chosen("id", raw, &listed(SCHEDULES), rest)?));
        } else {
            return Err(unknown(key, raw).among(parameters.iter().map(|parameter| parameter.id)));
        }
    }
    Ok(Value::Map(entries))
}
