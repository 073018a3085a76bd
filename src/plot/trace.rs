//! Numbers against the step: what the graphs of the loss and of the distances share.

use super::{
    Pick, Request,
    colour::Colour,
    graph::{Graph, Scale},
    label::Obstacles,
    paint::Type,
    pen::Pen,
    style::{Role, length, opacity},
};
use crate::{domain::Domain, experiment::Experiment, math::Vec2};

/// More points than this are less than a pixel apart, on all lines together.
const MOST_POINTS: usize = 2400;
/// The most decades of an upright axis: below lies rounding.
const MOST_DECADES: f64 = 40.0;
/// Room for the labels at the ends of the lines.
const BESIDE: f64 = 108.0;
/// Pictures narrower than this have it under the lines.
const NARROW: f64 = 300.0;

/// A quantity against the step.
pub struct Line {
    /// What it is called at its end, longest wording first.
    pub names: Vec<String>,
    /// Its colour.
    pub colour: Colour,
    /// Dashed where it belongs to the steep direction.
    pub dashed: bool,
    /// Step and quantity; those that are zero fall through the floor of a logarithmic axis.
    pub values: Vec<(f64, f64)>,
}

/// The steps at which each of several quantities is read: all of them, or as many as can be told apart, the last always.
#[must_use]
pub fn steps(last: usize, lines: usize) -> Vec<usize> {
    let stride = last.div_ceil(MOST_POINTS / lines.max(1)).max(1);
    let mut steps: Vec<usize> = (0..=last).step_by(stride).collect();
    if steps.last() != Some(&last) {
        steps.push(last);
    }
    steps
}

/// Ends lines where a quiet picture does: before what a question asks for.
pub fn hush(lines: &mut [Line], request: &Request<'_>) {
    if let Some(last) = request.quiet {
        for line in lines {
            line.values.retain(|(step, _)| *step <= last as f64);
        }
    }
}

/// Lines against the step with a marker at the present one.
pub struct Trace {
    /// In the order in which they are drawn, the last on top.
    pub lines: Vec<Line>,
    /// The axes.
    pub graph: Graph,
    floor: f64,
}

impl Trace {
    /// The axes for these lines; `above` is what stays free over them.
    #[must_use]
    pub fn new(lines: Vec<Line>, last: usize, request: &Request<'_>, above: f64) -> Self {
        let sizes = || lines.iter().flat_map(|line| &line.values).map(|(_, value)| value.abs());
        let high = sizes().filter(|size| size.is_finite()).fold(0.0, f64::max);
        let high = if high > 0.0 { high } else { 1.0 };
        let least = high * libm::pow(10.0, -MOST_DECADES);
        let low = sizes().filter(|size| *size > least).fold(high, f64::min);
        let beside = if request.width < NARROW { 2.0 * length::EDGE } else { BESIDE };
        let (x, y) = (Scale::linear(0.0, last.max(1) as f64), Scale::log(low / 1.5, (high * 1.5).max(low * 15.0)));
        let graph = Graph::new([request.width, request.height], [above, beside], x, y);
        Self { lines, graph, floor: low * 1e-9 }
    }

    /// Where a line stands at a step.
    #[must_use]
    pub fn at(&self, line: usize, step: usize) -> Option<Vec2> {
        let values = &self.lines.get(line)?.values;
        // Where only some steps are kept, the nearest one before.
        let index = values.partition_point(|(at, _)| *at <= step as f64).checked_sub(1)?;
        let (at, value) = values.get(index)?;
        Some(self.graph.at(*at, value.abs())).filter(|at| self.graph.plot.contains(*at))
    }

    /// Axes, lines with their labels, and the present step.
    pub fn draw(&self, pen: &mut Pen<'_>, request: &Request<'_>, name: &str) {
        self.graph.draw_axes(pen, request.words.get("step-axis"), name);
        let theme = pen.theme();
        let step = request.focus().1;
        let ink = theme.colour(Role::Ink).mix(opacity::AHEAD);
        let [top, bottom] = self.graph.plot.y();
        let x = self.graph.at(step as f64, f64::NAN).x;
        pen.path(&[Vec2::new(x, top), Vec2::new(x, bottom)], ink, length::PATH_AHEAD);
        let mut taken = Obstacles::default();
        for (index, line) in self.lines.iter().enumerate() {
            let tint = line.colour.solid();
            // Nothing is left: the line falls out of the picture instead of stopping in mid-air.
            let pairs: Vec<(f64, f64)> =
                line.values.iter().map(|(at, value)| (*at, value.abs().max(self.floor))).collect();
            self.graph.line(pen, &pairs, |pen, points| {
                if line.dashed { pen.dashed(points, tint, length::PATH) } else { pen.path(points, tint, length::PATH) }
            });
            if let Some(at) = self.at(index, step) {
                pen.disc(at, length::CURRENT, theme.colour(Role::Face).solid());
                pen.disc(at, length::CURRENT - 1.25, tint);
            }
            self.draw_label(pen, request, line, &mut taken);
        }
    }

    /// The name of a line beside its last visible point, moved up or down until it touches no other.
    fn draw_label(&self, pen: &mut Pen<'_>, request: &Request<'_>, line: &Line, taken: &mut Obstacles) {
        let plot = self.graph.plot;
        let ends = line.values.iter().rev().map(|(at, value)| self.graph.at(*at, value.abs()));
        let Some(end) = ends.into_iter().find(|end| plot.contains(*end)) else { return };
        let face = Type::centred(length::SMALL, line.colour.solid()).bold();
        let room = if request.width < NARROW { plot.width() } else { BESIDE - 2.0 * length::GAP };
        let (text, face) = pen.fitted(&line.names, face, room);
        let (width, height) = (pen.text_width(&text, face), length::SMALL * length::LEADING);
        // At the right of the point, or as far right as there is room.
        let left = (end.x + 2.0 * length::GAP).min(request.width - width - length::GAP);
        let [top, bottom] = plot.y();
        let box_at = |y: f64| Domain::new([left, left + width], [y - height / 2.0, y + height / 2.0]);
        let mut best = None;
        for i in 0..24 {
            // 0, 1 below, 1 above, 2 below …
            let shift = f64::from((i + 1) / 2) * if i % 2 == 0 { -1.0 } else { 1.0 };
            let y = (end.y + shift * height * 0.5).max(top + height / 2.0).min(bottom - height / 2.0);
            if !taken.covers(&box_at(y)) {
                best = Some(y);
                break;
            }
        }
        let Some(y) = best else { return };
        taken.avoid_box(box_at(y));
        if request.width < NARROW || left < end.x {
            pen.plate(&box_at(y));
        }
        pen.text(&text, Vec2::new(left, y), face.left());
    }
}

/// The step under a pixel: any height will do.
#[must_use]
pub fn pick(graph: &Graph, experiment: &Experiment, request: &Request<'_>, pixel: Vec2) -> Option<Pick> {
    let track = request.focus().0;
    let step = graph.x_at(pixel.x).round();
    let step = if step.is_finite() { (step as usize).min(experiment.steps()) } else { return None };
    Some(Pick::Step { track, step, theta: experiment.theta(track, step) })
}
