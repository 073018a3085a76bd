//! A configuration, from plain data to something that cannot fail any more.
//!
//! Everything may be missing; what is there must be right. Every refusal names the field, the value and what is allowed.

use crate::{
    error::{Code, ConfigError},
    loss::{LOSSES, Loss},
    math::Vec2,
    optimizer::{OPTIMIZERS, Optimizer},
    parameter::{Kind, LEARNING_RATE, Parameter, Values},
    registry::Entry,
    schedule::{SCHEDULES, Schedule},
    value::{Value, cut, record},
};

/// The most steps of a run.
pub const MOST_STEPS: f64 = 10_000.0;
/// The steps of a run where nothing is said.
pub const STEPS: usize = 60;
/// The tolerance where nothing is said.
pub const TOLERANCE: f64 = 1e-6;
/// The most tracks of an experiment.
pub const MOST_TRACKS: usize = 8;
/// The fewest data pairs: a line through fewer is anybody's guess.
pub const FEWEST_PAIRS: usize = 2;
/// The most data pairs.
pub const MOST_PAIRS: usize = 500;
/// The largest coordinate of a start.
pub const FARTHEST_START: f64 = 1e6;

/// An entry of a registry with the values it is to be built from.
pub struct Chosen<T: ?Sized + 'static> {
    /// The entry.
    pub entry: &'static Entry<T>,
    /// One value for each of its parameters.
    pub values: Values,
}

impl<T: ?Sized> Chosen<T> {
    /// Builds it.
    #[must_use]
    pub fn build(&self) -> Box<T> {
        (self.entry.build)(&self.values)
    }

    /// The entry with every parameter at its default.
    #[must_use]
    pub fn by_default(entry: &'static Entry<T>) -> Self {
        Self { entry, values: Values::defaults(entry.parameters) }
    }

    /// The record of a normalised configuration, its id under `key`.
    fn record(&self, key: &'static str) -> Vec<(std::borrow::Cow<'static, str>, Value)> {
        self.values.record(key, self.entry.id)
    }
}

// Derived `Clone` and `Debug` would ask `T` for them.
impl<T: ?Sized> Clone for Chosen<T> {
    fn clone(&self) -> Self {
        Self { entry: self.entry, values: self.values.clone() }
    }
}

impl<T: ?Sized> std::fmt::Debug for Chosen<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {:?}", self.entry.id, self.values)
    }
}

/// One run: an optimizer and its schedule.
#[derive(Clone, Debug)]
pub struct TrackConfig {
    /// The method.
    pub optimizer: Chosen<dyn Optimizer>,
    /// How its rate changes.
    pub schedule: Chosen<dyn Schedule>,
}

impl TrackConfig {
    /// The track's own learning rate, where the method has one.
    #[must_use]
    pub fn learning_rate(&self) -> Option<f64> {
        self.optimizer.values.has(LEARNING_RATE).then(|| self.optimizer.values.number(LEARNING_RATE))
    }
}

impl TrackConfig {
    /// The largest learning rate that the method takes, where it has one.
    #[must_use]
    pub fn largest_rate(&self) -> Option<f64> {
        let mut parameters = self.optimizer.entry.parameters.iter();
        parameters.find(|parameter| parameter.id == LEARNING_RATE).map(|parameter| parameter.maximum)
    }
}

/// A validated configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// The landscape.
    pub loss: Chosen<dyn Loss>,
    /// Where every track starts.
    pub start: Vec2,
    /// How many steps each track takes.
    pub steps: usize,
    /// The fraction of max(1, first gradient norm) below which a track counts as converged.
    pub tolerance: f64,
    /// The runs.
    pub tracks: Vec<TrackConfig>,
}

impl Config {
    /// Validates plain data.
    ///
    /// # Errors
    /// The first field that is unknown, of a wrong type, not finite or out of range.
    pub fn read(value: &Value) -> Result<Self, ConfigError> {
        let fields = Fields::new(value, "")?;
        fields.only(&["loss", "start", "steps", "tolerance", "tracks"], &[])?;
        let loss = chosen(LOSSES, "id", fields.get("loss"), "loss")?;
        let start = match fields.get("start") {
            None => loss.build().start(),
            Some(value) => {
                let [x, y] = pair(value, "start", -FARTHEST_START, FARTHEST_START)?;
                Vec2::new(x, y)
            }
        };
        let steps = fields.get("steps").map_or(Ok(STEPS as f64), |value| whole(value, "steps", 1.0, MOST_STEPS))?;
        let tolerance = fields.get("tolerance").map_or(Ok(TOLERANCE), |value| number(value, "tolerance", 0.0, 1.0))?;
        let mut tracks = Vec::new();
        match fields.get("tracks") {
            None => tracks.push(TrackConfig::read(None, "tracks[0]")?),
            Some(value) => {
                let expected = format!("a list of 1 to {MOST_TRACKS} tracks");
                for (index, track) in list(value, "tracks", [1, MOST_TRACKS], &expected)?.iter().enumerate() {
                    tracks.push(TrackConfig::read(Some(track), &element("tracks", index))?);
                }
            }
        }
        Ok(Self { loss, start, steps: steps as usize, tolerance, tracks })
    }

    /// The normalised configuration: every default filled in. Reading it again gives the same experiment.
    #[must_use]
    pub fn record(&self) -> Value {
        let mut tracks = Vec::new();
        for track in &self.tracks {
            let mut entries = track.optimizer.record("optimizer");
            if track.learning_rate().is_some() {
                entries.push((SCHEDULE.into(), Value::Map(track.schedule.record("id"))));
            }
            tracks.push(Value::Map(entries));
        }
        record! {
            loss: Value::Map(self.loss.record("id")),
            start: self.start,
            steps: self.steps,
            tolerance: self.tolerance,
            tracks: Value::List(tracks),
        }
    }
}

impl TrackConfig {
    /// Validates a track at `path`.
    pub(crate) fn read(value: Option<&Value>, path: &str) -> Result<Self, ConfigError> {
        let optimizer = chosen(OPTIMIZERS, "optimizer", value, path)?;
        let schedule = value.and_then(|value| value.get(SCHEDULE));
        let schedule = chosen(SCHEDULES, "id", schedule, &[path, SCHEDULE].join("."))?;
        Ok(Self { optimizer, schedule })
    }
}

/// The key of the schedule in a track, beside the parameters of a method with a learning rate.
const SCHEDULE: &str = "schedule";

/// The entry that is named under `key` in the map at `path`, with its validated parameters; without a map or a name,
/// the first of the registry.
pub(crate) fn chosen<T: ?Sized>(
    entries: &'static [Entry<T>],
    key: &str,
    value: Option<&Value>,
    path: &str,
) -> Result<Chosen<T>, ConfigError> {
    let (index, values) = choose(&listed(entries), key, value.unwrap_or(&Value::Map(Vec::new())), path)?;
    // The registries are not empty; an error keeps this free of panics.
    let entry = entries.get(index).ok_or_else(|| ConfigError::new(path, Code::UnknownId, &Value::Null))?;
    Ok(Chosen { entry, values })
}

/// The ids of a registry, each with its parameters.
pub(crate) fn listed<T: ?Sized>(entries: &'static [Entry<T>]) -> Vec<(&'static str, &'static [Parameter])> {
    let mut list = Vec::new();
    for entry in entries {
        list.push((entry.id, entry.parameters));
    }
    list
}

/// The same for a registry of anything, of which only ids and parameters are looked at.
fn choose(
    list: &[(&'static str, &'static [Parameter])],
    key: &str,
    value: &Value,
    path: &str,
) -> Result<(usize, Values), ConfigError> {
    let fields = Fields::new(value, path)?;
    let index = match fields.get(key) {
        None => 0,
        Some(value) => {
            let refuse = |code| ConfigError::new(&fields.path(key), code, value).among(list.iter().map(|(id, _)| *id));
            let id = value.text().ok_or_else(|| refuse(Code::WrongType))?;
            list.iter().position(|(other, _)| *other == id).ok_or_else(|| refuse(Code::UnknownId))?
        }
    };
    let parameters = list.get(index).map_or(&[][..], |(_, parameters)| parameters);
    let mut settings = Vec::new();
    for parameter in parameters {
        let setting = match fields.get(parameter.id) {
            None => parameter.default(),
            Some(value) => setting(value, parameter, &fields.path(parameter.id))?,
        };
        settings.push((parameter.id, setting));
    }
    let has_rate = parameters.iter().any(|parameter| parameter.id == LEARNING_RATE);
    let keys = if has_rate { vec![key, SCHEDULE] } else { vec![key] };
    fields.only(&keys, parameters)?;
    Ok((index, Values::new(settings)))
}

/// A map at a path.
pub(crate) struct Fields<'a> {
    value: &'a Value,
    path: String,
}

impl<'a> Fields<'a> {
    pub fn new(value: &'a Value, path: &str) -> Result<Self, ConfigError> {
        if matches!(value, Value::Map(_)) {
            Ok(Self { value, path: path.to_owned() })
        } else {
            let field = if path.is_empty() { "config" } else { path };
            Err(ConfigError::new(field, Code::WrongType, value).expecting("an object"))
        }
    }

    fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub fn get(&self, key: &str) -> Option<&'a Value> {
        self.value.get(key)
    }

    /// Refuses every key that is neither in `keys` nor a parameter.
    pub fn only(&self, keys: &[&str], parameters: &[Parameter]) -> Result<(), ConfigError> {
        let mut known = keys.to_vec();
        for parameter in parameters {
            known.push(parameter.id);
        }
        let Value::Map(entries) = self.value else { return Ok(()) };
        for (key, value) in entries {
            if *value != Value::Null && !known.contains(&key.as_ref()) {
                return Err(ConfigError::new(&self.path(cut(key, 60)), Code::UnknownKey, value).among(known));
            }
        }
        Ok(())
    }
}

/// Validates one setting.
///
/// # Errors
/// Where `value` is not of the parameter's kind or outside its range.
pub fn setting(value: &Value, parameter: &Parameter, path: &str) -> Result<Value, ConfigError> {
    let (minimum, maximum) = (parameter.minimum, parameter.maximum);
    let refuse = |code| ConfigError::new(path, code, value);
    match parameter.kind {
        Kind::Number(_) => number(value, path, minimum, maximum).map(Value::from),
        Kind::Whole(_) => whole(value, path, minimum, maximum).map(Value::from),
        Kind::Boolean(_) => match value {
            Value::Boolean(_) => Ok(value.clone()),
            _ => Err(refuse(Code::WrongType).expecting("true or false")),
        },
        Kind::Choice(words) => match value.text().and_then(|text| words.iter().copied().find(|word| *word == text)) {
            Some(word) => Ok(word.into()),
            None => {
                let code = if value.text().is_some() { Code::UnknownId } else { Code::WrongType };
                Err(refuse(code).among(words.iter().copied()))
            }
        },
        Kind::Numbers(default) => numbers(value, path, [default.len(); 2], [minimum, maximum]).map(Value::list),
        Kind::List(_, lengths) => numbers(value, path, lengths, [minimum, maximum]).map(Value::list),
        Kind::Box => {
            let expected = "an empty list or 4 numbers: left < right, bottom < top";
            let items = list(value, path, [0, 4], expected)?;
            if !matches!(items.len(), 0 | 4) {
                return Err(refuse(Code::WrongLength).expecting(expected));
            }
            let numbers = numbers(value, path, [0, 4], [minimum, maximum])?;
            if numbers.chunks_exact(2).any(|ends| ends.first() >= ends.last()) {
                return Err(refuse(Code::OutOfRange).expecting(expected));
            }
            Ok(Value::list(numbers))
        }
        Kind::Pairs { labels, .. } => {
            let expected = format!("a list of {FEWEST_PAIRS} to {MOST_PAIRS} pairs [x, y]");
            let mut pairs = Vec::new();
            for (index, item) in list(value, path, [FEWEST_PAIRS, MOST_PAIRS], &expected)?.iter().enumerate() {
                let path = element(path, index);
                let [x, y] = pair(item, &path, minimum, maximum)?;
                let y = if labels { whole(&y.into(), &element(&path, 1), 0.0, 1.0)? } else { y };
                pairs.push([x, y]);
            }
            Ok(Value::list(pairs))
        }
        Kind::Formula(_) => match value.text() {
            None => Err(refuse(Code::WrongType).expecting("text")),
            Some(text) => match crate::expression::Formula::parse(text) {
                Ok(_) => Ok(value.clone()),
                Err(fault) => Err(fault.at_field(path, text)),
            },
        },
    }
}

/// A place in a list.
fn element(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}

/// Lists that may have more items than this are told by their length: they are too long to be repeated in a message.
const TOLD: usize = 256;

/// A list of `least` to `most` items.
fn list<'a>(
    value: &'a Value,
    path: &str,
    [least, most]: [usize; 2],
    expected: &str,
) -> Result<&'a [Value], ConfigError> {
    let refuse = |code, given: &Value| Err(ConfigError::new(path, code, given).expecting(expected));
    match value {
        Value::List(items) if (least..=most).contains(&items.len()) => Ok(items),
        Value::List(items) if most > TOLD => refuse(Code::WrongLength, &items.len().into()),
        Value::List(_) => refuse(Code::WrongLength, value),
        _ => refuse(Code::WrongType, value),
    }
}

/// A list of as many finite numbers in a range as one of these lengths says.
///
/// # Errors
/// Where it is not one.
pub fn numbers(value: &Value, path: &str, lengths: [usize; 2], range: [f64; 2]) -> Result<Vec<f64>, ConfigError> {
    let ([least, most], [minimum, maximum]) = (lengths, range);
    let count = if least == most { most.to_string() } else { format!("{least} to {most}") };
    let mut numbers = Vec::new();
    for (index, item) in list(value, path, lengths, &format!("a list of {count} numbers"))?.iter().enumerate() {
        numbers.push(number(item, &element(path, index), minimum, maximum)?);
    }
    Ok(numbers)
}

/// A finite number in a range.
///
/// # Errors
/// Where it is not one.
pub fn number(value: &Value, path: &str, minimum: f64, maximum: f64) -> Result<f64, ConfigError> {
    let refuse = |code| ConfigError::new(path, code, value).expecting("a number").within(minimum, maximum);
    match value.number() {
        None => Err(refuse(Code::WrongType)),
        Some(number) if !number.is_finite() => Err(refuse(Code::NotFinite)),
        Some(number) if number < minimum || number > maximum => Err(refuse(Code::OutOfRange)),
        Some(number) => Ok(number),
    }
}

/// A whole number in a range.
///
/// # Errors
/// Where it is not one.
pub fn whole(value: &Value, path: &str, minimum: f64, maximum: f64) -> Result<f64, ConfigError> {
    let number = number(value, path, minimum, maximum)?;
    if number.fract() == 0.0 {
        Ok(number)
    } else {
        Err(ConfigError::new(path, Code::NotWhole, value).expecting("a whole number").within(minimum, maximum))
    }
}

/// A pair of finite numbers in a range.
///
/// # Errors
/// Where it is not one.
pub fn pair(value: &Value, path: &str, minimum: f64, maximum: f64) -> Result<[f64; 2], ConfigError> {
    let numbers = numbers(value, path, [2; 2], [minimum, maximum])?;
    Ok([0, 1].map(|index| numbers.get(index).copied().unwrap_or(f64::NAN)))
}
