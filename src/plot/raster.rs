//! Bands as an image: what a canvas is given where SVG is given polygons.

use std::{mem::take, ops::Range};

use super::{Bands, Colour, Levels};

/// The colours of the bands for a picture of `width` × `height` device pixels, as red, green, blue and opacity from
/// the upper left corner on.
///
/// The loss between the samples is bilinear: where the four corners of a cell lie in one band, so does what is between.
/// Such cells are filled in runs. In the others the loss rises or falls evenly along a line of pixels: where its ends are
/// of one band, so is what is between; only the rest is looked at pixel by pixel.
#[must_use]
#[cfg_attr(hot, optimize(speed))]
pub fn image(bands: &Bands<'_>, width: usize, height: usize) -> Vec<u8> {
    let (levels, grid) = (bands.levels(), bands.grid());
    let rows = grid.rows();
    let (mut across, mut starts) = (Vec::with_capacity(width), Vec::new());
    for x in 0..width {
        let (column, right) = cell(x, width, grid.columns());
        starts.resize(starts.len().max(column + 1), x);
        across.push(right);
    }
    // The pixels between a column of samples and the next.
    let first = |column: usize| starts.get(column).copied().unwrap_or(width);
    let pixels_of = |column: usize| first(column)..first(column + 1);
    let mut colours = Vec::new();
    for Colour(red, green, blue) in bands.colours() {
        colours.push([*red, *green, *blue, 255]);
    }
    let colour = |band: usize| colours.get(band).copied().unwrap_or_default();
    let mut pixels: Vec<[u8; 4]> = Vec::with_capacity(width * height);
    // The line of pixels before: where it is of one band, so is the next one between the same samples.
    let mut scanline = vec![[0; 4]; width];
    let (mut runs, mut known) = (Vec::new(), usize::MAX);
    let (mut above, mut below) = (Vec::new(), Vec::new());
    let mut look = Look::at(levels);
    for y in 0..height {
        let (row, down) = cell(y, height, rows);
        // Samples count from the lower edge, pixels from the upper.
        let (upper, lower) = (grid.line(rows - 1 - row), grid.line(rows - 2 - row));
        let is_known = row == known;
        if !is_known {
            look.along(upper, &mut above);
            look.along(lower, &mut below);
            (runs, known) = (cut(&above, &below), row);
        }
        for Run { columns, band } in &runs {
            let (from, to) = (pixels_of(columns.start).start, pixels_of(columns.end).start);
            let mut run = scanline.get_mut(from..to).unwrap_or_default();
            if let Some(band) = band {
                if !is_known {
                    run.fill(colour(*band));
                }
                continue;
            }
            let blended = |column: usize| match (upper.get(column), lower.get(column)) {
                (Some(a), Some(b)) => a + (b - a) * down,
                _ => f64::NAN,
            };
            let mut b = blended(columns.start);
            for column in columns.clone() {
                let cell = across.get(pixels_of(column)).unwrap_or_default();
                let Some((pixels, rest)) = take(&mut run).split_at_mut_checked(cell.len()) else { break };
                run = rest;
                let a = b;
                b = blended(column + 1);
                let band = look.band(a);
                if look.holds(b) {
                    pixels.fill(colour(band));
                    continue;
                }
                for (pixel, right) in pixels.iter_mut().zip(cell) {
                    *pixel = colour(look.band(a + (b - a) * right));
                }
            }
        }
        pixels.extend_from_slice(&scanline);
    }
    pixels.into_flattened()
}

/// Neighbouring cells between two rows of samples: all of one band, or to be looked at pixel by pixel.
struct Run {
    columns: Range<usize>,
    band: Option<usize>,
}

/// The runs between two rows of samples, whose bands are given.
fn cut(above: &[usize], below: &[usize]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (column, (upper, lower)) in above.windows(2).zip(below.windows(2)).enumerate() {
        let (&[a, b], &[c, d]) = (upper, lower) else { continue };
        let band = (a == b && a == c && a == d).then_some(a);
        match runs.last_mut().filter(|last| last.band == band) {
            Some(last) => last.columns.end = column + 1,
            None => runs.push(Run { columns: column..column + 1, band }),
        }
    }
    runs
}

/// Finds bands one after the other: mostly each is the one before.
struct Look {
    levels: Levels,
    band: usize,
    low: f64,
    high: f64,
}

impl Look {
    fn at(levels: Levels) -> Self {
        Self { levels, band: 0, low: f64::INFINITY, high: f64::NEG_INFINITY }
    }

    #[inline(always)]
    fn band(&mut self, loss: f64) -> usize {
        if !self.holds(loss) {
            self.search(loss);
        }
        self.band
    }

    /// Whether a loss lies in the band that was found last.
    #[inline(always)]
    fn holds(&self, loss: f64) -> bool {
        self.low <= loss && loss < self.high
    }

    #[cfg_attr(hot, optimize(speed))]
    fn search(&mut self, loss: f64) {
        self.band = self.levels.band(loss);
        self.low = if self.band == 0 { f64::NEG_INFINITY } else { self.levels.level(self.band) };
        let is_last = self.band + 1 == self.levels.count();
        self.high = if is_last { f64::INFINITY } else { self.levels.level(self.band + 1) };
    }

    /// The bands of a row of samples.
    #[cfg_attr(hot, optimize(speed))]
    fn along(&mut self, line: &[f64], bands: &mut Vec<usize>) {
        bands.clear();
        for loss in line {
            bands.push(self.band(*loss));
        }
    }
}

/// The sample before the middle of a pixel, and how far it lies toward the next.
fn cell(pixel: usize, pixels: usize, samples: usize) -> (usize, f64) {
    let at = (pixel as f64 + 0.5) / pixels as f64 * (samples - 1) as f64;
    let index = (at as usize).min(samples - 2);
    (index, at - index as f64)
}
