//! Steps to tolerance against learning rate: one track of a configuration, at every rate that its crank can show.
//!
//! The work is bounded whatever the configuration: all rates advance together, a few steps at a time, and those that have
//! arrived, stopped or diverged cost nothing more. A loss and a method say what a step costs; where the budget ends before
//! `steps` do, the rest is not followed any further, and `within` says how far all were. Counted, not timed, so that the
//! same configuration gives the same answer everywhere.

use crate::{
    config::{Config, TrackConfig, whole},
    control::Reach,
    error::{Code, ConfigError},
    experiment::{Walk, threshold},
    loss::Loss,
    optimizer::Gear,
    parameter::LEARNING_RATE,
    schedule::Schedule,
    value::{Value, record},
};

/// Rates of the grid, in equal ratios.
const RATES: usize = 200;
/// Rates tried between the neighbours of the best, and how often.
const BETWEEN: usize = 24;
const ROUNDS: usize = 2;
/// All the work of the grid, in operations on a dual number (see [`Loss::effort`]), some 50 to 100 ns each in a browser.
const BUDGET: usize = 2_500_000;
/// Steps after which it is seen for the first time what a step costs.
const FIRST_STEPS: usize = 4;
/// Where the crank begins at zero: the part of its end at which the grid does.
const FROM_ZERO: f64 = 1e-3;

/// How long a method takes at each rate.
pub struct Sweep {
    /// Ascending, in equal ratios over the crank's range.
    pub rates: Vec<f64>,
    /// The first step at each rate whose gradient is below the tolerance.
    pub steps: Vec<Option<usize>>,
    /// How many steps every rate was followed; fewer than the configuration's only where the work would have no end.
    pub within: usize,
    /// The rate that takes the fewest steps, the smallest of those; `None` where none arrives.
    pub best: Option<(f64, usize)>,
}

/// One rate on its way.
struct Run {
    rate: f64,
    walk: Walk,
    reached: Option<usize>,
    over: bool,
}

/// What all rates have in common.
struct Course<'a> {
    config: &'a Config,
    track: &'a TrackConfig,
    loss: Box<dyn Loss>,
    schedule: Box<dyn Schedule>,
    threshold: f64,
    /// Work of a step, besides evaluations of the loss that a search takes.
    effort: usize,
}

impl Course<'_> {
    fn run(&self, rate: f64) -> Run {
        // Some methods begin with their rate, besides being given one at each step.
        let mut optimizer = self.track.optimizer.clone();
        optimizer.values.set(LEARNING_RATE, rate.into());
        Run { rate, walk: Walk::new(optimizer.build(), self.config.start), reached: None, over: false }
    }

    /// Follows a run from frame `from` to frame `to`, and says what that took.
    fn follow(&self, run: &mut Run, from: usize, to: usize) -> usize {
        let mut work = 0;
        for step in from..=to {
            let local = self.loss.local(run.walk.theta);
            work += self.effort;
            if local.gradient.norm() <= self.threshold {
                run.reached = Some(step);
                run.over = true;
            }
            if run.over || step == to {
                break;
            }
            let before = run.walk.cost.loss;
            run.over = run.walk.step(self.loss.as_ref(), &local, self.schedule.rate(run.rate, step)).is_some();
            // A value alone is cheaper than one with its derivatives.
            work += run.walk.cost.loss.saturating_sub(before) as usize * self.loss.effort() / 4;
            if run.over {
                break;
            }
        }
        work
    }

    /// The first step at which one rate arrives, looked for up to step `to`.
    fn steps(&self, rate: f64, to: usize) -> Option<usize> {
        let mut run = self.run(rate);
        self.follow(&mut run, 0, to);
        run.reached
    }
}

/// Sweeps the learning rate of a track of a configuration, `track` being its index (0 where nothing is said).
///
/// # Errors
/// What [`Config::read`] refuses; on `track`, an index that does not exist, a method that has no learning rate, or a
/// schedule that ignores it.
pub fn sweep(config: &Value, track: &Value) -> Result<Sweep, ConfigError> {
    let config = Config::read(config)?;
    let index = match track {
        Value::Null => 0.0,
        given => whole(given, "track", 0.0, config.tracks.len().saturating_sub(1) as f64)?,
    };
    let refuse = || {
        let expected = "a method with a learning rate, and a schedule that scales it";
        ConfigError::new("track", Code::NotHere, &index.into()).expecting(expected)
    };
    let track = config.tracks.get(index as usize).ok_or_else(refuse)?;
    let most = track.largest_rate().ok_or_else(refuse)?;
    let schedule = track.schedule.build();
    if schedule.is_absolute() {
        return Err(refuse());
    }
    let loss = config.loss.build();
    let optimizer = track.optimizer.build();
    let reach = Reach::new(loss.as_ref(), config.start, optimizer.gear(), most);
    let threshold = threshold(config.tolerance, loss.local(config.start).gradient.norm());
    let effort = loss.effort() + optimizer.effort();
    let course = Course { config: &config, track, loss, schedule, threshold, effort };
    let minimum = if reach.minimum > 0.0 { reach.minimum } else { FROM_ZERO * reach.maximum };
    let rates = spread(minimum, reach.maximum, RATES);
    let (steps, within) = course.grid(&rates);
    let mut found: Vec<(f64, Option<usize>)> = Vec::new();
    for (rate, steps) in rates.iter().zip(&steps) {
        found.push((*rate, *steps));
    }
    // Rates that land in one step lie between any two of a grid.
    let mut tried = reach.landmarks();
    if optimizer.gear() == Gear::Relative {
        tried.push(1.0);
    }
    for _ in 0..ROUNDS {
        let Some((index, fewest)) = best(&found) else { break };
        let neighbour = |index: Option<usize>| index.and_then(|index| found.get(index)).map(|(rate, _)| *rate);
        let here = neighbour(Some(index)).unwrap_or(minimum);
        let below = neighbour(index.checked_sub(1)).unwrap_or(here);
        let above = neighbour(Some(index + 1)).unwrap_or(here);
        tried.extend(spread(below, above, BETWEEN + 2));
        // More steps than the best takes are of no interest: that bounds the work.
        for rate in tried.drain(..).filter(|rate| (below..=above).contains(rate)) {
            let place = found.partition_point(|(other, _)| *other < rate);
            found.insert(place, (rate, course.steps(rate, fewest)));
        }
    }
    let best = best(&found).and_then(|(index, steps)| found.get(index).map(|(rate, _)| (*rate, steps)));
    Ok(Sweep { rates, steps, within, best })
}

/// `count` numbers from `from` to `to` in equal ratios, both ends exact.
fn spread(from: f64, to: f64, count: usize) -> Vec<f64> {
    let last = count.saturating_sub(1).max(1);
    let mut rates = Vec::new();
    for index in 0..count {
        let between = from * libm::exp(index as f64 / last as f64 * libm::log(to / from));
        rates.push(if index == last { to } else { between });
    }
    rates
}

/// The place of the fewest steps, the first of those, and how many.
fn best(found: &[(f64, Option<usize>)]) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for (index, (_, steps)) in found.iter().enumerate() {
        if let Some(steps) = *steps
            && best.is_none_or(|(_, fewest)| steps < fewest)
        {
            best = Some((index, steps));
        }
    }
    best
}

impl Course<'_> {
    /// All rates together, as far as the budget goes.
    fn grid(&self, rates: &[f64]) -> (Vec<Option<usize>>, usize) {
        let mut runs = Vec::new();
        for rate in rates {
            runs.push(self.run(*rate));
        }
        let last = self.config.steps;
        let (mut at, mut spent, mut taken) = (0, 0, 0);
        let mut further = FIRST_STEPS;
        while at < last && further > 0 && runs.iter().any(|run| !run.over) {
            let to = last.min(at + further);
            for run in runs.iter_mut().filter(|run| !run.over) {
                spent += self.follow(run, at, to);
                taken += to - at;
            }
            at = to;
            // What is left, shared among those that are left, at what a step cost so far; at most twice as far as before.
            let left = runs.iter().filter(|run| !run.over).count();
            let step = (spent / taken.max(1)).max(1);
            further = (BUDGET.saturating_sub(spent) / (step * left.max(1))).min(at);
        }
        let within = if runs.iter().all(|run| run.over) { last } else { at };
        let mut steps = Vec::new();
        for run in &runs {
            steps.push(run.reached);
        }
        (steps, within)
    }
}

impl Sweep {
    /// The public record.
    #[must_use]
    pub fn record(&self) -> Value {
        let best = self.best.map(|(rate, steps)| record! { learningRate: rate, steps: steps });
        record! {
            rates: Value::copies(&self.rates),
            steps: Value::copies(&self.steps),
            within: self.within,
            best: best,
        }
    }
}
