//! One slider: its positions, the values they stand for, and its landmarks.

use crate::{
    decimal::rounded,
    number::format,
    value::{Value, record},
};

/// Slider positions, from 0 to this: finer than a pixel on any slider.
const POSITIONS: f64 = 1000.0;
/// The most digits of a value that a slider sets.
const SLIDER_DIGITS: usize = 6;

/// A slider: the range it shows, which may be smaller than the range that is allowed.
pub(super) struct Slider {
    pub id: &'static str,
    pub label: &'static str,
    pub symbol: &'static str,
    pub value: f64,
    pub minimum: f64,
    pub maximum: f64,
    pub log: bool,
    pub whole: bool,
    pub marks: Vec<Mark>,
    pub disabled: Option<&'static str>,
}

/// A landmark on a slider.
pub(super) struct Mark {
    pub id: &'static str,
    pub direction: Option<usize>,
    pub value: f64,
}

impl Slider {
    /// The last position. Whole numbers have one each, so that an arrow key always moves.
    pub fn positions(&self) -> f64 {
        if self.whole { self.maximum - self.minimum } else { POSITIONS }
    }

    /// The position of a value, rounded and held to the slider.
    pub fn position(&self, value: f64) -> f64 {
        let fraction = if self.log {
            libm::log(value / self.minimum) / libm::log(self.maximum / self.minimum)
        } else {
            (value - self.minimum) / (self.maximum - self.minimum)
        };
        // A value that has no place on the slider (κ of a saddle) stands at its start.
        if fraction.is_nan() { 0.0 } else { (fraction.clamp(0.0, 1.0) * self.positions()).round() }
    }

    /// The value at a position: a mark within one position, else few digits.
    ///
    /// The mark that the slider stands on does not hold it: an arrow key leaves it.
    pub fn value_at(&self, position: f64) -> f64 {
        let position = position.clamp(0.0, self.positions());
        for mark in &self.marks {
            let distance = (self.position(mark.value) - position).abs();
            if self.shows(mark.value) && (distance == 0.0 || (distance <= 1.0 && mark.value != self.value)) {
                return mark.value;
            }
        }
        let fraction = position / self.positions();
        let value = if self.log {
            self.minimum * libm::exp(fraction * libm::log(self.maximum / self.minimum))
        } else {
            self.minimum + fraction * (self.maximum - self.minimum)
        };
        if self.whole {
            return value.round();
        }
        // As short as it can be and still stand here, so that a reader sees 0.07 and every position is another value.
        for digits in 2..=SLIDER_DIGITS {
            let short = rounded(value, digits);
            if self.position(short) == position {
                return short;
            }
        }
        value
    }

    pub fn shows(&self, value: f64) -> bool {
        (self.minimum..=self.maximum).contains(&value)
    }

    pub fn record(&self) -> Value {
        let mut marks = Vec::new();
        for mark in self.marks.iter().filter(|mark| self.shows(mark.value)) {
            marks.push(record! {
                id: mark.id,
                direction: mark.direction.map(|index| if index == 0 { "shallow" } else { "steep" }),
                value: mark.value,
                text: format(mark.value, 3),
                position: self.position(mark.value),
            });
        }
        record! {
            id: self.id,
            label: self.label,
            symbol: self.symbol,
            value: self.value,
            text: format(self.value, 6),
            position: self.position(self.value),
            positions: self.positions(),
            minimum: self.minimum,
            maximum: self.maximum,
            marks: Value::List(marks),
            disabled: self.disabled,
        }
    }
}
