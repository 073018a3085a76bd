//! A reader's own loss: a formula in x and y.

use super::{Fault, Number, Python, Tree, Vocabulary};

const NAMES: [&str; 2] = ["x", "y"];

/// A formula in x and y, as it was read and ready to be evaluated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Formula {
    written: Tree,
    folded: Tree,
}

impl Formula {
    /// Reads a reader's formula.
    ///
    /// # Errors
    /// What was expected instead, and at which character.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let written = Tree::parse(text, Vocabulary { names: &NAMES, whole_words: true })?;
        let folded = written.folded(&[]);
        Ok(Self { written, folded })
    }

    /// A formula of print (`b(y − x²)²`) in x, y and other names, each with its value.
    ///
    /// # Errors
    /// As `parse`; a test holds the built-in losses to have none.
    pub fn with(text: &str, known: &[(&str, f64)]) -> Result<Self, Fault> {
        let names: Vec<&str> = NAMES.into_iter().chain(known.iter().map(|(name, _)| *name)).collect();
        let written = Tree::parse(text, Vocabulary { names: &names, whole_words: false })?;
        let values: Vec<Option<f64>> =
            [None, None].into_iter().chain(known.iter().map(|(_, value)| Some(*value))).collect();
        let folded = written.folded(&values);
        // Printed with numbers: what a student pastes or a reader sees has no parameters left.
        Ok(Self { written: written.known(&values), folded })
    }

    /// The value at (x, y).
    pub fn evaluate<T: Number>(&self, x: T, y: T) -> T {
        self.folded.evaluate(&[x, y])
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

/// The value of a formula without names, for number fields: `2/11`, `sqrt(2)/10`; a decimal comma is read too.
///
/// # Errors
/// What was expected instead, and at which character. The value may be non-finite.
pub fn constant(text: &str) -> Result<f64, Fault> {
    Tree::parse(text, Vocabulary { names: &[], whole_words: true }).map(|tree| tree.evaluate(&[]))
}
