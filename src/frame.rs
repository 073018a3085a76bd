//! One frame as readers see it: the point, the local geometry, and what the step that leaves it does to each direction.

use crate::{
    experiment::{Experiment, Status},
    ledger::{Book, Row},
    math::{Eigen, Mat2, Vec2},
    optimizer::{Cost, Gear, Why},
    spectrum,
    value::{Value, record},
};

/// A gradient component this much smaller than the gradient says nothing about a rate.
const NO_SLOPE: f64 = 1e-12;

/// The part of a step along one eigen-direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// The part, as a vector.
    pub part: Vec2,
    /// How much of its distance the direction covers: 1 is the whole way, 2 is the mirror image.
    pub of_distance: Option<f64>,
}

/// A frame of a track. Index 0 of every pair is the shallow direction, index 1 the steep one.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The track's method.
    pub optimizer: &'static str,
    /// The step asked for.
    pub step: usize,
    /// θ.
    pub theta: Vec2,
    /// L(θ).
    pub loss: f64,
    /// ∇L(θ).
    pub gradient: Vec2,
    /// ∇²L(θ).
    pub hessian: Mat2,
    /// Curvatures and directions.
    pub eigen: Eigen,
    /// vᵢ·(θ − θ*) where the Hessian is the same everywhere.
    pub coordinates: Option<[f64; 2]>,
    /// The rate of the step that leaves this frame.
    pub learning_rate: Option<f64>,
    /// The rate that this step in effect gives each direction.
    pub effective_rates: [Option<f64>; 2],
    /// The factor of this step along each direction.
    pub multipliers: [Option<f64>; 2],
    /// The step; `None` on the last frame and where the next point is not finite.
    pub displacement: Option<Vec2>,
    /// The step in its two directions.
    pub split: Option<[Split; 2]>,
    /// Evaluations so far.
    pub costs: Cost,
    /// What has become of the track.
    pub status: Status,
    /// What a reader should be told about this step.
    pub why: Option<Why>,
}

impl Frame {
    /// Reads frame `step`, which must not lie beyond the end.
    pub(crate) fn read(experiment: &Experiment, track: usize, step: usize) -> Self {
        let theta = experiment.theta(track, step);
        let local = experiment.loss().local(theta);
        let eigen = experiment.eigen(track, step, &local);
        let learning_rate = experiment.rate(track, step);
        let displacement = experiment.displacement(track, step);
        let gear = experiment.gear(track);
        let status = experiment.status(track, step);

        let slopes = eigen.coordinates(&local.gradient);
        let moves = displacement.map(|displacement| eigen.coordinates(&displacement));
        let slope_floor = NO_SLOPE * local.gradient.norm();
        let direction = |index: usize| {
            let slope = slopes.get(index).copied().filter(|slope| slope.abs() > slope_floor)?;
            let moved = moves.as_ref()?.get(index).copied()?;
            match (gear, learning_rate) {
                // Dividing the rounded displacement would only lose digits of the rate itself.
                (Gear::Scalar, Some(rate)) if status != Status::Stopped => Some(rate),
                _ => Some(-moved / slope),
            }
        };
        let effective_rates = [direction(0), direction(1)];
        let factor = |rate: Option<f64>, curvature: f64| {
            // What a perturbation adds is no property of the direction: the rate alone gives the factor.
            let rate = if matches!(gear, Gear::Scalar | Gear::Perturbed) { learning_rate.or(rate) } else { rate };
            rate.map(|rate| spectrum::multiplier(rate, curvature))
        };
        let [low, high] = eigen.curvatures;
        let [rate_low, rate_high] = effective_rates;
        let multipliers = [factor(rate_low, low), factor(rate_high, high)];

        let split = moves.map(|[along_low, along_high]| {
            let [v_low, v_high] = eigen.directions;
            let of = |multiplier: Option<f64>| multiplier.map(|multiplier| 1.0 - multiplier);
            let [m_low, m_high] = multipliers;
            [
                Split { part: v_low * along_low, of_distance: of(m_low) },
                Split { part: v_high * along_high, of_distance: of(m_high) },
            ]
        });
        let coordinates = experiment.loss().centre().map(|centre| eigen.coordinates(&(theta - centre)));
        let why = experiment.stop_reason(track, step).or_else(|| remark(gear, learning_rate, &eigen));
        Self {
            optimizer: experiment.optimizer_id(track),
            step,
            theta,
            loss: local.value,
            gradient: local.gradient,
            hessian: local.hessian,
            eigen,
            coordinates,
            learning_rate,
            effective_rates,
            multipliers,
            displacement,
            split,
            costs: experiment.cost(track, step),
            status,
            why,
        }
    }

    /// The update written out: the method's own lines, then the step's two parts and the new point.
    #[must_use]
    pub fn ledger(&self, experiment: &Experiment, track: usize) -> Vec<Row> {
        let mut book = Book::default();
        experiment.replay(track, self.step, &mut book);
        let Some(displacement) = self.displacement else {
            // Without a next point only what is known at this one is written.
            book.0.truncate(1);
            return book.0;
        };
        if self.status == Status::Stopped {
            return book.0;
        }
        if let Some([shallow, steep]) = self.split {
            let (a, b, sum) = (steep.part, shallow.part, steep.part + shallow.part);
            let text = "split; Δθ = Δsteep + Δshallow; {v} + {v}; {v}";
            book.0.push(Row::written(text, &[a.x, a.y, b.x, b.y, sum.x, sum.y]));
        }
        let (a, b, sum) = (self.theta, displacement, experiment.theta(track, self.step + 1));
        let text = "point; θ′ = θ + Δθ; {v} + {v}; {v}";
        book.0.push(Row::written(text, &[a.x, a.y, b.x, b.y, sum.x, sum.y]));
        book.0
    }

    /// The record of the public readout.
    #[must_use]
    pub fn record(&self, experiment: &Experiment, track: usize) -> Value {
        let mut memory = Vec::new();
        for (name, part) in experiment.memory(track, self.step) {
            memory.push((name.into(), part.into()));
        }
        let part = |direction: usize, part: Split| {
            record! { direction: direction, part: part.part, ofDistance: part.of_distance }
        };
        let split = self.split.map(|[shallow, steep]| Value::List(vec![part(0, shallow), part(1, steep)]));
        record! {
            optimizer: self.optimizer,
            step: self.step,
            theta: self.theta,
            loss: self.loss,
            gradient: self.gradient,
            hessian: self.hessian,
            curvatures: self.eigen.curvatures,
            directions: self.eigen.directions,
            coordinates: self.coordinates,
            learningRate: self.learning_rate,
            effectiveRates: self.effective_rates,
            multipliers: self.multipliers,
            displacement: self.displacement,
            split: split,
            costs: self.costs,
            memory: Value::Map(memory),
            ledger: Value::list(self.ledger(experiment, track).iter().map(Row::record)),
            status: self.status.id(),
            why: self.why,
        }
    }
}

/// What stands out about this step: a direction whose limit the rate has crossed, or one that curves downwards.
fn remark(gear: Gear, rate: Option<f64>, eigen: &Eigen) -> Option<Why> {
    let [low, high] = eigen.curvatures;
    let limited = matches!(gear, Gear::Scalar | Gear::Perturbed | Gear::HeavyBall { .. } | Gear::Nesterov { .. });
    let limit = spectrum::limit_rate(gear, high).filter(|_| limited);
    if let (Some(rate), Some(limit)) = (rate, limit)
        && rate > limit
    {
        return Some(Why { id: "crossed-limit", direction: Some(1), value: Some(limit) });
    }
    (low < 0.0).then_some(Why { id: "negative-curvature", direction: Some(0), value: Some(low) })
}

impl From<Why> for Value {
    fn from(why: Why) -> Self {
        record! { id: why.id, direction: why.direction, value: why.value }
    }
}

impl From<Cost> for Value {
    fn from(cost: Cost) -> Self {
        let count = |count: u32| Self::Number(f64::from(count));
        record! { loss: count(cost.loss), gradient: count(cost.gradient), hessian: count(cost.hessian) }
    }
}
