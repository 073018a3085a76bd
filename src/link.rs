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
    config::{Config, Fields, STEPS, TOLERANCE, listed, numbers, whole},
    decimal,
    directions::{CURVATURES, MOST_DIRECTIONS},
    error::{Code, ConfigError},
    loss::LOSSES,
    optimizer::OPTIMIZERS,
    parameter::{Kind, Parameter, Values},
    schedule::SCHEDULES,
    value::{Value, cut, record},
};

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

/// A configuration, the step that is shown, and the curvatures of a bowl of many directions.
struct State {
    config: Config,
    step: usize,
    spectrum: Option<Vec<f64>>,
}

impl State {
    fn read(state: &Value) -> Result<Self, ConfigError> {
        let fields = Fields::new(state, "")?;
        let mut plain = Entries::new();
        if let Value::Map(entries) = state {
            plain.extend(entries.iter().filter(|(key, _)| key != STEP && key != SPECTRUM).cloned());
        }
        let config = Config::read(&Value::Map(plain))?;
        let step = fields.get(STEP).map_or(Ok(0.0), |step| whole(step, STEP, 0.0, config.steps as f64))?;
        let spectrum = fields.get(SPECTRUM).map(|all| numbers(all, SPECTRUM, [1, MOST_DIRECTIONS], CURVATURES));
        Ok(Self { config, step: step as usize, spectrum: spectrum.transpose()? })
    }
}

/// A state without what is a default.
fn brief(state: &Value) -> Result<Entries, ConfigError> {
    let State { config, step, spectrum } = State::read(state)?;
    let mut brief = Entries::new();
    let mut say = |key: &'static str, value: Value| brief.push((key.into(), value));
    let Config { loss, start, steps, tolerance, tracks } = &config;
    let landscape = differing("id", loss.entry.id, loss.entry.parameters, &loss.values);
    if !plain(&landscape, LOSSES.first().map(|entry| entry.id)) {
        say("loss", Value::Map(landscape));
    }
    if *start != loss.build().start() {
        say("start", (*start).into());
    }
    if *steps != STEPS {
        say("steps", (*steps).into());
    }
    if *tolerance != TOLERANCE {
        say("tolerance", (*tolerance).into());
    }
    let mut runs = Vec::new();
    let mut usual = tracks.len() == 1;
    for track in tracks {
        let (method, schedule) = (&track.optimizer, &track.schedule);
        let mut run = differing("optimizer", method.entry.id, method.entry.parameters, &method.values);
        let rates = differing("id", schedule.entry.id, schedule.entry.parameters, &schedule.values);
        if track.learning_rate().is_some() && !plain(&rates, SCHEDULES.first().map(|entry| entry.id)) {
            run.push((SCHEDULE.into(), Value::Map(rates)));
        }
        usual &= plain(&run, OPTIMIZERS.first().map(|entry| entry.id));
        runs.push(Value::Map(run));
    }
    if !usual {
        say(TRACKS, Value::List(runs));
    }
    if let Some(spectrum) = spectrum {
        say(SPECTRUM, Value::copies(&spectrum));
    }
    if step > 0 {
        say(STEP, step.into());
    }
    Ok(brief)
}

/// The id under `key`, and each parameter that has another value than its default.
fn differing(key: &'static str, id: &'static str, parameters: &[Parameter], values: &Values) -> Entries {
    let mut entries: Entries = vec![(key.into(), id.into())];
    for (parameter, (id, value)) in parameters.iter().zip(values.iter()) {
        if *value != parameter.default() {
            entries.push((id.into(), value.clone()));
        }
    }
    entries
}

/// Whether this is the first of its registry, as it comes.
fn plain(entries: &Entries, first: Option<&'static str>) -> bool {
    matches!(entries.as_slice(), [(_, id)] if id.text() == first)
}

fn item(out: &mut String, key: &str, value: &Value) {
    out.extend([key, ":"]);
    write(out, value);
    out.push(';');
}

/// A map begins with the id of what it is, without a key.
fn write(out: &mut String, value: &Value) {
    match value {
        Value::Map(entries) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                if index > 0 {
                    out.extend([",", key, ":"]);
                }
                write(out, value);
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push('_');
                }
                write(out, item);
            }
        }
        Value::Number(number) => out.push_str(&decimal::shortest(*number)),
        Value::Text(text) => escape(out, text),
        Value::Boolean(true) => out.push_str("true"),
        Value::Boolean(false) => out.push_str("false"),
        Value::Null | Value::Foreign(_) => {}
    }
}

fn escape(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b".*()+-/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('~');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from_digit(half.into(), 16).unwrap_or('0'));
            }
        }
    }
}

/// The text that was escaped; what is not one is for validation to refuse.
fn unescape(raw: &str) -> Value {
    let mut bytes = Vec::new();
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        let mut half = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
        bytes.push(match byte {
            b'~' => match (half(), half()) {
                (Some(high), Some(low)) => (16 * high + low) as u8,
                _ => return Value::Foreign("text with a faulty escape".into()),
            },
            _ => byte,
        });
    }
    String::from_utf8(bytes).map_or_else(|_| Value::Foreign("bytes that are no text".into()), Value::from)
}

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

/// A value as its kind is written; what is not one becomes a text, which validation refuses.
fn typed(kind: Kind, raw: &str) -> Value {
    match kind {
        Kind::Number(_) | Kind::Whole(_) => scalar(raw),
        Kind::Boolean(_) if raw == "true" => true.into(),
        Kind::Boolean(_) if raw == "false" => false.into(),
        Kind::Boolean(_) | Kind::Choice(_) => raw.to_owned().into(),
        Kind::Numbers(_) | Kind::List(..) | Kind::Box => list(raw),
        Kind::Pairs { .. } => match list(raw) {
            Value::List(items) => Value::List(items.chunks(2).map(|pair| Value::List(pair.to_vec())).collect()),
            other => other,
        },
        Kind::Formula(_) => unescape(raw),
    }
}

fn scalar(raw: &str) -> Value {
    let (sign, digits) = raw.strip_prefix('-').map_or((1.0, raw), |digits| (-1.0, digits));
    decimal::parse(digits).map_or_else(|| cut(raw, SHOWN).to_owned().into(), |number| (sign * number).into())
}

fn list(raw: &str) -> Value {
    let mut items = Vec::new();
    for item in raw.split('_').filter(|_| !raw.is_empty()) {
        items.push(scalar(item));
    }
    Value::List(items)
}
