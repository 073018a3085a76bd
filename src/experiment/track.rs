//! One run: the simulation loop, what is kept of each frame, and how a step is replayed.

use super::{
    Status,
    walk::{End, Walk, threshold},
};
use crate::{
    config::{Config, TrackConfig},
    ledger::Quiet,
    loss::Loss,
    math::{Eigen, Vec2},
    optimizer::{Cost, Gear, Optimizer, Why},
    schedule::Schedule,
};

/// Steps between the copies of the optimizer that replaying starts from.
const CHECKPOINT: usize = 64;

/// The work that a step may take on the average of a run, in operations (see [`Loss::effort`]) of some 40 ns each: a
/// thousand steps stay under 50 ms, whatever a search along a line of a long list of data is set to.
const WORK: usize = 1100;

/// The steps of a short run, together, may take as long as those of one of this many.
const SHORT_RUN: usize = 1000;

/// What is kept of a frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    pub theta: Vec2,
    pub loss: f64,
    pub gradient_norm: f64,
    pub rate: f64,
    pub cost: Cost,
    /// Whether each eigenvector is turned against the sign that `Loss::eigen` gives it.
    pub turned: [bool; 2],
}

/// One run.
pub(super) struct Track {
    pub config: TrackConfig,
    pub schedule: Box<dyn Schedule>,
    /// The track's own learning rate, where the method has one.
    base: Option<f64>,
    pub gear: Gear,
    pub frames: Vec<Kept>,
    checkpoints: Vec<Box<dyn Optimizer>>,
    pub converged_from: Option<usize>,
    pub end: Option<End>,
}

impl Track {
    /// The simulation loop.
    #[cfg_attr(hot, optimize(speed))]
    pub fn run(config: &Config, track: &TrackConfig, loss: &dyn Loss) -> Self {
        let mut walk = Walk::new(track.optimizer.build(), config.start);
        let schedule = track.schedule.build();
        let mut run = Self {
            config: track.clone(),
            base: track.learning_rate(),
            gear: walk.optimizer.gear(),
            schedule,
            frames: Vec::with_capacity(config.steps + 1),
            checkpoints: Vec::new(),
            converged_from: None,
            end: None,
        };
        let (allowed, effort) = (WORK * config.steps.max(SHORT_RUN), loss.effort());
        let mut converged = f64::NAN;
        let mut directions: Option<[Vec2; 2]> = None;
        let mut chooses_rate = false;
        for step in 0..=config.steps {
            let theta = walk.theta;
            let local = loss.local(theta);
            let (rate, gradient_norm) = (run.scheduled(step), local.gradient.norm());
            if step == 0 {
                converged = threshold(config.tolerance, gradient_norm);
            }
            let eigen = loss.eigen(&local);
            let turned = match directions {
                Some(before) => eigen.directions_against(&before),
                None => first_signs(&eigen, loss.centre().map(|centre| theta - centre)),
            };
            directions = Some(turn(eigen, turned).directions);
            run.frames.push(Kept { theta, loss: local.value, gradient_norm, rate, cost: walk.cost, turned });
            if gradient_norm <= converged && run.converged_from.is_none() {
                run.converged_from = Some(step);
            }
            if step == config.steps {
                // No step leaves the last frame, so a method that chooses its rate has chosen none for it.
                if let Some(kept) = run.frames.last_mut().filter(|_| chooses_rate) {
                    kept.rate = f64::NAN;
                }
                break;
            }
            if step % CHECKPOINT == 0 {
                run.checkpoints.push(walk.optimizer.boxed_clone());
            }
            if walk.cost.work(effort) > allowed {
                run.end = Some(End::Stopped(Why { id: "work-limit", direction: None, value: None }));
                break;
            }
            run.end = walk.step(loss, &local, rate);
            if let (Some(chosen), Some(kept)) = (walk.chosen, run.frames.last_mut()) {
                kept.rate = chosen;
                chooses_rate = true;
            }
            if run.end.is_some() {
                break;
            }
        }
        run
    }

    /// The rate that the schedule gives a step; NaN for methods that have none.
    pub fn scheduled(&self, step: usize) -> f64 {
        self.base.map_or(f64::NAN, |base| self.schedule.rate(base, step))
    }

    pub fn clamp(&self, step: usize) -> usize {
        step.min(self.frames.len().saturating_sub(1))
    }

    pub fn kept(&self, step: usize) -> Option<&Kept> {
        self.frames.get(self.clamp(step))
    }

    /// The gradient norm that counts as converged.
    pub fn threshold(&self, tolerance: f64) -> f64 {
        threshold(tolerance, self.frames.first().map_or(0.0, |kept| kept.gradient_norm))
    }

    pub fn status(&self, step: usize) -> Status {
        let at_end = step + 1 >= self.frames.len();
        let converged = self.converged_from.is_some_and(|from| step >= from);
        match self.end {
            Some(End::Diverged) if at_end => Status::Diverged,
            _ if converged => Status::Converged,
            Some(End::Stopped(_)) if at_end => Status::Stopped,
            _ => Status::Running,
        }
    }

    /// The optimizer as it stands before the step that leaves frame `step`.
    pub fn optimizer_at(&self, step: usize, loss: &dyn Loss) -> Option<Box<dyn Optimizer>> {
        // The last frame has no step of its own, so it may lie one past the last copy.
        let index = (step / CHECKPOINT).min(self.checkpoints.len().checked_sub(1)?);
        let mut optimizer = self.checkpoints.get(index)?.boxed_clone();
        for (offset, kept) in self.frames.get(index * CHECKPOINT..step)?.iter().enumerate() {
            optimizer.step(loss, &loss.local(kept.theta), self.scheduled(index * CHECKPOINT + offset), &mut Quiet);
        }
        Some(optimizer)
    }
}

/// The eigenpairs with the marked directions turned round.
#[inline(always)]
pub(super) fn turn(eigen: Eigen, turned: [bool; 2]) -> Eigen {
    let [first, second] = eigen.directions;
    let [turn_first, turn_second] = turned;
    let signed = |direction: Vec2, turn: bool| if turn { -direction } else { direction };
    Eigen { directions: [signed(first, turn_first), signed(second, turn_second)], ..eigen }
}

/// The signs of frame 0: coordinates of the start are not negative; where they are zero or unknown, the first
/// component that is not zero is positive.
fn first_signs(eigen: &Eigen, from_centre: Option<Vec2>) -> [bool; 2] {
    eigen.directions.map(|direction| {
        let coordinate = from_centre.map_or(0.0, |offset| direction.dot(&offset));
        if coordinate == 0.0 {
            direction.x < 0.0 || (direction.x == 0.0 && direction.y < 0.0)
        } else {
            coordinate < 0.0
        }
    })
}
