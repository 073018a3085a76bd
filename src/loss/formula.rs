//! The reader's own formula.

use super::{
    Loss,
    written::{Facts, Written},
};
use crate::{
    expression::{Formula, LONGEST},
    parameter::{Kind, Parameter, Scale},
    registry::{Entry, cited},
};

/// What stands there before a reader writes: a valley that bends, with walls on both sides.
const DEFAULT: &str = "(x^2 - y)^2 + 0.1(x - 1)^2";

/// The registry line of the reader's own formula.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "formula",
    label: "your own formula",
    formula: "L(x, y)",
    symbols: "",
    source: cited("the reader"),
    notice: "Gradient and Hessian are exact, whatever you write; where a derivative does not exist it is taken as 0.",
    parameters: &[
        Parameter {
            id: "expression",
            label: "formula in x and y",
            symbol: "L",
            kind: Kind::Formula(DEFAULT),
            minimum: 1.0,
            maximum: LONGEST as f64,
            scale: Scale::Linear,
        },
        Parameter {
            id: "box",
            label: "what is shown",
            symbol: "[x₀, x₁, y₀, y₁]",
            kind: Kind::Box,
            minimum: -1e6,
            maximum: 1e6,
            scale: Scale::Linear,
        },
    ],
    build: |values| {
        let shown = match values.numbers("box").as_slice() {
            [left, right, bottom, top] => Some([[*left, *right], [*bottom, *top]]),
            _ => None,
        };
        let formula = Formula::parse(values.text("expression")).unwrap_or_default();
        Box::new(Written::new(formula, Facts { start: [1.5, 0.5], shown, minimum: None }))
    },
};
