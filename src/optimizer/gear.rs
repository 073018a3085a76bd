//! How a method's learning rate acts on a curvature, and what it is measured in.

/// How the learning rate of a method acts on a direction of curvature λ of a bowl.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gear {
    /// θ − ηg: the direction is multiplied by 1 − ηλ.
    Scalar,
    /// Plain steps with something added to the gradient (weight decay, noise): the direction's own factor is still
    /// 1 − ηλ, but the step is not made of it alone.
    Perturbed,
    /// The heavy ball: two-step recursion z² − (1 + β − ηaλ)z + β with the gradient's share a = 1 − dampening.
    HeavyBall {
        /// β.
        momentum: f64,
        /// a.
        share: f64,
    },
    /// The same ball whose gradient is taken ahead: z² − (1 + β)(1 − ηλ)z + β(1 − ηλ).
    Nesterov {
        /// β.
        momentum: f64,
    },
    /// The step's scale is made from past gradients; η is a length or a fraction of one.
    Adaptive,
    /// The step is a multiple of a Newton step: η = 1 is the whole way.
    Relative,
}

impl Gear {
    /// What this method's learning rate is measured in.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::Scalar | Self::Perturbed | Self::HeavyBall { .. } | Self::Nesterov { .. } => Unit::PerCurvature,
            Self::Adaptive => Unit::Length,
            Self::Relative => Unit::Fraction,
        }
    }
}

/// What a learning rate is measured in; rates of different units say nothing about each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Displacement per gradient, 1/λ.
    PerCurvature,
    /// Displacement.
    Length,
    /// A fraction of a whole step.
    Fraction,
}
