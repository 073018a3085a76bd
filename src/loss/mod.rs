//! Losses over two parameters: the trait, the dual-number pass that differentiates them, and the registry.

use crate::{
    math::{Eigen, Mat2, Vec2},
    registry::Entry,
};

mod ackley;
mod beale;
mod booth;
mod data;
mod factorization;
mod formula;
mod goldstein_price;
mod himmelblau;
mod least_squares;
mod logistic;
mod matyas;
mod monkey_saddle;
mod quadratic;
mod rastrigin;
mod rosenbrock;
mod saddle;
mod six_hump_camel;
mod standardize;
mod styblinski_tang;
mod three_hump_camel;
mod written;

pub use crate::dual::{Dual, Jet};

/// Every loss. To add one: a file in this folder and a line here.
pub static LOSSES: &[Entry<dyn Loss>] = &[
    quadratic::ENTRY,
    booth::ENTRY,
    matyas::ENTRY,
    rosenbrock::ENTRY,
    himmelblau::ENTRY,
    beale::ENTRY,
    three_hump_camel::ENTRY,
    six_hump_camel::ENTRY,
    styblinski_tang::ENTRY,
    ackley::ENTRY,
    rastrigin::ENTRY,
    goldstein_price::ENTRY,
    saddle::ENTRY,
    monkey_saddle::ENTRY,
    factorization::ENTRY,
    least_squares::ENTRY,
    logistic::ENTRY,
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

/// What the author of a loss writes, once; everything else is derived from it.
pub trait Formula {
    /// The loss at (x, y), over any dual number.
    fn formula<D: Dual>(&self, x: D, y: D) -> D;

    /// The loss at every crossing of a grid, for each of `ys` a row over `xs`: what `formula` gives, perhaps sooner.
    fn sampled(&self, xs: &[f64], ys: &[f64]) -> Vec<f64> {
        ys.iter().flat_map(|y| xs.iter().map(|x| self.formula(*x, *y))).collect()
    }

    /// A minimum, where one is known in closed form.
    fn known_minimum(&self) -> Option<Vec2>;

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
    fn python(&self) -> String;

    /// What a script must define before that expression, as whole lines of Python; most losses need nothing.
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
    /// L at every crossing of a grid, for each of `ys` a row over `xs`.
    fn samples(&self, xs: &[f64], ys: &[f64]) -> Vec<f64>;
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
    fn effort(&self) -> usize;
    /// What else readers are told.
    fn about(&self) -> About;
    /// The loss as a Python expression in `x` and `y`.
    fn script(&self) -> String;
    /// The lines of Python that must stand before that expression: data and functions that it uses.
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

    fn samples(&self, xs: &[f64], ys: &[f64]) -> Vec<f64> {
        self.sampled(xs, ys)
    }

    #[cfg_attr(hot, optimize(speed))]
    fn local(&self, at: Vec2) -> Local {
        let [x, y] = Jet::variables(at);
        let jet = self.formula(x, y);
        // The operations of a jet give its value as they give a plain number's, to the last bit.
        Local { at, value: jet.value, gradient: jet.gradient(), hessian: jet.hessian() }
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

    fn script(&self) -> String {
        self.python()
    }

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
