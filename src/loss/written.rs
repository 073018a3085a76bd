//! Losses that are their formula: the text on the page is what is evaluated, differentiated and pasted.

use nalgebra::Matrix2;

use super::{About, Dual, Formula, Loss};
use crate::{
    expression::{self, Python},
    math::{Eigen, Mat2, Vec2, is_finite},
    parameter::{Parameter, Values},
};

/// A curvature this much smaller than the other counts as none.
const FLAT: f64 = 1e-12;

/// A loss made of a formula in x and y.
pub(super) struct Written {
    formula: expression::Formula,
    facts: Facts,
    /// Whether the Hessian is the same everywhere.
    bowl: bool,
    centre: Option<Vec2>,
}

/// What is known of a loss beyond its formula.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// Where a run starts by itself.
    pub start: [f64; 2],
    /// The part of the plane that is usually shown.
    pub shown: Option<[[f64; 2]; 2]>,
    /// A minimum; of a bowl it is found without.
    pub minimum: Option<[f64; 2]>,
}

/// A built-in loss: what stands behind `=` in `formula`, with the parameters by their symbols.
pub(super) fn built_in(formula: &str, parameters: &[Parameter], values: &Values, facts: Facts) -> Box<dyn Loss> {
    let mut known = Vec::new();
    for parameter in parameters.iter().filter(|parameter| parameter.is_number()) {
        known.push((parameter.symbol, values.number(parameter.id)));
    }
    let text = formula.split_once('=').map_or(formula, |(_, text)| text);
    // A formula that cannot be read has no value anywhere; a test reads every one.
    match expression::Formula::with(text, &known) {
        Ok(formula) => Box::new(Written::new(formula, facts)),
        Err(_) => Box::new(Written::new(expression::Formula::default(), facts)),
    }
}

impl Written {
    pub(super) fn new(formula: expression::Formula, facts: Facts) -> Self {
        let mut written = Self { formula, facts, bowl: false, centre: None };
        written.bowl = written.formula.degree().is_some_and(|degree| degree <= 2);
        if written.bowl {
            written.centre = stationary(&written);
        }
        written
    }
}

/// The stationary point of a bowl, of several the one nearest to the origin; `None` where there is none (a slope).
fn stationary(bowl: &Written) -> Option<Vec2> {
    let local = bowl.local(Vec2::zeros());
    let eigen = Eigen::of(&local.hessian);
    let slopes = eigen.coordinates(&local.gradient);
    let [low, high] = eigen.curvatures;
    let scale = low.abs().max(high.abs());
    let mut centre = Vec2::zeros();
    for ((curvature, direction), slope) in eigen.curvatures.into_iter().zip(eigen.directions).zip(slopes) {
        if curvature.abs() > FLAT * scale {
            centre -= direction * (slope / curvature);
        } else if slope.abs() > FLAT * local.gradient.norm() {
            return None;
        }
    }
    // One step of refinement: coefficients that are whole numbers have whole solutions.
    let rest = bowl.local(centre).gradient;
    let inverse = Matrix2::try_inverse(local.hessian).unwrap_or_else(Mat2::zeros);
    let refined = centre - inverse * rest;
    Some(refined).filter(is_finite)
}

impl Formula for Written {
    #[cfg_attr(hot, optimize(speed))]
    fn formula<D: Dual>(&self, x: D, y: D) -> D {
        self.formula.evaluate(x, y)
    }

    fn sampled(&self, xs: &[f64], ys: &[f64]) -> Vec<f64> {
        self.formula.table(xs, ys)
    }

    fn known_minimum(&self) -> Option<Vec2> {
        if !self.bowl {
            return self.facts.minimum.map(Vec2::from);
        }
        let centre = self.centre?;
        // The flat direction of a trough may bend down by rounding.
        let [low, high] = Eigen::of(&self.local(centre).hessian).curvatures;
        (low >= -FLAT * high.abs()).then_some(centre)
    }

    fn known_centre(&self) -> Option<Vec2> {
        self.centre
    }

    fn is_bowl(&self) -> bool {
        self.bowl
    }

    fn operations(&self) -> usize {
        self.formula.size()
    }

    fn own_start(&self) -> Vec2 {
        self.facts.start.into()
    }

    fn customary_box(&self) -> Option<[[f64; 2]; 2]> {
        self.facts.shown
    }

    fn about_it(&self) -> About {
        About { formula: Some(self.formula.print()), ..About::default() }
    }

    fn python(&self) -> String {
        self.formula.python(Python::Plain)
    }
}
