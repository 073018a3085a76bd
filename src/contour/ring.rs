//! Closed rings: their sides and areas, and holes that are joined to the ring around them.

use crate::math::Vec2;

/// Corners of a ring that no landscape has whose samples tell it.
const MANY_CORNERS: usize = 1500;

/// The sides of a closed polygon.
#[must_use]
pub fn sides(ring: &[Vec2]) -> Vec<[Vec2; 2]> {
    let mut sides = Vec::new();
    for (index, from) in ring.iter().enumerate() {
        if let Some(to) = ring.get(index + 1).or(ring.first()) {
            sides.push([*from, *to]);
        }
    }
    sides
}

/// Twice the signed area of a closed ring; positive where it turns left.
pub(super) fn area(ring: &[Vec2]) -> f64 {
    let mut area = 0.0;
    for [a, b] in sides(ring) {
        area += a.x * b.y - a.y * b.x;
    }
    area
}

/// The smallest outer ring around a hole.
pub(super) fn home(hole: &[Vec2], outer: &[Vec<Vec2>]) -> Option<usize> {
    let point = hole.first()?;
    let (mut least, mut home) = (f64::INFINITY, None);
    for (index, ring) in outer.iter().enumerate() {
        if encloses(ring, *point) && area(ring) < least {
            (least, home) = (area(ring), Some(index));
        }
    }
    home
}

/// Whether a ring winds around a point, by the parity of the edges to its right.
fn encloses(ring: &[Vec2], point: Vec2) -> bool {
    let mut inside = false;
    for [a, b] in sides(ring) {
        if (a.y > point.y) != (b.y > point.y) && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) {
            inside = !inside;
        }
    }
    inside
}

/// Inserts a hole into a ring, there and back along the shortest line between their corners.
pub(super) fn bridge(ring: &mut Vec<Vec2>, hole: &[Vec2]) {
    let (mut least, mut place, mut turn) = (f64::INFINITY, 0, 0);
    // A ring with very many corners has very many holes, too: of each only a few corners are looked at.
    let every = 1 + ring.len() / MANY_CORNERS;
    for (i, a) in ring.iter().enumerate() {
        for (j, b) in hole.iter().enumerate().step_by(every) {
            let gap = (a - b).norm_squared();
            if gap < least {
                (least, place, turn) = (gap, i, j);
            }
        }
    }
    let mut rest = ring.split_off(place);
    let (before, after) = hole.split_at(turn);
    ring.extend(rest.first().copied());
    ring.extend_from_slice(after);
    ring.extend_from_slice(before);
    ring.extend(after.first().copied());
    ring.append(&mut rest);
}
