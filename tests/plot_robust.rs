//! Whatever is asked for, a picture comes back soon: no range hangs the drawing library, no point panics it.
//!
//! `cargo test` builds without optimisation; `./build.sh test` runs this file once more as a native program is built, with the
//! law about time: 100 ms a picture.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod picture;
mod valid;

use std::{
    fs,
    sync::LazyLock,
    time::{Duration, Instant},
};

use many_clocks::{
    directions::Directions,
    domain::Domain,
    experiment::Experiment,
    loss::LOSSES,
    math::Vec2,
    optimizer::OPTIMIZERS,
    plot::{GRID, Layer, Request, Target, View, marks::Marks, spectrum},
    svg,
};
use picture::{Shot, parse};
use proptest::prelude::*;
use serde_json::json;

/// What a picture may take. Without optimisation that is many times as much; what hangs takes for ever.
const PATIENCE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 60_000 } else { 100 });

/// How long this thread has had a processor, where the system tells: what other processes take is not the picture's. Elsewhere
/// what a clock shows.
fn worked() -> Duration {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|line| line.split(' ').next()?.parse().ok());
    told.map_or_else(|| BEGAN.elapsed(), Duration::from_nanos)
}

/// How many of anything are tried: many where time does not count and the machine's own speed is used.
fn cases(short: u32, full: u32) -> ProptestConfig {
    let many = std::env::var_os("FULL").is_some() && !cfg!(debug_assertions);
    let cases = if many { full } else { short };
    ProptestConfig { cases, ..common::proptest_config() }
}

/// A picture that comes soon, is of numbers, and stays inside of itself.
fn drawn(id: &str, request: &Request<'_>, draw: impl Fn() -> String) -> Result<(), TestCaseError> {
    let (mut svg, mut least) = (String::new(), Duration::MAX);
    // The best of a few counts.
    for _ in 0..4 {
        let began = worked();
        svg = draw();
        least = least.min(worked() - began);
        if least < PATIENCE {
            break;
        }
    }
    prop_assert!(least < PATIENCE, "{id} took {least:?}");
    prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
    // A side that is none is one pixel.
    let side = |side: f64| if side.is_finite() { side.clamp(1.0, 1e4).round() } else { 1.0 };
    let (width, height) = (side(request.width), side(request.height));
    let frame = Domain::new([0.0, width], [0.0, height]);
    for element in parse(&svg) {
        for corner in element.points() {
            prop_assert!(frame.scaled(1.0 + 1.0 / GRID).contains(corner), "{corner:?} of {element:?}");
        }
    }
    Ok(())
}

/// Draws every view, reads it back, and asks it questions.
fn survives(experiment: &Experiment, request: &Request<'_>, point: Vec2) -> Result<(), TestCaseError> {
    for view in View::ALL {
        drawn(view.id, request, || svg::render(view, experiment, request, "A picture"))?;
        let _ = (view.pick)(experiment, request, point);
        let _ = (view.colour_at)(experiment, request, point);
        if let Some(camera) = (view.camera)(experiment, request) {
            prop_assert!([camera.x(), camera.y()].as_flattened().iter().all(|end| end.is_finite()), "{camera:?}");
        }
        for target in [
            Target::Theta(point),
            Target::Step { track: 3, step: usize::MAX },
            Target::Rate(point.x),
            Target::Dial { direction: 7, multiplier: Some(point.x), radius: point.y },
        ] {
            if let Some(place) = (view.place)(experiment, request, target) {
                prop_assert!(place.x.is_finite() && place.y.is_finite());
            }
        }
    }
    Ok(())
}

fn magnitude() -> impl Strategy<Value = f64> {
    (-9.0..9.0f64, any::<bool>()).prop_map(|(power, negative)| if negative { -1.0 } else { 1.0 } * 10f64.powf(power))
}

/// Any number at all, and those at which something changes.
fn odd() -> impl Strategy<Value = f64> {
    let edges = vec![
        0.0,
        -0.0,
        1.0,
        -1.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
        f64::MIN,
        1e308,
        5e-324,
        -5e-324,
        1e-9,
        1e9,
        1e12,
        -1e12,
    ];
    prop_oneof![3 => prop::sample::select(edges), 1 => prop::num::f64::ANY, 1 => magnitude(), 2 => -4.0..4.0f64]
}

/// A range: reversed, without width, without end.
fn range() -> impl Strategy<Value = [f64; 2]> {
    prop_oneof![[odd(), odd()], odd().prop_map(|end| [end, end]), odd().prop_map(|end| [end, end + 1e-12])]
}

proptest! {
    #![proptest_config(cases(24, 1500))]

    /// The plotters guard: whatever range and point reach it, no view hangs, none panics.
    #[test]
    fn any_range_and_point_of_any_run(
        config in valid::configuration(), sides in [odd(), odd()], sound in prop::option::of((0.0..900.0f64, 0.0..900.0f64)),
        camera in prop::option::of((range(), range())), turn in prop::option::of([odd(), odd()]), point in [odd(), odd()],
        explain in prop::option::of([odd(), odd()]), highlight in prop::option::of((0usize..9, any::<usize>())),
        (step, horizon) in (any::<usize>(), any::<usize>()), quiet in prop::option::of(any::<usize>()),
        (linear, bare, marked) in any::<(bool, bool, bool)>(), layer in prop::sample::select(vec![Layer::All, Layer::Base, Layer::Overlay]),
        curvatures in prop::collection::vec(1e-6..1e6f64, 1..40),
    ) {
        let Ok(experiment) = common::try_run(&config) else { return Ok(()) };
        let (width, height) = sound.unwrap_or((sides[0], sides[1]));
        let mut marks = Marks::default();
        if marked {
            marks.switch_on("ellipse");
            marks.switch_on("memory");
            marks.switch_on("field");
        }
        let camera = camera.map(|(x, y)| Domain::new(x, y));
        let shot = Shot::new(experiment, "map", [width, height], step);
        let explain = explain.map(|[x, y]| Vec2::new(x, y));
        let request = Request { camera, turn, explain, highlight, horizon, quiet, linear, bare, marks, layer, ..shot.request() };
        survives(&shot.experiment, &request, Vec2::new(point[0], point[1]))?;
        let track = config["tracks"][0].clone();
        if let Ok(run) = Directions::read(&common::value(&json!({ "curvatures": curvatures, "track": track, "steps": 60 }))) {
            for view in spectrum::View::ALL {
                drawn(view.id, &request, || svg::write(&request, "A picture", &mut |paint, request| view.paint(paint, &run, request)))?;
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(48, 500))]

    #[test]
    fn any_bowl_rate_size_and_camera(
        low in -2.0..3.0f64, high in -2.0..3.0f64, tilt in -180.0..180.0f64, push in -6.0..3.0f64,
        start in (-100.0..100.0f64, -100.0..100.0f64), step in 0usize..70,
        size in (0.0..900.0f64, 0.0..900.0f64),
        camera in prop::option::of((any::<f64>(), any::<f64>(), any::<f64>(), any::<f64>())),
        point in (any::<f64>(), any::<f64>()), method in 0..OPTIMIZERS.len(),
    ) {
        let (low, high) = (10f64.powf(low), 10f64.powf(high));
        let mut track = json!({ "optimizer": OPTIMIZERS[method].id });
        if OPTIMIZERS[method].parameters.iter().any(|parameter| parameter.id == "learningRate") {
            track["learningRate"] = json!(10f64.powf(push).min(100.0));
        }
        let config = json!({ "loss": { "id": "quadratic", "curvatures": [low, high], "angle": tilt },
                             "start": [start.0, start.1], "steps": 60, "tracks": [track] });
        // What a method refuses is no picture's affair.
        let Ok(experiment) = common::try_run(&config) else { return Ok(()) };
        let mut shot = Shot::new(experiment, "map", [size.0, size.1], step);
        shot.camera = camera.map(|(a, b, c, d)| Domain::new([a, b], [c, d]));
        survives(&shot.experiment, &shot.request(), Vec2::new(point.0, point.1))?;
    }

    #[test]
    fn any_loss_from_anywhere(
        loss in 0..LOSSES.len(), x in magnitude(), y in magnitude(), rate in -6.0..1.0f64,
        method in 0..OPTIMIZERS.len(), highlight in prop::option::of((0usize..3, 0usize..90)),
    ) {
        let mut track = json!({ "optimizer": OPTIMIZERS[method].id });
        if OPTIMIZERS[method].parameters.iter().any(|parameter| parameter.id == "learningRate") {
            track["learningRate"] = json!(10f64.powf(rate));
        }
        let config = json!({ "loss": { "id": LOSSES[loss].id }, "start": [x, y], "steps": 60, "tracks": [track] });
        if let Ok(experiment) = common::try_run(&config) {
            let mut shot = Shot::new(experiment, "map", [320.0, 230.0], 60);
            shot.highlight = highlight;
            survives(&shot.experiment, &shot.request(), Vec2::new(x, y))?;
        }
    }
}

#[test]
fn eight_long_tracks_are_drawn_in_time() {
    let rates = [0.01, 0.02, 0.03, 0.05, 0.07, 0.075, 0.079, 0.08];
    let tracks: Vec<_> =
        rates.iter().map(|rate| json!({ "optimizer": "gradient-descent", "learningRate": rate })).collect();
    let config = json!({ "loss": { "id": "quadratic", "curvatures": [1, 25], "angle": 30 }, "start": [-1.9, -0.15],
                         "steps": 10_000, "tracks": tracks });
    let shot = Shot::new(common::run(&config), "map", [600.0, 440.0], 10_000);
    let began = worked();
    let svg = shot.svg();
    let took = worked() - began;
    assert!(took < PATIENCE, "{took:?}");
    assert!(svg.len() < 200_000, "{} bytes", svg.len());
}

/// A wave that is far finer than a picture's samples is noise in it: thousands of islands at every level, unless most are left out.
#[test]
fn a_landscape_of_noise_is_drawn_in_time() {
    let wave = json!({ "id": "formula", "expression": "sin(1000x) + sin(1000y)", "box": [-4e4, 3e4, -5e4, 2e4] });
    for loss in [json!({ "id": "ackley", "a": 0, "c": 100 }), json!({ "id": "ackley", "a": 0 }), wave] {
        let config = json!({ "loss": loss, "start": [0, 742_505.6], "steps": 1 });
        let shot = Shot::new(common::run(&config), "map", [620.0, 700.0], 1);
        let began = worked();
        let svg = shot.svg();
        let took = worked() - began;
        assert!(took < PATIENCE, "{took:?} for {loss}");
        assert!(svg.len() < 700_000, "{} bytes for {loss}", svg.len());
    }
}

#[test]
fn a_size_that_is_no_size_is_a_small_picture() {
    for side in [f64::NAN, f64::INFINITY, -5.0, 0.0] {
        let experiment = common::bowl([1.0, 25.0], 30.0, [1.0, 1.0], 5, json!({ "optimizer": "gradient-descent" }));
        let mut shot = Shot::new(experiment, "map", [side, side], 2);
        for view in ["map", "clocks"] {
            shot.view = view;
            assert_eq!(parse(&shot.svg())[0].get("viewBox"), "0 0 1 1");
        }
    }
}
