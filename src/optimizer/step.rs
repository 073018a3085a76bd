//! What a step came to: where to, what it cost, and why there is none.

use crate::math::Vec2;

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The proposed displacement.
    pub displacement: Vec2,
    /// What it took to find it.
    pub cost: Cost,
    /// The scalar rate, where the method chose it itself.
    pub rate: Option<f64>,
    /// Set where the method cannot go on; the displacement is then ignored.
    pub stop: Option<Why>,
}

impl Step {
    /// A step that cost one gradient.
    #[must_use]
    pub fn by_gradient(displacement: Vec2) -> Self {
        Self { displacement, cost: Cost { gradient: 1, ..Cost::default() }, rate: None, stop: None }
    }

    /// A step that cost one gradient and one Hessian; `None` is a Hessian that cannot be divided by.
    #[must_use]
    pub fn by_hessian(displacement: Option<Vec2>) -> Self {
        let stop = displacement.is_none().then_some(Why { id: "singular-hessian", direction: None, value: None });
        let cost = Cost { gradient: 1, hessian: 1, ..Cost::default() };
        Self { displacement: displacement.unwrap_or_else(Vec2::zeros), cost, rate: None, stop }
    }

    /// The same step, with the scalar rate that the method chose for it.
    #[must_use]
    pub fn at_rate(self, rate: f64) -> Self {
        Self { rate: Some(rate), ..self }
    }

    /// The same step, after one that had worked out the gradient at this point already.
    #[must_use]
    pub fn at_paid_gradient(mut self, paid: bool) -> Self {
        self.cost.gradient = self.cost.gradient.saturating_sub(u32::from(paid));
        self
    }

    /// A method that cannot go on, after having paid `cost` to find out.
    #[must_use]
    pub fn stopped(id: &'static str, value: Option<f64>, cost: Cost) -> Self {
        Self { displacement: Vec2::zeros(), cost, rate: None, stop: Some(Why { id, direction: None, value }) }
    }
}

/// Evaluations, counted apart from steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Values of the loss.
    pub loss: u32,
    /// Gradients.
    pub gradient: u32,
    /// Hessians.
    pub hessian: u32,
}

impl Cost {
    /// The work in it on a loss of that effort: derivatives come together, a value alone is cheaper.
    #[must_use]
    pub fn work(self, effort: usize) -> usize {
        self.gradient as usize * effort + self.loss as usize * effort / 4
    }

    /// The sum of two counts.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            loss: self.loss.saturating_add(other.loss),
            gradient: self.gradient.saturating_add(other.gradient),
            hessian: self.hessian.saturating_add(other.hessian),
        }
    }
}

/// A reason, as an id for the page's words, with the direction and the number it is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Why {
    /// `crossed-limit`, `negative-curvature`, `singular-hessian`, …
    pub id: &'static str,
    /// 0 shallow, 1 steep.
    pub direction: Option<usize>,
    /// The number it is about: the limit crossed, the curvature.
    pub value: Option<f64>,
}
