//! What a link tells: a state, and the same without what is a default.

use super::{Entries, SCHEDULE, SPECTRUM, STEP, TRACKS};
use crate::{
    config::{Config, Fields, STEPS, TOLERANCE, numbers, whole},
    directions::{CURVATURES, MOST_DIRECTIONS},
    error::ConfigError,
    loss::LOSSES,
    optimizer::OPTIMIZERS,
    parameter::{Parameter, Values},
    schedule::SCHEDULES,
    value::Value,
};

/// A configuration, the step that is shown, and the curvatures of a bowl of many directions.
pub(super) struct State {
    pub config: Config,
    pub step: usize,
    pub spectrum: Option<Vec<f64>>,
}

impl State {
    pub fn read(state: &Value) -> Result<Self, ConfigError> {
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
pub(super) fn brief(state: &Value) -> Result<Entries, ConfigError> {
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
