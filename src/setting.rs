//! Everything that the registries let a reader set, by its path in the configuration: `loss.expression`,
//! `tracks[0].beta1`, `tracks[0].schedule`, `tracks[0].schedule.period`.
//!
//! Fields, switches and menus are made from this list, so that a new entry of a registry needs no page edited.

use crate::{
    arithmetic::evaluate,
    config::{Chosen, Config},
    decimal::shortest,
    error::{Code, ConfigError},
    parameter::{Kind, LEARNING_RATE, Parameter},
    schedule::SCHEDULES,
    value::Value,
};

/// Parameters that have a slider of their own (see [`crate::control`]).
const SLIDERS: [&str; 3] = [LEARNING_RATE, "curvatures", "angle"];

/// Something that can be set.
struct Setting {
    path: String,
    track: Option<usize>,
    /// Whether it is a schedule or belongs to one.
    scheduled: bool,
    /// `None` for the choice of a schedule.
    parameter: Option<&'static Parameter>,
    value: Value,
}

/// Every setting of a configuration, in the order of the registries: the loss, then each track and its schedule.
fn settings(config: &Config) -> Vec<Setting> {
    let mut found = of(&config.loss, "loss", None, false);
    for (index, track) in config.tracks.iter().enumerate() {
        let path = format!("tracks[{index}]");
        found.extend(of(&track.optimizer, &path, Some(index), false));
        if track.learning_rate().is_none() {
            continue;
        }
        let path = path + ".schedule";
        let scheduled = of(&track.schedule, &path, Some(index), true);
        let value = track.schedule.entry.id.into();
        found.push(Setting { path, track: Some(index), scheduled: true, parameter: None, value });
        found.extend(scheduled);
    }
    found
}

/// The parameters of one entry.
fn of<T: ?Sized>(chosen: &Chosen<T>, owner: &str, track: Option<usize>, scheduled: bool) -> Vec<Setting> {
    let parameters = chosen.entry.parameters.iter().zip(chosen.values.iter());
    let setting = |(parameter, (id, value)): (&'static Parameter, (&str, &Value))| Setting {
        path: [owner, id].join("."),
        track,
        scheduled,
        parameter: Some(parameter),
        value: value.clone(),
    };
    parameters.map(setting).collect()
}

/// The public list: of each setting the catalogue's record of its parameter with the path as its id, its `value`, the
/// `text` that a field shows, the `track` it belongs to (null: the loss) and whether it is `scheduled`. What has a
/// slider is left out. The choice of a schedule is of kind `choice`.
#[must_use]
pub fn record(config: &Config) -> Value {
    let own = |setting: &Setting| !setting.parameter.is_some_and(|parameter| SLIDERS.contains(&parameter.id));
    Value::list(settings(config).into_iter().filter(own).map(|setting| {
        let record = setting.parameter.map_or_else(
            || {
                Value::map([
                    ("label", "schedule".into()),
                    ("symbol", "".into()),
                    ("kind", "choice".into()),
                    ("choices", Value::list(SCHEDULES.iter().map(|entry| entry.id))),
                ])
            },
            Parameter::record,
        );
        let Value::Map(mut entries) = record else { return record };
        entries.retain(|(key, _)| key != "id");
        entries.extend([
            ("id".into(), setting.path.into()),
            ("text".into(), written(&setting.value).into()),
            ("value".into(), setting.value),
            ("track".into(), setting.track.into()),
            ("scheduled".into(), setting.scheduled.into()),
        ]);
        Value::Map(entries)
    }))
}

/// A value as a field shows it and [`adjusted`] reads it again: numbers apart by spaces, pairs by commas.
fn written(value: &Value) -> String {
    match value {
        Value::Number(number) => shortest(*number),
        Value::Text(text) => text.clone().into_owned(),
        Value::List(items) => {
            let apart = if items.iter().any(|item| matches!(item, Value::List(_))) { ", " } else { " " };
            items.iter().map(written).collect::<Vec<_>>().join(apart)
        }
        _ => String::new(),
    }
}

/// The configuration with one setting changed, `None` where `path` is none: `{ text }` (numbers as expressions) or
/// `{ value }`; another schedule starts at its own defaults.
///
/// # Errors
/// Text that cannot be read, or what the configuration refuses.
#[must_use]
pub fn adjusted(config: &Config, path: &str, change: &Value) -> Option<Result<Value, ConfigError>> {
    let setting = settings(config).into_iter().find(|setting| setting.path == path)?;
    let mut record = config.record();
    Some(asked(&setting, change).and_then(|value| {
        if let Some(slot) = slot(&mut record, path) {
            *slot = if setting.parameter.is_some() { value } else { Value::map([("id", value)]) };
        }
        // The one place that knows what is allowed.
        Config::read(&record).map(|config| config.record())
    }))
}

/// The value that a change asks for; whether it is allowed is not its business.
fn asked(setting: &Setting, change: &Value) -> Result<Value, ConfigError> {
    if let Some(value) = change.get("value") {
        return Ok(value.clone());
    }
    let path = &setting.path;
    let Some(text) = change.get("text").and_then(Value::text) else {
        return Err(ConfigError::new(path, Code::WrongType, change).expecting("a text or value"));
    };
    let number = |text: &str| evaluate(path, text).map(Value::from);
    let numbers = |text: &str| text.split_whitespace().map(number).collect::<Result<_, _>>().map(Value::List);
    match setting.parameter.map(|parameter| parameter.kind) {
        Some(Kind::Number(_) | Kind::Whole(_)) => number(text),
        Some(Kind::Numbers(_) | Kind::List(..)) => numbers(text),
        Some(Kind::Pairs { .. }) => {
            let pairs = text.split([',', ';', '\n']).filter(|pair| !pair.trim().is_empty());
            pairs.map(numbers).collect::<Result<_, _>>().map(Value::List)
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
            for setting in settings(config) {
                let change = match setting.value {
                    Value::Boolean(_) => Value::map([("value", setting.value.clone())]),
                    _ => Value::map([("text", written(&setting.value).into())]),
                };
                let adjusted = adjusted(config, &setting.path, &change).unwrap();
                assert_eq!(adjusted, Ok(config.record()), "{} {change:?}", setting.path);
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
        assert!(set("loss.id", "quadratic").is_none() && set("tracks[1].beta1", "0").is_none());
    }
}
