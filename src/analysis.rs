//! What can be said about a frame's geometry and about the runs as a whole.

use crate::{
    experiment::{Experiment, Status},
    loss::About,
    name::track_name,
    optimizer::Gear,
    plot::Words,
    spectrum::{best_factor, best_rate, ideal_rate, limit_rate},
    value::{Value, record},
};

/// How small the other coordinate must be for a start to lie on an eigenvector.
const ON_AXIS: f64 = 1e-12;

/// The public `analysis` record of one frame. Indices beyond the end are the last.
#[must_use]
pub fn analysis(experiment: &Experiment, track: usize, step: usize) -> Value {
    let frame = experiment.frame(track, step);
    let gear = experiment.gear(track);
    let curvatures = frame.eigen.curvatures;
    let [_, steepest] = curvatures;
    // Methods that do not multiply by 1 − ηλ have no limit of their own here; the landscape's is gradient descent's.
    let limit = match gear {
        Gear::HeavyBall { .. } | Gear::Nesterov { .. } => limit_rate(gear, steepest),
        _ => limit_rate(Gear::Scalar, steepest),
    };
    let mut clocks = Vec::new();
    for (clock, direction) in experiment.clocks(track, step).iter().zip(frame.eigen.directions) {
        clocks.push(record! {
            curvature: clock.curvature,
            direction: direction,
            multiplier: clock.multiplier,
            halfLife: clock.half_life,
            regime: clock.regime.map(|regime| regime.id()),
            spectralRadius: clock.spectral_radius,
        });
    }
    let sharpness_limit = frame.learning_rate.filter(|rate| *rate > 0.0).map(|rate| 2.0 / rate);
    record! {
        exact: experiment.is_exact(),
        curvatures: curvatures,
        conditionNumber: frame.eigen.condition_number(),
        idealRates: curvatures.map(ideal_rate),
        stableBelow: limit,
        bestRate: best_rate(curvatures),
        bestFactor: best_factor(curvatures),
        sharpness: record! { value: steepest, limit: sharpness_limit },
        clocks: Value::List(clocks),
        tracks: Value::list((0..experiment.track_count()).map(|track| summary(experiment, track))),
        startOnEigenvector: start_on_eigenvector(experiment),
        landscape: landscape(experiment),
    }
}

/// The landscape as a whole: its minimum, its formula as it was understood, what standardising its data does to κ.
fn landscape(experiment: &Experiment) -> Value {
    let About { formula, note, stages } = experiment.loss().about();
    let stages = stages.into_iter().map(|(id, condition)| record! { standardize: id, conditionNumber: condition });
    record! { minimum: experiment.loss().minimum(), formula: formula, note: note, stages: Value::list(stages) }
}

/// How one run went.
fn summary(experiment: &Experiment, track: usize) -> Value {
    let last = experiment.steps();
    let (first, stays) = experiment.convergence(track);
    let status = experiment.status(track, last);
    let why = match status {
        Status::Diverged | Status::Stopped => experiment.frame(track, last).why,
        Status::Running | Status::Converged => None,
    };
    record! {
        optimizer: experiment.optimizer_id(track),
        name: track_name(experiment, track, &Words::default()),
        stepsToTolerance: first,
        staysBelowFrom: stays,
        costs: experiment.cost(track, last),
        outcome: status.id(),
        why: why,
    }
}

/// The direction whose eigenvector the start lies on, `{ direction }`, where the Hessian is the same everywhere and
/// the two curvatures differ: such a start shows one clock only.
fn start_on_eigenvector(experiment: &Experiment) -> Option<Value> {
    let frame = experiment.frame(0, 0);
    let [low, high] = frame.eigen.curvatures;
    let [along_low, along_high] = frame.coordinates?.map(f64::abs);
    if low == high || along_low.max(along_high) == 0.0 {
        return None;
    }
    let on = |direction: usize| Some(record! { direction: direction });
    if along_high <= ON_AXIS * along_low {
        on(0)
    } else if along_low <= ON_AXIS * along_high {
        on(1)
    } else {
        None
    }
}
