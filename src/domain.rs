//! Rectangles of the plane: what a picture shows, how a segment is cut to it, where a point falls on the screen.
//!
//! Everything a drawing library is given passes through here, because it hangs on an infinite range and
//! bends lines whose ends it clamps one by one.

use crate::math::{Vec2, is_finite};

mod grid;
mod viewport;

pub use grid::Grid;
pub use viewport::Viewport;

/// A rectangle with finite, ordered sides, each between [`Domain::NARROWEST`] and [`Domain::WIDEST`] long.
///
/// It is finite by construction: [`Domain::new`] repairs whatever it is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Domain {
    x: [f64; 2],
    y: [f64; 2],
}

impl Domain {
    /// The shortest side.
    pub const NARROWEST: f64 = 1e-9;
    /// The longest side.
    pub const WIDEST: f64 = 1e9;
    /// The centre stays within this distance of the origin, where a side of the shortest relative length
    /// still has distinct ends.
    const FARTHEST: f64 = 1e12;

    /// The rectangle with these ends in any order; ends that are not finite count as 0, and a side that is too
    /// short or too long is changed about its middle.
    #[must_use]
    pub fn new(x: [f64; 2], y: [f64; 2]) -> Self {
        Self { x: repaired(x), y: repaired(y) }
    }

    /// The rectangle with this centre that reaches `half` to each side.
    #[must_use]
    pub fn around(centre: Vec2, half: Vec2) -> Self {
        Self::new([centre.x - half.x, centre.x + half.x], [centre.y - half.y, centre.y + half.y])
    }

    /// Left and right end.
    #[must_use]
    pub fn x(&self) -> [f64; 2] {
        self.x
    }

    /// Lower and upper end.
    #[must_use]
    pub fn y(&self) -> [f64; 2] {
        self.y
    }

    /// The corners in turn, from that of the lower ends.
    #[must_use]
    pub fn corners(&self) -> [Vec2; 4] {
        let ([left, right], [low, high]) = (self.x, self.y);
        [Vec2::new(left, low), Vec2::new(right, low), Vec2::new(right, high), Vec2::new(left, high)]
    }

    /// Length of the horizontal side.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.x[1] - self.x[0]
    }

    /// Length of the vertical side.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.y[1] - self.y[0]
    }

    /// The middle.
    #[must_use]
    pub fn centre(&self) -> Vec2 {
        Vec2::new(self.x[0] + self.width() / 2.0, self.y[0] + self.height() / 2.0)
    }

    /// True for points inside or on the edge; never for one that is not finite.
    #[must_use]
    pub fn contains(&self, point: Vec2) -> bool {
        self.x[0] <= point.x && point.x <= self.x[1] && self.y[0] <= point.y && point.y <= self.y[1]
    }

    /// The same rectangle, each side grown by `factor` about the centre.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self::around(self.centre(), Vec2::new(self.width(), self.height()) * (factor / 2.0))
    }

    /// The smallest rectangle that contains this one and `point`; this one where the point is not finite.
    #[must_use]
    pub fn including(&self, point: Vec2) -> Self {
        if !is_finite(&point) {
            return *self;
        }
        Self::new([self.x[0].min(point.x), self.x[1].max(point.x)], [self.y[0].min(point.y), self.y[1].max(point.y)])
    }

    /// Grown about the centre, in one direction, until a unit is as long across as it is high on a picture of
    /// `width` × `height` pixels: a circle looks round and right angles look right.
    ///
    /// At the limits of size both sides give way together, so the scales are equal always.
    #[must_use]
    pub fn with_equal_scales(&self, width: f64, height: f64) -> Self {
        let (width, height) = (picture_side(width), picture_side(height));
        let least = Self::NARROWEST / width.min(height);
        let most = Self::WIDEST / width.max(height);
        let unit = (self.width() / width).max(self.height() / height).min(most).max(least);
        let centre = self.centre();
        // Far from the origin the shortest side grows with the distance; then the unit has to grow as well.
        let unit = unit.max(centre.amax() * RELATIVE / width.min(height));
        Self::around(centre, Vec2::new(width, height) * (unit / 2.0))
    }

    /// The part of the segment that lies inside (Liang and Barsky), or `None` where none does or an end is
    /// not finite.
    #[must_use]
    pub fn clip_segment(&self, from: Vec2, to: Vec2) -> Option<[Vec2; 2]> {
        if !(is_finite(&from) && is_finite(&to)) {
            return None;
        }
        // Nearly all that is asked for lies wholly inside or wholly beyond one side.
        if self.contains(from) && self.contains(to) {
            return Some([from, to]);
        }
        for (a, b, [low, high]) in [(from.x, to.x, self.x), (from.y, to.y, self.y)] {
            if a.max(b) < low || a.min(b) > high {
                return None;
            }
        }
        // Products of larger numbers overflow; at such a distance no pixel tells the direction apart.
        let (from, to) = (from.map(|v| v.clamp(-1e150, 1e150)), to.map(|v| v.clamp(-1e150, 1e150)));
        let along = to - from;
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, change, [low, high]) in [(from.x, along.x, self.x), (from.y, along.y, self.y)] {
            if change == 0.0 {
                if start < low || start > high {
                    return None;
                }
                continue;
            }
            let (a, b) = ((low - start) / change, (high - start) / change);
            enter = enter.max(a.min(b));
            leave = leave.min(a.max(b));
        }
        if enter > leave {
            return None;
        }
        // Rounding may leave a cut end a hair outside: put it on the edge that cut it.
        let cut = |t: f64, end: Vec2| self.nearest(if t == 0.0 || t == 1.0 { end } else { from + along * t });
        Some([cut(enter, from), cut(leave, to)])
    }

    /// The visible parts of a polyline, split where it leaves and at points that are not finite.
    #[must_use]
    pub fn clip_path(&self, path: &[Vec2]) -> Vec<Vec<Vec2>> {
        let mut parts: Vec<Vec<Vec2>> = Vec::new();
        let mut open: Vec<Vec2> = Vec::new();
        for step in path.windows(2) {
            let &[from, to] = step else { continue };
            let Some([a, b]) = self.clip_segment(from, to) else {
                close(&mut open, &mut parts);
                continue;
            };
            if open.last() != Some(&a) {
                close(&mut open, &mut parts);
                open.push(a);
            }
            open.push(b);
        }
        close(&mut open, &mut parts);
        parts
    }

    /// The point of the rectangle that is nearest to a finite `point`.
    #[must_use]
    pub fn nearest(&self, point: Vec2) -> Vec2 {
        Vec2::new(point.x.clamp(self.x[0], self.x[1]), point.y.clamp(self.y[0], self.y[1]))
    }
}

/// The shortest side in units of the distance from the origin.
const RELATIVE: f64 = 1e-10;

/// An ordered, finite pair whose distance lies within the limits.
fn repaired([a, b]: [f64; 2]) -> [f64; 2] {
    let tame = |v: f64| if v.is_finite() { v } else { 0.0 };
    let (a, b) = (tame(a), tame(b));
    let (low, high) = (a.min(b), a.max(b));
    // Halves first: the sum or difference of two large numbers overflows.
    let (middle, half) = (low / 2.0 + high / 2.0, high / 2.0 - low / 2.0);
    let centre = middle.clamp(-Domain::FARTHEST, Domain::FARTHEST);
    let narrowest = Domain::NARROWEST.max(centre.abs() * RELATIVE);
    if centre == middle && (narrowest..=Domain::WIDEST).contains(&(high - low)) {
        return [low, high];
    }
    let half = half.clamp(narrowest / 2.0, Domain::WIDEST / 2.0);
    [centre - half, centre + half]
}

/// A picture's side in pixels, whatever was asked for.
fn picture_side(pixels: f64) -> f64 {
    if pixels.is_finite() { pixels.clamp(1.0, 1e5) } else { 1.0 }
}

/// Moves a finished polyline, if it has a segment, to the parts.
fn close(open: &mut Vec<Vec2>, parts: &mut Vec<Vec<Vec2>>) {
    let finished = std::mem::take(open);
    if finished.len() > 1 {
        parts.push(finished);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_point() -> impl Strategy<Value = Vec2> {
        (any::<f64>(), any::<f64>()).prop_map(|(x, y)| Vec2::new(x, y))
    }

    fn near_point() -> impl Strategy<Value = Vec2> {
        (-5.0..5.0f64, -5.0..5.0f64).prop_map(|(x, y)| Vec2::new(x, y))
    }

    #[test]
    fn clips_to_the_edges() {
        let domain = Domain::new([0.0, 2.0], [0.0, 1.0]);
        let part = domain.clip_segment(Vec2::new(-1.0, 0.5), Vec2::new(3.0, 0.5));
        assert_eq!(part, Some([Vec2::new(0.0, 0.5), Vec2::new(2.0, 0.5)]));
        assert_eq!(domain.clip_segment(Vec2::new(-1.0, 2.0), Vec2::new(3.0, 2.0)), None);
        assert_eq!(domain.clip_segment(Vec2::new(f64::NAN, 0.5), Vec2::new(1.0, 0.5)), None);
    }

    #[test]
    fn a_path_splits_where_it_is_not_finite() {
        let domain = Domain::new([0.0, 10.0], [0.0, 10.0]);
        let at = |x: f64| Vec2::new(x, 1.0);
        let path = [at(1.0), at(2.0), at(f64::INFINITY), at(4.0), at(5.0), at(20.0), at(6.0)];
        let parts = domain.clip_path(&path);
        assert_eq!(
            parts,
            vec![vec![at(1.0), at(2.0)], vec![at(4.0), at(5.0), at(10.0), at(6.0)]],
            "an excursion that turns outside of the frame is one line along its own direction"
        );
    }

    proptest! {
        #[test]
        fn a_domain_is_always_usable(a in any::<f64>(), b in any::<f64>(), c in any::<f64>(), d in any::<f64>(),
                                     width in any::<f64>(), height in any::<f64>()) {
            let domain = Domain::new([a, b], [c, d]);
            for shown in [domain, domain.with_equal_scales(width, height), domain.scaled(b)] {
                for side in [shown.width(), shown.height()] {
                    prop_assert!(side.is_finite() && side > 0.0 && side <= 1.001 * Domain::WIDEST);
                }
            }
            let shown = domain.with_equal_scales(300.0, 200.0);
            prop_assert!((shown.width() / 300.0 / (shown.height() / 200.0) - 1.0).abs() < 1e-4);
        }

        #[test]
        fn what_is_clipped_lies_inside(from in any_point(), to in any_point(), near in near_point()) {
            let domain = Domain::new([-1.0, 1.0], [-2.0, 1.0]);
            for (a, b) in [(from, to), (near, to), (near, from)] {
                if let Some([start, end]) = domain.clip_segment(a, b) {
                    prop_assert!(domain.contains(start) && domain.contains(end));
                }
            }
        }

        #[test]
        fn clipping_keeps_exactly_the_inside(from in near_point(), to in near_point(), t in 0.0..1.0f64) {
            let domain = Domain::new([-1.0, 1.0], [-2.0, 1.0]);
            let point = from + (to - from) * t;
            let strictly = domain.scaled(0.999).contains(point);
            match domain.clip_segment(from, to) {
                Some([a, b]) => {
                    // The part is on the segment: distances along it add up.
                    let length = (a - from).norm() + (b - a).norm() + (to - b).norm();
                    prop_assert!((length - (to - from).norm()).abs() < 1e-9);
                    if strictly {
                        prop_assert!(((point - a).norm() + (b - point).norm() - (b - a).norm()).abs() < 1e-9);
                    }
                }
                None => prop_assert!(!strictly),
            }
        }

        #[test]
        fn pixels_and_data_are_inverse(point in near_point(), width in 1.0..2000.0f64, height in 1.0..2000.0f64) {
            let view = Viewport::new(Domain::new([-3.0, 1.0], [0.0, 7.0]), width, height);
            prop_assert!((view.to_data(view.to_pixel(point)) - point).norm() < 1e-9);
        }
    }
}
