//! A method on its way: the only place where a point is moved.

use crate::{
    ledger::Quiet,
    loss::{Local, Loss},
    math::Vec2,
    optimizer::{Cost, Optimizer, Why},
};

/// A coordinate this far out counts as diverged.
pub const FAR_AWAY: f64 = 1e12;

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
    pub optimizer: Box<dyn Optimizer>,
    /// What its steps have cost.
    pub cost: Cost,
    /// The rate of the last step, where the method chose it itself.
    pub chosen: Option<f64>,
}

impl Walk {
    pub fn new(optimizer: Box<dyn Optimizer>, start: Vec2) -> Self {
        Self { theta: start, optimizer, cost: Cost::default(), chosen: None }
    }

    /// Takes the step that leaves `at`, what is known of the point where the walk stands; an end leaves it there.
    #[cfg_attr(hot, optimize(speed))]
    pub fn step(&mut self, loss: &dyn Loss, at: &Local, rate: f64) -> Option<End> {
        let proposal = self.optimizer.step(loss, at, rate, &mut Quiet);
        (self.cost, self.chosen) = (self.cost.plus(proposal.cost), proposal.rate);
        if let Some(why) = proposal.stop {
            return Some(End::Stopped(why));
        }
        let next = self.theta + proposal.displacement;
        // What is not a number is not below it either.
        if !(next.x.abs() < FAR_AWAY && next.y.abs() < FAR_AWAY) {
            return Some(End::Diverged);
        }
        self.theta = next;
        None
    }
}

/// The gradient norm that counts as converged, where the first one was `first`.
pub(crate) fn threshold(tolerance: f64, first: f64) -> f64 {
    tolerance * if first.is_finite() { first.max(1.0) } else { 1.0 }
}
