//! The tracks of a run on the map: what has been walked, what lies ahead, and a mark for each step.

use super::{
    Paint, Role,
    pen::{Drawn, Pen},
    style::{length, opacity},
};
use crate::{domain::Viewport, experiment::Experiment, math::Vec2};

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
        let points = (0..=experiment.steps()).map(|k| view.to_pixel(experiment.theta(track, k))).collect();
        Self { track, points, walked: step.min(experiment.steps()) + 1 }
    }

    /// Which track.
    #[must_use]
    pub fn track(&self) -> usize {
        self.track
    }

    /// The part that is walked.
    pub fn walked(&self) -> impl Iterator<Item = Vec2> {
        self.points.iter().take(self.walked).copied()
    }

    /// Where the track stands.
    #[must_use]
    pub fn current(&self) -> Option<Vec2> {
        self.walked().last()
    }

    /// The step whose mark is nearest to a pixel, and how far it is; the earliest of several at one place.
    #[must_use]
    pub fn nearest(&self, pixel: Vec2) -> Option<(f64, usize)> {
        let distances = self.points.iter().enumerate().map(|(step, point)| ((point - pixel).norm(), step));
        distances.filter(|(distance, _)| distance.is_finite()).min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// Draws the line: faint ahead, strong behind.
    ///
    /// # Errors
    /// What the backend reports; so for the other drawing methods.
    pub fn draw_line<DB: Paint>(&self, pen: &Pen<'_, DB>) -> Drawn<DB> {
        let colour = pen.theme().track(self.track);
        // What lies ahead ends where it first leaves the picture: a run that diverges would cover it with stripes.
        let rest = || self.points.iter().skip(self.walked.saturating_sub(1)).copied();
        let seen = rest().skip(1).take_while(|point| pen.frame().contains(*point)).count();
        let ahead: Vec<Vec2> = rest().take(seen + 2).collect();
        pen.path(&thinned(&ahead, SAME_POINT), colour.mix(opacity::AHEAD), length::PATH_AHEAD)?;
        let walked: Vec<Vec2> = self.walked().collect();
        pen.path(&thinned(&walked, SAME_POINT), colour.mix(1.0), length::PATH)
    }

    /// Draws a mark for each step that is walked.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn draw_marks<DB: Paint>(&self, pen: &Pen<'_, DB>) -> Drawn<DB> {
        let walked: Vec<Vec2> = self.walked().filter(|point| pen.frame().contains(*point)).collect();
        let marks = thinned(&walked, SAME_MARK);
        let every = marks.len().div_ceil(MOST_MARKS).max(1);
        let marks: Vec<Vec2> = marks.into_iter().step_by(every).collect();
        let colour = pen.theme().track(self.track);
        if self.track == 0 {
            return pen.discs(&marks, length::MARKER, colour.mix(1.0));
        }
        marks.iter().try_for_each(|mark| pen.polygon(&shape(self.track, *mark, length::MARKER), colour.mix(1.0)))
    }

    /// Draws the mark of where the track stands.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn draw_current<DB: Paint>(&self, pen: &Pen<'_, DB>) -> Drawn<DB> {
        let Some(current) = self.current() else { return Ok(()) };
        let (inside, around) = (pen.theme().track(self.track).mix(1.0), pen.theme().colour(Role::Ground).mix(1.0));
        let rim = length::CURRENT + length::OUTLINE / 2.0;
        if self.track == 0 {
            pen.disc(current, rim, around)?;
            return pen.disc(current, length::CURRENT, inside);
        }
        pen.polygon(&shape(self.track, current, rim), around)?;
        pen.polygon(&shape(self.track, current, length::CURRENT), inside)
    }
}

/// The corners of a track's mark: a square, a triangle, a diamond, a triangle on its tip, a cross …
fn shape(track: usize, centre: Vec2, radius: f64) -> Vec<Vec2> {
    const SQUARE: &[(f64, f64)] = &[(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    const TRIANGLE: &[(f64, f64)] = &[(0.0, -1.5), (1.35, 0.9), (-1.35, 0.9)];
    const DIAMOND: &[(f64, f64)] = &[(0.0, -1.5), (1.3, 0.0), (0.0, 1.5), (-1.3, 0.0)];
    const TIP: &[(f64, f64)] = &[(0.0, 1.5), (1.35, -0.9), (-1.35, -0.9)];
    const CROSS: &[(f64, f64)] = &[
        (-0.5, -1.5),
        (0.5, -1.5),
        (0.5, -0.5),
        (1.5, -0.5),
        (1.5, 0.5),
        (0.5, 0.5),
        (0.5, 1.5),
        (-0.5, 1.5),
        (-0.5, 0.5),
        (-1.5, 0.5),
        (-1.5, -0.5),
        (-0.5, -0.5),
    ];
    const BAR: &[(f64, f64)] = &[(-1.6, -0.6), (1.6, -0.6), (1.6, 0.6), (-1.6, 0.6)];
    const POST: &[(f64, f64)] = &[(-0.6, -1.6), (0.6, -1.6), (0.6, 1.6), (-0.6, 1.6)];
    const SHAPES: [&[(f64, f64)]; 7] = [SQUARE, TRIANGLE, DIAMOND, TIP, CROSS, BAR, POST];
    let corners = SHAPES.get(track.wrapping_sub(1) % SHAPES.len()).copied().unwrap_or(SQUARE);
    corners.iter().map(|(x, y)| centre + Vec2::new(*x, *y) * radius).collect()
}

/// The points of a polyline that lie apart on the screen; the first and the last always, and those that are not
/// finite, because they divide it.
fn thinned(path: &[Vec2], apart: f64) -> Vec<Vec2> {
    let mut out: Vec<Vec2> = Vec::new();
    for (index, point) in path.iter().enumerate() {
        let near = out.last().is_some_and(|last| (point - last).amax() < apart);
        if !near || index + 1 == path.len() {
            out.push(*point);
        }
    }
    out
}
