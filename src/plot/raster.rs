//! Bands as an image: what a canvas is given where SVG is given polygons.

use super::{Bands, Colour, Levels};

/// The colours of the bands for a picture of `width` × `height` device pixels, as red, green, blue and opacity from
/// the upper left corner on.
///
/// The loss between the samples is bilinear: where the four corners of a cell lie in one band, so does what is between.
/// Such cells are filled in runs; only those in which bands meet are looked at pixel by pixel.
#[must_use]
#[cfg_attr(hot, optimize(speed))]
pub fn image(bands: &Bands<'_>, width: usize, height: usize) -> Vec<u8> {
    let (levels, grid) = (bands.levels(), bands.grid());
    let rows = grid.rows();
    let across: Vec<_> = (0..width).map(|x| cell(x, width, grid.columns())).collect();
    let mut colours = Vec::new();
    for Colour(red, green, blue) in bands.colours() {
        colours.push([*red, *green, *blue, 255]);
    }
    let colour = |band: usize| colours.get(band).copied().unwrap_or_default();
    let mut pixels = vec![[0; 4]; width * height];
    let (mut runs, mut known) = (Vec::new(), usize::MAX);
    let (mut above, mut below) = (Vec::new(), Vec::new());
    let mut look = Look::at(levels);
    for (y, scanline) in pixels.chunks_exact_mut(width.max(1)).enumerate() {
        let (row, down) = cell(y, height, rows);
        // Samples count from the lower edge, pixels from the upper.
        let (upper, lower) = (grid.line(rows - 1 - row), grid.line(rows - 2 - row));
        if row != known {
            look.along(upper, &mut above);
            look.along(lower, &mut below);
            (runs, known) = (cut(&above, &below, &across), row);
        }
        for Run { from, to, band } in &runs {
            let run = scanline.get_mut(*from..*to).unwrap_or_default();
            if let Some(band) = band {
                run.fill(colour(*band));
                continue;
            }
            for (pixel, (column, right)) in run.iter_mut().zip(across.get(*from..).unwrap_or_default()) {
                let blended = |column: usize| {
                    let (a, b) = (upper.get(column).copied(), lower.get(column).copied());
                    a.zip(b).map_or(f64::NAN, |(a, b)| a + (b - a) * down)
                };
                let (a, b) = (blended(*column), blended(column + 1));
                *pixel = colour(look.band(a + (b - a) * right));
            }
        }
    }
    pixels.into_flattened()
}

/// Neighbouring pixels of a scan line: all of one band, or to be looked at one by one.
struct Run {
    from: usize,
    to: usize,
    band: Option<usize>,
}

/// The runs between two rows of samples, whose bands are given.
fn cut(above: &[usize], below: &[usize], across: &[(usize, f64)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut from = 0;
    for (column, (upper, lower)) in above.windows(2).zip(below.windows(2)).enumerate() {
        let (&[a, b], &[c, d]) = (upper, lower) else { continue };
        let band = Some(a).filter(|a| [b, c, d].iter().all(|other| other == a));
        let pixels = across.get(from..).unwrap_or_default();
        let to = from + pixels.iter().take_while(|(cell, _)| *cell == column).count();
        match runs.last_mut().filter(|last| last.band == band) {
            Some(last) => last.to = to,
            None => runs.push(Run { from, to, band }),
        }
        from = to;
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

    fn band(&mut self, loss: f64) -> usize {
        if !(self.low <= loss && loss < self.high) {
            self.band = self.levels.band(loss);
            self.low = if self.band == 0 { f64::NEG_INFINITY } else { self.levels.level(self.band) };
            let is_last = self.band + 1 == self.levels.count();
            self.high = if is_last { f64::INFINITY } else { self.levels.level(self.band + 1) };
        }
        self.band
    }

    /// The bands of a row of samples.
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
