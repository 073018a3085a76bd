//! A function sampled over a rectangle of the plane.

use super::Domain;
use crate::math::Vec2;

/// Samples of a function at the crossings of a regular grid that includes the domain's edges.
#[derive(Clone, Debug)]
pub struct Grid {
    domain: Domain,
    columns: usize,
    rows: usize,
    values: Vec<f64>,
}

impl Grid {
    /// Samples at `columns` × `rows` points (each at least 2), row by row from the lower edge up. `values` is asked once,
    /// with the x of every column and the y of every row, and answers row by row.
    pub fn sample(
        domain: Domain,
        columns: usize,
        rows: usize,
        values: impl FnOnce(&[f64], &[f64]) -> Vec<f64>,
    ) -> Self {
        let (columns, rows) = (columns.max(2), rows.max(2));
        let mut grid = Self { domain, columns, rows, values: Vec::new() };
        let (mut xs, mut ys) = (Vec::new(), Vec::new());
        for column in 0..columns {
            xs.push(grid.point(column, 0).x);
        }
        for row in 0..rows {
            ys.push(grid.point(0, row).y);
        }
        grid.values = values(&xs, &ys);
        grid
    }

    /// What is sampled.
    #[must_use]
    pub fn domain(&self) -> Domain {
        self.domain
    }

    /// Samples in a row.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A row of samples, counted from the lower edge; nothing outside of the grid.
    #[must_use]
    pub fn line(&self, row: usize) -> &[f64] {
        self.values.chunks_exact(self.columns).nth(row).unwrap_or_default()
    }

    /// All samples.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// One sample; NaN outside of the grid.
    #[must_use]
    pub fn value(&self, column: usize, row: usize) -> f64 {
        let inside = column < self.columns && row < self.rows;
        let at = row.wrapping_mul(self.columns).wrapping_add(column);
        if inside { self.values.get(at).copied().unwrap_or(f64::NAN) } else { f64::NAN }
    }

    /// Where a sample is taken.
    #[must_use]
    pub fn point(&self, column: usize, row: usize) -> Vec2 {
        let along = |[low, high]: [f64; 2], index: usize, count: usize| {
            let t = index as f64 / (count - 1) as f64;
            low * (1.0 - t) + high * t
        };
        Vec2::new(along(self.domain.x, column, self.columns), along(self.domain.y, row, self.rows))
    }
}
