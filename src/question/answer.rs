//! What is expected: each answer is a question to the run, and where it can be seen.

use super::{Answer, Ask, Question};
use crate::{
    error::{Code, ConfigError},
    experiment::Experiment,
    math::Vec2,
    optimizer::Gear,
    spectrum::{Clock, best_rate, ideal_rate, limit_rate},
};

impl Question<'_> {
    /// The right answer, and the step at which a reader sees it, where it belongs to one.
    pub(super) fn expected(&self) -> Result<(Answer, Option<usize>), ConfigError> {
        let run = self.run;
        let number = |value: Option<f64>, expected: &str| {
            value.filter(|value| value.is_finite()).map(Answer::Number).ok_or_else(|| self.refused(expected))
        };
        Ok(match self.ask {
            Ask::NextPoint => {
                let next = self.step + 1;
                if run.displacement(self.track, self.step).is_none() {
                    return Err(self.refused("a run that has not diverged"));
                }
                (Answer::Point(run.theta(self.track, next)), Some(next))
            }
            Ask::StepLength => {
                let before = self.step.saturating_sub(1);
                let length = run.displacement(self.track, before).map(|moved| moved.norm());
                (number(length, "a run that has not diverged")?, Some(before))
            }
            Ask::LimitRate => {
                let gear = self.gear(&[]);
                (number(gear.and_then(|gear| limit_rate(gear, self.curvature())), SETTLES)?, None)
            }
            Ask::IdealRate => (number(ideal_rate(self.curvature()), "a direction that curves upwards")?, None),
            Ask::BestRate => {
                let plain = self.gear(&[Gear::Scalar, Gear::Perturbed]);
                (number(plain.and_then(|_| best_rate(self.curvatures())), "gradient descent on a bowl")?, None)
            }
            Ask::HalfLife => {
                let clock = self.clock();
                match (clock.half_life, clock.regime) {
                    (None, Some(_)) => (Answer::Never, None),
                    (half_life, _) => (number(half_life, FACTOR)?, None),
                }
            }
            Ask::Regime => (Answer::Choice(self.regime()?.to_owned()), None),
            Ask::StepsTo => {
                let found = self.first()?;
                let answer = found.map_or(Answer::Never, |step| Answer::Number(step as f64));
                (answer, Some(found.unwrap_or(self.step)))
            }
            Ask::PercentLeft => {
                let measure = self.measure()?;
                let left = (measure.at(self.step) / measure.at(0)).abs();
                (number(Some(100.0 * left), "a start that is not the minimum")?, Some(self.step))
            }
            Ask::Winner => {
                let least = |other: &Self| other.losses().iter().copied().fold(f64::INFINITY, f64::min);
                let first = self.losses().iter().position(|loss| *loss == least(self));
                if run.track_count() < 2 || !least(self).is_finite() {
                    return Err(self.refused("several runs"));
                }
                (Answer::Choice(first.unwrap_or(0).to_string()), Some(self.step))
            }
            Ask::Count => (Answer::Number(self.count()? as f64), Some(self.step)),
        })
    }

    /// Every track's loss at the step that counts.
    pub(super) fn losses(&self) -> Vec<f64> {
        let mut losses = Vec::new();
        for track in 0..self.run.track_count() {
            losses.push(self.run.loss_at(track, self.step));
        }
        losses
    }

    /// What the direction does.
    pub(super) fn regime(&self) -> Result<&'static str, ConfigError> {
        self.clock().regime.map(|regime| regime.id()).ok_or_else(|| self.refused(FACTOR))
    }

    pub(super) fn curvatures(&self) -> [f64; 2] {
        let local = self.run.loss().local(self.run.theta(self.track, self.frame()));
        self.run.loss().eigen(&local).curvatures
    }

    /// λ of the direction that is meant, the steep one where nobody says.
    pub(super) fn curvature(&self) -> f64 {
        let [low, high] = self.curvatures();
        if self.direction == Some(0) { low } else { high }
    }

    /// The frame whose geometry is meant.
    pub(super) fn frame(&self) -> usize {
        match self.ask {
            Ask::LimitRate | Ask::IdealRate | Ask::BestRate | Ask::HalfLife | Ask::Regime => self.step,
            _ => 0,
        }
    }

    fn clock(&self) -> Clock {
        let [low, high] = self.run.clocks(self.track, self.frame());
        if self.direction == Some(0) { low } else { high }
    }

    /// How the rate acts, where that is one of a gradient step and, where there is a list, on it.
    pub(super) fn gear(&self, among: &[Gear]) -> Option<Gear> {
        let gear = self.run.gear(self.track);
        let plain = !matches!(gear, Gear::Adaptive | Gear::Relative) && self.run.rate(self.track, 0).is_some();
        Some(gear).filter(|gear| plain && (among.is_empty() || among.contains(gear)))
    }

    /// What is measured at each step: the distance from the minimum, along a direction where one is named, or the loss.
    fn measure(&self) -> Result<Measure<'_>, ConfigError> {
        let (run, loss) = (self.run, self.run.loss());
        let crosses = self.of == "crossings";
        let mut measure = Measure { run, track: self.track, least: None, centre: Vec2::zeros(), axis: None };
        if self.of == "loss" {
            measure.least = Some(loss.minimum().map_or(0.0, |at| loss.value(at)));
        } else if crosses || self.direction.is_some() {
            measure.centre = loss.centre().filter(|_| run.is_exact()).ok_or_else(|| self.refused("a bowl"))?;
            let [shallow, steep] = loss.eigen(&loss.local(run.start())).directions;
            measure.axis = Some(if self.direction == Some(0) { shallow } else { steep });
        } else {
            let centre = loss.minimum().or_else(|| loss.centre());
            measure.centre = centre.ok_or_else(|| self.refused("a landscape whose minimum is known"))?;
        }
        Ok(measure)
    }

    /// The first step at which what is asked for is so.
    fn first(&self) -> Result<Option<usize>, ConfigError> {
        if self.fraction.is_none() && self.below.is_none() {
            return Ok(self.run.convergence(self.track).0.filter(|step| *step <= self.step));
        }
        let measure = self.measure()?;
        let grows = self.below.is_none() && self.fraction.is_some_and(|fraction| fraction >= 1.0);
        let share = self.fraction.map_or(0.0, |fraction| fraction * measure.at(0).abs());
        let threshold = self.below.unwrap_or(share);
        Ok((usize::from(grows)..=self.step).find(|step| {
            let now = measure.at(*step).abs();
            if grows { now > threshold } else { now <= threshold }
        }))
    }

    /// On how many of the first steps the loss rises, or the direction changes its side.
    fn count(&self) -> Result<usize, ConfigError> {
        let (run, track) = (self.run, self.track);
        if self.of == "loss-rises" {
            return Ok((0..self.step).filter(|k| run.loss_at(track, k + 1) > run.loss_at(track, *k)).count());
        }
        let measure = self.measure()?;
        Ok((0..self.step).filter(|k| measure.at(*k) * measure.at(k + 1) < 0.0).count())
    }

    /// This run has no such answer.
    fn refused(&self, expected: &str) -> ConfigError {
        ConfigError::new("ask", Code::NotHere, &self.id.into()).expecting(expected)
    }
}

/// A quantity of a run at each of its steps.
struct Measure<'a> {
    run: &'a Experiment,
    track: usize,
    /// Of the loss: what a minimum has.
    least: Option<f64>,
    centre: Vec2,
    axis: Option<Vec2>,
}

impl Measure<'_> {
    /// Signed along an axis.
    fn at(&self, step: usize) -> f64 {
        if let Some(least) = self.least {
            return self.run.loss_at(self.track, step) - least;
        }
        let away = self.run.theta(self.track, step) - self.centre;
        self.axis.map_or(away.norm(), |axis| axis.dot(&away))
    }
}

/// What a limit needs.
const SETTLES: &str = "a method whose rate multiplies the gradient, and a direction that curves upwards";
/// What a regime needs.
const FACTOR: &str = "a method with the same factor at every step";
