//! The rates that a crank shows, with their landmarks.

use super::{MOST_DECADES, Mark, tidy};
use crate::{
    loss::Loss,
    math::Vec2,
    optimizer::Gear,
    spectrum::{best_rate, ideal_rate, limit_rate},
};

/// The rates that a crank shows, with their landmarks.
pub struct Reach {
    /// The smallest; 0 on a linear axis.
    pub minimum: f64,
    /// The largest.
    pub maximum: f64,
    pub(super) log: bool,
    pub(super) marks: Vec<Mark>,
}

impl Reach {
    /// From far below the steep direction's ideal rate at the start to beyond the shallow one's, and no further than
    /// `most`, the largest rate that the method takes.
    #[must_use]
    pub fn new(loss: &dyn Loss, start: Vec2, gear: Gear, most: f64) -> Self {
        Self::of(loss.eigen(&loss.local(start)).curvatures, gear, most)
    }

    /// The same for the smallest and the largest curvature of any landscape.
    #[must_use]
    pub fn of([low, high]: [f64; 2], gear: Gear, most: f64) -> Self {
        let limit = match gear {
            Gear::Relative => return Self { minimum: 0.0, maximum: 2.5, log: false, marks: Vec::new() },
            Gear::Adaptive => None,
            Gear::Scalar | Gear::Perturbed | Gear::HeavyBall { .. } | Gear::Nesterov { .. } => limit_rate(gear, high),
        };
        let Some(limit) = limit.filter(|limit| limit.is_normal()) else { return Self::anywhere() };
        // On an almost flat landscape every landmark may lie beyond what the method takes.
        let from = nice_below(0.02 / high).min(most / MOST_DECADES);
        let to = nice_above((1.6 / low.max(high / MOST_DECADES)).max(2.0 * limit));
        let plain = matches!(gear, Gear::Scalar);
        let mut marks = Vec::new();
        let mut mark = |is_mark: bool, id, direction, value: Option<f64>| {
            if let Some(value) = value.filter(|_| is_mark) {
                marks.push(Mark { id, direction, value });
            }
        };
        mark(plain && low != high, "ideal-steep", Some(1), ideal_rate(high));
        // On the round bowl the best rate is both ideal rates at once.
        mark(plain, "best", None, best_rate([low, high]));
        mark(true, "limit", None, Some(limit));
        mark(plain && low != high, "ideal-shallow", Some(0), ideal_rate(low));
        let maximum = to.min(from * MOST_DECADES).min(most);
        Self { minimum: from, maximum, log: true, marks }
    }

    /// Where nothing is known of the curvatures.
    pub(super) fn anywhere() -> Self {
        Self { minimum: 1e-3, maximum: 10.0, log: true, marks: Vec::new() }
    }

    /// The landmarks within reach that a run may start from: every one is a rate that the crank can be turned to.
    #[must_use]
    pub fn landmarks(&self) -> Vec<f64> {
        let mut landmarks = Vec::new();
        for mark in &self.marks {
            if (self.minimum..=self.maximum).contains(&mark.value) {
                landmarks.push(mark.value);
            }
        }
        landmarks
    }
}

/// The largest of 1, 2, 5 times a power of ten that is not above `value` (> 0).
fn nice_below(value: f64) -> f64 {
    let decade = libm::pow(10.0, libm::log10(value).floor());
    tidy(if 5.0 * decade <= value {
        5.0 * decade
    } else if 2.0 * decade <= value {
        2.0 * decade
    } else {
        decade
    })
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `value` (> 0).
fn nice_above(value: f64) -> f64 {
    let decade = libm::pow(10.0, libm::log10(value).floor());
    tidy(if decade >= value {
        decade
    } else if 2.0 * decade >= value {
        2.0 * decade
    } else if 5.0 * decade >= value {
        5.0 * decade
    } else {
        10.0 * decade
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::rounded;

    #[test]
    fn nice_numbers() {
        assert_eq!(nice_below(0.0023), 0.002);
        assert_eq!(nice_above(4.0), 5.0);
        assert_eq!(nice_above(5.1), 10.0);
        assert_eq!(rounded(0.070_021_3, 3), 0.07);
    }
}
