//! The whole run at once: configuration → every frame of every track.
//!
//! Numbers are stored, words are made when asked for. A frame keeps the point, the loss, the rate and the counts;
//! gradient, Hessian and eigenpairs are recomputed when read, and an optimizer's memory comes from replaying a few steps
//! from a kept copy of it.

use crate::{
    config::Config,
    error::ConfigError,
    frame::Frame,
    ledger::Log,
    loss::{Local, Loss},
    math::{Eigen, Vec2},
    optimizer::{Cost, Gear, Remembered, Step, Why},
    spectrum::Clock,
    value::Value,
};

mod track;
mod walk;

use track::{Track, turn};
pub use walk::FAR_AWAY;
pub(crate) use walk::{End, Walk, threshold};

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
    #[cfg_attr(hot, optimize(speed))]
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
