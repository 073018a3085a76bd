//! The configuration that a change of a control gives.

use super::{ABSOLUTE, Axis, MOMENTUM, Slider, rolling, sliders, tidy, turned_track};
use crate::{
    blind,
    config::{FARTHEST_START, number, pair, whole},
    decimal::rounded,
    error::{Code, ConfigError},
    experiment::Experiment,
    expression,
    math::{Vec2, cos_sin_degrees},
    optimizer::OPTIMIZERS,
    parameter::LEARNING_RATE,
    setting,
    value::{Value, record},
};

/// The normalised configuration after one control was changed.
///
/// `id` is a slider's, `start`, `optimizer`, `loss`, or the path of a `setting`. `change` is `{ position }`,
/// `{ text }` (an expression) or `{ value }`; for `start` also `{ nudge: [dx, dy] }`, in
/// hundredths of `width`, the width of what the map shows. A position counts along the `axis` that the change names, as in
/// [`super::controls`]. `bowl` takes a number and makes an unknown bowl of it; `tracks` enters another method, or takes one out (`remove`). With `turnStart` a bowl that is turned takes the start along.
///
/// # Errors
/// An unknown control, one that does not apply here, text that is not an expression, or a value that the
/// configuration refuses.
pub fn adjust(experiment: &Experiment, id: &str, change: &Value, width: f64) -> Result<Value, ConfigError> {
    let config = experiment.config();
    if let Some(set) = setting::adjusted(config, id, change) {
        return set;
    }
    let value = || change.get("value").cloned().unwrap_or(Value::Null);
    match id {
        "start" => setting::edited(config, vec![("start".into(), moved(experiment, change, width)?)]),
        "tracks" => setting::edited(config, vec![("tracks".into(), entered(experiment, change)?)]),
        // It starts slowly enough for all of them.
        "bowl" => {
            let seed = number(&value(), "bowl", 0.0, 1e15)?;
            let mut edits = vec![("loss".into(), record! { id: "quadratic", curvatures: blind::bowl(seed) })];
            if let Some((track, _)) = turned_track(experiment) {
                edits.push((format!("tracks[{track}].{LEARNING_RATE}"), 0.001.into()));
            }
            setting::edited(config, edits)
        }
        // Another landscape has its own start.
        "loss" => {
            setting::edited(config, vec![("loss".into(), record! { id: value() }), ("start".into(), Value::Null)])
        }
        "optimizer" => {
            let most = config.tracks.len().saturating_sub(1) as f64;
            let track = change.get("track").map_or(Ok(0.0), |track| whole(track, "track", 0.0, most))?;
            // A new method starts at its own defaults: a rate that suits one ruler says nothing about another.
            setting::edited(config, vec![(format!("tracks[{track}]"), record! { optimizer: value() })])
        }
        _ => {
            let sliders = sliders(experiment, 0, Axis::read(change)?);
            let Some(slider) = sliders.iter().find(|slider| slider.id == id) else {
                let mut known = Vec::new();
                for slider in &sliders {
                    known.push(slider.id);
                }
                known.extend_from_slice(&["start", "optimizer", "loss", "bowl", "tracks"]);
                return Err(ConfigError::new("control", Code::UnknownId, &Value::from(id.to_owned())).among(known));
            };
            if let Some(reason) = slider.disabled {
                let instead = if reason == ABSOLUTE { "a schedule that scales the learning rate" } else { "a bowl" };
                return Err(ConfigError::new(slider.id, Code::NotHere, change).expecting(instead));
            }
            let value = asked(slider, change)?;
            let mut edits = edits(slider, value, experiment)?;
            if slider.id == "angle" && matches!(change.get("turnStart"), Some(Value::Boolean(true))) {
                edits.push(("start".into(), turned(experiment, value - slider.value).into()));
            }
            setting::edited(config, edits)
        }
    }
}

/// The tracks after one was taken out, `{ remove: index }`, or another entered: the first method that does not run yet.
fn entered(experiment: &Experiment, change: &Value) -> Result<Value, ConfigError> {
    let config = experiment.config();
    let Some(Value::List(mut tracks)) = config.record().get("tracks").cloned() else { return Ok(Value::Null) };
    match change.get("remove") {
        Some(index) => {
            let most = tracks.len().saturating_sub(1) as f64;
            let index = whole(index, "remove", 0.0, most)? as usize;
            if index < tracks.len() {
                tracks.remove(index);
            }
        }
        None => {
            let runs = |id: &str| config.tracks.iter().any(|track| track.optimizer.entry.id == id);
            let next = OPTIMIZERS.iter().find(|entry| !runs(entry.id)).map_or("gradient-descent", |entry| entry.id);
            tracks.push(record! { optimizer: next });
        }
    }
    Ok(Value::List(tracks))
}

/// The start after a bowl was turned by so many degrees and took it along. No dust, so that there and back again is where
/// one was.
fn turned(experiment: &Experiment, degrees: f64) -> Vec2 {
    let centre = experiment.loss().centre().unwrap_or_else(Vec2::zeros);
    let (cos, sin) = cos_sin_degrees(degrees);
    let away = experiment.start() - centre;
    let at = centre + Vec2::new(cos * away.x - sin * away.y, sin * away.x + cos * away.y);
    Vec2::new(tidy(at.x), tidy(at.y))
}

/// The number that a change asks a slider for.
fn asked(slider: &Slider, change: &Value) -> Result<f64, ConfigError> {
    if let Some(position) = change.get("position") {
        return number(position, slider.id, 0.0, slider.positions()).map(|position| slider.value_at(position));
    }
    if let Some(text) = change.get("text") {
        let text = text.text().ok_or_else(|| ConfigError::new(slider.id, Code::WrongType, text).expecting("text"))?;
        return expression::number(slider.id, text);
    }
    match change.get("value") {
        Some(value) => number(value, slider.id, f64::MIN, f64::MAX),
        None => Err(ConfigError::new(slider.id, Code::WrongType, change).expecting("a position, text or value")),
    }
}

/// What a slider stands for in the configuration; the range that is allowed there is wider than the slider's.
///
/// The crank turns the tracks whose rate has the unit of the first: a Newton step's fraction is no gradient step's rate.
fn edits(slider: &Slider, value: f64, experiment: &Experiment) -> Result<Vec<(String, Value)>, ConfigError> {
    let config = experiment.config();
    let mut edits = Vec::new();
    match slider.id {
        LEARNING_RATE => {
            let unit = turned_track(experiment).map(|(index, _)| experiment.gear(index).unit());
            for (index, track) in config.tracks.iter().enumerate() {
                if track.learning_rate().is_some() && Some(experiment.gear(index).unit()) == unit {
                    edits.push((format!("tracks[{index}].{LEARNING_RATE}"), value.into()));
                }
            }
        }
        "conditioning" => {
            let condition = number(&value.into(), "conditioning", 1.0, 1e6)?;
            let [first, second] = config.loss.values.pair("curvatures");
            let stretched = first.max(second) / condition;
            let pair = if first <= second { [stretched, second] } else { [first, stretched] };
            edits.push(("loss.curvatures".into(), pair.into()));
        }
        "angle" => edits.push(("loss.angle".into(), value.into())),
        MOMENTUM => {
            for (index, _) in rolling(experiment) {
                edits.push((format!("tracks[{index}].{MOMENTUM}"), value.into()));
            }
        }
        steps => edits.push((steps.into(), value.into())),
    }
    Ok(edits)
}

/// The start after a drag or a nudge.
fn moved(experiment: &Experiment, change: &Value, width: f64) -> Result<Value, ConfigError> {
    let Some(nudge) = change.get("nudge") else {
        let value = change.get("value").unwrap_or(change);
        return pair(value, "start", -FARTHEST_START, FARTHEST_START).map(Value::from);
    };
    Ok(nudged(experiment.start(), pair(nudge, "start", -FARTHEST_START, FARTHEST_START)?, width).into())
}

/// A point moved by hundredths of a width. A short unit and no dust, so that there and back again is where one was.
#[must_use]
pub fn nudged(at: Vec2, [dx, dy]: [f64; 2], width: f64) -> Vec2 {
    let unit = rounded(width / 100.0, 1);
    Vec2::new(tidy(at.x + dx * unit), tidy(at.y + dy * unit))
}
