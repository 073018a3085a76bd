//! A configuration, from plain data to something that cannot fail any more.
//!
//! Everything may be missing; what is there must be right. Every refusal names the field, the value and what is allowed.

use crate::{
    error::{Code, ConfigError},
    loss::{LOSSES, Loss},
    math::Vec2,
    optimizer::{OPTIMIZERS, Optimizer},
    parameter::{Kind, LEARNING_RATE, Parameter, Values},
    registry::{Entry, find},
    schedule::{SCHEDULES, Schedule},
    value::{Value, record},
};

/// The most steps of a run.
pub const MOST_STEPS: f64 = 10_000.0;
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
        std::iter::once((key.into(), self.entry.id.into()))
            .chain(self.values.iter().map(|(key, value)| (key.into(), value.clone())))
            .collect()
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
        let loss = match fields.get("loss") {
            None => Chosen::by_default(find_or_first(LOSSES)?),
            Some(value) => {
                let inner = Fields::new(value, "loss")?;
                let chosen = inner.choose(LOSSES, "id", LOSSES.first())?;
                inner.only(&["id"], chosen.entry.parameters)?;
                chosen
            }
        };
        let start = match fields.get("start") {
            None => loss.build().start(),
            Some(value) => {
                let [x, y] = pair(value, "start", -FARTHEST_START, FARTHEST_START)?;
                Vec2::new(x, y)
            }
        };
        let steps = fields.get("steps").map_or(Ok(60.0), |value| whole(value, "steps", 1.0, MOST_STEPS))?;
        let tolerance = fields.get("tolerance").map_or(Ok(1e-6), |value| number(value, "tolerance", 0.0, 1.0))?;
        let tracks = match fields.get("tracks") {
            None => vec![TrackConfig::read(&Value::Map(Vec::new()), "tracks[0]")?],
            Some(Value::List(items)) if (1..=MOST_TRACKS).contains(&items.len()) => items
                .iter()
                .enumerate()
                .map(|(index, item)| TrackConfig::read(item, &format!("tracks[{index}]")))
                .collect::<Result<_, _>>()?,
            Some(other) => {
                let code = if matches!(other, Value::List(_)) { Code::WrongLength } else { Code::WrongType };
                return Err(
                    ConfigError::new("tracks", code, other).expecting(format!("a list of 1 to {MOST_TRACKS} tracks"))
                );
            }
        };
        Ok(Self { loss, start, steps: steps as usize, tolerance, tracks })
    }

    /// The normalised configuration: every default filled in. Reading it again gives the same experiment.
    #[must_use]
    pub fn record(&self) -> Value {
        let tracks = self.tracks.iter().map(|track| {
            let mut entries = track.optimizer.record("optimizer");
            if track.learning_rate().is_some() {
                entries.push(("schedule".into(), Value::Map(track.schedule.record("id"))));
            }
            Value::Map(entries)
        });
        record! {
            loss: Value::Map(self.loss.record("id")),
            start: self.start,
            steps: self.steps,
            tolerance: self.tolerance,
            tracks: Value::list(tracks),
        }
    }
}

impl TrackConfig {
    /// Validates a track at `path`.
    pub(crate) fn read(value: &Value, path: &str) -> Result<Self, ConfigError> {
        let fields = Fields::new(value, path)?;
        let optimizer = fields.choose(OPTIMIZERS, "optimizer", OPTIMIZERS.first())?;
        let has_rate = optimizer.entry.parameters.iter().any(|parameter| parameter.id == LEARNING_RATE);
        fields.only(if has_rate { &["optimizer", "schedule"] } else { &["optimizer"] }, optimizer.entry.parameters)?;
        let schedule = match fields.get("schedule") {
            None => Chosen::by_default(find_or_first(SCHEDULES)?),
            Some(value) => {
                let inner = Fields::new(value, &fields.path("schedule"))?;
                let chosen = inner.choose(SCHEDULES, "id", SCHEDULES.first())?;
                inner.only(&["id"], chosen.entry.parameters)?;
                chosen
            }
        };
        Ok(Self { optimizer, schedule })
    }
}

/// The default of a registry, its first line. The registries are not empty; an error keeps this free of panics.
pub(crate) fn find_or_first<T: ?Sized>(entries: &'static [Entry<T>]) -> Result<&'static Entry<T>, ConfigError> {
    entries.first().ok_or_else(|| ConfigError::new("id", Code::UnknownId, &Value::Null))
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
        let known = || keys.iter().copied().chain(parameters.iter().map(|parameter| parameter.id));
        let Value::Map(entries) = self.value else { return Ok(()) };
        match entries.iter().find(|(key, value)| *value != Value::Null && !known().any(|known| known == key)) {
            None => Ok(()),
            Some((key, value)) => {
                let key: String = key.chars().take(60).collect();
                Err(ConfigError::new(self.path(&key), Code::UnknownKey, value).among(known()))
            }
        }
    }

    /// The entry named under `key`, with its validated parameters.
    fn choose<T: ?Sized>(
        &self,
        entries: &'static [Entry<T>],
        key: &str,
        default: Option<&'static Entry<T>>,
    ) -> Result<Chosen<T>, ConfigError> {
        let ids = || entries.iter().map(|entry| entry.id);
        let entry = match self.get(key) {
            None => {
                default.ok_or_else(|| ConfigError::new(self.path(key), Code::UnknownId, &Value::Null).among(ids()))?
            }
            Some(value) => {
                let refuse = |code| ConfigError::new(self.path(key), code, value).among(ids());
                let id = value.text().ok_or_else(|| refuse(Code::WrongType))?;
                find(entries, id).ok_or_else(|| refuse(Code::UnknownId))?
            }
        };
        let mut settings = Vec::with_capacity(entry.parameters.len());
        for parameter in entry.parameters {
            let setting = match self.get(parameter.id) {
                None => parameter.default(),
                Some(value) => setting(value, parameter, &self.path(parameter.id))?,
            };
            settings.push((parameter.id, setting));
        }
        Ok(Chosen { entry, values: Values::new(settings) })
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
        Kind::Numbers(_) | Kind::List(..) => {
            let (least, most) = match parameter.kind {
                Kind::List(_, [least, most]) => (least, most),
                Kind::Numbers(default) => (default.len(), default.len()),
                _ => (0, 0),
            };
            let expected = || match least == most {
                true => format!("a list of {most} numbers"),
                false => format!("a list of {least} to {most} numbers"),
            };
            let Value::List(items) = value else { return Err(refuse(Code::WrongType).expecting(expected())) };
            if !(least..=most).contains(&items.len()) {
                return Err(refuse(Code::WrongLength).expecting(expected()));
            }
            let numbers =
                items.iter().enumerate().map(|(i, item)| number(item, &format!("{path}[{i}]"), minimum, maximum));
            numbers.collect::<Result<Vec<_>, _>>().map(Value::list)
        }
        Kind::Box => {
            let expected = "an empty list or 4 numbers: left < right, bottom < top";
            let Value::List(items) = value else { return Err(refuse(Code::WrongType).expecting(expected)) };
            if !matches!(items.len(), 0 | 4) {
                return Err(refuse(Code::WrongLength).expecting(expected));
            }
            let numbers =
                items.iter().enumerate().map(|(i, item)| number(item, &format!("{path}[{i}]"), minimum, maximum));
            let numbers = numbers.collect::<Result<Vec<_>, _>>()?;
            if numbers.chunks_exact(2).any(|ends| ends.first() >= ends.last()) {
                return Err(refuse(Code::OutOfRange).expecting(expected));
            }
            Ok(Value::list(numbers))
        }
        Kind::Pairs { labels, .. } => {
            let expected = || format!("a list of {} to {} pairs [x, y]", FEWEST_PAIRS, MOST_PAIRS);
            let Value::List(items) = value else { return Err(refuse(Code::WrongType).expecting(expected())) };
            if !(FEWEST_PAIRS..=MOST_PAIRS).contains(&items.len()) {
                // The list itself is too long to be repeated in a message.
                let length = Value::from(items.len());
                return Err(ConfigError::new(path, Code::WrongLength, &length).expecting(expected()));
            }
            let read = |(index, item): (usize, &Value)| {
                let path = format!("{path}[{index}]");
                let [x, y] = pair(item, &path, minimum, maximum)?;
                let y = if labels { whole(&y.into(), &format!("{path}[1]"), 0.0, 1.0)? } else { y };
                Ok(Value::list([x, y]))
            };
            items.iter().enumerate().map(read).collect::<Result<Vec<_>, _>>().map(Value::List)
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
    match value {
        Value::List(items) => match items.as_slice() {
            [x, y] => Ok([
                number(x, &format!("{path}[0]"), minimum, maximum)?,
                number(y, &format!("{path}[1]"), minimum, maximum)?,
            ]),
            _ => Err(ConfigError::new(path, Code::WrongLength, value).expecting("a list of 2 numbers")),
        },
        _ => Err(ConfigError::new(path, Code::WrongType, value).expecting("a list of 2 numbers")),
    }
}
