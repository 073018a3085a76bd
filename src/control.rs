//! The controls of a figure: what each slider shows, and the configuration that a change of it gives.
//!
//! The page has no numbers of its own: it hands back slider positions or the reader's text, and gets a new
//! configuration. Ranges follow the landscape, so that every landmark of the learning rate lies on its slider.

use crate::{
    blind,
    config::{FARTHEST_START, TrackConfig, number, pair, whole},
    decimal::rounded,
    error::{Code, ConfigError},
    experiment::Experiment,
    expression,
    loss::Loss,
    math::{Vec2, cos_sin_degrees},
    number::format,
    optimizer::{Gear, OPTIMIZERS},
    parameter::LEARNING_RATE,
    setting,
    spectrum::{best_rate, ideal_rate, limit_rate},
    value::{Value, record},
};

/// Slider positions, from 0 to this: finer than a pixel on any slider.
const POSITIONS: f64 = 1000.0;
/// The most digits of a value that a slider sets.
const SLIDER_DIGITS: usize = 6;
/// The largest ratio of a logarithmic slider's ends.
const MOST_DECADES: f64 = 1e5;

/// The slider of a method's memory, and the parameter that it sets.
const MOMENTUM: &str = "momentum";

/// Why a crank is disabled whose rates are the schedule's own.
const ABSOLUTE: &str = "absolute-schedule";

/// A slider: the range it shows, which may be smaller than the range that is allowed.
struct Slider {
    id: &'static str,
    label: &'static str,
    symbol: &'static str,
    value: f64,
    minimum: f64,
    maximum: f64,
    log: bool,
    whole: bool,
    marks: Vec<Mark>,
    disabled: Option<&'static str>,
}

/// A landmark on a slider.
struct Mark {
    id: &'static str,
    direction: Option<usize>,
    value: f64,
}

impl Slider {
    /// The last position. Whole numbers have one each, so that an arrow key always moves.
    fn positions(&self) -> f64 {
        if self.whole { self.maximum - self.minimum } else { POSITIONS }
    }

    /// The position of a value, rounded and held to the slider.
    fn position(&self, value: f64) -> f64 {
        let fraction = if self.log {
            libm::log(value / self.minimum) / libm::log(self.maximum / self.minimum)
        } else {
            (value - self.minimum) / (self.maximum - self.minimum)
        };
        // A value that has no place on the slider (κ of a saddle) stands at its start.
        if fraction.is_nan() { 0.0 } else { (fraction.clamp(0.0, 1.0) * self.positions()).round() }
    }

    /// The value at a position: a mark within one position, else few digits.
    ///
    /// The mark that the slider stands on does not hold it: an arrow key leaves it.
    fn value_at(&self, position: f64) -> f64 {
        let position = position.clamp(0.0, self.positions());
        for mark in &self.marks {
            let distance = (self.position(mark.value) - position).abs();
            if self.shows(mark.value) && (distance == 0.0 || (distance <= 1.0 && mark.value != self.value)) {
                return mark.value;
            }
        }
        let fraction = position / self.positions();
        let value = if self.log {
            self.minimum * libm::exp(fraction * libm::log(self.maximum / self.minimum))
        } else {
            self.minimum + fraction * (self.maximum - self.minimum)
        };
        if self.whole {
            return value.round();
        }
        // As short as it can be and still stand here, so that a reader sees 0.07 and every position is another value.
        for digits in 2..=SLIDER_DIGITS {
            let short = rounded(value, digits);
            if self.position(short) == position {
                return short;
            }
        }
        value
    }

    fn shows(&self, value: f64) -> bool {
        (self.minimum..=self.maximum).contains(&value)
    }

    fn record(&self) -> Value {
        let mut marks = Vec::new();
        for mark in self.marks.iter().filter(|mark| self.shows(mark.value)) {
            marks.push(record! {
                id: mark.id,
                direction: mark.direction.map(|index| if index == 0 { "shallow" } else { "steep" }),
                value: mark.value,
                text: format(mark.value, 3),
                position: self.position(mark.value),
            });
        }
        record! {
            id: self.id,
            label: self.label,
            symbol: self.symbol,
            value: self.value,
            text: format(self.value, 6),
            position: self.position(self.value),
            positions: self.positions(),
            minimum: self.minimum,
            maximum: self.maximum,
            marks: Value::List(marks),
            disabled: self.disabled,
        }
    }
}

/// How the crank's rates are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// Even in ratios.
    #[default]
    Log,
    /// Even in numbers, from 0 on.
    Linear,
    /// Without landmarks and on a range that says nothing about the landscape.
    Blind,
}

impl Axis {
    /// `log`, `linear` or `blind` in `axis`; `log` where nothing is said.
    ///
    /// # Errors
    /// Another name.
    pub fn read(options: &Value) -> Result<Self, ConfigError> {
        let Some(value) = options.get("axis") else { return Ok(Self::Log) };
        match value.text() {
            Some("log") => Ok(Self::Log),
            Some("linear") => Ok(Self::Linear),
            Some("blind") => Ok(Self::Blind),
            _ => Err(ConfigError::new("axis", Code::UnknownId, value).among(["log", "linear", "blind"])),
        }
    }
}

/// Every slider that applies to this experiment, as it stands at a step: a crank that the schedule turns shows the rate
/// of the step that leaves this frame, and off bowls its landmarks are those of this frame.
#[must_use]
pub fn controls(experiment: &Experiment, step: usize, axis: Axis) -> Value {
    Value::list(sliders(experiment, step, axis).iter().map(Slider::record))
}

fn sliders(experiment: &Experiment, step: usize, axis: Axis) -> Vec<Slider> {
    let mut sliders = Vec::new();
    sliders.extend(learning_rate(experiment, step, axis));
    sliders.extend(momentum(experiment));
    sliders.extend(conditioning(experiment));
    sliders.extend(angle(experiment));
    sliders.push(steps(experiment));
    sliders
}

/// The crank: the rate of the turned track, or what its schedule makes of it where that is absolute.
fn learning_rate(experiment: &Experiment, step: usize, axis: Axis) -> Option<Slider> {
    let (track, value) = turned_track(experiment)?;
    let absolute = experiment.is_absolute(track);
    let most = experiment.config().tracks.get(track).and_then(TrackConfig::largest_rate).unwrap_or(f64::MAX);
    let reach = match axis {
        Axis::Blind => Reach::anywhere(),
        Axis::Log | Axis::Linear => Reach::new(experiment.loss(), experiment.start(), experiment.gear(track), most),
    };
    let linear = axis == Axis::Linear || !reach.log;
    // The range is the start's, so that it stays; what means something are the rates of the place where the run is.
    let marks = if axis == Axis::Blind || experiment.is_exact() {
        reach.marks
    } else {
        let local = experiment.loss().local(experiment.theta(track, step));
        Reach::of(experiment.loss().eigen(&local).curvatures, experiment.gear(track), most).marks
    };
    Some(Slider {
        id: LEARNING_RATE,
        label: "learning rate",
        symbol: "η",
        value: experiment.rate(track, step).filter(|_| absolute).unwrap_or(value),
        minimum: if linear { 0.0 } else { reach.minimum },
        maximum: reach.maximum,
        log: !linear,
        whole: false,
        marks,
        disabled: absolute.then_some(ABSOLUTE),
    })
}

/// The rates that a crank shows, with their landmarks.
pub struct Reach {
    /// The smallest; 0 on a linear axis.
    pub minimum: f64,
    /// The largest.
    pub maximum: f64,
    log: bool,
    marks: Vec<Mark>,
}

impl Reach {
    /// From far below the steep direction's ideal rate at the start to beyond the shallow one's, and no further than
    /// `most`, the largest rate that the method takes.
    #[must_use]
    pub fn new(loss: &dyn Loss, start: Vec2, gear: Gear, most: f64) -> Self {
        Self::of(loss.eigen(&loss.local(start)).curvatures, gear, most)
    }

    /// The same for the smallest and the largest curvature of any landscape.
    #[must_use]
    pub fn of([low, high]: [f64; 2], gear: Gear, most: f64) -> Self {
        let limit = match gear {
            Gear::Relative => return Self { minimum: 0.0, maximum: 2.5, log: false, marks: Vec::new() },
            Gear::Adaptive => None,
            Gear::Scalar | Gear::Perturbed | Gear::HeavyBall { .. } | Gear::Nesterov { .. } => limit_rate(gear, high),
        };
        let Some(limit) = limit.filter(|limit| limit.is_normal()) else { return Self::anywhere() };
        // On an almost flat landscape every landmark may lie beyond what the method takes.
        let from = nice_below(0.02 / high).min(most / MOST_DECADES);
        let to = nice_above((1.6 / low.max(high / MOST_DECADES)).max(2.0 * limit));
        let plain = matches!(gear, Gear::Scalar);
        let mut marks = Vec::new();
        let mut mark = |is_mark: bool, id, direction, value: Option<f64>| {
            if let Some(value) = value.filter(|_| is_mark) {
                marks.push(Mark { id, direction, value });
            }
        };
        mark(plain && low != high, "ideal-steep", Some(1), ideal_rate(high));
        // On the round bowl the best rate is both ideal rates at once.
        mark(plain, "best", None, best_rate([low, high]));
        mark(true, "limit", None, Some(limit));
        mark(plain && low != high, "ideal-shallow", Some(0), ideal_rate(low));
        let maximum = to.min(from * MOST_DECADES).min(most);
        Self { minimum: from, maximum, log: true, marks }
    }

    /// Where nothing is known of the curvatures.
    fn anywhere() -> Self {
        Self { minimum: 1e-3, maximum: 10.0, log: true, marks: Vec::new() }
    }

    /// The landmarks within reach that a run may start from: every one is a rate that the crank can be turned to.
    #[must_use]
    pub fn landmarks(&self) -> Vec<f64> {
        let mut landmarks = Vec::new();
        for mark in &self.marks {
            if (self.minimum..=self.maximum).contains(&mark.value) {
                landmarks.push(mark.value);
            }
        }
        landmarks
    }
}

/// The track that the crank turns, and its own rate: the first that has one, those first that ask for it.
#[must_use]
pub fn turned_track(experiment: &Experiment) -> Option<(usize, f64)> {
    let mut first = None;
    for (index, track) in experiment.config().tracks.iter().enumerate() {
        let Some(rate) = track.learning_rate() else { continue };
        if !experiment.is_absolute(index) {
            return Some((index, rate));
        }
        first = first.or(Some((index, rate)));
    }
    first
}

/// What a step keeps of the one before: β of the first track that has one with the meaning of the heavy ball's or
/// Nesterov's. The largest makes a run that nobody waits for.
fn momentum(experiment: &Experiment) -> Option<Slider> {
    let value = rolling(experiment).next()?.1;
    Some(Slider {
        id: MOMENTUM,
        label: "momentum",
        symbol: "β",
        value,
        minimum: 0.0,
        maximum: 0.99,
        log: false,
        whole: false,
        marks: Vec::new(),
        disabled: None,
    })
}

/// The tracks with such a β.
fn rolling(experiment: &Experiment) -> impl Iterator<Item = (usize, f64)> {
    experiment.config().tracks.iter().enumerate().filter_map(|(index, track)| {
        let beta = match experiment.gear(index) {
            Gear::HeavyBall { .. } | Gear::Nesterov { .. } => track.optimizer.values.number(MOMENTUM),
            _ => return None,
        };
        Some((index, beta))
    })
}

/// κ of a bowl, 1 to 1000. Stretching keeps the steep curvature and makes the shallow one shallower.
fn conditioning(experiment: &Experiment) -> Option<Slider> {
    let values = &experiment.config().loss.values;
    let [low, high] = values.has("curvatures").then(|| sorted(values.pair("curvatures")))?;
    let positive = low > 0.0;
    Some(Slider {
        id: "conditioning",
        label: "conditioning",
        symbol: "κ",
        value: if positive { high / low } else { f64::NAN },
        minimum: 1.0,
        maximum: 1000.0,
        log: true,
        whole: false,
        marks: Vec::new(),
        disabled: (!positive).then_some("no-condition-number"),
    })
}

/// The angle of a bowl in whole degrees, −90 to 90.
fn angle(experiment: &Experiment) -> Option<Slider> {
    let loss = &experiment.config().loss;
    let value = loss.values.has("angle").then(|| loss.values.number("angle"))?;
    Some(Slider {
        id: "angle",
        label: "angle",
        symbol: "φ",
        value,
        minimum: -90.0,
        maximum: 90.0,
        log: false,
        whole: true,
        marks: Vec::new(),
        disabled: None,
    })
}

/// How many steps are taken.
fn steps(experiment: &Experiment) -> Slider {
    Slider {
        id: "steps",
        label: "steps",
        symbol: "N",
        value: experiment.steps() as f64,
        minimum: 1.0,
        maximum: 500.0,
        log: false,
        whole: true,
        marks: Vec::new(),
        disabled: None,
    }
}

fn sorted([first, second]: [f64; 2]) -> [f64; 2] {
    if first <= second { [first, second] } else { [second, first] }
}

/// The normalised configuration after one control was changed.
///
/// `id` is a slider's, `start`, `optimizer`, `loss`, or the path of a `setting`. `change` is `{ position }`,
/// `{ text }` (an expression) or `{ value }`; for `start` also `{ nudge: [dx, dy] }`, in
/// hundredths of `width`, the width of what the map shows. A position counts along the `axis` that the change names, as in
/// [`controls`]. `bowl` takes a number and makes an unknown bowl of it; `tracks` enters another method, or takes one out (`remove`). With `turnStart` a bowl that is turned takes the start along.
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

/// `value` without the dust of a multiplication: 12 significant digits.
fn tidy(value: f64) -> f64 {
    rounded(value, 12)
}

/// The largest of 1, 2, 5 times a power of ten that is not above `value` (> 0).
fn nice_below(value: f64) -> f64 {
    let decade = libm::pow(10.0, libm::log10(value).floor());
    tidy(if 5.0 * decade <= value {
        5.0 * decade
    } else if 2.0 * decade <= value {
        2.0 * decade
    } else {
        decade
    })
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `value` (> 0).
fn nice_above(value: f64) -> f64 {
    let decade = libm::pow(10.0, libm::log10(value).floor());
    tidy(if decade >= value {
        decade
    } else if 2.0 * decade >= value {
        2.0 * decade
    } else if 5.0 * decade >= value {
        5.0 * decade
    } else {
        10.0 * decade
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nice_numbers() {
        assert_eq!(nice_below(0.0023), 0.002);
        assert_eq!(nice_above(4.0), 5.0);
        assert_eq!(nice_above(5.1), 10.0);
        assert_eq!(rounded(0.070_021_3, 3), 0.07);
    }
}
