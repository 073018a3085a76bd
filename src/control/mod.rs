//! The controls of a figure: what each slider shows, and the configuration that a change of it gives.
//!
//! The page has no numbers of its own: it hands back slider positions or the reader's text, and gets a new
//! configuration. Ranges follow the landscape, so that every landmark of the learning rate lies on its slider.

use crate::{
    config::TrackConfig,
    decimal::rounded,
    error::{Code, ConfigError},
    experiment::Experiment,
    optimizer::Gear,
    parameter::LEARNING_RATE,
    value::Value,
};

mod change;
mod reach;
mod slider;

pub use change::{adjust, nudged};
pub use reach::Reach;
use slider::{Mark, Slider};

/// The largest ratio of a logarithmic slider's ends.
const MOST_DECADES: f64 = 1e5;

/// The slider of a method's memory, and the parameter that it sets.
const MOMENTUM: &str = "momentum";

/// Why a crank is disabled whose rates are the schedule's own.
const ABSOLUTE: &str = "absolute-schedule";

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

/// `value` without the dust of a multiplication: 12 significant digits.
fn tidy(value: f64) -> f64 {
    rounded(value, 12)
}
