//! The two directions of the landscape, as lines with their curvatures.
//!
//! On a bowl they cross at its middle and run through the whole picture. Elsewhere they belong to one point, so
//! they stay short and say that they are local.

use super::{
    Request,
    label::{Obstacles, beside},
    paint::Type,
    pen::Pen,
    style::length,
};
use crate::{
    domain::{Domain, Viewport},
    experiment::Experiment,
    math::{Eigen, Vec2},
    number,
};

/// Half the length of a local axis, in units of the picture's shorter side.
const LOCAL_REACH: f64 = 0.24;

/// Curvatures whose ratio is this close to one are the same.
const SAME: f64 = 1e-12;

/// True where neither direction is steeper: every direction is an eigen-direction.
#[must_use]
pub fn is_round(eigen: &Eigen) -> bool {
    let [low, high] = eigen.curvatures;
    (high - low).abs() <= SAME * high.abs().max(low.abs())
}

/// An eigen-axis on the screen.
pub struct Axis {
    direction: usize,
    ends: [Vec2; 2],
    text: String,
    label: Option<Domain>,
}

/// The visible axes, steep first.
#[must_use]
pub fn axes(experiment: &Experiment, request: &Request<'_>, view: &Viewport) -> Vec<Axis> {
    let (track, step) = request.focus();
    let theta = experiment.theta(track, step);
    let exact = experiment.is_exact();
    let local = experiment.loss().local(theta);
    let eigen = experiment.loss().eigen(&local);
    let origin = if exact { experiment.loss().centre().unwrap_or(theta) } else { theta };
    let (origin, frame) = (view.to_pixel(origin), view.frame());
    let reach =
        if exact { 2.0 * (frame.width() + frame.height()) } else { LOCAL_REACH * frame.width().min(frame.height()) };
    let reach = reach + if exact { (origin - frame.centre()).norm() } else { 0.0 };
    let [shallow, steep] = eigen.directions;
    let [low, high] = eigen.curvatures;
    let named = [(1, steep, high, "steep"), (0, shallow, low, "shallow")];
    let mut visible = Vec::new();
    for (direction, along, curvature, name) in named {
        // Pixels count downwards.
        let along = Vec2::new(along.x, -along.y) * reach;
        let ends = frame.clip_segment(origin - along, origin + along);
        let Some(ends) = ends.filter(|[a, b]| (b - a).norm() > 1.0) else { continue };
        let curvature = number::format(curvature, 3);
        let values = [("direction", request.words.get(name)), ("curvature", curvature.as_str())];
        let wording = match (is_round(&eigen), exact) {
            (true, true) => "title-round",
            (_, true) => "axis",
            (_, false) => "axis-local",
        };
        visible.push(Axis { direction, ends, text: request.words.fill(wording, &values), label: None });
    }
    visible
}

impl Axis {
    /// Draws the line: dashed where steep.
    pub fn draw_line(&self, pen: &mut Pen<'_>) {
        let colour = pen.theme().direction(self.direction).solid();
        if self.direction == 1 {
            pen.dashed(&self.ends, colour, length::AXIS);
        } else {
            pen.path(&self.ends, colour, length::AXIS);
        }
    }

    /// The line's ends, in pixels.
    #[must_use]
    pub fn ends(&self) -> [Vec2; 2] {
        self.ends
    }

    /// Finds room for the label and keeps later ones off it.
    pub fn settle(&mut self, pen: &Pen<'_>, obstacles: &mut Obstacles) {
        let frame = pen.frame();
        let inner =
            Domain::new([length::EDGE, frame.width() - length::EDGE], [length::EDGE, frame.height() - length::EDGE]);
        let size = Vec2::new(pen.text_width(&self.text, self.face(pen)) + length::GAP, length::TEXT * length::LEADING);
        let [from, to] = self.ends;
        self.label = beside(from, to, size, length::GAP, &inner, obstacles);
        if let Some(label) = self.label {
            obstacles.avoid_box(label);
        }
    }

    /// Draws the label on a plate.
    pub fn draw_label(&self, pen: &mut Pen<'_>) {
        let Some(label) = self.label else { return };
        pen.label(&self.text, &label, self.face(pen));
    }

    fn face(&self, pen: &Pen<'_>) -> Type {
        Type::centred(length::TEXT, pen.theme().direction(self.direction).solid()).bold()
    }
}
