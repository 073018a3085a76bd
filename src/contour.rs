//! Iso-lines and filled levels of a sampled function, by marching squares.
//!
//! The set below a level is walked with its inside on the left, on the grid extended by a border that counts as
//! outside: so every boundary is a closed ring, outer rings turn left, holes turn right, and a ring that meets
//! the domain's edge runs along it. Samples that are not finite count as outside as well.

use crate::{domain::Grid, math::Vec2};

mod ring;
mod simplify;
mod walk;

pub use ring::sides;
pub use simplify::simplified;

use ring::{area, bridge, home};
use walk::{Vertex, Walker, bordered, crossed};

/// Cells that all levels together may cross: more than any landscape that samples can tell. A function that is finer than its
/// samples is noise in them, with thousands of islands at every level; of that a few levels say as much.
const MOST_CROSSED: usize = 16_000;

/// The boundary of the set of points below one level.
#[derive(Clone, Debug)]
pub struct Contour {
    rings: Vec<Vec<Vertex>>,
}

impl Contour {
    /// Walks the boundaries of `{ value < level }` on a grid, for ascending levels.
    ///
    /// `value` is the sampled function: each crossing that linear interpolation finds is corrected by one
    /// more sample, which brings the error from second to third order in the distance of the samples. Where the levels cross
    /// too many cells, most are left without boundaries.
    pub fn below(grid: &Grid, levels: &[f64], value: &dyn Fn(Vec2) -> f64) -> Vec<Self> {
        let stride = grid.columns() + 2;
        let samples = bordered(grid, stride);
        let mut next = vec![None; 2 * samples.len()];
        let crossed = crossed(&samples, stride, levels);
        let every = crossed.iter().map(Vec::len).sum::<usize>().div_ceil(MOST_CROSSED).max(1);
        let mut contours = Vec::new();
        for (index, (cells, level)) in crossed.iter().zip(levels).enumerate() {
            let walker = Walker { grid, level: *level, value, samples: &samples, stride };
            let rings = if index % every == every / 2 { walker.rings(cells, &mut next) } else { Vec::new() };
            contours.push(Self { rings });
        }
        contours
    }

    /// The iso-lines: open polylines, or closed ones whose first point is repeated at the end.
    #[must_use]
    pub fn lines(&self) -> Vec<Vec<Vec2>> {
        let mut lines = Vec::new();
        for ring in &self.rings {
            add_lines(ring, &mut lines);
        }
        lines
    }

    /// The set below the level as polygons of one ring each: every hole is joined to the ring around it by a
    /// bridge of no width, walked in both directions, which adds no area.
    #[must_use]
    pub fn regions(&self) -> Vec<Vec<Vec2>> {
        let (mut outer, mut holes) = (Vec::new(), Vec::new());
        for ring in &self.rings {
            let ring = places(ring);
            if area(&ring) > 0.0 { outer.push(ring) } else { holes.push(ring) }
        }
        // Against the rings as they were walked: a bridge must not count when the next hole looks for its home.
        let mut homes = Vec::new();
        for hole in &holes {
            homes.push(home(hole, &outer));
        }
        for (hole, home) in holes.iter().zip(homes) {
            if let Some(ring) = home.and_then(|index| outer.get_mut(index)) {
                bridge(ring, hole);
            }
        }
        outer
    }
}

/// Adds the runs of a ring along which the level is really crossed.
fn add_lines(ring: &[Vertex], lines: &mut Vec<Vec<Vec2>>) {
    let Some(gap) = ring.iter().position(|vertex| !vertex.crossing) else {
        let mut line = places(ring);
        line.extend(line.first().copied());
        lines.push(line);
        return;
    };
    let (before, after) = ring.split_at(gap);
    let mut rotated = after.to_vec();
    rotated.extend_from_slice(before);
    for run in rotated.split(|vertex| !vertex.crossing) {
        if run.len() > 1 {
            lines.push(places(run));
        }
    }
}

/// Where the vertices are.
fn places(ring: &[Vertex]) -> Vec<Vec2> {
    ring.iter().map(|vertex| vertex.at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Domain;
    use proptest::prelude::*;

    fn below(grid: &Grid, level: f64, value: &dyn Fn(Vec2) -> f64) -> Contour {
        Contour::below(grid, &[level], value).remove(0)
    }

    fn bowl(point: Vec2) -> f64 {
        point.norm_squared()
    }

    fn square(half: f64) -> Domain {
        Domain::new([-half, half], [-half, half])
    }

    fn sampled(domain: Domain, columns: usize, rows: usize, value: impl Fn(Vec2) -> f64) -> Grid {
        let row = |xs: &[f64], y: f64| xs.iter().map(|x| value(Vec2::new(*x, y))).collect::<Vec<f64>>();
        Grid::sample(domain, columns, rows, |xs, ys| ys.iter().flat_map(|y| row(xs, *y)).collect())
    }

    fn turns(ring: &[Vec2]) -> f64 {
        area(ring) / 2.0
    }

    #[test]
    fn a_round_bowl_has_round_lines() {
        let grid = sampled(square(2.0), 41, 41, bowl);
        let lines = below(&grid, 1.0, &bowl).lines();
        assert_eq!(lines.len(), 1);
        let line = &lines[0];
        assert_eq!(line.first(), line.last());
        // On a quadratic the parabola through three samples is the function itself.
        assert!(line.iter().all(|point| (bowl(*point) - 1.0).abs() < 1e-12));
    }

    #[test]
    fn a_line_that_leaves_the_domain_is_open_and_its_region_follows_the_edge() {
        let grid = sampled(square(2.0), 41, 41, bowl);
        let contour = below(&grid, 5.0, &bowl);
        let lines = contour.lines();
        assert_eq!(lines.len(), 4, "one arc a corner");
        for line in &lines {
            for end in [line.first(), line.last()] {
                let end = end.unwrap();
                assert!((end.amax() - 2.0).abs() < 1e-12, "ends on the edge: {end:?}");
            }
        }
        let regions = contour.regions();
        assert_eq!(regions.len(), 1);
        let corners = 16.0 - 4.0 * corner_area(5.0_f64.sqrt(), 2.0);
        assert!((turns(&regions[0]) - corners).abs() < 0.01);
    }

    /// Area of one corner of the square of half-side `half` outside of the circle.
    fn corner_area(radius: f64, half: f64) -> f64 {
        let x = (radius * radius - half * half).sqrt();
        let angle = (half / radius).asin() - (x / radius).asin();
        half * half - (x * half + radius * radius * angle / 2.0)
    }

    #[test]
    fn a_hole_is_joined_to_its_ring() {
        let rim = |point: Vec2| (point.norm() - 1.0).abs();
        let grid = sampled(square(2.0), 81, 81, rim);
        let contour = below(&grid, 0.25, &rim);
        let regions = contour.regions();
        assert_eq!(regions.len(), 1);
        let ring = std::f64::consts::PI * (1.25 * 1.25 - 0.75 * 0.75);
        assert!((turns(&regions[0]) - ring).abs() < 0.01, "the bridge adds no area");
        assert_eq!(contour.lines().len(), 2);
    }

    #[test]
    fn a_saddle_joins_what_lies_below_it() {
        // Both diagonals: the low corners may be either pair.
        for side in [1.0, -1.0] {
            let saddle = |point: Vec2| point.x * side * point.y + 0.3 * point.x * side + 0.2 * point.y;
            let grid = sampled(square(1.0), 2, 2, saddle);
            let height = -0.06; // at (∓0.2, −0.3), the bilinear surface's own saddle
            let apart = below(&grid, height - 0.01, &saddle);
            assert_eq!(apart.regions().len(), 2);
            let joined = below(&grid, height + 0.01, &saddle);
            assert_eq!(joined.regions().len(), 1);
            assert_eq!(joined.lines().len(), 2);
        }
    }

    #[test]
    fn several_levels_are_each_as_if_alone() {
        let hills = |point: Vec2| (3.0 * point.x).sin() + (2.0 * point.y).cos() + 0.1 * point.x;
        let grid = sampled(square(2.0), 61, 47, hills);
        let levels = [-1.5, -0.4, 0.0, 0.7, 1.9, 5.0];
        for (together, level) in Contour::below(&grid, &levels, &hills).iter().zip(levels) {
            assert_eq!(together.lines(), below(&grid, level, &hills).lines());
        }
    }

    #[test]
    fn nothing_but_numbers_comes_out() {
        let hole = |point: Vec2| if point.norm() < 0.5 { f64::NAN } else { bowl(point) };
        let grid = sampled(square(2.0), 41, 41, hole);
        let contour = below(&grid, 1.0, &hole);
        assert_eq!(contour.lines().len(), 1, "the edge of what is unknown is no iso-line");
        let regions = contour.regions();
        assert_eq!(regions.len(), 1);
        assert!(regions[0].iter().all(|point| point.x.is_finite() && point.y.is_finite()));
        assert!(turns(&regions[0]) < std::f64::consts::PI - std::f64::consts::PI / 4.0 + 0.01);
    }

    proptest! {
        /// Any samples: the area below the level is that of the regions, cell by cell at most.
        #[test]
        fn any_samples_give_closed_regions(values in prop::collection::vec(
            prop_oneof![4 => -1.0..1.0f64, 1 => Just(f64::NAN), 1 => Just(f64::INFINITY)], 25), level in -1.0..1.0f64) {
            let grid = sampled(square(2.0), 5, 5, |point| {
                let index = (point.y + 2.0) * 5.0 + point.x + 2.0;
                values[index.round() as usize]
            });
            let contour = below(&grid, level, &|_| f64::NAN);
            let total: f64 = contour.regions().iter().map(|ring| turns(ring)).sum();
            prop_assert!((-1e-9..=16.0 + 1e-9).contains(&total));
            for line in contour.lines() {
                prop_assert!(line.iter().all(|point| square(2.0).scaled(1.001).contains(*point)));
            }
        }
    }
}
