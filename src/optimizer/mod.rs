//! Optimizers: the trait, what kind of ruler a method uses, and the registry.

use crate::{
    ledger::Log,
    loss::{Local, Loss},
    math::{Mat2, Vec2},
    registry::Entry,
    value::Value,
};

mod adabelief;
mod adadelta;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod adan;
mod adaptive;
mod armijo;
mod barzilai_borwein;
mod bfgs;
mod conjugate_gradient;
mod damped_newton;
mod diagonal_newton;
mod exact_line_search;
mod full_matrix_adagrad;
mod gradient_descent;
mod line_search;
mod lion;
mod momentum;
mod nadam;
mod nelder_mead;
mod nesterov;
mod newton;
mod polyak;
mod radam;
mod rmsprop;
mod rprop;
pub mod rule;
mod saddle_free_newton;
mod sign_descent;
mod spectral;
#[cfg(test)]
mod tests;
mod trust_region;
mod yogi;

/// Every optimizer. To add one: a file in this folder and a line here.
pub static OPTIMIZERS: &[Entry<dyn Optimizer>] = &[
    gradient_descent::ENTRY,
    polyak::ENTRY,
    armijo::ENTRY,
    exact_line_search::ENTRY,
    barzilai_borwein::ENTRY,
    momentum::ENTRY,
    nesterov::ENTRY,
    conjugate_gradient::ENTRY,
    sign_descent::ENTRY,
    diagonal_newton::ENTRY,
    adagrad::ENTRY,
    adadelta::ENTRY,
    rmsprop::ENTRY,
    adam::ENTRY,
    adamw::ENTRY,
    adamax::ENTRY,
    nadam::ENTRY,
    radam::ENTRY,
    rprop::ENTRY,
    lion::ENTRY,
    yogi::ENTRY,
    adabelief::ENTRY,
    adan::ENTRY,
    full_matrix_adagrad::ENTRY,
    newton::ENTRY,
    damped_newton::ENTRY,
    saddle_free_newton::ENTRY,
    trust_region::ENTRY,
    bfgs::ENTRY,
    nelder_mead::ENTRY,
];

/// Proposes displacements and never moves the point: the loop in `simulate` is the only `theta += delta`.
pub trait Optimizer {
    /// The step that leaves `at.at`, with `rate` as this step's learning rate (NaN for methods without one).
    ///
    /// With a zero gradient a method without memory proposes zero. Non-finite input may give a non-finite
    /// displacement, which ends the run as diverged.
    fn step(&mut self, loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step;

    /// The method's own state by name, as it stands before the next step.
    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        Vec::new()
    }

    /// How the learning rate acts on a direction of curvature λ.
    fn gear(&self) -> Gear;

    /// Whether a step on a bowl whose axes are the coordinates treats each coordinate by itself.
    fn is_separable(&self) -> bool {
        true
    }

    /// What a step costs besides the evaluations that it reports, in operations on a dual number, roughly.
    fn effort(&self) -> usize {
        2
    }

    /// The update in Python, for the scripts that students paste.
    fn script(&self) -> Script {
        Script::default()
    }

    /// A copy with the same state, so that a single step can be replayed.
    fn boxed_clone(&self) -> Box<dyn Optimizer>;
}

/// An update in Python over NumPy: lines before the loop and lines for each step, which has `theta`, `gradient`,
/// `hessian` and `loss`, `gradient_at`, `hessian_at` and `loss_at` (functions of a point), `learning_rate`, `t` (from
/// 1), `is_bowl` (whether the Hessian is the same everywhere) and the method's parameters by name, and leaves `step`:
/// `None` where the method cannot go on. Of functions there are `ratio(a, b)` with 0/0 = 0, `cases` as in formulas, and
/// `eigh(matrix)`, NumPy's, which gives NaN where the matrix is not finite.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Lines before the first step.
    pub before: Vec<String>,
    /// Lines of each step.
    pub each: Vec<String>,
    /// The constructor of the same method in PyTorch, where it has one, with the method's parameters by name:
    /// `torch.optim.Adam([theta], lr=learning_rate, betas=(beta1, beta2))`.
    pub torch: Option<&'static str>,
}

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

/// A named part of a method's state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Remembered {
    /// A count or scalar.
    Number(f64),
    /// One number per coordinate.
    Vector(Vec2),
    /// A matrix.
    Matrix(Mat2),
    /// The corners of a simplex, best first.
    Points([Vec2; 3]),
}

impl Script {
    /// A script of these lines, each a line of text; nothing before the loop where `before` is empty.
    #[must_use]
    pub fn of(before: &str, each: &str) -> Self {
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        Self { before: lines(before), each: lines(each), torch: None }
    }
}

impl From<Remembered> for Value {
    fn from(remembered: Remembered) -> Self {
        match remembered {
            Remembered::Number(number) => number.into(),
            Remembered::Vector(vector) => vector.into(),
            Remembered::Matrix(matrix) => matrix.into(),
            Remembered::Points(points) => Value::list(points),
        }
    }
}
