//! Whatever is asked for, a picture comes back soon: no range hangs the drawing library, no point panics it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod picture;

use std::time::{Duration, Instant};

use many_clocks::{
    domain::Domain,
    loss::LOSSES,
    math::Vec2,
    optimizer::OPTIMIZERS,
    plot::{GRID, Target, View},
};
use picture::{Shot, parse};
use proptest::prelude::*;
use serde_json::json;

/// What a picture may take. Without optimisation, on a machine that is busy with other tests, that is many times as
/// much; what hangs takes for ever.
const PATIENCE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 5000 } else { 100 });

/// Draws every view, reads it back, and asks it questions.
fn survives(shot: &mut Shot, point: Vec2) -> Result<(), TestCaseError> {
    for view in View::ALL {
        shot.view = view.id;
        let (mut svg, mut least) = (String::new(), Duration::MAX);
        // What other processes take from this one is not the picture's: the best of a few counts.
        for _ in 0..4 {
            let began = Instant::now();
            svg = shot.svg();
            least = least.min(began.elapsed());
            if least < PATIENCE {
                break;
            }
        }
        prop_assert!(least < PATIENCE, "{} took {least:?}", view.id);
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
        let frame =
            Domain::new([0.0, shot.size[0].clamp(1.0, 1e4).round()], [0.0, shot.size[1].clamp(1.0, 1e4).round()]);
        for element in parse(&svg) {
            for corner in element.points() {
                prop_assert!(frame.scaled(1.0 + 1.0 / GRID).contains(corner), "{corner:?} of {element:?}");
            }
        }
        let request = shot.request();
        let _ = (view.pick)(&shot.experiment, &request, point);
        let _ = (view.colour_at)(&shot.experiment, &request, point);
        for target in [
            Target::Theta(point),
            Target::Step { track: 3, step: usize::MAX },
            Target::Dial { direction: 7, multiplier: Some(point.x), radius: point.y },
        ] {
            if let Some(place) = (view.place)(&shot.experiment, &request, target) {
                prop_assert!(place.x.is_finite() && place.y.is_finite());
            }
        }
    }
    Ok(())
}

fn magnitude() -> impl Strategy<Value = f64> {
    (-9.0..9.0f64, any::<bool>()).prop_map(|(power, negative)| if negative { -1.0 } else { 1.0 } * 10f64.powf(power))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

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
        survives(&mut shot, Vec2::new(point.0, point.1))?;
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
            survives(&mut shot, Vec2::new(x, y))?;
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
    let began = Instant::now();
    let svg = shot.svg();
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    assert!(svg.len() < 200_000, "{} bytes", svg.len());
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
