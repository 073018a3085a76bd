//! What part of the plane the map shows when nobody says.
//!
//! The still layer of the picture is drawn anew whenever this changes, so it depends on as little as it can: on the
//! landscape and the start, and on the path only by factors of two.

use super::Request;
use crate::{
    domain::{Domain, Viewport},
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

/// How a reader moves what the map shows. Lengths are pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Movement {
    /// Nearer by so many steps, about a pixel or the middle; two steps halve what is shown.
    Zoom {
        /// Negative: farther.
        steps: f64,
        /// What stays where it is.
        about: Option<Vec2>,
    },
    /// The picture follows a drag.
    Pan(Vec2),
    /// Two fingers: what lay under both lies under both.
    Pinch {
        /// Where they were.
        from: [Vec2; 2],
        /// Where they are.
        to: [Vec2; 2],
    },
    /// The whole path of every track.
    Path,
}

/// What is shown after a movement, at equal scales as before.
#[must_use]
pub fn moved(experiment: &Experiment, view: &Viewport, movement: Movement) -> Domain {
    let frame = view.frame();
    let domain = match movement {
        Movement::Zoom { steps, about } => scaled_about(
            view,
            about.unwrap_or(frame.centre()),
            libm::exp(-steps.clamp(-20.0, 20.0) * core::f64::consts::LN_2 / 2.0),
        ),
        Movement::Pan(by) => panned(&view.domain(), by / view.scale()),
        Movement::Pinch { from: [a, b], to: [c, d] } => {
            let ratio = (a - b).norm() / (c - d).norm();
            let (before, after) = ((a + b) / 2.0, (c + d) / 2.0);
            let ratio = if ratio.is_finite() { ratio.clamp(1e-3, 1e3) } else { 1.0 };
            let closer = scaled_about(view, before, ratio);
            panned(&closer, (after - before) / (view.scale() / ratio))
        }
        Movement::Path => {
            let mut whole: Option<Domain> = None;
            for track in 0..experiment.track_count() {
                for step in 0..=experiment.steps() {
                    let at = experiment.theta(track, step);
                    let shown = whole.unwrap_or(Domain::around(at, Vec2::zeros()));
                    whole = Some(shown.including(at));
                }
            }
            whole.unwrap_or(view.domain()).scaled(MARGIN)
        }
    };
    domain.with_equal_scales(frame.width(), frame.height())
}

/// The domain `ratio` times as wide, with the same point under a pixel.
fn scaled_about(view: &Viewport, pixel: Vec2, ratio: f64) -> Domain {
    let (still, domain) = (view.to_data(pixel), view.domain());
    let edge = |edge: f64, still: f64| still + (edge - still) * ratio;
    let ([left, right], [bottom, top]) = (domain.x(), domain.y());
    Domain::new([edge(left, still.x), edge(right, still.x)], [edge(bottom, still.y), edge(top, still.y)])
}

/// The domain after the picture was dragged by a distance in its own units, which count downwards.
fn panned(domain: &Domain, by: Vec2) -> Domain {
    let ([left, right], [bottom, top]) = (domain.x(), domain.y());
    Domain::new([left - by.x, right - by.x], [bottom + by.y, top + by.y])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        experiment::simulate,
        value::{Value, record},
    };
    use proptest::prelude::*;

    fn run() -> Experiment {
        simulate(&record! { steps: 20.0 }).unwrap()
    }

    fn view(domain: Domain) -> Viewport {
        Viewport::new(domain.with_equal_scales(640.0, 440.0), 640.0, 440.0)
    }

    #[test]
    fn two_steps_nearer_halve_what_is_shown_about_the_pixel() {
        let before = view(Domain::new([-2.0, 2.0], [-1.0, 1.0]));
        let about = Vec2::new(100.0, 300.0);
        let zoom = |steps: f64, view: &Viewport| {
            let movement = Movement::Zoom { steps, about: Some(about) };
            Viewport::new(moved(&run(), view, movement), 640.0, 440.0)
        };
        let nearer = zoom(2.0, &before);
        assert!((nearer.domain().width() / before.domain().width() - 0.5).abs() < 1e-12);
        assert!((nearer.to_pixel(before.to_data(about)) - about).norm() < 1e-9);
        let back = zoom(-2.0, &nearer).domain();
        assert!((back.centre() - before.domain().centre()).norm() < 1e-12);
    }

    #[test]
    fn the_whole_path_fits() {
        let experiment = run();
        let far = view(Domain::new([100.0, 101.0], [100.0, 101.0]));
        let domain = moved(&experiment, &far, Movement::Path);
        assert!((0..=20).all(|step| domain.contains(experiment.theta(0, step))));
        let path = (0..=20).map(|step| experiment.theta(0, step).x);
        let span = path.clone().fold(f64::MIN, f64::max) - path.fold(f64::MAX, f64::min);
        assert!(domain.width() < 4.0 * span.max(domain.height()));
    }

    #[test]
    fn what_lay_under_two_fingers_lies_under_them() {
        let before = view(Domain::new([-3.0, 1.0], [0.0, 2.0]));
        let from = [Vec2::new(200.0, 200.0), Vec2::new(300.0, 260.0)];
        // The same direction, so that both points can keep their fingers.
        let to = [Vec2::new(180.0, 90.0), Vec2::new(380.0, 210.0)];
        let after = Viewport::new(moved(&run(), &before, Movement::Pinch { from, to }), 640.0, 440.0);
        for (from, to) in from.into_iter().zip(to) {
            assert!((after.to_pixel(before.to_data(from)) - to).norm() < 1e-9);
        }
    }

    proptest! {
        #[test]
        fn any_movements_keep_finite_equal_scales(
            kinds in proptest::collection::vec((0usize..4, -1e6..1e6f64, -1e5..1e5f64, -1e5..1e5f64), 1..30)
        ) {
            let experiment = run();
            let mut shown = view(Domain::new([-2.0, 2.0], [-1.0, 1.0]));
            for (kind, a, b, c) in kinds {
                let movement = match kind {
                    0 => Movement::Zoom { steps: a, about: (b > 0.0).then_some(Vec2::new(b, c)) },
                    1 => Movement::Pan(Vec2::new(b, c)),
                    2 => Movement::Pinch { from: [Vec2::new(b, c), Vec2::new(c, a)], to: [Vec2::new(c, b), Vec2::new(b, b)] },
                    _ => Movement::Path,
                };
                let domain = moved(&experiment, &shown, movement);
                let scales = [domain.width() / 640.0, domain.height() / 440.0];
                prop_assert!(scales.iter().all(|scale| scale.is_finite() && *scale > 0.0));
                // Four ends are rounded, each relative to its distance from the origin.
                let rounding = 8.0 * f64::EPSILON * domain.centre().amax() / domain.width().min(domain.height());
                prop_assert!((scales[0] / scales[1] - 1.0).abs() < 1e-9 + rounding, "{domain:?}");
                shown = Viewport::new(domain, 640.0, 440.0);
            }
        }
    }

    #[test]
    fn nothing_is_asked_for_twice() {
        assert_eq!(crate::options::movement(&Value::Map(Vec::new())).unwrap(), None);
    }
}
