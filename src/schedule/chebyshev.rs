//! Chebyshev steps: the best fixed list of rates for a known range of curvatures.

use super::Schedule;
use crate::{
    parameter::{Kind, Parameter, Scale, Values},
    registry::{Entry, cited},
    value::joined,
};

/// The registry line of Chebyshev steps.
///
/// `order` says which rate comes when, by its index; without it the rates are paired, long with short, so that
/// rounding is not amplified on the way. An index beyond the period counts from the front again.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "chebyshev",
    label: "Chebyshev steps",
    formula: "ηₖ = 1/((Λ + μ)/2 + (Λ − μ)/2 cos(π(2i + 1)/(2N)))",
    symbols: "Λ: largest curvature; μ: smallest curvature; N: steps of a period; i: index of this step",
    source: cited("D. M. Young, On Richardson’s method for solving linear systems, 1953"),
    notice: "The longest step is far beyond 2/Λ on purpose: the distance has a hump in the middle and the best end.",
    parameters: &[
        Parameter::number("flattest", "smallest curvature", "μ", 1.0, [1e-6, 1e6]).log(),
        Parameter::number("sharpness", "largest curvature", "Λ", 10.0, [1e-6, 1e6]).log(),
        Parameter::whole("period", "steps of a period", "N", 8.0, [1.0, 256.0]),
        Parameter {
            id: "order",
            label: "order of the rates",
            symbol: "i",
            kind: Kind::List(&[], [0, 256]),
            minimum: 0.0,
            maximum: 255.0,
            scale: Scale::Linear,
        },
    ],
    build: |values| Box::new(Chebyshev::new(values)),
};

struct Chebyshev {
    rates: Vec<f64>,
}

impl Chebyshev {
    fn new(values: &Values) -> Self {
        let [flattest, sharpness, period] = ["flattest", "sharpness", "period"].map(|id| values.number(id));
        let count = period as usize;
        let mut order = Vec::new();
        for index in values.numbers("order") {
            order.push(index as usize % count);
        }
        if order.is_empty() {
            order = paired(count);
        }
        let mut rates = Vec::new();
        for index in order {
            let angle = core::f64::consts::PI * (2 * index + 1) as f64 / (2.0 * period);
            let cos = libm::cos(angle);
            rates.push(1.0 / ((sharpness + flattest) / 2.0 + (sharpness - flattest) / 2.0 * cos));
        }
        Self { rates }
    }
}

/// Indices so that every stretch of the list mixes long and short: each half of a doubled list is followed by its
/// mirror image.
fn paired(count: usize) -> Vec<usize> {
    let mut order = vec![0];
    let mut length = 1;
    while length < count {
        length *= 2;
        let mut doubled = Vec::new();
        for index in order {
            doubled.extend_from_slice(&[index, length - 1 - index]);
        }
        order = doubled;
    }
    order.retain(|index| *index < count);
    order
}

impl Schedule for Chebyshev {
    fn rate(&self, _base: f64, step: usize) -> f64 {
        self.rates.get(step % self.rates.len().max(1)).copied().unwrap_or(f64::NAN)
    }

    fn is_absolute(&self) -> bool {
        true
    }

    fn script(&self) -> String {
        let rates: Vec<String> = self.rates.iter().map(|rate| crate::decimal::shortest(*rate)).collect();
        format!("[{}][k % {}]", joined(&rates, ", "), rates.len())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_index_comes_once() {
        assert_eq!(super::paired(8), [0, 7, 3, 4, 1, 6, 2, 5]);
        for count in 1..40 {
            let mut order = super::paired(count);
            order.sort_unstable();
            assert_eq!(order, (0..count).collect::<Vec<_>>());
        }
    }
}
