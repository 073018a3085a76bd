//! The loss against the step, every track, on a logarithmic axis: a clock that shrinks by a factor is a straight line.

use super::{
    Request, Target, View,
    style::{Role, length},
    trace::{self, Line, Trace},
};
use crate::{experiment::Experiment, math::Vec2, name::track_name, optimizer::Gear};

/// The registry's entry.
pub const VIEW: View = View {
    id: "loss",
    label: "Loss",
    size: super::style::GRAPH_SIZE,
    draw: |pen, experiment, request| {
        if request.layer.has_overlay() {
            let name = if least(experiment).is_some() { "loss-axis" } else { "loss-axis-plain" };
            trace(experiment, request).draw(pen, request, request.words.get(name));
        }
    },
    pick: |experiment, request, pixel| trace::pick(&trace(experiment, request).graph, experiment, request, pixel),
    place,
    camera: |_, _| None,
    colour_at: |_, _, _| None,
};

/// The loss at a known minimum: what is left to be lost is counted from there.
fn least(experiment: &Experiment) -> Option<f64> {
    let loss = experiment.loss();
    loss.minimum().map(|at| loss.value(at)).filter(|least| least.is_finite())
}

/// Track 0 last, so that it lies on top; before all, what the slowest clock alone would leave.
fn trace(experiment: &Experiment, request: &Request<'_>) -> Trace {
    let floor = least(experiment).unwrap_or(0.0);
    let steps = trace::steps(experiment.steps(), experiment.track_count() + 1);
    let mut lines: Vec<Line> = Vec::new();
    lines.extend(slowest(experiment, request, &steps));
    for track in (0..experiment.track_count()).rev() {
        let values = steps.iter().map(|step| (*step as f64, (experiment.loss_at(track, *step) - floor).max(0.0)));
        lines.push(Line {
            names: vec![track_name(experiment, track, request.words)],
            colour: request.theme.track(track),
            dashed: false,
            values: values.collect(),
        });
    }
    trace::hush(&mut lines, request);
    Trace::new(lines, experiment.steps(), request, 2.0 * length::EDGE)
}

/// On a bowl under one rate: ½λc²·m²ᵏ of the direction with the largest |m|, the straight line that the loss ends on.
fn slowest(experiment: &Experiment, request: &Request<'_>, steps: &[usize]) -> Option<Line> {
    let track = request.focus().0;
    let hidden = request.bare || request.quiet.is_some();
    if hidden || experiment.gear(track) != Gear::Scalar || !experiment.is_steady(track) {
        return None;
    }
    let frame = experiment.frame(track, 0);
    let parts = frame.coordinates?.into_iter().zip(experiment.clocks(track, 0));
    let parts = parts.map(|(at, clock)| (0.5 * clock.curvature * at * at, clock.multiplier.map_or(0.0, f64::abs)));
    let (share, factor) = parts.filter(|(share, _)| *share > 0.0).max_by(|a, b| a.1.total_cmp(&b.1))?;
    let values = steps.iter().map(|step| (*step as f64, share * libm::pow(factor, 2.0 * *step as f64)));
    Some(Line {
        names: vec![request.words.get("slowest").to_owned()],
        colour: request.theme.colour(Role::Muted),
        dashed: true,
        values: values.collect(),
    })
}

fn place(experiment: &Experiment, request: &Request<'_>, target: Target) -> Option<Vec2> {
    let Target::Step { track, step } = target else { return None };
    let trace = trace(experiment, request);
    // Tracks stand in reverse at the end.
    trace.at(trace.lines.len().checked_sub(track + 1)?, step)
}
