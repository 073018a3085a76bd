//! A reader's own loss: a formula in x and y.

use std::fmt;

use super::{Fault, Places, Python, Tape, Tree, Vocabulary};
use crate::{
    dual::{Dual, Rooms},
    error::ConfigError,
};

const NAMES: [&str; 2] = ["x", "y"];

/// A formula in x and y, as it was read and ready to be evaluated.
#[derive(Default)]
pub struct Formula {
    written: Tree,
    folded: Tree,
    tape: Tape,
    places: Places,
    rooms: Rooms,
}

impl Formula {
    /// Reads a reader's formula.
    ///
    /// # Errors
    /// What was expected instead, and at which character.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let written = Tree::parse(text, Vocabulary { names: &NAMES, whole_words: true })?;
        let folded = written.folded(&[]);
        Ok(Self::ready(written, folded))
    }

    /// A formula of print (`b(y − x²)²`) in x, y and other names, each with its value.
    ///
    /// # Errors
    /// As `parse`; a test holds the built-in losses to have none.
    pub fn with(text: &str, known: &[(&str, f64)]) -> Result<Self, Fault> {
        let (mut names, mut values) = (NAMES.to_vec(), vec![None; NAMES.len()]);
        for (name, value) in known {
            names.push(*name);
            values.push(Some(*value));
        }
        let written = Tree::parse(text, Vocabulary { names: &names, whole_words: false })?;
        let folded = written.folded(&values);
        // Printed with numbers: what a student pastes or a reader sees has no parameters left.
        Ok(Self::ready(written.known(&values), folded))
    }

    fn ready(written: Tree, folded: Tree) -> Self {
        let mut places = Places::new(vec![f64::NAN; NAMES.len()]);
        let tape = Tape::new(&folded, &mut places);
        Self { written, folded, tape, places, rooms: Rooms::default() }
    }

    /// The value at (x, y).
    pub fn evaluate<D: Dual>(&self, x: D, y: D) -> D {
        self.tape.run_in(D::kept(&self.rooms), &self.places, &[x, y])
    }

    /// The values at every crossing of a grid: for each of `ys` a row over `xs`, to the last bit as `evaluate` gives them.
    #[must_use]
    pub fn table(&self, xs: &[f64], ys: &[f64]) -> Vec<f64> {
        self.folded.table(xs, ys)
    }

    /// How many operations an evaluation takes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.folded.size()
    }

    /// The degree of the polynomial, where it is one.
    #[must_use]
    pub fn degree(&self) -> Option<u32> {
        self.folded.degree()
    }

    /// The formula as it was understood: `2·x³·y`.
    #[must_use]
    pub fn print(&self) -> String {
        self.written.print(&NAMES)
    }

    /// The formula as a Python expression in x and y.
    #[must_use]
    pub fn python(&self, dialect: Python) -> String {
        self.written.python(dialect, &|name| NAMES.get(name).copied().unwrap_or("?").to_owned(), &|_| false)
    }
}

/// Formulas are equal where they were understood alike.
impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written && self.folded == other.folded
    }
}

impl fmt::Debug for Formula {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.print())
    }
}

/// The value of a formula without names, for number fields: `2/11`, `sqrt(2)/10`; a decimal comma is read too.
///
/// # Errors
/// `Code::Syntax` at `field`, saying at which character something else was expected. The value may be non-finite;
/// whoever asks validates it.
pub fn number(field: &str, text: &str) -> Result<f64, ConfigError> {
    match Tree::parse(text, Vocabulary { names: &[], whole_words: true }) {
        Ok(tree) => Ok(tree.evaluate(&[])),
        Err(fault) => Err(fault.at_field(field, text)),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn computes_as_on_paper() {
        for (text, value) in [
            ("2/11", 2.0 / 11.0),
            ("−2^2", -4.0),
            ("2^3^2", 512.0),
            ("2^-1", 0.5),
            ("1e-3*2", 2e-3),
            ("0,07", 0.07),
            ("2·(1 + sqrt(4))", 6.0),
            ("--3", 3.0),
            (" pi / 2 ", core::f64::consts::FRAC_PI_2),
        ] {
            assert_eq!(number("f", text).ok(), Some(value), "{text}");
        }
    }

    #[test]
    fn says_where_and_what() {
        for (text, message) in [
            ("2/", "a number at character 3"),
            ("2 3", "an operator or the end at character 3"),
            ("(1", "a closing parenthesis at character 3"),
            ("eta", "a number, pi, e or sqrt( ) at character 1"),
            ("", "a number at character 1"),
        ] {
            let error = number("tracks[0].learningRate", text).err();
            assert_eq!(error.map(|error| error.expected.clone()), Some(message.to_owned()), "{text}");
        }
        assert!(number("f", &"(".repeat(150)).is_err());
        assert!(number("f", &"1".repeat(1000)).is_err());
    }
}
