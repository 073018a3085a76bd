//! Where a label beside a line is read best: inside the picture, clear of what is drawn already.

use crate::{
    domain::Domain,
    math::{Vec2, cos_sin_degrees},
};

/// What is in the way: boxes that must not be covered, and lines that had better not be.
#[derive(Clone, Debug, Default)]
pub struct Obstacles {
    boxes: Vec<Domain>,
    lines: Vec<[Vec2; 2]>,
}

impl Obstacles {
    /// Keeps labels off a rectangle.
    pub fn avoid_box(&mut self, area: Domain) {
        self.boxes.push(area);
    }

    /// Keeps labels off a disc.
    pub fn avoid_disc(&mut self, centre: Vec2, radius: f64) {
        self.boxes.push(Domain::around(centre, Vec2::repeat(radius)));
    }

    /// Prefers places off a polyline.
    pub fn avoid_path(&mut self, path: &[Vec2]) {
        for step in path.windows(2) {
            if let &[from, to] = step {
                self.lines.push([from, to]);
            }
        }
    }

    /// Whether a rectangle would cover any of what must not be covered.
    #[must_use]
    pub fn covers(&self, area: &Domain) -> bool {
        self.boxes.iter().any(|other| overlap(area, other) > 0.0)
    }

    /// `before`, and what a rectangle would cover; once that is no less than `limit`, the sum so far.
    fn cost(&self, area: &Domain, before: f64, limit: f64) -> f64 {
        let (mut covered, mut crossed) = (0.0_f64, 0.0_f64);
        for other in &self.boxes {
            covered += overlap(area, other);
        }
        let cost = |crossed: f64| before + (40.0 * covered.sqrt() + 5.0 * crossed);
        for [from, to] in &self.lines {
            // Every further line only adds.
            if cost(crossed) >= limit {
                break;
            }
            if let Some([a, b]) = area.clip_segment(*from, *to) {
                crossed += (b - a).norm() + 4.0;
            }
        }
        cost(crossed)
    }
}

/// The area that two rectangles share.
fn overlap(a: &Domain, b: &Domain) -> f64 {
    let side = |[a0, a1]: [f64; 2], [b0, b1]: [f64; 2]| (a1.min(b1) - a0.max(b0)).max(0.0);
    side(a.x(), b.x()) * side(a.y(), b.y())
}

/// The box for a label of `size` beside the segment from `from` to `to`, wholly inside `frame`; toward either end
/// rather than the middle. `None` where the label is larger than the frame.
#[must_use]
pub fn beside(from: Vec2, to: Vec2, size: Vec2, gap: f64, frame: &Domain, obstacles: &Obstacles) -> Option<Domain> {
    let along = to - from;
    let length = along.norm();
    if length.is_nan() || length <= 0.0 || size.x > frame.width() || size.y > frame.height() {
        return None;
    }
    let normal = Vec2::new(-along.y, along.x) / length;
    // The least distance of the box's middle from the line at which the box does not touch it.
    let clear = (normal.x.abs() * size.x + normal.y.abs() * size.y) / 2.0 + gap;
    let mut wanted = Vec::new();
    for t in (0..=20).map(|i| f64::from(i) / 20.0) {
        let off = 0.35 * t.min(1.0 - t) * length;
        for side in [clear, -clear] {
            wanted.push((from + along * t + normal * side, off));
        }
    }
    // Around an end the box may come nearer than to a line that goes on.
    for end in [from, to] {
        for i in 0..16 {
            let (cosine, sine) = cos_sin_degrees(22.5 * f64::from(i));
            let reach = (0.5 * size.x / cosine.abs()).min(0.5 * size.y / sine.abs()) + gap;
            wanted.push((end + Vec2::new(cosine, sine) * reach, 0.0));
        }
    }
    let room = Vec2::new((frame.width() - size.x) / 2.0, (frame.height() - size.y) / 2.0);
    let room = Domain::around(frame.centre(), room);
    let (mut least, mut best) = (f64::INFINITY, None);
    for (wanted, off) in wanted {
        let middle = room.nearest(wanted);
        let area = Domain::around(middle, size / 2.0);
        // Pushed in from the edge it may come to lie on its own line, or far from it.
        let on_line = area.clip_segment(from, to).map_or(0.0, |_| 200.0);
        let moved = (middle - wanted).norm();
        let apart = 0.15 * (middle - from).norm().min((middle - to).norm());
        let cost = obstacles.cost(&area, on_line + 2.0 * moved + off + apart, least);
        if cost < least {
            (least, best) = (cost, Some(area));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_label_is_never_cut(ax in 0.0..280.0f64, ay in 0.0..230.0f64, bx in 0.0..280.0f64, by in 0.0..230.0f64,
                                width in 1.0..150.0f64) {
            let frame = Domain::new([0.0, 280.0], [0.0, 230.0]);
            let mut obstacles = Obstacles::default();
            obstacles.avoid_box(Domain::new([180.0, 280.0], [190.0, 230.0]));
            let (a, b) = (Vec2::new(ax, ay), Vec2::new(bx, by));
            if let Some(area) = beside(a, b, Vec2::new(width, 14.0), 3.0, &frame, &obstacles) {
                let grown = frame.scaled(1.0 + 1e-9);
                prop_assert!(grown.contains(Vec2::new(area.x()[0], area.y()[0])));
                prop_assert!(grown.contains(Vec2::new(area.x()[1], area.y()[1])));
            }
        }
    }

    #[test]
    fn a_free_end_is_taken() {
        let frame = Domain::new([0.0, 400.0], [0.0, 300.0]);
        let mut obstacles = Obstacles::default();
        obstacles.avoid_box(Domain::new([0.0, 150.0], [0.0, 300.0]));
        let area =
            beside(Vec2::new(0.0, 150.0), Vec2::new(400.0, 150.0), Vec2::new(80.0, 14.0), 3.0, &frame, &obstacles);
        assert!(area.unwrap().x()[0] > 300.0);
    }
}
