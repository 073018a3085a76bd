//! Bands as an image: what a canvas is given where SVG is given polygons.

use super::{Bands, Colour};

/// The colours of the bands for a picture of `width` × `height` device pixels, as red, green, blue and opacity from
/// the upper left corner on.
///
/// The loss between the samples is bilinear, and its band is found from the band of the pixel before, which it
/// mostly shares.
#[must_use]
pub fn image(bands: &Bands<'_>, width: usize, height: usize) -> Vec<u8> {
    let (levels, grid) = (bands.levels(), bands.grid());
    let (columns, rows) = (grid.columns(), grid.rows());
    let mut across = Vec::new();
    for x in 0..width {
        across.push(cell(x, width, columns));
    }
    let mut blended = vec![0.0; columns];
    let mut pixels = vec![255; 4 * width * height];
    for (y, scanline) in pixels.chunks_exact_mut(4 * width.max(1)).enumerate() {
        let (row, t) = cell(y, height, rows);
        // Samples count from the lower edge, pixels from the upper.
        let (upper, lower) = (grid.line(rows - 1 - row), grid.line(rows - 2 - row));
        for ((out, a), b) in blended.iter_mut().zip(upper).zip(lower) {
            *out = a + (b - a) * t;
        }
        let (mut low, mut high, mut colour) = (f64::INFINITY, f64::NEG_INFINITY, Colour(0, 0, 0));
        for ((column, t), pixel) in across.iter().zip(scanline.chunks_exact_mut(4)) {
            let Some([a, b]) = blended.get(*column..*column + 2) else { continue };
            let loss = a + (b - a) * t;
            if !(low <= loss && loss < high) {
                let band = levels.band(loss);
                low = if band == 0 { f64::NEG_INFINITY } else { levels.level(band) };
                high = if band + 1 == levels.count() { f64::INFINITY } else { levels.level(band + 1) };
                colour = bands.colours().get(band).copied().unwrap_or(colour);
            }
            if let [red, green, blue, _] = pixel {
                (*red, *green, *blue) = (colour.0, colour.1, colour.2);
            }
        }
    }
    pixels
}

/// The sample before the middle of a pixel, and how far it lies toward the next.
fn cell(pixel: usize, pixels: usize, samples: usize) -> (usize, f64) {
    let at = (pixel as f64 + 0.5) / pixels as f64 * (samples - 1) as f64;
    let index = (at as usize).min(samples - 2);
    (index, at - index as f64)
}
