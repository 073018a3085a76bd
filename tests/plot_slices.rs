//! The slices and the explained point, read back from their pictures and held to the engine's numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod picture;

use many_clocks::{
    control::{self, Axis},
    experiment::{Experiment, FAR_AWAY},
    explain::{explain, proposals},
    math::Vec2,
    plot::{GRID, Pick, Request, Role, Target},
    svg,
    value::Value,
};
use picture::{Element, Shot, parse};
use proptest::prelude::*;
use serde_json::json;

fn map(key: &'static str, value: Value) -> Value {
    Value::map([(key, value)])
}

fn valley(rate: f64) -> Experiment {
    let track = json!({ "optimizer": "gradient-descent", "learningRate": rate });
    common::bowl([1.0, 25.0], 30.0, [-1.9, -0.15], 40, track)
}

fn rosenbrock() -> Experiment {
    let tracks = json!([{ "optimizer": "gradient-descent", "learningRate": 0.001 }]);
    common::run(&json!({ "loss": { "id": "rosenbrock" }, "steps": 20, "tracks": tracks }))
}

fn shot(experiment: Experiment, view: &'static str, step: usize) -> Shot {
    Shot::new(experiment, view, [420.0, 260.0], step)
}

fn bead(shot: &Shot, direction: usize) -> Vec2 {
    shot.place(Target::Dial { direction, multiplier: None, radius: 1.0 })
}

/// All points of the lines in a colour.
fn drawn(elements: &[Element], colour: &str) -> Vec<Vec2> {
    elements.iter().filter(|element| element.is("polyline", colour)).flat_map(Element::points).collect()
}

#[test]
fn a_slice_of_a_bowl_bends_with_its_curvature() {
    let shot = shot(valley(0.03), "slices", 1);
    let elements = shot.elements();
    let lines = |role: Role| drawn(&elements, &shot.theme.colour(role).to_hex());
    // As far to the left as to the right, so the minimum stands in the middle; there the curve is too flat to tell.
    let shallow = lines(Role::Shallow);
    let ends = shallow.iter().fold([f64::INFINITY, f64::NEG_INFINITY], |[a, b], at| [a.min(at.x), b.max(at.x)]);
    let floor = shallow.iter().map(|at| at.y).fold(f64::NEG_INFINITY, f64::max);
    let tip = Vec2::new((ends[0] + ends[1]) / 2.0, floor);
    // On the side where no step is drawn. Heights over the minimum at equal distances from it are as the curvatures.
    let bend = |role: Role, x: f64| {
        let near = lines(role).into_iter().min_by(|a, b| (a.x - x).abs().total_cmp(&(b.x - x).abs())).unwrap();
        (tip.y - near.y) / (near.x - tip.x).powi(2)
    };
    let ratio = bend(Role::Steep, tip.x - 30.0) / bend(Role::Shallow, tip.x - 150.0);
    assert!((ratio / 25.0 - 1.0).abs() < 0.1, "{ratio}");
}

#[test]
fn a_bead_stands_at_its_distance_and_its_part_of_the_loss() {
    let shot = shot(valley(0.07), "slices", 3);
    let frame = shot.experiment.frame(0, 3);
    let start = shot.experiment.frame(0, 0);
    let (now, first) = (frame.coordinates.unwrap(), start.coordinates.unwrap());
    let at =
        |step: usize, direction: usize| bead(&Shot { step, ..self::shot(valley(0.07), "slices", step) }, direction);
    for direction in [0, 1] {
        // The scale across is one for both, and the middle is the minimum.
        let middle = (at(0, direction).x + {
            // The mirror image of the start is as far on the other side; its place follows from two beads.
            let per = (at(0, direction).x - at(3, direction).x) / (first[direction] - now[direction]);
            at(0, direction).x - 2.0 * per * first[direction]
        }) / 2.0;
        let per = (at(0, direction).x - middle) / first[direction];
        assert!((bead(&shot, direction).x - (middle + per * now[direction])).abs() < 1e-6);
    }
    let elements = shot.elements();
    for (direction, role) in [(0, Role::Shallow), (1, Role::Steep)] {
        let colour = shot.theme.colour(role).to_hex();
        let place = bead(&shot, direction);
        let disc = elements.iter().any(|element| {
            element.name == "circle"
                && element.get("fill").eq_ignore_ascii_case(&colour)
                && (element.centre() - place).amax() <= 1.0 / GRID
        });
        assert!(disc, "{role:?} at {place}");
    }
}

#[test]
fn off_a_bowl_the_slices_go_through_the_point_and_say_so() {
    let shot = shot(rosenbrock(), "slices", 4);
    let (shallow, steep) = (bead(&shot, 0), bead(&shot, 1));
    assert!((shallow - steep).amax() < 1e-9, "one point, two slices");
    assert!(shot.svg().contains("step 4"));
}

#[test]
fn the_three_rulers_are_what_they_are_called() {
    let experiment = valley(0.07);
    let at = Vec2::new(0.7, -1.1);
    let local = experiment.loss().local(at);
    let steps = proposals(&experiment, at);
    assert_eq!(steps.iter().map(|step| step.id).collect::<Vec<_>>(), ["gradient-descent", "diagonal-newton", "newton"]);
    assert!((steps[0].displacement + local.gradient * 0.07).amax() < 1e-15);
    assert!((steps[2].displacement + at).amax() < 1e-12, "Newton lands");
    // The minimum of the coordinate's own parabola.
    let along = |index: usize| local.gradient[index] + local.hessian[(index, index)] * steps[1].displacement[index];
    assert!(along(0).abs() < 1e-12 && along(1).abs() < 1e-12);
    // A method whose rate is not one of a gradient step says nothing about gradient descent.
    let newton = common::bowl([1.0, 25.0], 30.0, [1.0, 1.0], 5, json!({ "optimizer": "newton" }));
    assert_eq!(proposals(&newton, at).len(), 2);
    let told = explain(&experiment, &map("theta", at.into()), 4.0).unwrap();
    assert_eq!(told.get("loss").and_then(Value::number), Some(local.value));
    let refused = explain(&experiment, &map("theta", "here".into()), 4.0).unwrap_err();
    assert_eq!(refused.field, "theta");
}

#[test]
fn the_map_shows_the_three_steps_from_the_point() {
    let shot = shot(valley(0.07), "map", 2);
    let at = Vec2::new(1.2, 0.4);
    let request = Request { explain: Some(at), ..shot.request() };
    let svg = svg::render(shot.view(), &shot.experiment, &request, "Map");
    for name in ["gradient descent", "Newton"] {
        assert!(svg.contains(name), "{name}");
    }
    let elements = parse(&svg);
    let place = shot.place(Target::Theta(at));
    let ink = shot.theme.colour(Role::Ink).to_hex();
    assert!(elements.iter().any(|e| e.is("circle", &ink) && (e.centre() - place).amax() <= 1.0 / GRID));
}

#[test]
fn a_pointer_takes_what_is_near_unless_it_is_told_not_to() {
    let shot = shot(valley(0.07), "map", 3);
    let near = shot.place(Target::Step { track: 0, step: 3 }) + Vec2::new(3.0, -2.0);
    let pick = |snap: bool| (shot.view().pick)(&shot.experiment, &Request { snap, ..shot.request() }, near).unwrap();
    assert!(matches!(pick(true), Pick::Step { track: 0, step: 3, .. }));
    let Pick::Point { theta } = pick(false) else { panic!() };
    assert!((shot.place(Target::Theta(theta)) - near).amax() < 1e-9);
}

#[test]
fn a_linear_axis_has_straight_lines_and_the_crank_stands_where_the_handle_does() {
    let mut shot = shot(valley(0.07), "rate", 0);
    shot.linear = true;
    let place = |rate: f64| shot.place(Target::Rate(rate)).x;
    let (a, b, c) = (place(0.5), place(1.0), place(1.5));
    assert!((b - a - (c - b)).abs() < 1e-9, "even in numbers");
    for (axis, linear) in [(Axis::Log, false), (Axis::Linear, true)] {
        shot.linear = linear;
        let Value::List(controls) = control::controls(&shot.experiment, 0, axis) else { panic!() };
        let crank = &controls[0];
        let number = |key: &str| crank.get(key).and_then(Value::number).unwrap();
        // Both ends stand at the ends of the graph, and what lies between in the same proportion.
        let from = if linear { 0.0 } else { number("minimum") };
        let (left, right) = (shot.place(Target::Rate(from)).x, shot.place(Target::Rate(number("maximum"))).x);
        let share = number("position") / number("positions");
        let handle = shot.place(Target::Rate(0.07)).x;
        assert!((left + share * (right - left) - handle).abs() <= (right - left) / number("positions"), "{axis:?}");
    }
}

#[test]
fn momentum_has_a_slider_which_sets_every_such_method() {
    let tracks = json!([{ "optimizer": "momentum" }, { "optimizer": "gradient-descent" }, { "optimizer": "nesterov" }, { "optimizer": "adam" }]);
    let experiment = common::run(&json!({ "tracks": tracks }));
    let config = control::adjust(&experiment, "momentum", &map("value", 0.5.into()), 1.0).unwrap();
    let Some(Value::List(tracks)) = config.get("tracks") else { panic!() };
    let betas: Vec<_> = tracks.iter().map(|track| track.get("momentum").and_then(Value::number)).collect();
    assert_eq!(betas, [Some(0.5), None, Some(0.5), None]);
    let refused = control::adjust(&experiment, "momentum", &map("value", 1.5.into()), 1.0).unwrap_err();
    assert!(refused.field.contains("momentum"), "{}", refused.field);
    assert!(control::adjust(&valley(0.07), "momentum", &map("value", 0.5.into()), 1.0).is_err(), "nothing has one");
}

proptest! {
    #[test]
    fn any_point_that_a_run_may_reach_can_be_explained(
        (x, y) in prop_oneof![(-1e6..1e6f64, -1e6..1e6f64), (-FAR_AWAY..FAR_AWAY, -FAR_AWAY..FAR_AWAY)], loss in 0usize..4,
    ) {
        let id = ["quadratic", "rosenbrock", "ackley", "saddle"][loss];
        let experiment = common::run(&json!({ "loss": { "id": id }, "steps": 3 }));
        for proposal in proposals(&experiment, Vec2::new(x, y)) {
            prop_assert!(proposal.displacement.x.is_finite() && proposal.displacement.y.is_finite());
        }
        prop_assert!(explain(&experiment, &map("theta", Vec2::new(x, y).into()), 1.0).is_ok());
    }
}
