//! What a reader may ask the map to show besides the run: the local ellipse, what the method remembers, and the field of
//! two rulers, the gradient's and Newton's.

use super::{
    Request,
    label::{Obstacles, beside},
    paint::Type,
    pen::Pen,
    style::{Role, length, opacity},
};
use crate::{
    domain::Viewport,
    experiment::Experiment,
    explain::proposals,
    math::{Vec2, cos_sin_degrees, is_finite},
    optimizer::Remembered,
};

/// Which of them are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The eigen-axes scaled by 1/√λ, as an ellipse about the point in focus.
    pub ellipse: bool,
    /// Arrows for the directions that the method remembers.
    pub memory: bool,
    /// Small arrows all over the map: −g thin, Newton's step bold.
    pub field: bool,
}

/// Their names.
pub const NAMES: [&str; 3] = ["ellipse", "memory", "field"];

impl Marks {
    /// Switches one on; whether there is one of that name.
    pub fn switch_on(&mut self, name: &str) -> bool {
        match name {
            "ellipse" => self.ellipse = true,
            "memory" => self.memory = true,
            "field" => self.field = true,
            _ => return false,
        }
        true
    }
}

/// The ellipse's longer half axis, in units of the picture's shorter side.
const REACH: f64 = 0.17;
/// From one arrow of the field to the next.
const SPACING: f64 = 46.0;
/// The most places of the field: on a very large picture they stand farther apart.
const MOST_PLACES: f64 = 4000.0;
/// Half an arrow of the field.
const HALF: f64 = 9.0;
/// What is remembered as a direction; it pushes against it.
const DIRECTIONS: [&str; 2] = ["velocity", "firstMoment"];

/// Draws those that are asked for under the run.
pub fn draw(pen: &mut Pen<'_>, experiment: &Experiment, request: &Request<'_>, view: &Viewport) {
    if request.marks.field {
        draw_field(pen, experiment, view);
    }
    if request.marks.ellipse {
        draw_ellipse(pen, experiment, request, view);
    }
}

/// Where all curvatures are positive: a step of Newton's lands in the middle of an ellipse of this shape.
fn draw_ellipse(pen: &mut Pen<'_>, experiment: &Experiment, request: &Request<'_>, view: &Viewport) {
    let (track, step) = request.focus();
    let theta = experiment.theta(track, step);
    let eigen = experiment.loss().eigen(&experiment.loss().local(theta));
    let ([low, high], [shallow, steep]) = (eigen.curvatures, eigen.directions);
    if low <= 0.0 {
        return;
    }
    let frame = view.frame();
    let longer = REACH * frame.width().min(frame.height()) / view.scale();
    let (along, across) = (shallow * longer, steep * (longer * (low / high).sqrt()));
    let mut ring = Vec::new();
    for i in 0..=60 {
        let (cos, sin) = cos_sin_degrees(6.0 * f64::from(i));
        ring.push(view.to_pixel(theta + along * cos + across * sin));
    }
    pen.path(&ring, pen.theme().colour(Role::Ink).solid(), length::PATH_AHEAD);
}

/// Where the gradient points and where Newton's step goes, from points all over the map.
fn draw_field(pen: &mut Pen<'_>, experiment: &Experiment, view: &Viewport) {
    let ink = pen.theme().colour(Role::Ink);
    let frame = view.frame();
    let spacing = SPACING.max((frame.width() * frame.height() / MOST_PLACES).sqrt());
    let (columns, rows) = ((frame.width() / spacing) as u32, (frame.height() / spacing) as u32);
    for row in 0..rows {
        for column in 0..columns {
            let at = Vec2::new(f64::from(column) + 0.5, f64::from(row) + 0.5) * spacing;
            let local = experiment.loss().local(view.to_data(at));
            let newton = local.hessian.try_inverse().map(|inverse| inverse * local.gradient);
            let arrows = [(Some(local.gradient), opacity::AHEAD, length::ISO_LINE), (newton, 100, length::PATH_AHEAD)];
            for (downhill, shade, width) in arrows {
                // Pixels count downwards, so the sign of the second component is turned twice.
                let unit = downhill.map(|along| Vec2::new(-along.x, along.y).normalize() * HALF);
                if let Some(unit) = unit.filter(is_finite) {
                    pen.arrow(at - unit, at + unit, ink.mix(shade), width);
                }
            }
        }
    }
}

/// Arrows for what is remembered as a direction, as long as that of −g, with their names.
pub fn draw_memory(
    pen: &mut Pen<'_>,
    experiment: &Experiment,
    request: &Request<'_>,
    at: Vec2,
    obstacles: &mut Obstacles,
) {
    let (track, step) = request.focus();
    for (name, remembered) in experiment.memory(track, step) {
        let Remembered::Vector(vector) = remembered else { continue };
        let tip = at + Vec2::new(-vector.x, vector.y).normalize() * (1.3 * length::GRADIENT);
        if !DIRECTIONS.contains(&name) || !is_finite(&tip) {
            continue;
        }
        let tint = pen.theme().colour(Role::Track3).solid();
        pen.arrow(at, tip, tint, length::PATH);
        let text = request.words.get(name);
        let face = Type::centred(length::SMALL, tint);
        let size = Vec2::new(pen.text_width(text, face) + 2.0, length::SMALL * length::LEADING);
        let frame = pen.frame();
        if let Some(area) = beside(at + (tip - at) * 0.7, tip, size, 2.0, &frame, obstacles) {
            obstacles.avoid_box(area);
            pen.label(text, &area, face);
        }
    }
}

/// The steps that three rulers would take from a point, each with the name of its method.
pub fn draw_proposals(
    pen: &mut Pen<'_>,
    experiment: &Experiment,
    at: Vec2,
    view: &Viewport,
    obstacles: &mut Obstacles,
) {
    let (from, frame, theme) = (view.to_pixel(at), pen.frame(), pen.theme());
    let ink = theme.colour(Role::Ink).solid();
    obstacles.avoid_disc(from, length::START);
    for proposal in proposals(experiment, at) {
        // Cut to the picture before the head is put on, so that a step that leaves it still points.
        let to = view.to_pixel(at + proposal.displacement);
        let Some([_, tip]) = frame.clip_segment(from, to).filter(|[a, b]| (b - a).norm() >= length::START) else {
            continue;
        };
        let tint = theme.colour(match proposal.id {
            "gradient-descent" => Role::Ink,
            "newton" => Role::Track2,
            _ => Role::Track4,
        });
        pen.arrow(from, tip, tint.solid(), length::ARROW);
        let name = proposal.label;
        let face = Type::centred(length::SMALL, tint.solid()).bold();
        let size = Vec2::new(pen.text_width(name, face) + length::GAP, length::SMALL * length::LEADING);
        obstacles.avoid_path(&[from, tip]);
        if let Some(area) = beside(from + (tip - from) * 0.6, tip, size, length::GAP, &frame, obstacles) {
            obstacles.avoid_box(area);
            pen.label(name, &area, face);
        }
    }
    pen.disc(from, length::CURRENT, theme.colour(Role::Ground).solid());
    pen.ring(from, length::CURRENT, ink, length::OUTLINE);
}
