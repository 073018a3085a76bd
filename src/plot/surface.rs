//! The landscape as a body in space, with the path on it. Never the default: from above one can measure, here one can only
//! see what "steep" looks like.
//!
//! The drawing library's projection turns it; patches are painted from the back to the front. The path lies on the surface
//! and is drawn over it, so that a hill never hides where it goes.

use plotters::coord::ranged3d::{ProjectionMatrix, ProjectionMatrixBuilder};

use super::{
    Request, Target, View,
    bands::Levels,
    camera::camera,
    paint::{GRID, Type},
    pen::Pen,
    style::{Role, length, opacity},
};
use crate::{
    domain::{Domain, Grid, Viewport},
    experiment::Experiment,
    math::{Vec2, is_finite},
    number,
};

/// The registry's entry.
pub const VIEW: View = View {
    id: "surface",
    label: "Surface",
    size: super::style::SURFACE_SIZE,
    draw,
    pick: |_, _, _| None,
    place,
    camera: |_, _| None,
    colour_at: |_, _, _| None,
};

/// Patches along each side.
const PATCHES: usize = 15;
/// Yaw and pitch where nobody says, in degrees: from a corner, from above.
pub const TURN: [f64; 2] = [32.0, 28.0];
/// The body's height in units of its breadth.
const HEIGHT: f64 = 0.62;

/// Degrees that a pixel of a drag turns.
const PER_PIXEL: f64 = 0.5;

/// Yaw and pitch after a drag by so many pixels; from straight above to the floor's edge.
#[must_use]
pub fn turned(from: Option<[f64; 2]>, [right, down]: [f64; 2]) -> [f64; 2] {
    let [yaw, pitch] = from.unwrap_or(TURN);
    let yaw = yaw - PER_PIXEL * right;
    [yaw - 360.0 * (yaw / 360.0).round_ties_even(), (pitch + PER_PIXEL * down).clamp(0.0, 90.0)]
}

/// The body: where a point of the plane with its loss stands in the picture.
struct Body {
    grid: Grid,
    levels: Levels,
    matrix: ProjectionMatrix,
    /// Half the breadth, in units of the grid of backends.
    half: f64,
    lowest: f64,
    range: f64,
}

impl Body {
    fn new(experiment: &Experiment, request: &Request<'_>) -> Self {
        // The same part of the plane as the map's, square.
        let domain = camera(experiment, &Request { width: 1.0, height: 1.0, ..*request });
        let grid = Grid::sample(domain, PATCHES + 1, PATCHES + 1, |xs, ys| experiment.loss().samples(xs, ys));
        let (mut lowest, mut highest) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in grid.values().iter().copied().filter(|value| value.is_finite()) {
            lowest = lowest.min(value);
            highest = highest.max(value);
        }
        let range = if highest > lowest { highest - lowest } else { 1.0 };
        let [yaw, pitch] = request.turn.unwrap_or(TURN).map(f64::to_radians);
        // Turned by any angle, the body's diagonal fits.
        let frame = Viewport::new(domain, request.width, request.height).frame();
        let half = (frame.width() * 0.34).min(frame.height() * 0.38) * GRID;
        let centre = ((frame.width() / 2.0 * GRID) as i32, (frame.height() / 2.0 * GRID) as i32);
        let mut builder = ProjectionMatrixBuilder::new();
        (builder.yaw, builder.pitch) = (yaw, pitch);
        builder.set_pivot((0, (HEIGHT * half) as i32, 0), centre);
        Self { levels: Levels::over(lowest, highest), grid, matrix: builder.into_matrix(), half, lowest, range }
    }

    /// A point of the plane and a height from 0 to 1, in the drawing library's space, where the second axis goes up.
    fn space(&self, at: Vec2, height: f64) -> (f64, f64, f64) {
        let (domain, centre) = (self.grid.domain(), self.grid.domain().centre());
        let side = |value: f64, middle: f64, size: f64| 2.0 * (value - middle) / size * self.half;
        let up = 2.0 * HEIGHT * self.half * height;
        (side(at.x, centre.x, domain.width()), up, side(at.y, centre.y, domain.height()))
    }

    /// How high the loss stands, 0 to 1 in the part that is shown; not finite where the loss is not.
    fn height(&self, loss: f64) -> f64 {
        (loss - self.lowest) / self.range
    }

    fn project(&self, at: Vec2, height: f64) -> Vec2 {
        let (x, y) = self.matrix * self.space(at, height);
        Vec2::new(f64::from(x), f64::from(y)) / GRID
    }

    fn depth(&self, at: Vec2) -> i32 {
        let (x, y, z) = self.space(at, 0.0);
        self.matrix.projected_depth((x as i32, y as i32, z as i32))
    }
}

fn draw(pen: &mut Pen<'_>, experiment: &Experiment, request: &Request<'_>) {
    let body = Body::new(experiment, request);
    if request.layer.has_base() {
        draw_floor(pen, &body);
        draw_patches(pen, &body);
    }
    if request.layer.has_overlay() {
        for track in (0..experiment.track_count()).rev() {
            draw_path(pen, experiment, request, &body, track);
        }
    }
}

/// The edges of the floor with their numbers.
fn draw_floor(pen: &mut Pen<'_>, body: &Body) {
    let theme = pen.theme();
    let (muted, rule) = (theme.colour(Role::Muted).solid(), theme.colour(Role::Muted).mix(opacity::AHEAD));
    let domain = body.grid.domain();
    let mut corners = domain.corners().map(|corner| body.project(corner, 0.0)).to_vec();
    corners.extend(corners.first().copied());
    pen.path(&corners, rule, length::ISO_LINE);
    let small = Type::centred(length::TINY, muted);
    let middle = body.project(domain.centre(), 0.0);
    for corner in domain.corners() {
        let at = body.project(corner, 0.0);
        let away = (at - middle).normalize() * (1.5 * small.size);
        let text = ["(", &number::format(corner.x, 2), ", ", &number::format(corner.y, 2), ")"].concat();
        // Behind the body nobody reads.
        if away.y > 0.0 && is_finite(&away) {
            let (at, half) = (at + away, pen.text_width(&text, small) / 2.0 + 1.0);
            let frame = pen.frame();
            let y = at.y.min(frame.height() - small.size);
            pen.text(&text, Vec2::new(at.x.min(frame.width() - half).max(half), y), small);
        }
    }
}

/// Patches in the colours of their loss, the farthest first.
fn draw_patches(pen: &mut Pen<'_>, body: &Body) {
    let theme = pen.theme();
    let ink = theme.colour(Role::Ink).mix(opacity::MESH);
    let mut patches = Vec::new();
    for row in 0..PATCHES {
        for column in 0..PATCHES {
            let mut corners = Vec::new();
            let (mut sum, mut centre) = (0.0, Vec2::zeros());
            for (right, down) in [(0, 0), (1, 0), (1, 1), (0, 1)] {
                let at = body.grid.point(column + right, row + down);
                let loss = body.grid.value(column + right, row + down);
                corners.push(body.project(at, body.height(loss)));
                sum += loss / 4.0;
                centre += at / 4.0;
            }
            if sum.is_finite() {
                patches.push((body.depth(centre), corners, sum));
            }
        }
    }
    patches.sort_by_key(|(depth, ..)| *depth);
    for (_, mut corners, loss) in patches {
        let colour = body.levels.colour(theme, body.levels.band(loss));
        pen.polygon(&corners, colour.solid());
        // Two of the four sides: the neighbours draw the others.
        corners.truncate(3);
        pen.path(&corners, ink, length::HAIRLINE);
    }
}

/// The way of a track on the surface, and where it stands now.
fn draw_path(pen: &mut Pen<'_>, experiment: &Experiment, request: &Request<'_>, body: &Body, track: usize) {
    let theme = pen.theme();
    let colour = theme.track(track);
    let domain = body.grid.domain();
    let step = request.step.max(request.highlight.map_or(0, |(_, step)| step));
    let lifted = |step: usize| {
        let at = experiment.theta(track, step);
        let height = body.height(experiment.loss_at(track, step));
        if domain.contains(at) { body.project(at, height) } else { Vec2::repeat(f64::NAN) }
    };
    let mut points = Vec::new();
    for step in 0..=step.min(experiment.steps()) {
        points.push(lifted(step));
    }
    pen.path(&points, colour.solid(), length::PATH);
    // Marks that would cover one another are one.
    let mut last = Vec2::repeat(f64::INFINITY);
    points.retain(|point| {
        let keeps = is_finite(point) && (point - last).norm() >= 2.0 * length::MARKER;
        if keeps {
            last = *point;
        }
        keeps
    });
    pen.discs(&points, length::MARKER, colour.solid());
    let now = lifted(if track == request.focus().0 { request.focus().1 } else { request.step });
    if is_finite(&now) {
        pen.disc(now, length::CURRENT, theme.colour(Role::Face).solid());
        pen.disc(now, length::CURRENT - 1.25, colour.solid());
    }
}

fn place(experiment: &Experiment, request: &Request<'_>, target: Target) -> Option<Vec2> {
    let body = Body::new(experiment, request);
    let theta = match target {
        Target::Theta(theta) => theta,
        Target::Step { track, step } => experiment.theta(track, step),
        Target::Rate(_) | Target::Dial { .. } => return None,
    };
    let shown: Domain = body.grid.domain();
    let at = body.project(theta, body.height(experiment.loss().value(theta)));
    Some(at).filter(|at| shown.contains(theta) && is_finite(at))
}
