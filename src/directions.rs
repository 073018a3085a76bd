//! A bowl of up to a thousand directions under one method: the article's mathematics where it comes from, far from 2-D.
//!
//! Each direction starts at distance 1. A method whose step treats each coordinate by itself does to direction i what it
//! does to a coordinate of curvature λᵢ, so that the real method runs on the directions two at a time: there is no
//! second copy of any update rule.

use crate::{
    config::{Fields, MOST_STEPS, TrackConfig, chosen, numbers, whole},
    error::{Code, ConfigError},
    experiment::{End, Status, Walk},
    loss::{LOSSES, Local, Loss},
    math::{Mat2, Vec2},
    optimizer::Gear,
    spectrum::{Clock, best_factor, best_rate, limit_rate, settled},
    value::{Value, record},
};

/// The most directions.
pub const MOST_DIRECTIONS: usize = 1000;
/// The most distances that are kept, 16 MB: a thousand directions may take two thousand steps.
const MOST_DISTANCES: f64 = 2e6;
/// The smallest and the largest curvature: of a bowl all are positive.
pub const CURVATURES: [f64; 2] = [1e-6, 1e6];

/// The run of one track on a bowl of many directions; index 0 is the flattest.
pub struct Directions {
    curvatures: Vec<f64>,
    gear: Gear,
    steps: usize,
    /// The rate of each step; NaN where the method has none.
    rates: Vec<f64>,
    /// One row a frame, one distance a direction; the last row repeats.
    distances: Vec<Vec<f64>>,
    end: Option<End>,
}

impl Directions {
    /// Works out `{ curvatures, track, steps }`; everything may be missing: the default bowl's curvatures, plain gradient
    /// descent, 60 steps.
    ///
    /// # Errors
    /// A field that is unknown, of a wrong type or out of range (`curvatures[3]`, `track.learningRate`); a method that
    /// mixes directions (`track.optimizer`); more than two million distances (`steps`).
    pub fn read(value: &Value) -> Result<Self, ConfigError> {
        let fields = Fields::new(value, "")?;
        fields.only(&["curvatures", "track", "steps"], &[])?;
        let curvatures = fields.get("curvatures").map_or_else(|| Ok(vec![1.0, 10.0]), curvatures)?;
        let track = TrackConfig::read(fields.get("track"), "track")?;
        if !track.optimizer.build().is_separable() {
            let id = track.optimizer.entry.id.into();
            return Err(ConfigError::new("track.optimizer", Code::NotHere, &id)
                .expecting("a method that treats each direction by itself"));
        }
        let most = MOST_STEPS.min((MOST_DISTANCES / curvatures.len() as f64).floor());
        let steps = fields.get("steps").map_or(Ok(60.0), |steps| whole(steps, "steps", 1.0, most))?;
        // Only a method that mixes directions asks for the loss itself.
        let bowl = chosen(LOSSES, "id", None, "loss")?.build();
        Ok(Self::run(curvatures, &track, steps as usize, bowl.as_ref()))
    }

    fn run(curvatures: Vec<f64>, track: &TrackConfig, steps: usize, bowl: &dyn Loss) -> Self {
        let (schedule, base) = (track.schedule.build(), track.learning_rate());
        let mut rates = Vec::new();
        for step in 0..=steps {
            rates.push(base.map_or(f64::NAN, |base| schedule.rate(base, step)));
        }
        let mut run = Self {
            gear: track.optimizer.build().gear(),
            rates,
            distances: vec![vec![1.0; curvatures.len()]; steps + 1],
            curvatures,
            steps,
            end: None,
        };
        for first in (0..run.curvatures.len()).step_by(2) {
            run.pair(first, track, bowl);
        }
        run
    }

    /// Runs two neighbours, an odd last one beside itself, as far as all before them came.
    fn pair(&mut self, first: usize, track: &TrackConfig, bowl: &dyn Loss) {
        let Some(a) = self.curvatures.get(first).copied() else { return };
        let b = self.curvatures.get(first + 1).copied().unwrap_or(a);
        let mut walk = Walk::new(track.optimizer.build(), Vec2::repeat(1.0));
        for step in 0..self.distances.len() {
            let theta = walk.theta;
            let row = self.distances.get_mut(step).and_then(|row| row.get_mut(first..)).unwrap_or_default();
            for (slot, distance) in row.iter_mut().zip([theta.x, theta.y]) {
                *slot = distance;
            }
            if step + 1 == self.distances.len() {
                return;
            }
            let local = Local {
                at: theta,
                value: f64::NAN, // A method that looked at it would not treat each direction by itself.
                gradient: Vec2::new(a * theta.x, b * theta.y),
                hessian: Mat2::new(a, 0.0, 0.0, b),
            };
            let rate = self.rates.get(step).copied().unwrap_or(f64::NAN);
            if let Some(end) = walk.step(bowl, &local, rate) {
                // The whole point cannot go on where one of its directions cannot.
                self.end = Some(end);
                self.distances.truncate(step + 1);
                return;
            }
        }
    }

    /// The number of steps; there is one frame more.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// How the method's rate acts on a direction.
    #[must_use]
    pub fn gear(&self) -> Gear {
        self.gear
    }

    /// True where every step has the same rate.
    #[must_use]
    pub fn is_steady(&self) -> bool {
        self.rates.iter().all(|rate| Some(rate) == self.rates.first())
    }

    /// λ of each direction, ascending.
    #[must_use]
    pub fn curvatures(&self) -> &[f64] {
        &self.curvatures
    }

    /// The distance of each direction at a frame, signed, as a share of what it was at the start; the last frame that
    /// the run came to repeats.
    #[must_use]
    pub fn distances(&self, step: usize) -> &[f64] {
        self.distances.get(step).or(self.distances.last()).map_or(&[], Vec::as_slice)
    }

    /// The rate of the step that leaves a frame; `None` where the method has none.
    #[must_use]
    pub fn rate(&self, step: usize) -> Option<f64> {
        let step = step.min(self.distances.len().saturating_sub(1));
        self.rates.get(step).copied().filter(|rate| !rate.is_nan())
    }

    /// What has become of the run by a frame: running, stopped or diverged.
    #[must_use]
    pub fn status(&self, step: usize) -> Status {
        match self.end {
            Some(end) if step + 1 >= self.distances.len() => match end {
                End::Diverged => Status::Diverged,
                End::Stopped(_) => Status::Stopped,
            },
            _ => Status::Running,
        }
    }

    /// The public readout of a frame; indices beyond the end are the last.
    ///
    /// `multiplier` is the factor of the step that leaves the frame: 1 − ηλ of a plain step, else the measured one, which
    /// does not exist on the last frame and where nothing is left. `slowest` is the direction that is furthest out, the
    /// flattest of those that are equally far.
    #[must_use]
    pub fn readout(&self, step: usize) -> Value {
        let step = step.min(self.steps);
        let (distances, rate) = (self.distances(step), self.rate(step));
        let next = self.distances.get(step + 1);
        let mut loss = 0.0;
        let mut slowest = (0, -1.0);
        for (index, (curvature, distance)) in self.curvatures.iter().zip(distances).enumerate() {
            loss += 0.5 * curvature * distance * distance;
            if distance.abs() > slowest.1 {
                slowest = (index, distance.abs());
            }
        }
        let mut parts = Vec::new();
        for (index, (curvature, distance)) in self.curvatures.iter().zip(distances).enumerate() {
            let clock = Clock::new(self.gear, rate, *curvature);
            let next = next.and_then(|next| next.get(index)).filter(|_| *distance != 0.0);
            let multiplier = match self.gear {
                Gear::Scalar => clock.multiplier,
                _ => next.map(|next| settled(next / distance)),
            };
            parts.push(record! {
                curvature: *curvature,
                distance: *distance,
                multiplier: multiplier,
                halfLife: clock.half_life,
                regime: clock.regime.map(|regime| regime.id()),
                spectralRadius: clock.spectral_radius,
                share: (loss > 0.0).then(|| 0.5 * curvature * distance * distance / loss),
            });
        }
        let end = |curvature: Option<&f64>| curvature.copied().unwrap_or(f64::NAN);
        let (low, high) = (end(self.curvatures.first()), end(self.curvatures.last()));
        let limited = match self.gear {
            Gear::HeavyBall { .. } | Gear::Nesterov { .. } => self.gear,
            _ => Gear::Scalar,
        };
        record! {
            step: step,
            learningRate: rate,
            loss: loss,
            conditionNumber: high / low,
            bestRate: best_rate([low, high]),
            bestFactor: best_factor([low, high]),
            stableBelow: limit_rate(limited, high),
            slowest: slowest.0,
            status: self.status(step).id(),
            directions: Value::List(parts),
        }
    }
}

/// The list of curvatures, ascending.
fn curvatures(value: &Value) -> Result<Vec<f64>, ConfigError> {
    let mut sorted = Vec::new();
    for curvature in numbers(value, "curvatures", [1, MOST_DIRECTIONS], CURVATURES)? {
        // By insertion: a library's sort is several kilobytes of a reader's download.
        sorted.insert(sorted.partition_point(|other| *other <= curvature), curvature);
    }
    Ok(sorted)
}
