//! A configuration, from plain data to something that cannot fail any more.
//!
//! Everything may be missing; what is there must be right. Every refusal names the field, the value and what is allowed.

use crate::{
    error::{Code, ConfigError},
    loss::{LOSSES, Loss},
    math::Vec2,
    optimizer::{OPTIMIZERS, Optimizer},
    parameter::{LEARNING_RATE, Parameter, Values},
    registry::Entry,
    schedule::{SCHEDULES, Schedule},
    value::{Value, record},
};

mod check;

pub(crate) use check::Fields;
pub use check::{FEWEST_PAIRS, MOST_PAIRS, number, numbers, pair, setting, whole};
use check::{element, list};

/// The most steps of a run.
pub const MOST_STEPS: f64 = 10_000.0;
/// The steps of a run where nothing is said.
pub const STEPS: usize = 60;
/// The tolerance where nothing is said.
pub const TOLERANCE: f64 = 1e-6;
/// The most tracks of an experiment.
pub const MOST_TRACKS: usize = 8;
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
