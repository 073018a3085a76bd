//! One walk along the boundary of a level: marching squares.

use crate::{domain::Grid, math::Vec2};

/// A point of a boundary.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex {
    pub at: Vec2,
    /// Whether the function crosses the level here; false on the domain's edge and beside samples that are
    /// not finite, where the boundary is no iso-line.
    pub crossing: bool,
}

/// The samples with a border around them, which is above every level; so is what is not a finite number.
pub(super) fn bordered(grid: &Grid, stride: usize) -> Vec<f64> {
    let mut samples = vec![f64::INFINITY; stride];
    for row in 0..grid.rows() {
        samples.push(f64::INFINITY);
        for value in grid.line(row) {
            samples.push(if value.is_finite() { *value } else { f64::INFINITY });
        }
        samples.push(f64::INFINITY);
    }
    samples.extend(core::iter::repeat_n(f64::INFINITY, stride));
    samples
}

/// For each of some ascending levels the cells that it crosses, by the number of their lower left sample: every cell is
/// looked at once, however many levels there are.
#[cfg_attr(hot, optimize(speed))]
pub(super) fn crossed(samples: &[f64], stride: usize, levels: &[f64]) -> Vec<Vec<usize>> {
    let mut cells = vec![Vec::new(); levels.len()];
    // How many levels lie at or below each sample of two neighbouring rows.
    let (mut lower, mut upper) = (Vec::new(), Vec::new());
    for (row, line) in samples.chunks(stride).enumerate() {
        core::mem::swap(&mut lower, &mut upper);
        upper.clear();
        let mut count = 0;
        for sample in line {
            // Mostly as many as at the sample before.
            while levels.get(count).is_some_and(|level| level <= sample) {
                count += 1;
            }
            while count > 0 && levels.get(count - 1).is_some_and(|level| level > sample) {
                count -= 1;
            }
            upper.push(count);
        }
        for (column, sides) in lower.windows(2).zip(upper.windows(2)).enumerate() {
            let (&[a, b], &[c, d]) = sides else { continue };
            if a == b && a == c && a == d {
                continue;
            }
            let (from, to): (usize, usize) = (a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
            for crossed in cells.get_mut(from..to).unwrap_or_default() {
                crossed.push((row - 1) * stride + column);
            }
        }
    }
    cells
}

/// One pass of marching squares.
pub(super) struct Walker<'a> {
    pub grid: &'a Grid,
    pub level: f64,
    pub value: &'a dyn Fn(Vec2) -> f64,
    /// With their border.
    pub samples: &'a [f64],
    /// Samples in a row of the grid with its border.
    pub stride: usize,
}

/// A place between two neighbouring samples, by number: 2·sample for the neighbour to the right, one more for
/// the neighbour above.
type Edge = usize;

impl Walker<'_> {
    /// `next` is room for each place's successor, empty before and after.
    #[cfg_attr(hot, optimize(speed))]
    pub fn rings(&self, cells: &[usize], next: &mut [Option<u32>]) -> Vec<Vec<Vertex>> {
        let mut starts = Vec::new();
        for cell in cells {
            self.cross_cell(*cell, next, &mut starts);
        }
        starts.sort_unstable();
        let mut rings = Vec::new();
        for start in starts {
            let mut ring: Vec<Vertex> = Vec::new();
            let mut edge = start;
            // Each place has at most one successor, taken out as it is followed: the walk ends.
            while let Some(onward) = next.get_mut(edge).and_then(Option::take) {
                let vertex = self.vertex(edge);
                if ring.last().map(|last| last.at) != Some(vertex.at) {
                    ring.push(vertex);
                }
                edge = onward as Edge;
            }
            if ring.len() > 2 {
                rings.push(ring);
            }
        }
        rings
    }

    /// Joins the crossings on the four sides of a cell, walking around it to the left: the boundary comes in
    /// where the walk goes out of the set, and leaves where the walk comes back into it.
    #[cfg_attr(hot, optimize(speed))]
    fn cross_cell(&self, sample: usize, next: &mut [Option<u32>], starts: &mut Vec<Edge>) {
        let (left, right) = (self.sample(sample), self.sample(sample + 1));
        let (above, beside) = (self.sample(sample + self.stride), self.sample(sample + 1 + self.stride));
        let values = [left, right, beside, above];
        let (a, b, c, d) = (left < self.level, right < self.level, beside < self.level, above < self.level);
        let sides = [
            (a, b, 2 * sample),
            (b, c, 2 * (sample + 1) + 1),
            (c, d, 2 * (sample + self.stride)),
            (d, a, 2 * sample + 1),
        ];
        let places = |from: bool| sides.iter().filter(move |side| side.0 == from && side.1 != from).map(|side| side.2);
        let two = places(false).count() == 2;
        // Two corners in, two out, across: the saddle's own height says which pair is joined.
        let apart = two && !self.saddle_is_below(&values);
        // The returns come in the order of the walk. A walk that starts inside goes out before it first comes back. Going
        // out at a side, the next return follows it (corners joined) or, with the corners apart, the boundary turns around
        // the corner just left.
        for (index, edge) in places(true).enumerate() {
            let choice = if two { (index + usize::from(!a) + usize::from(apart)) % 2 } else { 0 };
            if let (Some(place), Some(target)) = (next.get_mut(edge), places(false).nth(choice)) {
                *place = u32::try_from(target).ok();
                starts.push(edge);
            }
        }
    }

    /// Whether the bilinear surface through the corners has its saddle below the level; never beside a sample
    /// that is not finite.
    fn saddle_is_below(&self, [a, b, c, d]: &[f64; 4]) -> bool {
        (a * c - b * d) / (a + c - b - d) < self.level
    }

    fn sample(&self, at: usize) -> f64 {
        self.samples.get(at).copied().unwrap_or(f64::INFINITY)
    }

    /// Where the level lies between two neighbours.
    fn vertex(&self, edge: Edge) -> Vertex {
        let start = edge / 2;
        let end = if edge.is_multiple_of(2) { start + 1 } else { start + self.stride };
        let (inside, outside) = if self.sample(start) < self.level { (start, end) } else { (end, start) };
        let place = |at: usize| self.grid.point((at % self.stride).wrapping_sub(1), (at / self.stride).wrapping_sub(1));
        let (from, low, high) = (place(inside), self.sample(inside), self.sample(outside));
        if high == f64::INFINITY {
            return Vertex { at: from, crossing: false };
        }
        let along = place(outside) - from;
        let t = (self.level - low) / (high - low);
        Vertex { at: from + along * self.corrected(t, low, high, |t| from + along * t), crossing: true }
    }

    /// The crossing of the parabola through both ends and one sample between them, which is taken where the
    /// straight line through the ends crosses.
    fn corrected(&self, t: f64, low: f64, high: f64, at: impl Fn(f64) -> Vec2) -> f64 {
        let t = t.clamp(0.0, 1.0);
        let middle = (self.value)(at(t));
        // value(t) = low + (high − low)·t − bend·t·(1 − t) rises through the level once between 0 and 1.
        let bend = (low + (high - low) * t - middle) / (t * (1.0 - t));
        let linear = high - low - bend;
        let below = self.level - low;
        let better = 2.0 * below / (linear + (linear * linear + 4.0 * bend * below).sqrt());
        if (0.0..=1.0).contains(&better) { better } else { t }
    }
}
