//! An update written out: formula, this step's numbers, the result.
//!
//! Optimizers describe their update to a `Log` while they compute it. During a simulation the log is `Quiet` and the
//! descriptions, being closures, cost nothing; a reader's ledger replays one step with a `Book`.

use crate::{
    math::{Mat2, Vec2},
    number::{factor, matrix, short, vector},
    value::Value,
};

/// One line: what is computed (an id for the page's words), the formula, the formula with numbers, the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the line computes, as an id.
    pub label: &'static str,
    /// The formula, linear Unicode text.
    pub formula: &'static str,
    /// The same with this step's numbers.
    pub substituted: String,
    /// The result.
    pub value: String,
}

impl Row {
    /// A line whose result is a vector.
    #[must_use]
    pub fn new(label: &'static str, formula: &'static str, substituted: String, value: Vec2) -> Self {
        Self { label, formula, substituted, value: vector(value) }
    }

    /// A line whose result is one number.
    #[must_use]
    pub fn number(label: &'static str, formula: &'static str, substituted: String, value: f64) -> Self {
        Self { label, formula, substituted, value: short(value) }
    }

    /// A line whose result is a matrix.
    #[must_use]
    pub fn matrix(label: &'static str, formula: &'static str, substituted: String, value: &Mat2) -> Self {
        Self { label, formula, substituted, value: matrix(value) }
    }

    /// A line in words, where nothing is computed.
    #[must_use]
    pub fn words(label: &'static str, formula: &'static str, words: &'static str) -> Self {
        Self { label, formula, substituted: words.into(), value: words.into() }
    }

    /// The usual last line of a method: a scalar times a vector.
    #[must_use]
    pub fn scaled(label: &'static str, formula: &'static str, rate: f64, of: Vec2, value: Vec2) -> Self {
        Self::new(label, formula, format!("−{} · {}", factor(rate), vector(of)), value)
    }

    /// The record of the public readout.
    #[must_use]
    pub fn record(&self) -> Value {
        Value::map([
            ("label", self.label.into()),
            ("formula", self.formula.into()),
            ("substituted", self.substituted.clone().into()),
            ("value", self.value.clone().into()),
        ])
    }
}

/// Where an optimizer describes its update.
pub trait Log {
    /// Offers a line; a quiet log never calls the closure.
    fn row(&mut self, line: &dyn Fn() -> Row);
}

/// Writes nothing.
pub struct Quiet;

impl Log for Quiet {
    fn row(&mut self, _line: &dyn Fn() -> Row) {}
}

/// Keeps every line.
#[derive(Default)]
pub struct Book(
    /// The lines in order.
    pub Vec<Row>,
);

impl Log for Book {
    fn row(&mut self, line: &dyn Fn() -> Row) {
        self.0.push(line());
    }
}

/// The line of the gradient that every first-order method starts from.
#[must_use]
pub fn gradient_row(at: Vec2, gradient: Vec2) -> Row {
    Row::new("gradient", "g = ∇L(θ)", format!("∇L{}", vector(at)), gradient)
}

/// The line of the new point that every method ends with.
#[must_use]
pub fn point_row(at: Vec2, displacement: Vec2, next: Vec2) -> Row {
    Row::new("point", "θ′ = θ + Δθ", format!("{} + {}", vector(at), vector(displacement)), next)
}

/// The line of the step's parts along the shallow and the steep direction.
#[must_use]
pub fn split_row(parts: [Vec2; 2]) -> Row {
    let [shallow, steep] = parts;
    Row::new("split", "Δθ = Δsteep + Δshallow", format!("{} + {}", vector(steep), vector(shallow)), steep + shallow)
}

/// `a·b` for the ledger, negative factors in parentheses.
#[must_use]
pub fn product(a: f64, b: f64) -> String {
    format!("{} · {}", short(a), factor(b))
}
