//! Chebyshev steps: the rates whose product of factors is the smallest that N steps can have over a range of
//! curvatures.

use super::Schedule;
use crate::{
    decimal::shortest,
    parameter::{Parameter, Values},
    registry::Entry,
};

/// The registry line of the Chebyshev steps.
pub const ENTRY: Entry<dyn Schedule> = Entry {
    id: "chebyshev",
    label: "Chebyshev steps",
    formula: "ηₖ = 1/((L + μ)/2 + (L − μ)/2 · cos(π(2i + 1)/2N)), i from the order",
    symbols: &[
        ("μ", "flattest curvature"),
        ("L", "sharpest curvature"),
        ("N", "steps of a round"),
        ("i", "index of the step in its round"),
    ],
    source: "L. F. Richardson, 1911; D. M. Young, 1953; stable order: V. I. Lebedev and S. A. Finogenov, 1971",
    notice: "Most of these rates are beyond the limit 2/L, and yet no N rates do better at the end of a round.",
    parameters: &[
        super::curvature("flattest", "flattest curvature", "μ", 1.0),
        super::curvature("sharpness", "sharpest curvature", "L", 10.0),
        Parameter::whole("period", "steps of a round", "N", 8.0, [1.0, MOST as f64]),
        super::list("order", "order of the indices", "i", &[], [0, MOST], [0.0, MOST as f64 - 1.0]),
    ],
    build: |values| Box::new(Chebyshev::new(values)),
};

/// The most steps of a round.
const MOST: usize = 200;

/// Rates in the order in which they are used; the list repeats.
///
/// An index of the reader's order counts rounded down and modulo the period, so that every list has a meaning; one that
/// is not a permutation loses the bound at the end of a round. An empty one is the stable order.
struct Chebyshev {
    flattest: f64,
    sharpness: f64,
    period: usize,
    order: Vec<usize>,
}

impl Chebyshev {
    fn new(values: &Values) -> Self {
        let period = (values.number("period") as usize).max(1);
        let mut order: Vec<usize> = values.numbers("order").into_iter().map(|index| index as usize % period).collect();
        if order.is_empty() {
            order = stable_order(period);
        }
        Self { flattest: values.number("flattest"), sharpness: values.number("sharpness"), period, order }
    }
}

impl Schedule for Chebyshev {
    fn rate(&self, _base: f64, step: usize) -> f64 {
        let index = self.order.get(step % self.order.len().max(1)).copied().unwrap_or(0);
        let (middle, reach) = ((self.sharpness + self.flattest) / 2.0, (self.sharpness - self.flattest) / 2.0);
        let angle = core::f64::consts::PI * (2.0 * index as f64 + 1.0) / (2.0 * self.period as f64);
        1.0 / (middle + reach * libm::cos(angle))
    }

    fn script(&self) -> String {
        let order: Vec<String> = self.order.iter().map(|index| shortest(*index as f64)).collect();
        let order = order.join(", ");
        format!(
            "1 / ((sharpness + flattest) / 2 + (sharpness - flattest) / 2 \
             * np.cos(np.pi * (2 * [{order}][k % {}] + 1) / (2 * period)))",
            self.order.len()
        )
    }

    fn is_absolute(&self) -> bool {
        true
    }
}

/// An order in which the product of the first factors stays small: every index is followed by its mirror image, which
/// undoes most of what it did, and the pairs are in the stable order of half as many.
fn stable_order(count: usize) -> Vec<usize> {
    let mut halves = vec![count];
    while let Some(half) = halves.last().copied().filter(|half| *half > 1) {
        halves.push(half.div_ceil(2));
    }
    let mut order = vec![0];
    for size in halves.into_iter().rev().skip(1) {
        let mut doubled = Vec::with_capacity(size);
        for index in order {
            let mirrored = size.saturating_sub(1 + index);
            doubled.push(index);
            if mirrored != index {
                doubled.push(mirrored);
            }
        }
        order = doubled;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::stable_order;

    #[test]
    fn the_stable_order_pairs_every_index_with_its_mirror_image() {
        assert_eq!(stable_order(1), [0]);
        assert_eq!(stable_order(3), [0, 2, 1]);
        assert_eq!(stable_order(8), [0, 7, 3, 4, 1, 6, 2, 5]);
        for count in 1..=super::MOST {
            let mut order = stable_order(count);
            order.sort_unstable();
            assert!(order.into_iter().eq(0..count), "{count} is no permutation");
        }
    }
}
