//! An update written out: formula, this step's numbers, the result.
//!
//! Optimizers describe their update to a `Log` while they compute it: a line is one text with holes and the numbers that
//! go into them, so that a method adds words and not code. During a simulation the log is `Quiet` and nothing is written;
//! a reader's ledger replays one step with a `Book`.

use crate::{
    loss::Local,
    math::{Mat2, Vec2},
    number::{difference, factor, matrix, power, short, vector, vector_difference},
    value::{Value, record},
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
    /// A line from `label; formula; formula with holes; result with holes`, and the numbers in their order.
    ///
    /// Holes take one number (`{n}`; `{f}` in parentheses where it is negative; `{p}` as an exponent), two (`{v}` a
    /// vector, `{d}` a difference of numbers) or four (`{m}` a matrix, by rows; `{w}` a difference of vectors). A line in
    /// words, where nothing is computed, says them once.
    #[must_use]
    pub fn written(text: &'static str, numbers: &[f64]) -> Self {
        let mut parts = text.split(';').map(str::trim);
        let mut part = || parts.next().unwrap_or_default();
        let mut numbers = numbers.iter();
        let (label, formula) = (part(), part());
        let substituted = filled(part(), &mut numbers);
        let value = parts.next().map_or_else(|| substituted.clone(), |text| filled(text, &mut numbers));
        Self { label, formula, substituted, value }
    }

    /// The record of the public readout.
    #[must_use]
    pub fn record(&self) -> Value {
        record! {
            label: self.label,
            formula: self.formula,
            substituted: self.substituted.clone(),
            value: self.value.clone(),
        }
    }
}

type Numbers<'a> = std::slice::Iter<'a, f64>;

fn next(numbers: &mut Numbers<'_>) -> f64 {
    numbers.next().copied().unwrap_or(f64::NAN)
}

fn pair(numbers: &mut Numbers<'_>) -> Vec2 {
    Vec2::new(next(numbers), next(numbers))
}

/// A text with numbers in its holes; see [`Row::written`].
fn filled(text: &str, numbers: &mut Numbers<'_>) -> String {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '{' {
            out.push(character);
            continue;
        }
        let kind = characters.next();
        // The closing brace.
        characters.next();
        out.push_str(&match kind {
            Some('v') => vector(pair(numbers)),
            Some('w') => vector_difference(pair(numbers), pair(numbers)),
            Some('m') => matrix(&Mat2::new(next(numbers), next(numbers), next(numbers), next(numbers))),
            Some('d') => difference(next(numbers), next(numbers)),
            Some('f') => factor(next(numbers)),
            Some('p') => power(next(numbers) as u32),
            _ => short(next(numbers)),
        });
    }
    out
}

/// Where an optimizer describes its update.
pub trait Log {
    /// Offers a line; a quiet log never calls the closure.
    fn row(&mut self, line: &dyn Fn() -> Row);

    /// Whether nothing is written, so that whoever computes a lot of lines need not offer them.
    fn is_quiet(&self) -> bool {
        false
    }

    /// Offers a line of [`Row::written`].
    fn line(&mut self, text: &'static str, numbers: &[f64]) {
        self.row(&|| Row::written(text, numbers));
    }
}

/// Writes nothing.
pub struct Quiet;

impl Log for Quiet {
    fn row(&mut self, _line: &dyn Fn() -> Row) {}

    fn is_quiet(&self) -> bool {
        true
    }
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
pub fn gradient(log: &mut dyn Log, at: &Local) {
    let (at, g) = (at.at, at.gradient);
    log.line("gradient; g = ∇L(θ); ∇L{v}; {v}", &[at.x, at.y, g.x, g.y]);
}

/// The last line of methods that step along the gradient, and the step.
pub fn downhill(log: &mut dyn Log, rate: f64, gradient: Vec2) -> Vec2 {
    let step = -rate * gradient;
    log.line("step; Δθ = −ηg; −{f} · {v}; {v}", &[rate, gradient.x, gradient.y, step.x, step.y]);
    step
}
