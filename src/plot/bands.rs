//! The colours of a landscape: bands between iso-lines that are evenly spaced in √(L − Lmin).
//!
//! On a bowl √L is a distance, so the walls of a valley get lines at equal steps and the steep side shows as the
//! crowded one. Even steps of log L would draw the same rings round every bowl.

use super::style::{Colour, Theme};
use crate::{
    contour::{Contour, simplified},
    decimal::compose,
    domain::{Grid, Viewport},
    loss::Loss,
    math::Vec2,
};

/// At most this many bands: each can still be told from the next.
const MOST: f64 = 18.0;

/// The losses at which bands meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Levels {
    lowest: f64,
    step: f64,
    count: usize,
}

impl Levels {
    /// Levels from the lowest loss to the highest that a picture shows. The first lies a round number above the
    /// lowest: one significant digit, or 1.5; the k-th at k² times as much.
    #[must_use]
    pub fn over(lowest: f64, highest: f64) -> Self {
        let range = highest - lowest;
        if !(range.is_finite() && lowest.is_finite() && range > 0.0) {
            return Self { lowest: if lowest.is_finite() { lowest } else { 0.0 }, step: 1.0, count: 1 };
        }
        let first = round_up(range / (MOST * MOST));
        if !first.is_normal() {
            return Self { lowest, step: 1.0, count: 1 };
        }
        let count = (range / first).sqrt().ceil().clamp(1.0, MOST) as usize;
        Self { lowest, step: first.sqrt(), count }
    }

    /// The number of bands.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The loss between band `index − 1` and band `index`.
    #[must_use]
    pub fn level(&self, index: usize) -> f64 {
        let root = index as f64 * self.step;
        self.lowest + root * root
    }

    /// The loss above the lowest at which a band begins, as a number to print.
    #[must_use]
    pub fn above_lowest(&self, index: usize) -> f64 {
        (index * index) as f64 * self.step * self.step
    }

    /// The band of a loss; the last one for what is not a number.
    #[must_use]
    pub fn band(&self, loss: f64) -> usize {
        let root = ((loss - self.lowest).max(0.0)).sqrt() / self.step;
        if root.is_finite() && !loss.is_nan() { (root as usize).min(self.count - 1) } else { self.count - 1 }
    }

    /// The colour of a band.
    #[must_use]
    pub fn colour(&self, theme: &Theme, band: usize) -> Colour {
        theme.loss(if self.count > 1 { band as f64 / (self.count - 1) as f64 } else { 0.0 })
    }
}

/// The smallest round number that is not below a positive one: one significant digit, or 1.5.
fn round_up(value: f64) -> f64 {
    let power = compose(1.0, libm::log10(value).floor() as i32);
    for digit in [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0] {
        if digit * power >= value {
            return digit * power;
        }
    }
    10.0 * power
}

/// A sampled landscape with its levels, ready to be painted.
pub struct Bands<'a> {
    view: Viewport,
    levels: Levels,
    grid: Grid,
    contours: Vec<Contour>,
    colours: Vec<Colour>,
    loss: &'a dyn Loss,
}

impl<'a> Bands<'a> {
    /// Samples `loss` at `samples` points of what a viewport shows.
    #[must_use]
    pub fn new(loss: &'a dyn Loss, view: Viewport, samples: (usize, usize), theme: &Theme) -> Self {
        let grid = Grid::sample(view.domain(), samples.0, samples.1, |xs, ys| loss.samples(xs, ys));
        let levels = levels(loss, view);
        let mut colours = Vec::new();
        for band in 0..levels.count() {
            colours.push(levels.colour(theme, band));
        }
        let between: Vec<f64> = (1..levels.count()).map(|band| levels.level(band)).collect();
        let contours = Contour::below(&grid, &between, &|point| loss.value(point));
        Self { view, levels, grid, contours, colours, loss }
    }

    /// The levels.
    #[must_use]
    pub fn levels(&self) -> Levels {
        self.levels
    }

    /// What is shown where.
    #[must_use]
    pub fn view(&self) -> Viewport {
        self.view
    }

    /// The samples.
    #[must_use]
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The colours of the bands, from the lowest.
    #[must_use]
    pub fn colours(&self) -> &[Colour] {
        &self.colours
    }

    /// The landscape.
    #[must_use]
    pub fn loss(&self) -> &'a dyn Loss {
        self.loss
    }

    /// The iso-lines in pixels, without the points that are closer than `tolerance` to their line.
    #[must_use]
    pub fn lines(&self, tolerance: f64) -> Vec<Vec<Vec2>> {
        let mut lines = Vec::new();
        for contour in &self.contours {
            for line in contour.lines() {
                lines.push(self.to_pixels(&line, tolerance));
            }
        }
        lines
    }

    /// What to paint, in this order: polygons below each level and their colour, from the highest level to the
    /// lowest, on a picture that is filled with the highest colour.
    ///
    /// Each covers the edge of the one before, so that no seam shows between two bands.
    #[must_use]
    pub fn layers(&self, tolerance: f64) -> Vec<(Vec<Vec2>, Colour)> {
        let mut layers = Vec::new();
        for (contour, colour) in self.contours.iter().zip(&self.colours).rev() {
            for ring in contour.regions() {
                layers.push((self.to_pixels(&ring, tolerance), *colour));
            }
        }
        layers
    }

    fn to_pixels(&self, path: &[Vec2], tolerance: f64) -> Vec<Vec2> {
        let pixels: Vec<Vec2> = path.iter().map(|point| self.view.to_pixel(*point)).collect();
        simplified(&pixels, tolerance)
    }
}

/// The levels of a landscape in a viewport: a coarse look is enough, and the same for every backend and for
/// questions about colours.
#[must_use]
pub fn levels(loss: &dyn Loss, view: Viewport) -> Levels {
    let coarse = Grid::sample(view.domain(), 33, 25, |xs, ys| loss.samples(xs, ys));
    let (mut lowest, mut highest) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in coarse.values() {
        if value.is_finite() {
            lowest = lowest.min(*value);
            highest = highest.max(*value);
        }
    }
    if let Some(minimum) = loss.minimum() {
        lowest = loss.value(minimum).min(lowest);
    }
    Levels::over(lowest, highest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn levels_are_even_in_the_root_and_start_round() {
        let levels = Levels::over(0.0, 900.0);
        assert!((levels.above_lowest(1) - 3.0).abs() < 1e-12, "900/18² is 2.8, and the next round number 3");
        assert!((levels.level(3) - 9.0 * levels.level(1)).abs() < 1e-9);
        assert!(levels.count() <= 18);
    }

    proptest! {
        #[test]
        fn every_loss_has_a_band(lowest in any::<f64>(), highest in any::<f64>(), loss in any::<f64>()) {
            let levels = Levels::over(lowest, highest);
            prop_assert!(levels.band(loss) < levels.count());
            prop_assert!(levels.count() <= 18);
        }

        #[test]
        fn a_band_lies_between_its_levels(highest in 1e-6..1e9f64, t in 0.0..1.0f64) {
            let levels = Levels::over(0.0, highest);
            let loss = t * highest;
            let band = levels.band(loss);
            prop_assert!(levels.level(band) <= loss * (1.0 + 1e-12));
            prop_assert!(band + 1 == levels.count() || loss <= levels.level(band + 1) * (1.0 + 1e-12));
            prop_assert!(levels.level(levels.count()) >= highest * (1.0 - 1e-12), "the last band reaches the top");
        }
    }
}
