//! Fewer points on the same line.

use crate::math::Vec2;

/// The same polyline without the points that lie within `tolerance` of a straight line between others
/// (Douglas and Peucker), which takes most of the weight from a picture. Ends stay.
#[must_use]
#[cfg_attr(hot, optimize(speed))]
pub fn simplified(path: &[Vec2], tolerance: f64) -> Vec<Vec2> {
    let mut keep = vec![false; path.len()];
    for end in [0, path.len().wrapping_sub(1)] {
        if let Some(kept) = keep.get_mut(end) {
            *kept = true;
        }
    }
    let mut spans = vec![(0, path.len().saturating_sub(1))];
    while let Some((first, last)) = spans.pop() {
        let (Some(from), Some(to)) = (path.get(first), path.get(last)) else { continue };
        let (mut far, mut farthest) = (0.0, first);
        let segment = Segment::between(*from, *to);
        for (index, point) in (first + 1..).zip(path.get(first + 1..last).unwrap_or_default()) {
            let gap = segment.apart(*point);
            if gap >= far {
                (far, farthest) = (gap, index);
            }
        }
        if far > tolerance * tolerance {
            if let Some(kept) = keep.get_mut(farthest) {
                *kept = true;
            }
            spans.push((first, farthest));
            spans.push((farthest, last));
        }
    }
    let mut out = Vec::new();
    for (point, kept) in path.iter().zip(keep) {
        if kept {
            out.push(*point);
        }
    }
    out
}

/// From a point, along x and y, and how long that is, squared.
struct Segment {
    from: [f64; 2],
    along: [f64; 2],
    length: f64,
}

impl Segment {
    fn between(from: Vec2, to: Vec2) -> Self {
        let (x, y) = (to.x - from.x, to.y - from.y);
        Self { from: from.into(), along: [x, y], length: x * x + y * y }
    }

    /// The squared distance of a point: asked of every point of every line a dozen times.
    #[inline(always)]
    fn apart(&self, point: Vec2) -> f64 {
        let ([x, y], [along_x, along_y]) = ([point.x - self.from[0], point.y - self.from[1]], self.along);
        let t = if self.length > 0.0 { ((x * along_x + y * along_y) / self.length).clamp(0.0, 1.0) } else { 0.0 };
        let (x, y) = (x - along_x * t, y - along_y * t);
        x * x + y * y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simplifying_stays_within_its_tolerance() {
        let circle: Vec<Vec2> = (0..=400)
            .map(|i| f64::from(i) * std::f64::consts::TAU / 400.0)
            .map(|angle| Vec2::new(angle.cos(), angle.sin()))
            .collect();
        let few = simplified(&circle, 1e-3);
        assert!(few.len() < 140, "70 chords would do; halving spans needs less than twice as many");
        for point in &circle {
            let pairs = few.iter().zip(few.iter().skip(1));
            let nearest = pairs.map(|(a, b)| Segment::between(*a, *b).apart(*point)).fold(f64::INFINITY, f64::min);
            assert!(nearest.sqrt() <= 1e-3);
        }
    }
}
