//! The tracks of a run on the map: what has been walked, what lies ahead, and a mark for each step.

use super::{
    Role,
    pen::Pen,
    style::{length, opacity},
};
use crate::{
    domain::Viewport,
    experiment::Experiment,
    math::{Vec2, is_finite},
};

/// Steps closer than this on the screen are one mark.
const SAME_MARK: f64 = 1.0;
/// Points closer than this are one point of a line.
const SAME_POINT: f64 = 0.35;
/// More marks than this are a blot, in a picture and in an SVG file.
const MOST_MARKS: usize = 400;

/// One track on the screen.
pub struct Trail {
    track: usize,
    points: Vec<Vec2>,
    walked: usize,
}

impl Trail {
    /// The points of a track in pixels, of which those up to `step` are walked.
    #[must_use]
    pub fn new(experiment: &Experiment, track: usize, step: usize, view: &Viewport) -> Self {
        let mut points = Vec::new();
        for k in 0..=experiment.steps() {
            points.push(view.to_pixel(experiment.theta(track, k)));
        }
        Self { track, points, walked: step.min(experiment.steps()) + 1 }
    }

    /// Which track.
    #[must_use]
    pub fn track(&self) -> usize {
        self.track
    }

    /// The part that is walked.
    fn walked(&self) -> &[Vec2] {
        self.points.get(..self.walked).unwrap_or(&self.points)
    }

    /// Where the track stands.
    #[must_use]
    pub fn current(&self) -> Option<Vec2> {
        self.walked().last().copied()
    }

    /// The step whose mark is nearest to a pixel, and how far it is; the earliest of several at one place.
    #[must_use]
    pub fn nearest(&self, pixel: Vec2) -> Option<(f64, usize)> {
        let (mut least, mut nearest) = (f64::INFINITY, None);
        for (step, point) in self.points.iter().enumerate() {
            let distance = (point - pixel).norm();
            if distance < least {
                (least, nearest) = (distance, Some((distance, step)));
            }
        }
        nearest
    }

    /// Draws the line: strong behind, and faint what is ahead, where that is shown.
    pub fn draw_line(&self, pen: &mut Pen<'_>, shows_ahead: bool) {
        let colour = pen.theme().track(self.track);
        // What lies ahead ends where it first leaves the picture: a run that diverges would cover it with stripes.
        let rest = self.points.get(self.walked - 1..).filter(|_| shows_ahead).unwrap_or_default();
        let leaves = rest.iter().skip(1).position(|point| !pen.frame().contains(*point));
        let ahead = leaves.and_then(|seen| rest.get(..seen + 2)).unwrap_or(rest);
        for part in distinct(ahead) {
            pen.path(&part, colour.mix(opacity::AHEAD), length::PATH_AHEAD);
        }
        for part in distinct(self.walked()) {
            pen.path(&part, colour.solid(), length::PATH);
        }
    }

    /// Some of the walked line's segments, enough to keep labels off it.
    pub fn outline(&self) -> Vec<Vec<Vec2>> {
        let mut parts = distinct(self.walked());
        for part in &mut parts {
            part.truncate(MOST_MARKS);
        }
        parts.truncate(MOST_MARKS / 4);
        parts
    }

    /// Draws a mark for each step that is walked.
    pub fn draw_marks(&self, pen: &mut Pen<'_>) {
        let mut taken = Seen::default();
        let (mut all, mut marks) = (Vec::new(), Vec::new());
        for point in self.walked() {
            if pen.frame().contains(*point) && taken.is_new([rounded(*point, SAME_MARK); 2]) {
                all.push(*point);
            }
        }
        let every = all.len().div_ceil(MOST_MARKS).max(1);
        for group in all.chunks(every) {
            marks.extend(group.first().copied());
        }
        let colour = pen.theme().track(self.track);
        if self.track == 0 {
            return pen.discs(&marks, length::MARKER, colour.solid());
        }
        let shapes: Vec<_> = marks.iter().map(|mark| shape(self.track, *mark, length::MARKER)).collect();
        pen.polygons(&shapes, colour.solid());
    }

    /// Draws the mark of where the track stands.
    pub fn draw_current(&self, pen: &mut Pen<'_>) {
        let Some(current) = self.current() else { return };
        let (inside, around) = (pen.theme().track(self.track).solid(), pen.theme().colour(Role::Ground).solid());
        let rim = length::CURRENT + length::OUTLINE / 2.0;
        if self.track == 0 {
            pen.disc(current, rim, around);
            return pen.disc(current, length::CURRENT, inside);
        }
        pen.polygon(&shape(self.track, current, rim), around);
        pen.polygon(&shape(self.track, current, length::CURRENT), inside);
    }
}

/// The corners of a track's mark: a square, a triangle, a diamond, a triangle on its tip, a cross …
fn shape(track: usize, centre: Vec2, radius: f64) -> Vec<Vec2> {
    // Twentieths of the radius.
    const SQUARE: &[(i8, i8)] = &[(-20, -20), (20, -20), (20, 20), (-20, 20)];
    const TRIANGLE: &[(i8, i8)] = &[(0, -30), (27, 18), (-27, 18)];
    const DIAMOND: &[(i8, i8)] = &[(0, -30), (26, 0), (0, 30), (-26, 0)];
    const TIP: &[(i8, i8)] = &[(0, 30), (27, -18), (-27, -18)];
    const CROSS: &[(i8, i8)] = &[
        (-10, -30),
        (10, -30),
        (10, -10),
        (30, -10),
        (30, 10),
        (10, 10),
        (10, 30),
        (-10, 30),
        (-10, 10),
        (-30, 10),
        (-30, -10),
        (-10, -10),
    ];
    const BAR: &[(i8, i8)] = &[(-32, -12), (32, -12), (32, 12), (-32, 12)];
    const POST: &[(i8, i8)] = &[(-12, -32), (12, -32), (12, 32), (-12, 32)];
    const SHAPES: [&[(i8, i8)]; 7] = [SQUARE, TRIANGLE, DIAMOND, TIP, CROSS, BAR, POST];
    let corners = SHAPES.get(track.wrapping_sub(1) % SHAPES.len()).copied().unwrap_or(SQUARE);
    let mut shape = Vec::new();
    for (x, y) in corners {
        shape.push(centre + Vec2::new(f64::from(*x) / 20.0, f64::from(*y) / 20.0) * radius);
    }
    shape
}

/// Pairs of places that have been met: open addressing, since the standard library's sets weigh kilobytes.
#[derive(Default)]
struct Seen {
    /// A power of two, at most half full.
    slots: Vec<Option<Places>>,
    count: usize,
}

type Places = [(i32, i32); 2];

impl Seen {
    /// Whether this is the first time; from now on it is not.
    fn is_new(&mut self, places: Places) -> bool {
        if 2 * self.count >= self.slots.len() {
            let before = std::mem::replace(&mut self.slots, vec![None; (4 * self.count).max(64).next_power_of_two()]);
            for old in before.into_iter().flatten() {
                if let Some(slot) = self.slot(old) {
                    *slot = Some(old);
                }
            }
        }
        let Some(slot @ None) = self.slot(places) else { return false };
        *slot = Some(places);
        self.count += 1;
        true
    }

    /// Where these places are, or would be.
    fn slot(&mut self, places: Places) -> Option<&mut Option<Places>> {
        let [(a, b), (c, d)] = places;
        let mut hash = 0u32;
        for number in [a, b, c, d] {
            hash = (hash.rotate_left(5) ^ number as u32).wrapping_mul(0x9E37_79B9);
        }
        let (last, mut index) = (self.slots.len().checked_sub(1)?, (hash ^ (hash >> 15)) as usize);
        while self.slots.get(index & last)?.is_some_and(|other| other != places) {
            index += 1;
        }
        self.slots.get_mut(index & last)
    }
}

/// A point in steps of `unit`; the ends of the range stand for all that lies beyond them.
fn rounded(point: Vec2, unit: f64) -> (i32, i32) {
    ((point.x / unit).round() as i32, (point.y / unit).round() as i32)
}

/// A polyline without the points that are the same on the screen, and without the segments that have been drawn
/// already: a path that bounces for a thousand steps is two lines. Points that are not finite divide it.
fn distinct(path: &[Vec2]) -> Vec<Vec<Vec2>> {
    let mut drawn = Seen::default();
    let mut parts: Vec<Vec<Vec2>> = Vec::new();
    let mut part: Vec<Vec2> = Vec::new();
    for point in path.iter().copied() {
        let Some(last) = part.last().copied() else {
            part.push(point);
            continue;
        };
        let (from, to) = (rounded(last, SAME_POINT), rounded(point, SAME_POINT));
        if from == to && is_finite(&point) {
            continue;
        }
        if !(is_finite(&point) && drawn.is_new([from.min(to), from.max(to)])) {
            if part.len() > 1 {
                parts.push(std::mem::take(&mut part));
            }
            part.clear();
        }
        part.push(point);
    }
    if part.len() > 1 {
        parts.push(part);
    }
    parts
}
