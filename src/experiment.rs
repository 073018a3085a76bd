//! The whole run at once: configuration → every frame of every track.
//!
//! Numbers are stored, words are made when asked for. A frame keeps the point, the loss, the rate and the counts;
//! gradient, Hessian and eigenpairs are recomputed when read, and an optimizer's memory comes from replaying at most
//! `CHECKPOINT` steps from a kept copy of it.

use crate::{
    config::{Config, TrackConfig},
    error::ConfigError,
    frame::Frame,
    ledger::{Log, Quiet},
    loss::{Local, Loss},
    math::{Eigen, Vec2, is_finite},
    optimizer::{Cost, Gear, Optimizer, Remembered, Step, Why},
    schedule::Schedule,
    spectrum::Clock,
    value::Value,
};

/// A coordinate this far out counts as diverged.
pub const FAR_AWAY: f64 = 1e12;
/// Steps between the copies of the optimizer that replaying starts from.
const CHECKPOINT: usize = 64;

/// What has become of a track by a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// On its way.
    Running,
    /// The gradient has been below the tolerance; the track goes on.
    Converged,
    /// The method cannot go on; the point repeats.
    Stopped,
    /// The next point is not finite or too far out; the last finite frame repeats.
    Diverged,
}

impl Status {
    /// The public id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Converged => "converged",
            Self::Stopped => "stopped",
            Self::Diverged => "diverged",
        }
    }
}

/// What is kept of a frame.
#[derive(Clone, Copy, Debug)]
struct Kept {
    theta: Vec2,
    loss: f64,
    gradient_norm: f64,
    rate: f64,
    cost: Cost,
    /// Whether each eigenvector is turned against the sign that `Loss::eigen` gives it.
    turned: [bool; 2],
}

/// How a run ended before its last step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum End {
    Stopped(Why),
    Diverged,
}

/// A method on its way. Every run is made of these steps: a track's, a sweep's and a spectrum's.
pub(crate) struct Walk {
    /// Where it stands; always finite.
    pub theta: Vec2,
    optimizer: Box<dyn Optimizer>,
}

impl Walk {
    pub fn new(optimizer: Box<dyn Optimizer>, start: Vec2) -> Self {
        Self { theta: start, optimizer }
    }

    /// Takes the step that leaves `at`, what is known of the point where the walk stands; an end leaves it there.
    pub fn step(&mut self, loss: &dyn Loss, at: &Local, rate: f64) -> (Step, Option<End>) {
        let proposal = self.optimizer.step(loss, at, rate, &mut Quiet);
        if let Some(why) = proposal.stop {
            return (proposal, Some(End::Stopped(why)));
        }
        let next = self.theta + proposal.displacement;
        if !is_finite(&next) || next.amax() >= FAR_AWAY {
            return (proposal, Some(End::Diverged));
        }
        self.theta = next;
        (proposal, None)
    }
}

/// The gradient norm that counts as converged, where the first one was `first`.
pub(crate) fn threshold(tolerance: f64, first: f64) -> f64 {
    tolerance * if first.is_finite() { first.max(1.0) } else { 1.0 }
}

/// The work that a step may take on the average of a run, in operations (see [`Loss::effort`]) of some 40 ns each: a
/// thousand steps stay under 50 ms, whatever a search along a line of a long list of data is set to.
const WORK: usize = 1100;
/// The steps of a short run, together, may take as long as those of one of this many.
const SHORT_RUN: usize = 1000;

/// One run.
pub struct Track {
    config: TrackConfig,
    schedule: Box<dyn Schedule>,
    gear: Gear,
    frames: Vec<Kept>,
    checkpoints: Vec<Box<dyn Optimizer>>,
    converged_from: Option<usize>,
    end: Option<End>,
}

/// Every frame of every track of a configuration.
pub struct Experiment {
    config: Config,
    loss: Box<dyn Loss>,
    tracks: Vec<Track>,
}

/// Reads a configuration and works out every frame: the only fallible function of the core.
///
/// # Errors
/// What `Config::read` refuses.
pub fn simulate(value: &Value) -> Result<Experiment, ConfigError> {
    Config::read(value).map(Experiment::new)
}

impl Experiment {
    /// Works out every frame of a validated configuration.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let loss = config.loss.build();
        let mut tracks = Vec::new();
        for track in &config.tracks {
            tracks.push(Track::run(&config, track, loss.as_ref()));
        }
        Self { config, loss, tracks }
    }

    /// The validated configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The landscape.
    #[must_use]
    pub fn loss(&self) -> &dyn Loss {
        self.loss.as_ref()
    }

    /// Where every track starts.
    #[must_use]
    pub fn start(&self) -> Vec2 {
        self.config.start
    }

    /// The number of steps; there is one frame more.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.config.steps
    }

    /// The number of tracks, at least 1.
    #[must_use]
    pub fn track_count(&self) -> usize {
        self.tracks.len()
    }

    /// True where the Hessian is the same everywhere, so that 1 − ηλ is exact.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.loss.constant_hessian()
    }

    /// The track, the last one for an index beyond.
    fn track(&self, track: usize) -> Option<&Track> {
        self.tracks.get(track).or(self.tracks.last())
    }

    /// The point of a frame. Always finite: the last finite one repeats.
    #[must_use]
    pub fn theta(&self, track: usize, step: usize) -> Vec2 {
        self.track(track).and_then(|track| track.kept(step)).map_or(self.config.start, |kept| kept.theta)
    }

    /// The loss of a frame.
    #[must_use]
    pub fn loss_at(&self, track: usize, step: usize) -> f64 {
        self.track(track).and_then(|track| track.kept(step)).map_or(f64::NAN, |kept| kept.loss)
    }

    /// ‖∇L‖ of a frame.
    #[must_use]
    pub fn gradient_norm(&self, track: usize, step: usize) -> f64 {
        self.track(track).and_then(|track| track.kept(step)).map_or(f64::NAN, |kept| kept.gradient_norm)
    }

    /// The rate of the step that leaves a frame; `None` where the method has none.
    #[must_use]
    pub fn rate(&self, track: usize, step: usize) -> Option<f64> {
        self.track(track)?.kept(step).map(|kept| kept.rate).filter(|rate| !rate.is_nan())
    }

    /// The id of the track's method.
    #[must_use]
    pub fn optimizer_id(&self, track: usize) -> &'static str {
        self.track(track).map_or("", |track| track.config.optimizer.entry.id)
    }

    /// True where every step of the track has the same rate: one hand for the whole run, and powers of its factor.
    #[must_use]
    pub fn is_steady(&self, track: usize) -> bool {
        self.track(track).is_some_and(|track| {
            let first = track.frames.first().map(|kept| kept.rate);
            track.frames.iter().all(|kept| Some(kept.rate) == first)
        })
    }

    /// True where the track's schedule has rates of its own, so that the track's `learningRate` has no effect.
    #[must_use]
    pub fn is_absolute(&self, track: usize) -> bool {
        self.track(track).is_some_and(|track| track.schedule.is_absolute())
    }

    /// How the track's learning rate acts on a curvature.
    #[must_use]
    pub fn gear(&self, track: usize) -> Gear {
        self.track(track).map_or(Gear::Scalar, |track| track.gear)
    }

    /// Evaluations up to a frame.
    #[must_use]
    pub fn cost(&self, track: usize, step: usize) -> Cost {
        self.track(track).and_then(|track| track.kept(step)).map_or(Cost::default(), |kept| kept.cost)
    }

    /// What has become of the track by a frame.
    #[must_use]
    pub fn status(&self, track: usize, step: usize) -> Status {
        self.track(track).map_or(Status::Running, |track| track.status(step))
    }

    /// Why a track stopped, where it did by this frame.
    #[must_use]
    pub fn stop_reason(&self, track: usize, step: usize) -> Option<Why> {
        let track = self.track(track)?;
        match track.end {
            Some(End::Stopped(why)) if step + 1 >= track.frames.len() => Some(why),
            _ => None,
        }
    }

    /// The displacement of the step that leaves a frame, as the difference of the two points; zero once stopped.
    ///
    /// `None` on the last frame and where the next point is not finite.
    #[must_use]
    pub fn displacement(&self, track: usize, step: usize) -> Option<Vec2> {
        if step >= self.config.steps || self.status(track, step) == Status::Diverged {
            return None;
        }
        Some(self.theta(track, step + 1) - self.theta(track, step))
    }

    /// The eigenpairs of the local Hessian, signs continuous along the track.
    #[must_use]
    pub fn eigen(&self, track: usize, step: usize, local: &Local) -> Eigen {
        let eigen = self.loss.eigen(local);
        let turned = self.track(track).and_then(|track| track.kept(step)).map_or([false; 2], |kept| kept.turned);
        turn(eigen, turned)
    }

    /// Everything about a frame that views and readers ask for; indices beyond the end are the last.
    #[must_use]
    pub fn frame(&self, track: usize, step: usize) -> Frame {
        Frame::read(self, track, step.min(self.config.steps))
    }

    /// The two clocks of a frame, shallow first, under the rate of the step that leaves it.
    #[must_use]
    pub fn clocks(&self, track: usize, step: usize) -> [Clock; 2] {
        let local = self.loss.local(self.theta(track, step));
        let (gear, rate) = (self.gear(track), self.rate(track, step));
        self.loss.eigen(&local).curvatures.map(|curvature| Clock::new(gear, rate, curvature))
    }

    /// The method's memory as it stands at a frame, before the step that leaves it.
    #[must_use]
    pub fn memory(&self, track: usize, step: usize) -> Vec<(&'static str, Remembered)> {
        let Some(track) = self.track(track) else { return Vec::new() };
        track.optimizer_at(track.clamp(step), self.loss.as_ref()).map_or_else(Vec::new, |optimizer| optimizer.memory())
    }

    /// Replays the step that leaves a frame, so that the method can describe it to `log`.
    pub fn replay(&self, track: usize, step: usize, log: &mut dyn Log) -> Option<Step> {
        let track = self.track(track)?;
        let step = track.clamp(step);
        let mut optimizer = track.optimizer_at(step, self.loss.as_ref())?;
        let theta = track.kept(step)?.theta;
        Some(optimizer.step(self.loss.as_ref(), &self.loss.local(theta), track.scheduled(step), log))
    }

    /// The first frame that is converged, and the first from which every frame stays below the tolerance.
    #[must_use]
    pub fn convergence(&self, track: usize) -> (Option<usize>, Option<usize>) {
        let Some(track) = self.track(track) else { return (None, None) };
        let limit = track.threshold(self.config.tolerance);
        let above = track.frames.iter().rposition(|kept| kept.gradient_norm.is_nan() || kept.gradient_norm > limit);
        let stays = match (track.end, above) {
            (Some(End::Diverged), _) => None,
            (_, None) => Some(0),
            (_, Some(last)) => (last + 1 < track.frames.len()).then_some(last + 1),
        };
        (track.converged_from, stays)
    }
}

impl Track {
    /// The simulation loop.
    #[cfg_attr(hot, optimize(speed))]
    fn run(config: &Config, track: &TrackConfig, loss: &dyn Loss) -> Self {
        let mut walk = Walk::new(track.optimizer.build(), config.start);
        let schedule = track.schedule.build();
        let mut run = Self {
            config: track.clone(),
            gear: walk.optimizer.gear(),
            schedule,
            frames: Vec::with_capacity(config.steps + 1),
            checkpoints: Vec::new(),
            converged_from: None,
            end: None,
        };
        let mut cost = Cost::default();
        let allowed = WORK * config.steps.max(SHORT_RUN);
        let mut directions: Option<[Vec2; 2]> = None;
        let mut chooses_rate = false;
        for step in 0..=config.steps {
            let theta = walk.theta;
            let local = loss.local(theta);
            let rate = run.scheduled(step);
            let eigen = loss.eigen(&local);
            let turned = match directions {
                Some(before) => eigen.directions_against(&before),
                None => first_signs(&eigen, loss.centre().map(|centre| theta - centre)),
            };
            directions = Some(turn(eigen, turned).directions);
            run.frames.push(Kept {
                theta,
                loss: local.value,
                gradient_norm: local.gradient.norm(),
                rate,
                cost,
                turned,
            });
            if run.converged_from.is_none() && local.gradient.norm() <= run.threshold(config.tolerance) {
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
            if cost.work(loss.effort()) > allowed {
                run.end = Some(End::Stopped(Why { id: "work-limit", direction: None, value: None }));
                break;
            }
            let (proposal, end) = walk.step(loss, &local, rate);
            if let (Some(chosen), Some(kept)) = (proposal.rate, run.frames.last_mut()) {
                kept.rate = chosen;
                chooses_rate = true;
            }
            if end.is_some() {
                run.end = end;
                break;
            }
            cost = cost.plus(proposal.cost);
        }
        run
    }

    /// The rate that the schedule gives a step; NaN for methods that have none.
    fn scheduled(&self, step: usize) -> f64 {
        self.config.learning_rate().map_or(f64::NAN, |base| self.schedule.rate(base, step))
    }

    fn clamp(&self, step: usize) -> usize {
        step.min(self.frames.len().saturating_sub(1))
    }

    fn kept(&self, step: usize) -> Option<&Kept> {
        self.frames.get(self.clamp(step))
    }

    /// The gradient norm that counts as converged.
    fn threshold(&self, tolerance: f64) -> f64 {
        threshold(tolerance, self.frames.first().map_or(0.0, |kept| kept.gradient_norm))
    }

    fn status(&self, step: usize) -> Status {
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
    fn optimizer_at(&self, step: usize, loss: &dyn Loss) -> Option<Box<dyn Optimizer>> {
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
fn turn(eigen: Eigen, turned: [bool; 2]) -> Eigen {
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
