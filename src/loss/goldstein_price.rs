//! The function of Goldstein and Price: four minima, values over six decades.

use super::{
    Loss,
    written::{Facts, built_in},
};
use crate::registry::{Entry, cited};

const FORMULA: &str = "L(x, y) = (1 + (x + y + 1)²(19 − 14x + 3x² − 14y + 6xy + 3y²))·(30 + (2x − 3y)²(18 − 32x + 12x² + 48y − 36xy + 27y²))";

/// The registry line of Goldstein and Price's function. Minimum 3 at (0, −1), three higher ones.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "goldstein-price",
    label: "Goldstein–Price",
    formula: FORMULA,
    symbols: "",
    source: cited("A. A. Goldstein, J. F. Price, On descent from local minima, Mathematics of Computation 25, 1971"),
    notice: "The values span six decades and so do the curvatures: a rate that is safe at the start is asleep at the minimum.",
    parameters: &[],
    build: |values| {
        let shown = Some([[-2.0, 2.0], [-2.0, 2.0]]);
        built_in(FORMULA, &[], values, Facts { start: [-0.5, 0.5], shown, minimum: Some([0.0, -1.0]) })
    },
};
