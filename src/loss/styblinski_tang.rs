//! The function of Styblinski and Tang: the same double well along each axis.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = (x⁴ − 16x² + 5x)/2 + (y⁴ − 16y² + 5y)/2";

/// The registry line of Styblinski and Tang's function. Minimum −78.332 where both coordinates are −2.9035, three higher ones.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "styblinski-tang",
    label: "Styblinski–Tang",
    formula: FORMULA,
    symbols: "",
    source: cited("M. A. Styblinski, T.-S. Tang, Experiments in nonconvex optimization, Neural Networks 3, 1990"),
    notice: "The coordinates know nothing of each other: one ruler each is all that is needed, and each falls into its own well.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-5.0, 5.0], [-5.0, 5.0]]);
        built_in(
            FORMULA,
            &[],
            values,
            Facts { start: [0.5, -4.0], shown, minimum: Some([-2.903_534_027_771_177, -2.903_534_027_771_177]) },
        )
    },
};
