//! A bowl of many directions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{bowl, proptest_config, value};
use many_clocks::{
    config::Config, directions::Directions, error::Code, experiment::Status, optimizer::OPTIMIZERS, value::Value,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn spectrum(options: Json) -> Directions {
    Directions::read(&value(&options)).unwrap_or_else(|error| panic!("{error} in {options}"))
}

fn number(record: &Value, key: &str) -> f64 {
    record.get(key).and_then(Value::number).unwrap_or_else(|| panic!("no {key} in {record:?}"))
}

fn log_spaced(count: usize, to: f64) -> Vec<f64> {
    (0..count).map(|index| to.powf(index as f64 / (count - 1) as f64)).collect()
}

fn separable() -> impl Iterator<Item = &'static str> {
    let separable = |id: &str| {
        let config = Config::read(&value(&json!({ "tracks": [{ "optimizer": id }] }))).unwrap();
        config.tracks[0].optimizer.build().is_separable()
    };
    OPTIMIZERS.iter().map(|entry| entry.id).filter(move |id| separable(id))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..proptest_config() })]

    /// Two directions are the two-dimensional run on an axis-aligned bowl, bit for bit, whatever the method; and three
    /// are as the first two with a third beside them: nothing leaks from one direction to another. Only methods that
    /// divide by a matrix round with its neighbour: a few ulp of what a step covers, which is no more than the distance.
    #[test]
    fn every_separable_method_runs_as_in_two_dimensions(
        low in 0.01..10.0f64, ratio in 1.0..100.0f64, third in 0.01..1000.0f64, rate in 0.001..1.0f64,
    ) {
        let mut curvatures = vec![low, low * ratio];
        for id in separable() {
            let track = json!({ "optimizer": id, "learningRate": rate });
            let pair = spectrum(json!({ "curvatures": curvatures, "track": track, "steps": 40 }));
            let plane = bowl([curvatures[0], curvatures[1]], 0.0, [1.0, 1.0], 40, track.clone());
            for step in 0..=40 {
                let theta = plane.theta(0, step);
                prop_assert_eq!(pair.distances(step), [theta.x, theta.y], "{} at {}", id, step);
                prop_assert_eq!(pair.rate(step), plane.rate(0, step));
                prop_assert_eq!(pair.status(step) == Status::Diverged, plane.status(0, step) == Status::Diverged);
            }
            curvatures.push(third);
            let three = spectrum(json!({ "curvatures": curvatures, "track": track, "steps": 40 }));
            curvatures.pop();
            let index = |curvature: f64| three.curvatures().iter().position(|other| *other == curvature).unwrap();
            let last = (0..=40).take_while(|step| three.status(*step) != Status::Diverged).count();
            for step in 0..last {
                for (direction, curvature) in curvatures.iter().enumerate() {
                    let own = three.distances(step)[index(*curvature)];
                    let rounding = if id.ends_with("newton") { 8.0 * f64::EPSILON * step as f64 } else { 0.0 };
                    prop_assert!((own - pair.distances(step)[direction]).abs() <= rounding, "{} at {}", id, step);
                }
            }
        }
    }
}

#[test]
fn methods_that_mix_directions_are_refused() {
    let mixing: Vec<&str> =
        OPTIMIZERS.iter().map(|entry| entry.id).filter(|id| !separable().any(|other| other == *id)).collect();
    for id in &mixing {
        let error = Directions::read(&value(&json!({ "track": { "optimizer": id } }))).err().unwrap();
        assert_eq!((error.field.as_str(), error.code), ("track.optimizer", Code::NotHere), "{id}");
    }
    for id in ["polyak", "armijo", "exact-line-search", "barzilai-borwein", "full-matrix-adagrad"] {
        assert!(mixing.contains(&id), "{id}");
    }
    assert!(separable().count() >= 5);
}

/// Trap 14: κ matters, the dimension does not. 2, 12 or 100 curvatures from 1 to 100.
#[test]
fn more_clocks_between_the_two_change_nothing() {
    for count in [2, 12, 100] {
        let rate = 2.0 / 101.0;
        let run = spectrum(json!({
            "curvatures": log_spaced(count, 100.0), "track": { "learningRate": rate }, "steps": 300,
        }));
        let readout = run.readout(0);
        assert_eq!(number(&readout, "conditionNumber"), 100.0);
        assert_eq!(number(&readout, "bestRate"), rate);
        assert_eq!(number(&readout, "stableBelow"), 0.02);
        assert_eq!(format!("{:.4}", number(&readout, "bestFactor")), "0.9802");
        // Measured on the run: the direction furthest out shrinks by that factor a step.
        let furthest = |step: usize| run.distances(step).iter().fold(0.0f64, |most, part| most.max(part.abs()));
        let measured = (furthest(300) / furthest(0)).powf(1.0 / 300.0);
        assert!((measured - 99.0 / 101.0).abs() < 1e-12, "{count}: {measured}");
    }
}

/// What a readout says follows from distances and curvatures.
#[test]
fn a_readout_is_consistent() {
    let curvatures = [5.0, 1.0, 20.0];
    let run = spectrum(json!({ "curvatures": curvatures, "track": { "learningRate": 0.09 }, "steps": 10 }));
    assert_eq!(run.curvatures(), [1.0, 5.0, 20.0]);
    let readout = run.readout(3);
    let Some(Value::List(directions)) = readout.get("directions") else { panic!("directions are a list") };
    let mut loss = 0.0;
    for (direction, curvature) in directions.iter().zip([1.0, 5.0, 20.0]) {
        assert_eq!(number(direction, "curvature"), curvature);
        let factor: f64 = 1.0 - 0.09 * curvature;
        assert_eq!(number(direction, "multiplier"), factor);
        assert!((number(direction, "distance") - factor.powi(3)).abs() < 1e-15);
        loss += 0.5 * curvature * number(direction, "distance").powi(2);
    }
    assert!((number(&readout, "loss") - loss).abs() <= 4.0 * f64::EPSILON * loss);
    let shares: f64 = directions.iter().map(|direction| number(direction, "share")).sum();
    assert!((shares - 1.0).abs() <= 4.0 * f64::EPSILON);
    let word = |index: usize| directions[index].get("regime").and_then(Value::text);
    assert_eq!([word(0), word(1), word(2)], [Some("creeps"), Some("creeps"), Some("overshoots")]);
    // 0.91³ against 0.8³: the flattest is furthest out.
    assert_eq!(number(&readout, "slowest"), 0.0);
    // Of a method with memory the multiplier is the step's own.
    let ball = spectrum(json!({ "track": { "optimizer": "momentum", "learningRate": 0.05 }, "steps": 4 }));
    let (before, after) = (ball.distances(2)[1], ball.distances(3)[1]);
    let Value::List(directions) = ball.readout(2).get("directions").unwrap().clone() else { panic!() };
    assert_eq!(number(&directions[1], "multiplier"), after / before);
    assert_eq!(number(&directions[1], "spectralRadius"), 0.9f64.sqrt());
    let Value::List(directions) = ball.readout(4).get("directions").unwrap().clone() else { panic!() };
    assert_eq!(directions[1].get("multiplier"), None);
}

/// One direction beyond its limit ends the run of all.
#[test]
fn divergence_is_everybodys() {
    let run = spectrum(json!({ "curvatures": [1, 2, 4, 400], "track": { "learningRate": 0.1 }, "steps": 60 }));
    // 39ᵏ: the ninth step would be beyond 10¹².
    let last = (0..=60).find(|step| run.status(*step) == Status::Diverged).unwrap();
    assert_eq!(last, 7);
    assert_eq!(run.distances(60), run.distances(last));
    assert!(run.distances(60).iter().all(|distance| distance.is_finite()));
    assert_eq!(run.readout(60).get("status").and_then(Value::text), Some("diverged"));
    assert_eq!(number(&run.readout(60), "step"), 60.0);
}

/// A run that is cut short is the beginning of the longer one; what would come later does not show: a frame that no step
/// leaves cannot have diverged.
#[test]
fn a_shorter_run_is_the_beginning_of_a_longer_one() {
    for optimizer in ["gradient-descent", "momentum", "nesterov", "adam"] {
        let run = |steps: usize| {
            let track = json!({ "optimizer": optimizer, "learningRate": 0.1 });
            spectrum(json!({ "curvatures": [1, 2, 400], "track": track, "steps": steps }))
        };
        let long = run(60);
        let last = (0..=60).find(|step| long.status(*step) == Status::Diverged).unwrap_or(60);
        assert_eq!(last == 60, optimizer == "adam", "{optimizer}: {last}");
        for steps in 1..=12 {
            let short = run(steps);
            for step in 0..=steps {
                assert_eq!(short.distances(step), long.distances(step), "{optimizer}, {step} of {steps}");
                let expected = if steps > last { long.status(step) } else { Status::Running };
                assert_eq!(short.status(step), expected, "{optimizer}, {step} of {steps}");
            }
        }
    }
}

/// Which direction is furthest out, and of several that are equally far the flattest.
#[test]
fn the_slowest_is_the_furthest_out() {
    // 1 − ηλ is 0.9, 0.5 and −0.95: the steep one overshoots and is last.
    let run = spectrum(json!({ "curvatures": [1, 5, 19.5], "track": { "learningRate": 0.1 }, "steps": 3 }));
    assert_eq!([0, 1, 3].map(|step| number(&run.readout(step), "slowest")), [0.0, 2.0, 2.0]);
}

/// The limit that is told of a method with memory is its own, where the steepest direction turns to growing.
#[test]
fn a_method_with_memory_has_a_limit_of_its_own() {
    for (optimizer, reach) in [("gradient-descent", 2.0), ("momentum", 3.0), ("nesterov", 1.5)] {
        let run = |rate: f64| {
            let mut track = json!({ "optimizer": optimizer, "learningRate": rate });
            if optimizer != "gradient-descent" {
                track["momentum"] = 0.5.into();
            }
            spectrum(json!({ "curvatures": [1, 7, 16], "track": track, "steps": 2000 }))
        };
        let limit = number(&run(0.01).readout(0), "stableBelow");
        assert_eq!(limit, reach / 16.0, "{optimizer}");
        let furthest = |rate: f64| run(rate).distances(2000).iter().fold(0.0f64, |most, part| most.max(part.abs()));
        assert!(furthest(0.99 * limit) < 1e-3 && furthest(1.01 * limit) > 1e3, "{optimizer}");
    }
}

/// A plain step's factor is known where no step leaves any more; whether all steps have one rate is the schedule's affair.
#[test]
fn what_is_known_without_a_step() {
    let run = |schedule: Json| {
        let track = json!({ "learningRate": 0.09, "schedule": schedule });
        spectrum(json!({ "curvatures": [1, 5], "track": track, "steps": 4 }))
    };
    let plain = run(json!({ "id": "constant" }));
    let Value::List(last) = plain.readout(4).get("directions").unwrap().clone() else { panic!() };
    assert_eq!([0, 1].map(|index| number(&last[index], "multiplier")), [1.0 - 0.09, 1.0 - 0.09 * 5.0]);
    assert!(plain.is_steady());
    assert!(!run(json!({ "id": "silver" })).is_steady());
}

#[test]
fn what_is_wrong_is_named() {
    let long = |count: usize| json!({ "curvatures": vec![1.0; count] });
    for (options, field, code) in [
        (json!({ "curvatures": [1, 2, 3, -4] }), "curvatures[3]", Code::OutOfRange),
        (json!({ "curvatures": [1, "2"] }), "curvatures[1]", Code::WrongType),
        (json!({ "curvatures": [] }), "curvatures", Code::WrongLength),
        (json!({ "curvatures": 3 }), "curvatures", Code::WrongType),
        (long(1001), "curvatures", Code::WrongLength),
        (json!({ "track": { "learningRate": -1 } }), "track.learningRate", Code::OutOfRange),
        (json!({ "track": { "optimizer": "sgd" } }), "track.optimizer", Code::UnknownId),
        (json!({ "steps": 10_001 }), "steps", Code::OutOfRange),
        (json!({ "curvatures": vec![1.0; 1000], "steps": 2001 }), "steps", Code::OutOfRange),
        (json!({ "angle": 30 }), "angle", Code::UnknownKey),
        (json!([]), "config", Code::WrongType),
    ] {
        let error = Directions::read(&value(&options)).err().unwrap_or_else(|| panic!("{options} was accepted"));
        assert_eq!((error.field.as_str(), error.code), (field, code), "{options}");
    }
    assert_eq!(spectrum(json!({})).curvatures(), [1.0, 10.0]);
    assert_eq!(spectrum(long(1)).distances(1), [0.9]);
    assert_eq!(spectrum(json!({ "curvatures": vec![1.0; 1000], "steps": 2000 })).steps(), 2000);
}
