//! The graphs say what the engine says: curves, handles, flags and lines are read back from the picture.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod picture;

use many_clocks::{
    directions::Directions,
    experiment::Experiment,
    math::Vec2,
    plot::{GRID, Layer, Pick, Request, Role, Target, Theme, Words, spectrum::View as SpectrumView},
    svg,
};
use picture::{Element, Shot, parse};
use proptest::prelude::*;
use serde_json::json;

fn valley(curvatures: [f64; 2], rate: f64) -> Experiment {
    common::bowl(curvatures, 30.0, [-1.9, -0.15], 40, json!({ "optimizer": "gradient-descent", "learningRate": rate }))
}

fn shot(experiment: Experiment, view: &'static str) -> Shot {
    Shot::new(experiment, view, [420.0, 260.0], 3)
}

/// All points of the lines in a colour.
fn drawn(elements: &[Element], colour: &str) -> Vec<Vec2> {
    elements.iter().filter(|element| element.is("polyline", colour)).flat_map(Element::points).collect()
}

fn pick(shot: &Shot, at: Vec2, snap: bool) -> Pick {
    (shot.view().pick)(&shot.experiment, &Request { snap, ..shot.request() }, at).unwrap()
}

#[test]
fn each_direction_is_a_v_with_its_tip_at_its_own_rate() {
    let shot = shot(valley([1.0, 25.0], 0.07), "rate");
    let elements = shot.elements();
    for (role, curvature) in [(Role::Shallow, 1.0), (Role::Steep, 25.0)] {
        let colour = shot.theme.colour(role).to_hex();
        let tip = shot.place(Target::Rate(1.0 / curvature));
        let points = drawn(&elements, &colour);
        // Pixels count downwards: the lowest point of the curve has the largest y, and 0 is where the handle stands.
        let lowest = points.iter().copied().max_by(|a, b| a.y.total_cmp(&b.y)).unwrap();
        assert!((lowest - tip).amax() <= 1.0 / GRID, "{role:?}: {lowest} against {tip}");
        // At half of its own rate the factor is one half, at twice it is one.
        let one = shot.place(Target::Rate(2.0 / curvature)).x;
        let height = |x: f64| {
            let nearest = points.iter().copied().filter(|p| (p.x - x).abs() < 3.0);
            nearest.min_by(|a, b| (a.x - x).abs().total_cmp(&(b.x - x).abs())).map(|p| tip.y - p.y)
        };
        let half = shot.place(Target::Rate(0.5 / curvature)).x;
        let ratio = height(half).unwrap() / height(one).unwrap();
        // Between two samples the curve has moved by less than a twentieth.
        assert!((ratio - 0.5).abs() < 0.05, "{role:?}: {ratio}");
    }
}

#[test]
fn the_worst_direction_is_lowest_at_the_best_rate_and_the_limit_is_where_it_is_one() {
    let shot = shot(valley([1.0, 25.0], 0.03), "rate");
    let elements = shot.elements();
    let ink = shot.theme.colour(Role::Ink).to_hex();
    let best = shot.place(Target::Rate(2.0 / 26.0));
    let dot = elements.iter().find(|e| e.is("circle", &ink) && (e.centre().x - best.x).abs() < 1.0).unwrap();
    let (zero, one) = (best.y, {
        let level = elements.iter().find(|e| e.is("polyline", &ink) && e.points()[0].y == e.points()[1].y).unwrap();
        level.points()[0].y
    });
    let factor = (zero - dot.centre().y) / (zero - one);
    assert!((factor - 24.0 / 26.0).abs() < 2.0 / GRID / (zero - one), "(κ − 1)/(κ + 1), drawn as {factor}");
    // What is hatched begins at the limit.
    let danger = shot.theme.colour(Role::Danger).to_hex();
    let limit = shot.place(Target::Rate(2.0 / 25.0)).x;
    let hatched = drawn(&elements, &danger).iter().map(|p| p.x).fold(f64::INFINITY, f64::min);
    assert!((hatched - limit).abs() <= 1.0 / GRID, "{hatched} against {limit}");
}

#[test]
fn a_landmark_holds_the_pointer_unless_it_is_told_not_to() {
    let shot = shot(valley([1.0, 25.0], 0.03), "rate");
    for (rate, name) in
        [(1.0 / 25.0, "ideal-steep"), (2.0 / 26.0, "best"), (2.0 / 25.0, "limit"), (1.0, "ideal-shallow")]
    {
        let at = shot.place(Target::Rate(rate));
        assert_eq!(pick(&shot, at, true), Pick::Rate { learning_rate: rate, snapped_to: Some(name) });
        let Pick::Rate { learning_rate, snapped_to } = pick(&shot, at - Vec2::new(4.0, 0.0), false) else { panic!() };
        assert!(learning_rate < rate && snapped_to.is_none());
    }
}

#[test]
fn the_best_rate_for_few_steps_is_not_the_best_in_the_end() {
    let shot = shot(valley([1.0, 25.0], 0.03), "rate");
    let tint = shot.theme.colour(Role::Track3).to_hex();
    let best = shot.place(Target::Rate(2.0 / 26.0)).x;
    let lowest = |horizon: usize| {
        let svg = svg::render(shot.view(), &shot.experiment, &Request { horizon, ..shot.request() }, "Rates");
        let points = drawn(&parse(&svg), &tint);
        let low = points.iter().copied().max_by(|a, b| a.y.total_cmp(&b.y)).unwrap();
        // Against the engine: the loss after so many steps at the rate under the curve's lowest point.
        let Pick::Rate { learning_rate, .. } = pick(&shot, low, false) else { panic!() };
        let run = valley([1.0, 25.0], learning_rate);
        let left = run.loss_at(0, horizon) / run.loss_at(0, 0);
        let scale = shot.place(Target::Rate(0.03)).y - {
            let ink = shot.theme.colour(Role::Ink).to_hex();
            let level =
                shot.elements().into_iter().find(|e| e.is("polyline", &ink) && e.points()[0].y == e.points()[1].y);
            level.unwrap().points()[0].y
        };
        let shown = (shot.place(Target::Rate(0.03)).y - low.y) / scale;
        assert!((shown - left).abs() < 0.01, "after {horizon}: drawn {shown}, run {left}");
        low.x
    };
    // The start lies mostly along the shallow direction, but a step at the best rate leaves the steep part on the other wall.
    let (few, many) = (lowest(1), lowest(40));
    assert!((few - best).abs() > 5.0, "after one step {few}, in the end {best}");
    assert!((many - best).abs() < 3.0, "after forty steps {many}, in the end {best}");
}

#[test]
fn flags_that_would_touch_are_one() {
    let shot = shot(valley([1.0, 25.0], 0.03), "rate");
    let texts: Vec<String> = shot.elements().into_iter().map(|e| e.text).collect();
    assert!(texts.iter().any(|text| text == "best 0.0769 · limit 0.08"), "{texts:?}");
}

#[test]
fn a_method_whose_rate_is_no_multiple_of_a_curvature_says_so() {
    let experiment = common::bowl([1.0, 25.0], 30.0, [-1.9, -0.15], 40, json!({ "optimizer": "newton" }));
    let shot = shot(experiment, "rate");
    let texts: Vec<String> = shot.elements().into_iter().map(|e| e.text).collect();
    assert!(texts.iter().any(|text| text.contains("not measured in 1/λ")), "{texts:?}");
    assert_eq!((shot.view().pick)(&shot.experiment, &shot.request(), Vec2::new(200.0, 100.0)), None);
}

#[test]
fn the_loss_and_the_distances_stand_where_the_engine_says() {
    let experiment = valley([1.0, 25.0], 0.03);
    let bowl = |track: usize, step: usize| experiment.loss_at(track, step);
    for view in ["loss", "components"] {
        let shot = shot(experiment_again(), view);
        let at = |step: usize| shot.place(Target::Step { track: 0, step });
        let value = |step: usize| match view {
            "loss" => bowl(0, step),
            _ => shot.experiment.frame(0, step).coordinates.unwrap()[0].abs(),
        };
        // On a logarithmic axis equal ratios are equal distances, whatever the range.
        let unit = (at(20).y - at(0).y) / (value(0) / value(20)).ln();
        for step in [1, 5, 11, 33] {
            let expected = at(0).y + unit * (value(0) / value(step)).ln();
            assert!((at(step).y - expected).abs() < 1e-6, "{view} {step}: {} against {expected}", at(step).y);
            assert!((at(step).x - at(0).x - (at(20).x - at(0).x) * step as f64 / 20.0).abs() < 1e-9);
        }
        // A pointer on the graph is on a step.
        let Pick::Step { step, .. } = pick(&shot, at(11) + Vec2::new(0.0, 50.0), true) else { panic!() };
        assert_eq!(step, 11);
    }
}

fn experiment_again() -> Experiment {
    valley([1.0, 25.0], 0.03)
}

#[test]
fn off_bowls_the_slopes_are_said_to_be_local() {
    let experiment = common::run(&json!({ "loss": { "id": "rosenbrock" }, "steps": 20 }));
    let texts: Vec<String> = shot(experiment, "components").elements().into_iter().map(|e| e.text).collect();
    assert!(texts.iter().any(|text| text.contains("local")), "{texts:?}");
    assert!(texts.iter().all(|text| text != "share of L"));
}

/// A picture of `count` directions between 1 and 100.
fn spectrum(count: usize, view: &str, track: &serde_json::Value) -> String {
    let spread = |i: usize| 100f64.powf(i as f64 / (count.max(2) - 1) as f64);
    let curvatures: Vec<f64> = (0..count).map(spread).collect();
    let options = json!({ "curvatures": curvatures, "track": track });
    let run = Directions::read(&common::value(&options)).unwrap();
    let (theme, words) = (Theme::light(), Words::default());
    let [width, height] = [420.0, 260.0];
    let request = Request {
        step: 4,
        width,
        height,
        theme: &theme,
        words: &words,
        camera: None,
        highlight: None,
        layer: Layer::All,
        snap: true,
        turn: None,
        marks: Default::default(),
        horizon: 0,
        explain: None,
        linear: false,
        bare: false,
        quiet: None,
    };
    let view = SpectrumView::named(view).unwrap();
    svg::write(&request, view.label, &mut |paint, request| view.paint(paint, &run, request))
}

#[test]
fn a_spectrum_has_a_dial_a_direction_up_to_a_hundred() {
    let descent = json!({ "learningRate": 0.0185 });
    for (count, dials) in [(1, 1), (2, 2), (12, 12), (100, 100), (1000, 100)] {
        let svg = spectrum(count, "clocks", &descent);
        // One bead a direction: the only circles with a line in a direction's colour.
        let elements = parse(&svg);
        let beads = elements.iter().filter(|e| e.name == "circle" && e.get("fill") == "none");
        let rule = Theme::light().colour(Role::Rule).to_hex();
        assert_eq!(beads.filter(|e| !e.get("stroke").eq_ignore_ascii_case(&rule)).count(), dials, "{count}");
        assert!(svg.len() <= 75_000, "{count}: {} bytes", svg.len());
    }
}

#[test]
fn every_picture_of_every_separable_method_is_sound() {
    for optimizer in ["gradient-descent", "momentum", "nesterov", "adam", "diagonal-newton", "rprop"] {
        for view in SpectrumView::ALL {
            for count in [1, 3, 100] {
                let svg = spectrum(count, view.id, &json!({ "optimizer": optimizer }));
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{optimizer} {}", view.id);
                parse(&svg);
            }
        }
    }
}

/// Where a point of the plane stands on the surface, turned so.
fn on_surface(shot: &Shot, theta: Vec2, turn: [f64; 2]) -> Vec2 {
    let request = Request { turn: Some(turn), ..shot.request() };
    (shot.view().place)(&shot.experiment, &request, Target::Theta(theta)).unwrap()
}

#[test]
fn from_above_the_surface_is_the_map_and_from_the_side_it_is_the_loss() {
    let shot = shot(valley([1.0, 4.0], 0.1), "surface");
    let at = |x: f64, y: f64, turn: [f64; 2]| on_surface(&shot, Vec2::new(x, y), turn);
    // From straight above heights do not count: equal steps of x are equal steps to the right, y goes up the page or down.
    let above = [0.0, 90.0];
    let [left, middle, right] = [-1.0, 0.0, 1.0].map(|x| at(x, 0.5, above));
    assert!((left.y - right.y).abs() <= 1.0 / GRID && (right.x + left.x - 2.0 * middle.x).abs() <= 2.0 / GRID);
    assert!(right.x > left.x);
    // From the side, on the level of the floor, a point stands as high as its loss.
    let side = [0.0, 0.0];
    let loss = |x: f64, y: f64| shot.experiment.loss().value(Vec2::new(x, y));
    let rise = |x: f64, y: f64| at(0.0, 0.0, side).y - at(x, y, side).y;
    let unit = rise(1.0, 1.0) / loss(1.0, 1.0);
    assert!(unit > 0.0);
    for (x, y) in [(1.0, 0.0), (0.0, 1.0), (-0.7, 0.4), (-1.0, -1.0)] {
        assert!((rise(x, y) - unit * loss(x, y)).abs() <= 2.0 / GRID, "{x}, {y}");
    }
}

#[test]
fn the_path_lies_on_the_surface() {
    let shot = shot(valley([1.0, 25.0], 0.07), "surface");
    let discs: Vec<Vec2> =
        shot.elements().iter().filter(|e| e.name == "circle").map(picture::Element::centre).collect();
    for step in 0..=3 {
        let at = shot.place(Target::Step { track: 0, step });
        assert!(discs.iter().any(|disc| (disc - at).amax() <= 1.0 / GRID), "step {step} at {at}: {discs:?}");
    }
}

proptest! {
    #[test]
    fn any_turn_of_any_surface_is_drawn(yaw in -360.0..360.0f64, pitch in -90.0..90.0f64, which in 0usize..5) {
        let id = ["rosenbrock", "rastrigin", "saddle", "logistic", "goldstein-price"][which];
        let shot = shot(common::run(&json!({ "loss": { "id": id }, "steps": 5 })), "surface");
        let request = Request { turn: Some([yaw, pitch]), ..shot.request() };
        let svg = svg::render(shot.view(), &shot.experiment, &request, "A surface");
        prop_assert!(svg.len() <= 60_000 && !svg.contains("NaN"), "{} bytes", svg.len());
        parse(&svg);
    }

    #[test]
    fn a_rate_under_the_handle_is_the_rate(low in 0.01..10.0f64, ratio in 1.5..200.0f64, at in 0.02..0.98f64) {
        let shot = shot(valley([low, low * ratio], 0.5 / (low * ratio)), "rate");
        let left = shot.place(Target::Rate(1.0 / (low * ratio))).x;
        let right = shot.place(Target::Rate(1.0 / low)).x;
        prop_assert!(left < right);
        let x = left + at * (right - left);
        let Pick::Rate { learning_rate, .. } = pick(&shot, Vec2::new(x, 100.0), false) else { panic!() };
        // Shortened by less than half a pixel.
        prop_assert!((shot.place(Target::Rate(learning_rate)).x - x).abs() <= 0.5 + 1e-9);
    }
}
