//! What part of the plane the map shows when nobody says.
//!
//! The still layer of the picture is drawn anew whenever this changes, so it depends on as little as it can: on the
//! landscape and the start, and on the path only by factors of two.

use super::Request;
use crate::{
    domain::Domain,
    experiment::Experiment,
    math::{Eigen, Vec2, is_finite},
};

/// Room around what has to be seen, as a factor.
const MARGIN: f64 = 1.22;
/// A path that leaves the first picture is followed by doubling it, up to the size that a domain may have: 2^60.
const MOST_GROWTH: f64 = (1_u64 << 60) as f64;

/// The map's own choice for a request: equal scales; the start, the minimum or the customary box, and every track
/// up to the step shown. A diverging path zooms out in steps of two.
#[must_use]
pub fn camera(experiment: &Experiment, request: &Request<'_>) -> Domain {
    let first = first_view(experiment).with_equal_scales(request.width, request.height);
    let (_, focus) = request.focus();
    let last = request.step.max(focus).min(experiment.steps());
    let reach = reach(experiment, &first, last);
    let mut growth = 1.0;
    while growth < reach && growth < MOST_GROWTH {
        growth *= 2.0;
    }
    if growth > 1.0 { first.scaled(growth).with_equal_scales(request.width, request.height) } else { first }
}

/// What is shown before anything has moved out of it.
fn first_view(experiment: &Experiment) -> Domain {
    let start = experiment.start();
    let loss = experiment.loss();
    if let Some([x, y]) = loss.frame_box() {
        let customary = Domain::new(x, y);
        return if customary.contains(start) { customary } else { customary.including(start).scaled(MARGIN) };
    }
    let centre = loss.centre().or_else(|| loss.minimum()).unwrap_or_else(Vec2::zeros);
    let away = start - centre;
    // On a bowl every step that does not diverge stays between the start and its mirror images in the two axes.
    let local = loss.local(start);
    let Eigen { directions: [shallow, steep], .. } = loss.eigen(&local);
    let (along, across) = (shallow * shallow.dot(&away), steep * steep.dot(&away));
    let half = (along + across).abs().sup(&(along - across).abs()) * MARGIN;
    let least = if half.amax() > 0.0 { 0.0 } else { 1.0 };
    Domain::around(centre, half.map(|side| side.max(least)))
}

/// By what factor a view has to grow for the tracks up to a step.
fn reach(experiment: &Experiment, view: &Domain, last: usize) -> f64 {
    let (centre, half) = (view.centre(), Vec2::new(view.width(), view.height()) / 2.0);
    let mut reach: f64 = 0.0;
    for track in 0..experiment.track_count() {
        for step in 0..=last {
            let point = experiment.theta(track, step);
            if is_finite(&point) {
                reach = reach.max((point - centre).component_div(&half).amax());
            }
        }
    }
    reach
}
