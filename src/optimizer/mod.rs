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
mod gear;
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
mod script;
mod sign_descent;
mod spectral;
mod step;
#[cfg(test)]
mod tests;
mod trust_region;
mod yogi;

pub use gear::{Gear, Unit};
pub use script::Script;
pub use step::{Cost, Step, Why};

/// Every optimizer, in the order of menus: by what its ruler knows, one scalar, one a coordinate, a matrix, no gradient.
/// To add one: a file in this folder and a line here, among its like.
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
