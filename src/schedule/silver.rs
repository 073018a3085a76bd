//! Silver steps: now and then one far beyond the limit.

use super::Schedule;
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of silver steps.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "silver",
    label: "silver steps",
    formula: "ηₖ = (1 + ρ^(ν − 1))/Λ",
    symbols: "ρ: 1 + √2; ν: how often 2 divides k + 1; Λ: largest curvature",
    source: cited("J. Altschuler and P. Parrilo, Acceleration by Stepsize Hedging, 2023, arXiv 2309.16530"),
    notice: "No memory, and yet faster than any constant rate: long steps that grow the steep part hedge short ones.",
    parameters: &[Parameter::number("sharpness", "largest curvature", "Λ", 10.0, [1e-6, 1e6]).log()],
    build: |values| Box::new(Silver { sharpness: values.number("sharpness") }),
};

struct Silver {
    sharpness: f64,
}

impl Schedule for Silver {
    fn rate(&self, _base: f64, step: usize) -> f64 {
        let exponent = f64::from((step + 1).trailing_zeros()) - 1.0;
        (1.0 + libm::pow(1.0 + core::f64::consts::SQRT_2, exponent)) / self.sharpness
    }

    fn is_absolute(&self) -> bool {
        true
    }

    fn script(&self) -> String {
        "(1 + (1 + 2**0.5)**(((k + 1) & -(k + 1)).bit_length() - 2)) / sharpness".into()
    }
}
