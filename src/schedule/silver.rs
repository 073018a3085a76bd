//! Silver steps: a fractal of rates, most of them modest and few enormous, made from the silver ratio.

use super::Schedule;
use crate::{parameter::Values, registry::Entry};

/// The registry line of the silver steps.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "silver",
    label: "silver steps",
    formula: "ηₖ = (1 + ρ^(ν − 1))/L;  ρ = 1 + √2;  2^ν divides k + 1",
    symbols: &[("L", "sharpest curvature"), ("k", "step"), ("ρ", "silver ratio"), ("ν", "how often 2 divides k + 1")],
    source: "J. M. Altschuler and P. A. Parrilo, 2023, arXiv 2309.16530",
    notice: "Every second step is √2/L, every fourth 2/L, every eighth more than the limit: the rare leaps pay.",
    parameters: &[super::curvature("sharpness", "sharpest curvature", "L", 10.0)],
    build: |values| Box::new(Silver::new(values)),
};

struct Silver {
    sharpness: f64,
}

impl Silver {
    fn new(values: &Values) -> Self {
        Self { sharpness: values.number("sharpness") }
    }
}

impl Schedule for Silver {
    fn rate(&self, _base: f64, step: usize) -> f64 {
        let ratio = 1.0 + core::f64::consts::SQRT_2;
        let halvings = (step as u64 + 1).trailing_zeros() as i32;
        // By products: exact in the same way on every machine.
        let power = match halvings {
            0 => 1.0 / ratio,
            _ => (1..halvings).fold(1.0, |power, _| power * ratio),
        };
        (1.0 + power) / self.sharpness
    }

    fn script(&self) -> String {
        "(1 + (1 + 2**0.5)**(((k + 1) & -(k + 1)).bit_length() - 2)) / sharpness".into()
    }

    fn is_absolute(&self) -> bool {
        true
    }
}
