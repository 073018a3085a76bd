//! Cutting lines into dashes and polygons to rectangles.

use crate::{
    contour::sides,
    domain::Domain,
    math::{Vec2, is_finite},
};

/// The dashes of a polyline.
#[must_use]
pub fn dashes(path: &[Vec2], dash: f64, gap: f64) -> Vec<Vec<Vec2>> {
    let mut out = Vec::new();
    let mut current: Vec<Vec2> = path.first().copied().into_iter().collect();
    let (mut inked, mut left) = (true, dash);
    for step in path.windows(2) {
        let [from, to] = step else { continue };
        let size = (to - from).norm();
        let mut gone = 0.0;
        while size - gone > left {
            gone += left;
            let turn = from + (to - from) * (gone / size);
            current.push(turn);
            if inked {
                out.push(std::mem::take(&mut current));
            }
            current = vec![turn];
            inked = !inked;
            left = if inked { dash } else { gap };
        }
        left -= size - gone;
        current.push(*to);
    }
    if inked && current.len() > 1 {
        out.push(current);
    }
    out
}

/// The part of a polygon inside a rectangle (Sutherland and Hodgman); empty where a corner is not finite.
#[must_use]
pub fn clip_polygon(points: &[Vec2], frame: &Domain) -> Vec<Vec2> {
    if !points.iter().all(is_finite) {
        return Vec::new();
    }
    let ([left, right], [low, high]) = (frame.x(), frame.y());
    // Signed distances to the inside of the four edges.
    let edges: [&dyn Fn(Vec2) -> f64; 4] = [&|p| p.x - left, &|p| right - p.x, &|p| p.y - low, &|p| high - p.y];
    let mut ring = points.to_vec();
    for inside in edges {
        let mut cut = Vec::new();
        for [a, b] in sides(&ring) {
            let (da, db) = (inside(a), inside(b));
            if da >= 0.0 {
                cut.push(a);
            }
            if (da < 0.0) != (db < 0.0) {
                cut.push(a + (b - a) * (da / (da - db)));
            }
        }
        ring = cut;
    }
    ring
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dashes_keep_their_rhythm_round_a_corner() {
        let at = |x: f64, y: f64| Vec2::new(x, y);
        let parts = dashes(&[at(0.0, 0.0), at(4.0, 0.0), at(4.0, 10.0)], 6.0, 3.0);
        assert_eq!(parts, vec![vec![at(0.0, 0.0), at(4.0, 0.0), at(4.0, 2.0)], vec![at(4.0, 5.0), at(4.0, 10.0)],]);
    }

    proptest! {
        #[test]
        fn a_cut_polygon_lies_inside(points in prop::collection::vec((-1e3..1e3f64, -1e3..1e3f64), 3..8)) {
            let frame = Domain::new([0.0, 100.0], [0.0, 50.0]);
            let points: Vec<Vec2> = points.into_iter().map(|(x, y)| Vec2::new(x, y)).collect();
            for point in clip_polygon(&points, &frame) {
                prop_assert!(frame.scaled(1.0 + 1e-9).contains(point));
            }
        }
    }
}
