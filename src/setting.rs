//! Everything that the registries let a reader set, by its path in the configuration: `loss.expression`,
//! `tracks[0].beta1`, `tracks[0].schedule`, `tracks[0].schedule.period`.
//!
//! Fields, switches and menus are made from this list, so that a new entry of a registry needs no page edited.

use crate::{
    config::Config,
    decimal::shortest,
    error::{Code, ConfigError},
    expression,
    parameter::{LEARNING_RATE, Parameter, Values},
    schedule::SCHEDULES,
    value::{Value, joined, record},
};

/// Parameters that have a slider of their own (see [`crate::control`]).
const SLIDERS: [&str; 3] = [LEARNING_RATE, "curvatures", "angle"];

/// Every setting in the order of the registries: the loss, then each track and its schedule. Each is the catalogue's
/// record of its parameter with its path as the id, its `value`, the `text` that a field shows, the `track` it belongs
/// to (null: the loss) and whether it is `scheduled`. What has a slider is left out.
#[must_use]
pub fn record(config: &Config) -> Value {
    let mut settings = Vec::new();
    list(&mut settings, config.loss.entry.parameters, &config.loss.values, "loss", Value::Null, false);
    for (index, track) in config.tracks.iter().enumerate() {
        let owner = format!("tracks[{index}]");
        let optimizer = &track.optimizer;
        list(&mut settings, optimizer.entry.parameters, &optimizer.values, &owner, index.into(), false);
        if track.learning_rate().is_some() {
            let (owner, schedule) = (owner + ".schedule", &track.schedule);
            let choice = record! {
                label: "schedule",
                symbol: "",
                kind: "choice",
                choices: Value::list(SCHEDULES.iter().map(|entry| entry.id)),
            };
            settings.push(placed(choice, owner.clone(), &schedule.entry.id.into(), index.into(), true));
            list(&mut settings, schedule.entry.parameters, &schedule.values, &owner, index.into(), true);
        }
    }
    Value::List(settings)
}

/// Adds the parameters of one entry that have no slider.
fn list(
    settings: &mut Vec<Value>,
    parameters: &[Parameter],
    values: &Values,
    owner: &str,
    track: Value,
    scheduled: bool,
) {
    for (parameter, (id, value)) in parameters.iter().zip(values.iter()) {
        if !SLIDERS.contains(&id) {
            let path = [owner, id].join(".");
            settings.push(placed(parameter.record(), path, value, track.clone(), scheduled));
        }
    }
}

/// A record with where it stands and what stands there.
fn placed(record: Value, path: String, value: &Value, track: Value, scheduled: bool) -> Value {
    let Value::Map(mut entries) = record else { return record };
    entries.retain(|(key, _)| key != "id");
    for (key, value) in [
        ("id", path.into()),
        ("text", written(value).into()),
        ("value", value.clone()),
        ("track", track),
        ("scheduled", scheduled.into()),
    ] {
        entries.push((key.into(), value));
    }
    Value::Map(entries)
}

/// A value as a field shows it and [`adjusted`] reads it again: numbers apart by spaces, pairs by commas.
fn written(value: &Value) -> String {
    match value {
        Value::Number(number) => shortest(*number),
        Value::Text(text) => text.clone().into_owned(),
        Value::List(items) => {
            let apart = if is_pairs(items) { ", " } else { " " };
            joined(&items.iter().map(written).collect::<Vec<_>>(), apart)
        }
        _ => String::new(),
    }
}

fn is_pairs(items: &[Value]) -> bool {
    matches!(items, [Value::List(_), ..])
}

/// The configuration with one setting changed, `None` where `path` leads to none: `{ text }` (numbers as expressions)
/// or `{ value }`; another schedule starts at its own defaults.
///
/// # Errors
/// Text that cannot be read as what stands there, or what the configuration refuses.
#[must_use]
pub fn adjusted(config: &Config, path: &str, change: &Value) -> Option<Result<Value, ConfigError>> {
    let mut record = config.record();
    // Without an owner it is no setting, but a control of its own.
    path.split_once('.')?;
    let present = slot(&mut record, path)?;
    Some(asked(path, present, change).and_then(|value| {
        let value = if matches!(present, Value::Map(_)) {
            record! { id: value }
        } else {
            value
        };
        edited(config, vec![(path.to_owned(), value)])
    }))
}

/// The normalised configuration with other values at some paths; null is the default.
///
/// # Errors
/// What the configuration refuses: it is the one place that knows what is allowed.
pub fn edited(config: &Config, edits: Vec<(String, Value)>) -> Result<Value, ConfigError> {
    let mut record = config.record();
    for (path, value) in edits {
        if let Some(slot) = slot(&mut record, &path) {
            *slot = value;
        }
    }
    Config::read(&record).map(|config| config.record())
}

/// The value that a change asks for in place of `present`; whether it is allowed is not its business.
fn asked(path: &str, present: &Value, change: &Value) -> Result<Value, ConfigError> {
    if let Some(value) = change.get("value") {
        return Ok(value.clone());
    }
    let Some(text) = change.get("text").and_then(Value::text) else {
        return Err(ConfigError::new(path, Code::WrongType, change).expecting("a text or value"));
    };
    match present {
        Value::Number(_) => expression::number(path, text).map(Value::from),
        Value::List(items) => {
            let mut numbers = Vec::new();
            for number in text.split([' ', ',', ';']).filter(|number| !number.is_empty()) {
                numbers.push(expression::number(path, number)?);
            }
            // A point without its second number stays what it is, and is refused as such.
            let pairs = |numbers: &[f64]| Value::copies(numbers);
            Ok(if is_pairs(items) { Value::list(numbers.chunks(2).map(pairs)) } else { Value::list(numbers) })
        }
        _ => Ok(text.to_owned().into()),
    }
}

/// Where a path leads in a record.
fn slot<'a>(record: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    path.split(['.', '[', ']']).filter(|key| !key.is_empty()).try_fold(record, |place, key| match place {
        Value::Map(entries) => entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value),
        Value::List(items) => items.get_mut(key.parse::<usize>().ok()?),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{loss::LOSSES, optimizer::OPTIMIZERS};

    fn config(loss: &'static str, optimizer: &'static str, schedule: &'static str) -> Config {
        let schedule = Value::map([("id", schedule.into())]);
        let track = |entries: Vec<_>| Value::List(vec![Value::Map(entries)]);
        let mut entries = vec![("optimizer".into(), optimizer.into())];
        let rated = |entry: &Parameter| entry.id == LEARNING_RATE;
        if OPTIMIZERS.iter().any(|entry| entry.id == optimizer && entry.parameters.iter().any(rated)) {
            entries.push(("schedule".into(), schedule));
        }
        let value = Value::map([("loss", Value::map([("id", loss.into())])), ("tracks", track(entries))]);
        Config::read(&value).unwrap()
    }

    #[test]
    fn the_text_of_every_setting_is_read_as_its_value() {
        let mut seen = 0;
        let mut check = |config: &Config| {
            let Value::List(settings) = record(config) else { panic!("no list") };
            for setting in settings {
                let key = if setting.get("kind") == Some(&"boolean".into()) { "value" } else { "text" };
                let change = Value::map([(key, setting.get(key).unwrap().clone())]);
                let path = setting.get("id").unwrap().text().unwrap();
                // A choice of a schedule starts it anew, and here they are at their defaults.
                assert_eq!(adjusted(config, path, &change), Some(Ok(config.record())), "{path} {change:?}");
                seen += 1;
            }
        };
        LOSSES.iter().for_each(|entry| check(&config(entry.id, "gradient-descent", "constant")));
        OPTIMIZERS.iter().for_each(|entry| check(&config("quadratic", entry.id, "constant")));
        SCHEDULES.iter().for_each(|entry| check(&config("quadratic", "gradient-descent", entry.id)));
        assert!(seen > LOSSES.len() + OPTIMIZERS.len() + SCHEDULES.len());
    }

    #[test]
    fn a_setting_is_changed_alone_and_refused_by_its_own_name() {
        let config = config("formula", "adam", "constant");
        let set = |path: &str, text: &'static str| adjusted(&config, path, &Value::map([("text", text.into())]));
        let beta = set("tracks[0].beta1", "1 - 1/4").unwrap().unwrap();
        let track = |record: &Value| match record.get("tracks") {
            Some(Value::List(tracks)) => tracks[0].clone(),
            _ => Value::Null,
        };
        assert_eq!(track(&beta).get("beta1"), Some(&Value::Number(0.75)));
        assert_eq!(beta.get("loss"), config.record().get("loss"));
        let valley = set("loss.expression", "x^2 + 9y^2").unwrap().unwrap();
        assert_eq!(valley.get("loss").unwrap().get("expression"), Some(&"x^2 + 9y^2".into()));
        assert_eq!(valley.get("start"), config.record().get("start"));
        let refused = |path, text| set(path, text).unwrap().unwrap_err();
        assert_eq!(refused("tracks[0].beta1", "7").field, "tracks[0].beta1");
        assert_eq!(refused("tracks[0].beta1", "one").code, Code::Syntax);
        assert_eq!(refused("tracks[0].schedule", "sometimes").field, "tracks[0].schedule.id");
        assert!(refused("loss.expression", "x^2 +").expected.ends_with("at character 6"));
        assert!(set("tracks[1].beta1", "0").is_none() && set("steps", "7").is_none());
    }
}
