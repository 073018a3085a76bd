//! What a pointer asks of a picture: a place in it, a movement of its camera, where something is drawn.

use super::{LARGEST_SIDE, index, optional, point};
use crate::{
    config::{number, pair, whole},
    error::{Code, ConfigError},
    experiment::Experiment,
    math::Vec2,
    plot::{Target, camera::Movement},
    value::Value,
};

/// A wheel's turn that is one step of zoom.
const WHEEL: f64 = 120.0;

/// A point of the plane, `theta`.
///
/// # Errors
/// Where it is missing or not a pair of finite numbers.
pub fn theta(options: &Value) -> Result<Vec2, ConfigError> {
    point(options.get("theta").unwrap_or(&Value::Null), "theta")
}

/// How the map's camera is moved: `zoom` or `wheel` (about `x`, `y`), `pan`, `pinch` or `fit`; nothing where none is said.
///
/// # Errors
/// A part that is of a wrong type or not finite.
pub fn movement(options: &Value) -> Result<Option<Movement>, ConfigError> {
    let about = || if options.get("x").is_some() { pixel(options).map(Some) } else { Ok(None) };
    let many = |key: &str| options.get(key).map(|value| number(value, key, -1e6, 1e6)).transpose();
    if let Some(steps) = many("zoom")? {
        return Ok(Some(Movement::Zoom { steps, about: about()? }));
    }
    if let Some(turned) = many("wheel")? {
        return Ok(Some(Movement::Zoom { steps: -turned / WHEEL, about: about()? }));
    }
    if let Some(by) = options.get("pan") {
        return pair(by, "pan", -LARGEST_SIDE, LARGEST_SIDE).map(|by| Some(Movement::Pan(by.into())));
    }
    if let Some(pinch) = options.get("pinch") {
        let finger = |path: &str, index: usize| {
            let fingers = if let Value::List(fingers) = pinch { fingers.get(index) } else { None };
            pair(fingers.unwrap_or(&Value::Null), path, -LARGEST_SIDE, LARGEST_SIDE).map(Vec2::from)
        };
        let from = [finger("pinch[0]", 0)?, finger("pinch[1]", 1)?];
        return Ok(Some(Movement::Pinch { from, to: [finger("pinch[2]", 2)?, finger("pinch[3]", 3)?] }));
    }
    Ok(matches!(options.get("fit"), Some(Value::Boolean(true))).then_some(Movement::Path))
}

/// How far something is dragged, `drag`, in CSS pixels; not at all where nothing is said.
///
/// # Errors
/// Where it is not a pair of finite numbers.
pub fn drag(options: &Value) -> Result<[f64; 2], ConfigError> {
    options.get("drag").map_or(Ok([0.0; 2]), |drag| pair(drag, "drag", -LARGEST_SIDE, LARGEST_SIDE))
}

/// A CSS pixel, `x` and `y`.
///
/// # Errors
/// Where one is missing or not a finite number.
pub fn pixel(options: &Value) -> Result<Vec2, ConfigError> {
    let part = |key| number(options.get(key).unwrap_or(&Value::Null), key, -LARGEST_SIDE, LARGEST_SIDE);
    Ok(Vec2::new(part("x")?, part("y")?))
}

/// What `place` asks for: a point, a learning rate, a place on a dial, or a step of a track (of `step`, where nothing else is said).
///
/// # Errors
/// A part that is of a wrong type or out of range.
pub fn target(experiment: &Experiment, options: &Value) -> Result<Target, ConfigError> {
    if options.get("theta").is_some() {
        return theta(options).map(Target::Theta);
    }
    if let Some(rate) = options.get("learningRate") {
        return number(rate, "learningRate", 0.0, f64::MAX).map(Target::Rate);
    }
    if let Some(direction) = options.get("direction") {
        let multiplier = match options.get("multiplier") {
            None => None,
            // An infinite multiplier has its place, six o'clock.
            Some(Value::Number(multiplier)) if !multiplier.is_nan() => Some(*multiplier),
            Some(other) => return Err(ConfigError::new("multiplier", Code::WrongType, other).expecting("a number")),
        };
        let radius = optional(options, "radius", 0.0, 4.0)?.unwrap_or(1.0);
        let direction = whole(direction, "direction", 0.0, 1.0)? as usize;
        return Ok(Target::Dial { direction, multiplier, radius });
    }
    let track = index(options, "track", "track", experiment.track_count().saturating_sub(1))?;
    Ok(Target::Step { track, step: index(options, "step", "step", experiment.steps())? })
}
