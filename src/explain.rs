//! What three rulers would do at any point: the value, the slope and the curvatures there, and the step that gradient
//! descent, a scale per coordinate and Newton would take from it.

use crate::{
    config::{Chosen, pair},
    control::{nudged, turned_track},
    error::ConfigError,
    experiment::{Experiment, FAR_AWAY},
    ledger::Quiet,
    math::{Vec2, is_finite},
    optimizer::{OPTIMIZERS, Unit},
    parameter::LEARNING_RATE,
    value::{Value, record},
};

/// The rulers, from the bluntest on.
const RULERS: [&str; 3] = ["gradient-descent", "diagonal-newton", "newton"];

/// A step that could be taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proposal {
    /// The method's id.
    pub id: &'static str,
    /// Its English name.
    pub label: &'static str,
    /// Where it ends, less where it begins; finite.
    pub displacement: Vec2,
}

/// What each ruler would do from a point: those that have a step there.
///
/// Each is the method of that name as a track begins with it; gradient descent takes the rate of the crank, where there is
/// one that is measured in 1/λ, and has no step without.
#[must_use]
pub fn proposals(experiment: &Experiment, at: Vec2) -> Vec<Proposal> {
    let (loss, crank) = (experiment.loss(), rate(experiment));
    let local = loss.local(at);
    let mut proposals = Vec::new();
    for entry in OPTIMIZERS.iter().filter(|entry| RULERS.contains(&entry.id)) {
        let method = Chosen::by_default(entry);
        let own = method.values.number(LEARNING_RATE);
        let Some(rate) = (if entry.id == "gradient-descent" { crank } else { Some(own) }) else { continue };
        let step = method.build().step(loss, &local, rate, &mut Quiet);
        if step.stop.is_none() && is_finite(&step.displacement) {
            proposals.push(Proposal { id: entry.id, label: entry.label, displacement: step.displacement });
        }
    }
    proposals
}

/// The crank's rate, where it is one of a gradient step.
fn rate(experiment: &Experiment) -> Option<f64> {
    let (track, rate) = turned_track(experiment)?;
    (experiment.gear(track).unit() == Unit::PerCurvature).then_some(rate)
}

/// The end of a step; where its two terms cancel but for their rounding, they cancel.
fn landing(at: Vec2, displacement: Vec2) -> Vec2 {
    at.zip_map(&displacement, |at, moved| {
        let to = at + moved;
        if to.abs() <= 8.0 * f64::EPSILON * at.abs() { 0.0 } else { to }
    })
}

/// The public record: of the point `theta`, moved by `nudge` (hundredths of `width`) where one is asked for.
///
/// # Errors
/// A point or a nudge that is not a pair of finite numbers, or farther away than a run may go.
pub fn explain(experiment: &Experiment, options: &Value, width: f64) -> Result<Value, ConfigError> {
    let given = options.get("theta").unwrap_or(&Value::Null);
    let mut at: Vec2 = pair(given, "theta", -FAR_AWAY, FAR_AWAY)?.into();
    if let Some(nudge) = options.get("nudge") {
        let nudge = pair(nudge, "nudge", -FAR_AWAY, FAR_AWAY)?;
        at = nudged(at, nudge, width).map(|side| side.clamp(-FAR_AWAY, FAR_AWAY));
    }
    let loss = experiment.loss();
    let local = loss.local(at);
    let eigen = loss.eigen(&local);
    let mut steps = Vec::new();
    for Proposal { id, displacement, .. } in proposals(experiment, at) {
        let to = landing(at, displacement);
        let rate = rate(experiment).filter(|_| id == "gradient-descent");
        steps.push(record! { id: id, learningRate: rate, displacement: displacement, theta: to, loss: loss.value(to) });
    }
    Ok(record! {
        theta: at,
        loss: local.value,
        gradient: local.gradient,
        hessian: local.hessian,
        curvatures: eigen.curvatures,
        directions: eigen.directions,
        steps: Value::List(steps),
    })
}
