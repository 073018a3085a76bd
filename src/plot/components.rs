//! The distance along each direction against the step, on a logarithmic axis, and what each has left of the loss.
//!
//! On a bowl the distances are vᵢ·(θ − θ*). Elsewhere there is no such thing: the slopes |vᵢ·∇L| of the local
//! directions stand in their place, and the axis says so.

use super::{
    Request, Target, View,
    paint::Type,
    pen::Pen,
    style::{Role, length},
    trace::{self, Line, Trace},
    words,
};
use crate::{domain::Domain, experiment::Experiment, math::Vec2};

/// The registry's entry.
pub const VIEW: View = View {
    id: "components",
    label: "Components",
    size: super::style::GRAPH_SIZE,
    draw: |pen, experiment, request| {
        if request.layer.has_overlay() {
            let trace = trace(experiment, request);
            let name = if experiment.is_exact() { "distance-axis" } else { "slope-axis" };
            trace.draw(pen, request, request.words.get(name));
            draw_shares(pen, &trace, &shares(experiment, request), request);
        }
    },
    pick: |experiment, request, pixel| trace::pick(&trace(experiment, request).graph, experiment, request, pixel),
    place,
    camera: |_, _| None,
    colour_at: |_, _, _| None,
};

/// The strip of shares over the graph.
const STRIP: f64 = 12.0;
/// Neighbouring bars reach into each other by this, or the ground would shine through between them.
const SEAM: f64 = 0.3;
/// Bars narrower than this are one.
const BAR: f64 = 4.0;

/// Along both directions at one step; the shallow one first.
fn components(experiment: &Experiment, track: usize, step: usize) -> [f64; 2] {
    let (theta, loss) = (experiment.theta(track, step), experiment.loss());
    let local = loss.local(theta);
    let eigen = experiment.eigen(track, step, &local);
    eigen.coordinates(&loss.centre().map_or(local.gradient, |centre| theta - centre))
}

fn trace(experiment: &Experiment, request: &Request<'_>) -> Trace {
    let track = request.focus().0;
    let mut lines = [0, 1].map(|direction| {
        let name = request.words.get(if direction == 0 { "shallow" } else { "steep" });
        let [low, high] = experiment.clocks(track, 0);
        let clock = if direction == 0 { low } else { high };
        let factor = clock.spectral_radius.or(clock.multiplier);
        let factor = factor.filter(|_| experiment.is_exact() && experiment.is_steady(track) && request.quiet.is_none());
        let named = factor.map(|factor| [name, " ×", &words::multiplier(factor)].concat());
        Line {
            names: named.into_iter().chain([name.to_owned()]).collect(),
            colour: request.theme.direction(direction),
            dashed: direction == 1,
            values: Vec::new(),
        }
    });
    for step in trace::steps(experiment.steps(), 2) {
        let at = components(experiment, track, step);
        for (line, along) in lines.iter_mut().zip(at) {
            line.values.push((step as f64, along));
        }
    }
    trace::hush(&mut lines, request);
    let above = if has_shares(experiment) { STRIP + length::SMALL + 3.0 * length::GAP } else { 2.0 * length::EDGE };
    Trace::new(lines.into(), experiment.steps(), request, above)
}

/// Whether the loss is the sum of a part for each direction, none of them negative.
fn has_shares(experiment: &Experiment) -> bool {
    experiment.is_exact() && experiment.clocks(0, 0).iter().all(|clock| clock.curvature > 0.0)
}

/// Step and the steep direction's share of what is left of the loss.
fn shares(experiment: &Experiment, request: &Request<'_>) -> Vec<(f64, f64)> {
    if !has_shares(experiment) || request.quiet.is_some() {
        return Vec::new();
    }
    let track = request.focus().0;
    let [low, high] = experiment.clocks(track, 0).map(|clock| clock.curvature);
    let share = |step: usize| {
        let [shallow, steep] = components(experiment, track, step);
        let (shallow, steep) = (low * shallow * shallow, high * steep * steep);
        (step as f64, steep / (shallow + steep))
    };
    trace::steps(experiment.steps(), 2).into_iter().map(share).collect()
}

/// A bar a step: steep from above, shallow from below. Who rules the loss is who fills the strip.
fn draw_shares(pen: &mut Pen<'_>, trace: &Trace, shares: &[(f64, f64)], request: &Request<'_>) {
    if shares.is_empty() {
        return;
    }
    let theme = pen.theme();
    let ([left, right], top) = (trace.graph.plot.x(), trace.graph.plot.y()[0]);
    let (low, high) = (top - length::GAP, top - length::GAP - STRIP);
    let small = Type::centred(length::SMALL, theme.colour(Role::Muted).solid()).left();
    pen.text(request.words.get("share"), Vec2::new(left, high - 0.7 * length::SMALL), small);
    let (mut whole, mut steeps) = (Vec::new(), Vec::new());
    let mut from = left;
    for (index, (step, steep)) in shares.iter().enumerate() {
        let next = shares.get(index + 1).map_or(right, |(next, _)| trace.graph.at((step + next) / 2.0, f64::NAN).x);
        // Nothing is left to be shared: an empty place.
        if next - from < BAR && index + 1 < shares.len() {
            continue;
        }
        if steep.is_finite() {
            let middle = high + STRIP * steep;
            whole.push(Domain::new([from, next + SEAM], [high, low]).corners().to_vec());
            if middle - high > 0.05 {
                steeps.push(Domain::new([from, next + SEAM], [high, middle]).corners().to_vec());
            }
        }
        from = next;
    }
    // The steep share stands before the shallow one: two calls for a thousand steps.
    pen.polygons(&whole, theme.direction(0).solid());
    pen.polygons(&steeps, theme.direction(1).solid());
}

fn place(experiment: &Experiment, request: &Request<'_>, target: Target) -> Option<Vec2> {
    match target {
        Target::Step { step, .. } => trace(experiment, request).at(0, step),
        _ => None,
    }
}
