//! The map: the landscape from above, its two directions, and the way down.
//!
//! Scales are equal always, so that a round iso-line is a circle and right angles are right.

use super::{
    Bands, Colour, Pick, Request, Role, Target, View,
    axes::axes,
    bands,
    camera::camera,
    key::Key,
    label::{Obstacles, beside},
    marks,
    paint::Type,
    path::Trail,
    pen::Pen,
    style::{length, opacity},
};
use crate::{
    domain::{Domain, Viewport},
    experiment::{Experiment, Status},
    frame::Frame,
    math::{Vec2, is_finite},
    name::track_name,
};

/// Deviation of an iso-line that nobody sees, in CSS pixels.
const TOLERANCE: f64 = 0.06;
/// Arrows shorter than this are dots.
const SHORT: f64 = 3.0;

/// The registry's entry.
pub const VIEW: View = View {
    id: "map",
    label: "Map",
    size: super::style::MAP_SIZE,
    draw,
    pick,
    place,
    camera: |e, r| Some(shown(e, r).domain()),
    colour_at,
};

/// What is shown where.
fn shown(experiment: &Experiment, request: &Request<'_>) -> Viewport {
    let (width, height) = (request.width, request.height);
    let domain = request.camera.unwrap_or_else(|| camera(experiment, &request.hushed()));
    Viewport::new(domain.with_equal_scales(width, height), width, height)
}

fn pick(experiment: &Experiment, request: &Request<'_>, pixel: Vec2) -> Option<Pick> {
    let view = shown(experiment, request);
    let point = Some(Pick::Point { theta: view.to_data(pixel) }).filter(|_| is_finite(&pixel));
    // Who drags something over the picture wants the place itself.
    if !request.snap {
        return point;
    }
    if (view.to_pixel(experiment.start()) - pixel).norm() <= length::GRAB_START {
        return Some(Pick::Start);
    }
    let tracks = if request.quiet.is_some() { 0 } else { experiment.track_count() };
    let (mut least, mut found) = (f64::INFINITY, None);
    for track in 0..tracks {
        if let Some((distance, step)) = Trail::new(experiment, track, request.step, &view).nearest(pixel)
            && distance < least
        {
            (least, found) = (distance, Some((track, step)));
        }
    }
    match found {
        Some((track, step)) if least <= length::GRAB_STEP => {
            Some(Pick::Step { track, step, theta: experiment.theta(track, step) })
        }
        _ => point,
    }
}

fn place(experiment: &Experiment, request: &Request<'_>, target: Target) -> Option<Vec2> {
    let theta = match target {
        Target::Theta(theta) => theta,
        Target::Step { track, step } => experiment.theta(track, step),
        Target::Rate(_) | Target::Dial { .. } => return None,
    };
    Some(shown(experiment, request).to_pixel(theta)).filter(is_finite)
}

fn colour_at(experiment: &Experiment, request: &Request<'_>, theta: Vec2) -> Option<Colour> {
    let view = shown(experiment, request);
    let levels = bands::levels(experiment.loss(), view);
    let inside = view.domain().contains(theta);
    inside.then(|| levels.colour(request.theme, levels.band(experiment.loss().value(theta))))
}

fn draw(pen: &mut Pen<'_>, experiment: &Experiment, request: &Request<'_>) {
    let view = shown(experiment, request);
    let start = view.to_pixel(experiment.start());
    let key = Key::new(bands::levels(experiment.loss(), view), &view.frame(), start);
    if request.layer.has_base() {
        draw_landscape(pen, experiment, view);
        key.draw(pen, request);
    }
    if request.layer.has_overlay() {
        draw_run(pen, experiment, request, &view, &key);
    }
}

fn draw_landscape(pen: &mut Pen<'_>, experiment: &Experiment, view: Viewport) {
    let bands = Bands::new(experiment.loss(), view, pen.samples(), pen.theme());
    pen.bands(&bands);
    let ink = pen.theme().colour(Role::Ink).mix(opacity::ISO_LINE);
    for line in bands.lines(TOLERANCE) {
        pen.path(&line, ink, length::ISO_LINE);
    }
}

/// Everything that moves: axes under paths under arrows under handles, and the labels on top.
fn draw_run(pen: &mut Pen<'_>, experiment: &Experiment, request: &Request<'_>, view: &Viewport, key: &Key) {
    // Track 0 is drawn last: it is the one that is explained.
    let mut trails = Vec::new();
    // Nothing but the start is the run's own yet.
    let shown = if request.quiet == Some(0) { 0 } else { experiment.track_count() };
    for track in (0..shown).rev() {
        trails.push(Trail::new(experiment, track, request.step, view));
    }
    let mut axes = axes(experiment, request, view);
    let (track, step) = request.focus();
    let frame = experiment.frame(track, step);
    let start = view.to_pixel(experiment.start());

    let mut obstacles = Obstacles::default();
    if let Some(area) = key.area() {
        obstacles.avoid_box(area);
    }
    obstacles.avoid_disc(start, length::START);
    for trail in &trails {
        for part in trail.outline() {
            obstacles.avoid_path(&part);
            for mark in part {
                obstacles.avoid_disc(mark, length::MARKER);
            }
        }
        if let Some(current) = trail.current() {
            obstacles.avoid_disc(current, length::CURRENT);
        }
    }
    let step_arrows = if request.quiet.is_some() { StepArrows::default() } else { StepArrows::new(&frame, view) };
    obstacles.avoid_path(&step_arrows.corners);
    for axis in &axes {
        obstacles.avoid_path(&axis.ends());
    }
    for axis in &mut axes {
        axis.settle(pen, &mut obstacles);
    }

    marks::draw(pen, experiment, request, view);
    for axis in &axes {
        axis.draw_line(pen);
    }
    if let Some(minimum) = experiment.loss().minimum() {
        draw_minimum(pen, view.to_pixel(minimum));
    }
    for trail in &trails {
        trail.draw_line(pen, request.quiet.is_none());
    }
    for trail in &trails {
        trail.draw_marks(pen);
    }
    // After the marks, so that it stays hollow.
    draw_start(pen, start);
    step_arrows.draw(pen);
    for trail in &trails {
        trail.draw_current(pen);
    }
    if request.highlight.is_some() {
        let at = view.to_pixel(frame.theta);
        pen.ring(at, length::START, pen.theme().track(track).solid(), length::OUTLINE);
    }
    for axis in &axes {
        axis.draw_label(pen);
    }
    step_arrows.draw_gradient_label(pen, request, &mut obstacles);
    if request.marks.memory {
        marks::draw_memory(pen, experiment, request, view.to_pixel(frame.theta), &mut obstacles);
    }
    if let Some(at) = request.explain {
        marks::draw_proposals(pen, experiment, at, view, &mut obstacles);
    }
    if experiment.track_count() > 1 {
        draw_names(pen, experiment, request, &trails, &mut obstacles);
    }
}

/// The mark of the minimum: a target.
fn draw_minimum(pen: &mut Pen<'_>, at: Vec2) {
    let theme = pen.theme();
    let ink = theme.colour(Role::Ink).solid();
    pen.disc(at, length::MINIMUM, theme.colour(Role::Ground).solid());
    pen.ring(at, length::MINIMUM, ink, length::PATH);
    pen.disc(at, length::PATH, ink);
}

/// The handle of the start: a hollow ring, which asks to be dragged.
fn draw_start(pen: &mut Pen<'_>, at: Vec2) {
    pen.disc(at, length::START, pen.theme().colour(Role::Ground).solid());
    pen.ring(at, length::START, pen.theme().colour(Role::Ink).solid(), length::OUTLINE);
}

/// The names of several methods, each where its track stands.
fn draw_names(
    pen: &mut Pen<'_>,
    experiment: &Experiment,
    request: &Request<'_>,
    trails: &[Trail],
    obstacles: &mut Obstacles,
) {
    let frame = pen.frame();
    for trail in trails {
        let Some(at) = trail.current().filter(|at| frame.contains(*at)) else { continue };
        let name = &track_name(experiment, trail.track(), request.words);
        let face = Type::centred(length::SMALL, pen.theme().track(trail.track()).solid()).bold();
        let size = Vec2::new(pen.text_width(name, face) + length::GAP, length::SMALL * length::LEADING);
        let reach = Vec2::new(length::START, 0.0);
        if let Some(area) = beside(at - reach, at + reach, size, length::CURRENT + length::GAP, &frame, obstacles) {
            obstacles.avoid_box(area);
            pen.label(name, &area, face);
        }
    }
}

/// The step that leaves a frame, as the steep part and then the shallow part; and the way that −g points.
#[derive(Default)]
struct StepArrows {
    /// The point, the end of the steep part, the end of the step.
    corners: Vec<Vec2>,
    /// The point and the tip of the arrow of −g: a direction, not a length.
    downhill: Option<[Vec2; 2]>,
}

impl StepArrows {
    fn new(frame: &Frame, view: &Viewport) -> Self {
        let at = view.to_pixel(frame.theta);
        let slope = frame.gradient.norm();
        // Pixels count downwards, so the sign of the second component is turned twice.
        let unit = Vec2::new(-frame.gradient.x, frame.gradient.y) / slope;
        // Where the run has arrived, what is left of the gradient points anywhere.
        let points = slope > 0.0 && frame.status != Status::Converged;
        let ends = [at, at + unit * length::GRADIENT];
        let downhill = Some(ends).filter(|ends| points && ends.iter().all(is_finite));
        let mut corners = vec![at];
        if let Some([shallow, steep]) = frame.split {
            let bend = frame.theta + steep.part;
            corners.push(view.to_pixel(bend));
            corners.push(view.to_pixel(bend + shallow.part));
        }
        Self { corners, downhill }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let theme = pen.theme();
        if let Some([from, to]) = self.downhill {
            pen.arrow(from, to, theme.colour(Role::Ink).solid(), length::PATH_AHEAD);
        }
        for (part, direction) in self.corners.windows(2).zip([1, 0]) {
            let &[from, to] = part else { continue };
            // Cut to the picture before the head is put on, so that a step that leaves it still points.
            if let Some([from, to]) = pen.frame().clip_segment(from, to).filter(|[a, b]| (b - a).norm() >= SHORT) {
                pen.arrow(from, to, theme.direction(direction).solid(), length::ARROW);
            }
        }
    }

    fn draw_gradient_label(&self, pen: &mut Pen<'_>, request: &Request<'_>, obstacles: &mut Obstacles) {
        let Some([from, to]) = self.downhill.filter(|[_, tip]| pen.frame().contains(*tip)) else { return };
        let text = request.words.get("minus-gradient");
        let face = Type::centred(length::SMALL, pen.theme().colour(Role::Ink).solid());
        let size = Vec2::new(pen.text_width(text, face) + 2.0, length::SMALL * length::LEADING);
        let outer: Domain = pen.frame();
        obstacles.avoid_path(&[from, to]);
        let tip = from + (to - from) * 0.8;
        let Some(area) = beside(tip, to, size, 2.0, &outer, obstacles) else { return };
        obstacles.avoid_box(area);
        pen.label(text, &area, face);
    }
}
