//! The loss along either eigen-direction: what a clock sees of the landscape. Steep means sharply bent, not high.
//!
//! On a bowl the slices go through the minimum, so that a point is a bead on each of two parabolas, at the height of its
//! direction's part of the loss. Elsewhere they go through the point shown, with the parabola that the curvature there
//! promises.

use super::{
    Request, Target, View,
    camera::camera,
    graph::{Graph, Scale},
    label::{Obstacles, beside},
    paint::Type,
    pen::Pen,
    style::{Role, length, opacity},
};
use crate::{experiment::Experiment, math::Vec2, number};

/// The registry's entry.
pub const VIEW: View = View {
    id: "slices",
    label: "Slices",
    size: super::style::GRAPH_SIZE,
    draw: |pen, experiment, request| {
        if request.layer.has_overlay() {
            Slices::new(experiment, request).draw(pen, request);
        }
    },
    pick: |_, _, _| None,
    place: |experiment, request, target| match target {
        Target::Dial { direction, .. } => {
            let slices = Slices::new(experiment, request);
            slices.lines.get(direction).map(|line| slices.graph.at(line.at.0, line.at.1))
        }
        _ => None,
    },
    camera: |_, _| None,
    colour_at: |_, _, _| None,
};

/// Points of a curve.
const POINTS: i32 = 120;
/// Room beside the farthest bead, as a factor.
const MARGIN: f64 = 1.2;
/// Of what the map shows, the part to either side off a bowl.
const SHARE: f64 = 0.22;

/// The slice along one direction: pairs of distance and loss.
struct Line {
    curvature: f64,
    curve: Vec<(f64, f64)>,
    /// The local parabola, where it is another curve.
    promised: Vec<(f64, f64)>,
    at: (f64, f64),
    /// Where the next step's part along this direction leads.
    next: Option<(f64, f64)>,
}

struct Slices {
    /// Shallow, then steep.
    lines: [Line; 2],
    graph: Graph,
    local: Option<usize>,
}

impl Slices {
    fn new(experiment: &Experiment, request: &Request<'_>) -> Self {
        let (track, step) = request.focus();
        let (loss, frame) = (experiment.loss(), experiment.frame(track, step));
        let centre = loss.centre();
        let origin = centre.unwrap_or(frame.theta);
        let eigen = frame.eigen;
        let at = centre.map_or([0.0; 2], |centre| eigen.coordinates(&(frame.theta - centre)));
        // While a question is open, where the step leads is what is asked.
        let displacement = frame.displacement.filter(|_| request.quiet.is_none());
        let moves = displacement.map(|displacement| eigen.coordinates(&displacement));
        let reach = match centre {
            Some(centre) => reach(experiment, track, step, centre),
            None => {
                let shown = camera(experiment, request);
                SHARE * shown.width().min(shown.height())
            }
        };
        let floor = if centre.is_some() { loss.value(origin) } else { 0.0 };
        let slope = eigen.coordinates(&frame.gradient);
        let line = |index: usize, direction: Vec2, curvature: f64| {
            let part = |pair: [f64; 2]| pair.get(index).copied().unwrap_or(0.0);
            let height = |t: f64| loss.value(origin + direction * t) - floor;
            let (here, slope) = (part(at), part(slope));
            let along = |value: &dyn Fn(f64) -> f64| {
                let points = (-POINTS..=POINTS).map(|i| f64::from(i) / f64::from(POINTS) * reach);
                points.map(|t| (t, value(t))).filter(|(_, value)| value.is_finite()).collect::<Vec<_>>()
            };
            let promised = match centre {
                Some(_) => Vec::new(),
                None => along(&|t| frame.loss + slope * t + 0.5 * curvature * t * t),
            };
            let next = moves.map(|moves| here + part(moves)).map(|to| (to, height(to)));
            Line { curvature, curve: along(&height), promised, at: (here, height(here)), next }
        };
        let ([shallow, steep], [low, high]) = (eigen.directions, eigen.curvatures);
        let lines = [line(0, shallow, low), line(1, steep, high)];
        let heights = || lines.iter().flat_map(|line| &line.curve).map(|(_, height)| *height);
        let least = heights().fold(f64::INFINITY, f64::min);
        let most = heights().fold(least, f64::max);
        // As high as the run's own parts of the loss; off bowls as high as shows the valley around the point.
        let top = if centre.is_some() {
            let begun = experiment.frame(track, 0).coordinates.into_iter().flatten();
            let parts = lines.iter().zip(begun).map(|(line, at)| 0.5 * line.curvature.abs() * at * at);
            MARGIN * parts.fold(0.0, f64::max).max(0.15 * (most - least))
        } else {
            least + (1.8 * (frame.loss - least)).max(0.3 * (most - least))
        };
        let y = Scale::linear(least - 0.04 * (top - least), top.min(most).max(least + 0.05 * (most - least)));
        let graph = Graph::new(
            [request.width, request.height],
            [2.0 * length::EDGE, 2.0 * length::EDGE],
            Scale::linear(-reach, reach),
            y,
        );
        Self { lines, graph, local: centre.is_none().then_some(step) }
    }

    fn draw(&self, pen: &mut Pen<'_>, request: &Request<'_>) {
        let (graph, words, theme) = (&self.graph, request.words, pen.theme());
        let across = match self.local {
            None => words.get("slice-axis").to_owned(),
            Some(step) => words.fill("slice-axis-local", &[("step", &step.to_string())]),
        };
        graph.draw_axes(pen, &across, words.get(if self.local.is_some() { "loss" } else { "loss-axis" }));
        let mut obstacles = Obstacles::default();
        for (direction, line) in self.lines.iter().enumerate() {
            let colour = theme.direction(direction);
            let tint = colour.solid();
            graph.line(pen, &line.promised, |pen, points| {
                pen.path(points, colour.mix(opacity::AHEAD), length::PATH_AHEAD)
            });
            graph.line(pen, &line.curve, |pen, points| {
                if direction == 1 {
                    pen.dashed(points, tint, length::PATH)
                } else {
                    pen.path(points, tint, length::PATH)
                }
            });
            for (at, value) in line.curve.iter().chain(&line.promised) {
                let at = graph.at(*at, *value);
                if graph.plot.contains(at) {
                    obstacles.avoid_disc(at, 1.0);
                }
            }
        }
        for (direction, line) in self.lines.iter().enumerate() {
            let tint = theme.direction(direction).solid();
            let at = graph.at(line.at.0, line.at.1);
            if let Some((to, height)) = line.next {
                let tip = graph.at(to, height);
                if let Some([from, tip]) = graph.plot.clip_segment(at, tip).filter(|[a, b]| (b - a).norm() > 3.0) {
                    pen.arrow(from, tip, tint, length::PATH);
                }
            }
            if graph.plot.contains(at) {
                pen.disc(at, length::CURRENT, theme.colour(Role::Face).solid());
                pen.disc(at, length::CURRENT - 1.25, tint);
                obstacles.avoid_disc(at, length::CURRENT);
            }
        }
        for (direction, line) in self.lines.iter().enumerate() {
            self.draw_name(pen, request, direction, line, &mut obstacles);
        }
    }

    /// The name of a slice beside the right end of what is seen of it.
    fn draw_name(
        &self,
        pen: &mut Pen<'_>,
        request: &Request<'_>,
        direction: usize,
        line: &Line,
        taken: &mut Obstacles,
    ) {
        let seen = line.curve.iter().map(|(at, height)| self.graph.at(*at, *height));
        let seen: Vec<Vec2> = seen.filter(|at| self.graph.plot.contains(*at)).collect();
        let Some(end) = seen.last().copied() else { return };
        let from = seen.iter().rev().copied().find(|at| (at - end).norm() > 30.0).unwrap_or(end - Vec2::new(1.0, 0.0));
        let name = request.words.get(if direction == 1 { "steep" } else { "shallow" });
        let curvature = number::format(line.curvature, 3);
        let text = request.words.fill("axis", &[("direction", name), ("curvature", &curvature)]);
        let face = Type::centred(length::SMALL, pen.theme().direction(direction).solid()).bold();
        let size = Vec2::new(pen.text_width(&text, face) + length::GAP, length::SMALL * length::LEADING);
        if let Some(area) = beside(from, end, size, length::GAP, &self.graph.plot, taken) {
            taken.avoid_box(area);
            pen.label(&text, &area, face);
        }
    }
}

/// How far the slices of a bowl reach: the start on both sides, and in steps of two as far as the run has come.
fn reach(experiment: &Experiment, track: usize, step: usize, centre: Vec2) -> f64 {
    let away = |step: usize| {
        let frame = experiment.frame(track, step);
        let eigen = frame.eigen.coordinates(&(frame.theta - centre));
        eigen.into_iter().map(f64::abs).fold(0.0, f64::max)
    };
    let first = away(0);
    let first = if first > 0.0 { first } else { 1.0 };
    let mut farthest = first;
    for step in 0..=step.min(experiment.steps()) {
        farthest = farthest.max((experiment.theta(track, step) - centre).norm());
    }
    let mut reach = first * MARGIN;
    while reach < farthest && reach < 1e150 {
        reach *= 2.0;
    }
    reach
}
