//! Losses over two parameters: the trait, the dual-number pass that differentiates them, and the registry.

use nalgebra::RowVector2;
use num_dual::{Derivative, Dual2SVec64, DualNum};

use crate::{
    math::{Eigen, Mat2, Vec2},
    registry::Entry,
};

#[cfg(feature = "catalogue")]
mod ackley;
#[cfg(feature = "catalogue")]
mod beale;
#[cfg(feature = "catalogue")]
mod booth;
#[cfg(feature = "catalogue")]
mod data;
#[cfg(feature = "catalogue")]
mod factorization;
#[cfg(feature = "catalogue")]
mod formula;
#[cfg(feature = "catalogue")]
mod goldstein_price;
#[cfg(feature = "catalogue")]
mod himmelblau;
#[cfg(feature = "catalogue")]
mod least_squares;
#[cfg(feature = "catalogue")]
mod logistic;
#[cfg(feature = "catalogue")]
mod matyas;
#[cfg(feature = "catalogue")]
mod monkey_saddle;
mod quadratic;
#[cfg(feature = "catalogue")]
mod rastrigin;
mod rosenbrock;
#[cfg(feature = "catalogue")]
mod saddle;
#[cfg(feature = "catalogue")]
mod six_hump_camel;
#[cfg(feature = "catalogue")]
mod standardize;
#[cfg(feature = "catalogue")]
mod styblinski_tang;
#[cfg(feature = "catalogue")]
mod three_hump_camel;
#[cfg(feature = "catalogue")]
mod written;

/// Every loss. To add one: a file in this folder and a line here.
pub static LOSSES: &[Entry<dyn Loss>] = &[
    quadratic::ENTRY,
    #[cfg(feature = "catalogue")]
    booth::ENTRY,
    #[cfg(feature = "catalogue")]
    matyas::ENTRY,
    rosenbrock::ENTRY,
    #[cfg(feature = "catalogue")]
    himmelblau::ENTRY,
    #[cfg(feature = "catalogue")]
    beale::ENTRY,
    #[cfg(feature = "catalogue")]
    three_hump_camel::ENTRY,
    #[cfg(feature = "catalogue")]
    six_hump_camel::ENTRY,
    #[cfg(feature = "catalogue")]
    styblinski_tang::ENTRY,
    #[cfg(feature = "catalogue")]
    ackley::ENTRY,
    #[cfg(feature = "catalogue")]
    rastrigin::ENTRY,
    #[cfg(feature = "catalogue")]
    goldstein_price::ENTRY,
    #[cfg(feature = "catalogue")]
    saddle::ENTRY,
    #[cfg(feature = "catalogue")]
    monkey_saddle::ENTRY,
    #[cfg(feature = "catalogue")]
    factorization::ENTRY,
    #[cfg(feature = "catalogue")]
    least_squares::ENTRY,
    #[cfg(feature = "catalogue")]
    logistic::ENTRY,
    #[cfg(feature = "catalogue")]
    formula::ENTRY,
];

/// What a method may know of the loss at one point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Local {
    /// The point itself.
    pub at: Vec2,
    /// L(θ).
    pub value: f64,
    /// ∇L(θ).
    pub gradient: Vec2,
    /// ∇²L(θ), symmetric.
    pub hessian: Mat2,
}

/// What is told about a loss besides its numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// The formula as it was understood, with its numbers.
    pub formula: Option<String>,
    /// Something a reader must know, as an id for the page's words: `no-minimum`.
    pub note: Option<&'static str>,
    /// The condition number at each way of standardising the data, by its id.
    pub stages: Vec<(&'static str, Option<f64>)>,
}

/// A number that carries its derivatives along; a plain `f64` is one, too.
pub trait Dual: DualNum<Primitive = f64> + Copy {
    /// f(self), from f, f′ and f″ at its value.
    #[must_use]
    fn chain(self, derivatives: [f64; 3]) -> Self;
    /// The same derivatives with another value, for where a value is known better than its rule rounds.
    #[must_use]
    fn valued(self, value: f64) -> Self;
}

impl Dual for f64 {
    fn chain(self, [value, ..]: [f64; 3]) -> Self {
        value
    }

    fn valued(self, value: f64) -> Self {
        value
    }
}

impl Dual for Dual2SVec64<2> {
    fn chain(self, [value, first, second]: [f64; 3]) -> Self {
        Self::new(value, self.v1 * first, self.v2 * first + self.v1.tr_mul(&self.v1) * second)
    }

    fn valued(self, value: f64) -> Self {
        Self { re: value, ..self }
    }
}

/// What the author of a loss writes, once; everything else is derived from it.
pub trait Formula {
    /// The loss at (x, y), over any dual number.
    fn formula<D: Dual>(&self, x: D, y: D) -> D;

    /// A minimum, where one is known in closed form.
    fn known_minimum(&self) -> Option<Vec2> {
        None
    }

    /// Where the Hessian is the same everywhere: the stationary point that coordinates are measured from.
    fn known_centre(&self) -> Option<Vec2> {
        None
    }

    /// Curvatures and directions, where they are known better than the Hessian's rounding tells.
    fn known_eigen(&self) -> Option<Eigen> {
        None
    }

    /// True where the Hessian is the same everywhere.
    fn is_bowl(&self) -> bool {
        self.known_centre().is_some()
    }

    /// What an evaluation costs, in operations on a dual number, roughly.
    fn operations(&self) -> usize {
        10
    }

    /// What else readers are told.
    fn about_it(&self) -> About {
        About::default()
    }

    /// The loss as a Python expression in `x` and `y`, of `exp`, `log`, `sqrt` and other functions by those names.
    #[cfg(feature = "catalogue")]
    fn python(&self) -> String;

    /// What a script must define before that expression, as whole lines of Python; most losses need nothing.
    #[cfg(feature = "catalogue")]
    fn python_setup(&self) -> String {
        String::new()
    }

    /// Where a run starts by itself.
    fn own_start(&self) -> Vec2;

    /// The part of the plane that is usually shown, as x and y ranges; `None` where it follows the start.
    fn customary_box(&self) -> Option<[[f64; 2]; 2]> {
        None
    }
}

/// A differentiable loss over two parameters. Pure and infallible; may return non-finite values.
pub trait Loss {
    /// L(θ) alone.
    fn value(&self, at: Vec2) -> f64;
    /// Value, gradient and Hessian in one pass of dual numbers: exact derivatives, never differences.
    fn local(&self, at: Vec2) -> Local;
    /// Curvatures and directions of `local.hessian`.
    fn eigen(&self, local: &Local) -> Eigen;
    /// A known minimum.
    fn minimum(&self) -> Option<Vec2>;
    /// The stationary point of a loss whose Hessian is the same everywhere.
    fn centre(&self) -> Option<Vec2>;
    /// True where the Hessian is the same everywhere, so that 1 − ηλ is exact.
    fn constant_hessian(&self) -> bool;
    /// What `local` costs, in operations on a dual number, roughly.
    fn effort(&self) -> usize {
        10
    }
    /// What else readers are told.
    fn about(&self) -> About;
    /// The loss as a Python expression in `x` and `y`.
    #[cfg(feature = "catalogue")]
    fn script(&self) -> String;
    /// The lines of Python that must stand before that expression: data and functions that it uses.
    #[cfg(feature = "catalogue")]
    fn script_setup(&self) -> String;
    /// Where a run starts by itself.
    fn start(&self) -> Vec2;
    /// The part of the plane that is usually shown, as x and y ranges; `None` where it follows the start.
    fn frame_box(&self) -> Option<[[f64; 2]; 2]>;
}

impl<F: Formula> Loss for F {
    fn value(&self, at: Vec2) -> f64 {
        self.formula(at.x, at.y)
    }

    fn local(&self, at: Vec2) -> Local {
        let along = |re: f64, axis: [f64; 2]| {
            Dual2SVec64::<2>::new(re, Derivative::some(RowVector2::from(axis)), Derivative::none())
        };
        let result = self.formula(along(at.x, [1.0, 0.0]), along(at.y, [0.0, 1.0]));
        // A constant formula carries no derivative parts at all: they are zero.
        let gradient = result.v1.0.map_or_else(Vec2::zeros, |row| row.transpose());
        let mut hessian = result.v2.0.unwrap_or_else(Mat2::zeros);
        // The two mixed derivatives are one number, of which rounding may make two.
        hessian.m21 = hessian.m12;
        // The operations of a dual number give its real part as they give a plain number's, to the last bit. A module
        // without the catalogue has only cheap losses and is a hundred bytes smaller for not making use of it.
        let value = if cfg!(feature = "catalogue") { result.re } else { self.value(at) };
        Local { at, value, gradient, hessian }
    }

    fn eigen(&self, local: &Local) -> Eigen {
        self.known_eigen().unwrap_or_else(|| Eigen::of(&local.hessian))
    }

    fn minimum(&self) -> Option<Vec2> {
        self.known_minimum()
    }

    fn centre(&self) -> Option<Vec2> {
        self.known_centre()
    }

    fn constant_hessian(&self) -> bool {
        self.is_bowl()
    }

    fn effort(&self) -> usize {
        self.operations()
    }

    fn about(&self) -> About {
        self.about_it()
    }

    #[cfg(feature = "catalogue")]
    fn script(&self) -> String {
        self.python()
    }

    #[cfg(feature = "catalogue")]
    fn script_setup(&self) -> String {
        self.python_setup()
    }

    fn start(&self) -> Vec2 {
        self.own_start()
    }

    fn frame_box(&self) -> Option<[[f64; 2]; 2]> {
        self.customary_box()
    }
}
