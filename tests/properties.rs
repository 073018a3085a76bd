//! Over the whole registries: any valid configuration gives a run that is finite or marked, and any other is refused
//! by the name of its field. A newcomer's loss or method is under these tests before its author writes one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod valid;

use common::{proptest_config, try_run, value};
use many_clocks::{
    analysis::analysis,
    catalogue::catalogue,
    config::Config,
    control,
    csv::csv,
    error::Code,
    experiment::{Experiment, Status, simulate},
    loss::LOSSES,
    math::Vec2,
    optimizer::OPTIMIZERS,
    parameter::{Kind, Parameter},
    registry::Entry,
    schedule::SCHEDULES,
    value::Value,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use valid::{allowed, configuration, entry, track};

/// Everything a reader can ask of an experiment is asked.
fn read_everything(experiment: &Experiment) {
    for track in 0..experiment.track_count() {
        let mut diverged = false;
        for step in 0..=experiment.steps() {
            let frame = experiment.frame(track, step);
            assert!(frame.theta.iter().all(|part| part.is_finite() && part.abs() < 1e12), "{frame:?}");
            assert!(!diverged || frame.status == Status::Diverged, "nothing comes back from divergence");
            diverged = frame.status == Status::Diverged;
            if let Some(displacement) = frame.displacement {
                assert_eq!(displacement, experiment.theta(track, step + 1) - frame.theta);
            } else {
                assert!(diverged || step == experiment.steps());
            }
            if frame.status == Status::Stopped {
                assert_eq!(frame.displacement.map(|step| step.norm()).unwrap_or(0.0), 0.0);
                assert!(frame.why.is_some());
            }
        }
        for step in [0, experiment.steps() / 2, experiment.steps()] {
            assert!(experiment.frame(track, step).record(experiment, track).get("theta").is_some());
            assert!(analysis(experiment, track, step).get("clocks").is_some());
        }
    }
    assert_eq!(csv(experiment).lines().count(), 1 + experiment.track_count() * (experiment.steps() + 1));
    let Value::List(controls) = control::controls(experiment, 0, control::Axis::Log) else {
        panic!("controls are a list")
    };
    for slider in controls {
        let id = slider.get("id").and_then(Value::text).unwrap().to_owned();
        if slider.get("disabled").is_some() {
            continue;
        }
        let last = slider.get("positions").and_then(Value::number).unwrap();
        for position in [0.0, (last / 2.0).floor(), last] {
            let change = Value::map([("position", position.into())]);
            let config = control::adjust(experiment, &id, &change, 4.0).unwrap();
            assert!(Config::read(&config).is_ok(), "{id} at {position}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..proptest_config() })]

    #[test]
    fn any_valid_configuration_is_finite_or_marked(config in configuration()) {
        read_everything(&try_run(&config).unwrap());
    }

    /// The normalised configuration gives the very same experiment, and normalising again changes nothing.
    #[test]
    fn normalising_is_idempotent(config in configuration()) {
        let first = try_run(&config).unwrap();
        let record = first.config().record();
        let second = Experiment::new(Config::read(&record).unwrap());
        prop_assert_eq!(second.config().record(), record);
        prop_assert_eq!(second.theta(0, second.steps()), first.theta(0, first.steps()));
    }

    /// Derivatives agree with differences, loosely, where the loss is finite: a check of the formula's plumbing.
    #[test]
    fn gradients_point_uphill(loss in entry(LOSSES, "id"), x in -2.0..2.0f64, y in -2.0..2.0f64) {
        let experiment = try_run(&json!({ "loss": loss, "start": [x, y] })).unwrap();
        check_gradient(&experiment)?;
    }

    /// Whatever is set: a rate is a number that does not point uphill.
    #[test]
    fn schedules_are_finite_and_not_negative(
        schedule in entry(SCHEDULES, "id"), base in 0.0..=1e6f64, step in prop_oneof![0usize..100, 0usize..=10_000],
    ) {
        let config = Config::read(&value(&json!({ "tracks": [{ "schedule": schedule }] }))).unwrap();
        let rate = config.tracks[0].schedule.build().rate(base, step);
        prop_assert!(rate.is_finite() && rate >= 0.0, "{} at step {}", rate, step);
    }

    /// Arbitrary trees are refused with a field, or run.
    #[test]
    fn arbitrary_data_never_panics(tree in tree()) {
        if let Err(error) = many_clocks::experiment::simulate(&tree) {
            prop_assert!(!error.field.is_empty() && !error.message().is_empty());
        }
    }
}

/// Compares the gradient with differences; false where values are not finite and there is nothing to compare.
fn check_gradient(experiment: &Experiment) -> Result<bool, TestCaseError> {
    let (loss, start) = (experiment.loss(), experiment.start());
    let local = loss.local(start);
    let value = loss.value(start);
    prop_assert!(local.value == value || (local.value.is_nan() && value.is_nan()), "{} {}", local.value, value);
    let mirrored = local.hessian.m12 == local.hessian.m21 || local.hessian.m12.is_nan();
    prop_assert!(mirrored, "{}", local.hessian);
    let mut compared = false;
    for axis in [Vec2::new(1.0, 0.0), Vec2::new(0.0, 1.0)] {
        let exact = local.gradient.dot(&axis);
        // Half the step errs a quarter as much: two differences tell how far either is from the slope. Where they do
        // not agree, curvature changes within the step and differences say nothing.
        let slope = |step: f64| (loss.value(start + axis * step) - loss.value(start - axis * step)) / (2.0 * step);
        let (coarse, fine) = (slope(2e-6), slope(1e-6));
        if !(coarse.is_finite() && fine.is_finite() && value.is_finite()) {
            continue;
        }
        prop_assert!(exact.is_finite(), "{} has no slope where {} is its difference", start, fine);
        // Rounding: values are right to some ulp of their largest term, of which the values nearby tell the size.
        let nearby = [-1.0, 0.0, 1.0].map(|side| loss.value(start + axis * side).abs()).into_iter();
        let size = nearby.filter(|value| value.is_finite()).fold(1.0 + value.abs(), f64::max);
        let tolerance = 4.0 * (coarse - fine).abs() + 100.0 * f64::EPSILON * size / 1e-6 + 1e-9 * exact.abs();
        prop_assert!((fine - exact).abs() <= tolerance, "{} against {} ± {}", fine, exact, tolerance);
        compared = true;
    }
    Ok(compared)
}

/// What the property skips is known: of the losses at their defaults from anywhere near, none.
#[test]
fn every_gradient_is_compared() {
    for loss in LOSSES {
        let mut skipped = 0;
        for index in 0..100 {
            let start = [f64::from(index % 10) * 0.37 - 1.71, f64::from(index / 10) * 0.41 - 1.83];
            let experiment = try_run(&json!({ "loss": { "id": loss.id }, "start": start, "steps": 1 })).unwrap();
            skipped += usize::from(!check_gradient(&experiment).unwrap_or_else(|error| panic!("{}: {error}", loss.id)));
        }
        assert_eq!(skipped, 0, "{}", loss.id);
    }
    // And a formula that has no value on half of the plane is skipped there, not failed.
    let experiment = try_run(&json!({ "loss": { "id": "formula", "expression": "ln(x) - 1/y" }, "start": [-1, 0] }));
    assert!(!check_gradient(&experiment.unwrap()).unwrap());
}

/// Trees that know the keys but not the rules.
fn tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop_oneof![
            any::<f64>(),
            Just(f64::NAN),
            Just(f64::INFINITY),
            Just(-0.0),
            Just(5e-324),
            Just(1e308),
            0.0..50.0f64
        ]
        .prop_map(Value::from),
        prop::sample::select(vec!["quadratic", "adam", "newton", "constant", "", "λ", "__proto__"])
            .prop_map(Value::from),
        Just(Value::Foreign("a function".into())),
    ];
    let keys =
        vec!["loss", "id", "start", "steps", "tracks", "optimizer", "learningRate", "schedule", "curvatures", "angle"];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::List),
            prop::collection::vec((prop::sample::select(keys.clone()), inner), 0..6)
                .prop_map(|entries| Value::Map(entries.into_iter().map(|(key, item)| (key.into(), item)).collect())),
        ]
    })
}

#[test]
fn everything_may_be_missing() {
    let experiment = try_run(&json!({})).unwrap();
    assert_eq!(experiment.steps(), 60);
    assert_eq!(experiment.optimizer_id(0), "gradient-descent");
    assert_eq!(experiment.config().loss.entry.id, "quadratic");
    // Every loss starts at its own start.
    for loss in LOSSES {
        let experiment = try_run(&json!({ "loss": { "id": loss.id } })).unwrap();
        assert_eq!(experiment.start(), experiment.loss().start(), "{}", loss.id);
    }
}

#[test]
fn a_refusal_names_the_field_the_value_and_what_is_allowed() {
    for (config, field, code, words) in [
        (json!({ "steps": 0 }), "steps", Code::OutOfRange, "from 1 to 10000"),
        (json!({ "steps": 2.5 }), "steps", Code::NotWhole, "2.5"),
        (json!({ "stepz": 5 }), "stepz", Code::UnknownKey, "steps"),
        (json!({ "loss": "bowl" }), "loss", Code::WrongType, "an object"),
        (json!({ "loss": { "id": "bowl" } }), "loss.id", Code::UnknownId, "quadratic"),
        (json!({ "loss": { "curvatures": [1] } }), "loss.curvatures", Code::WrongLength, "list of 2"),
        (json!({ "loss": { "curvatures": [1, "x"] } }), "loss.curvatures[1]", Code::WrongType, "a number"),
        (json!({ "loss": { "a": 1 } }), "loss.a", Code::UnknownKey, "curvatures"),
        (json!({ "start": [1, 2, 3] }), "start", Code::WrongLength, "list of 2"),
        (json!({ "start": [1, 1e9] }), "start[1]", Code::OutOfRange, "1000000"),
        (json!({ "tolerance": -1 }), "tolerance", Code::OutOfRange, "-1"),
        (json!({ "tracks": [] }), "tracks", Code::WrongLength, "1 to 8"),
        (json!({ "tracks": {} }), "tracks", Code::WrongType, "1 to 8"),
        (json!({ "tracks": [{ "optimizer": "sgd" }] }), "tracks[0].optimizer", Code::UnknownId, "gradient-descent"),
        (json!({ "tracks": [{ "learningRate": "0.1" }] }), "tracks[0].learningRate", Code::WrongType, "\"0.1\""),
        (json!({ "tracks": [{}, { "learningRate": -1 }] }), "tracks[1].learningRate", Code::OutOfRange, "from 0 to"),
        (
            json!({ "tracks": [{ "optimizer": "adam", "amsgrad": 1 }] }),
            "tracks[0].amsgrad",
            Code::WrongType,
            "true or false",
        ),
        (
            json!({ "tracks": [{ "schedule": { "id": "steps" } }] }),
            "tracks[0].schedule.id",
            Code::UnknownId,
            "constant",
        ),
        (json!({ "tracks": [{ "schedule": { "factor": 1 } }] }), "tracks[0].schedule.factor", Code::UnknownKey, "id"),
        (json!({ "loss": { "id": "formula", "box": [1, 2] } }), "loss.box", Code::WrongLength, "4 numbers"),
        (json!({ "loss": { "id": "formula", "box": [1, 1, 0, 1] } }), "loss.box", Code::OutOfRange, "left < right"),
        (json!({ "loss": { "id": "formula", "box": [0, 1, 2, 1] } }), "loss.box", Code::OutOfRange, "bottom < top"),
        (json!({ "loss": { "id": "formula", "box": [0, 1, 0, "1"] } }), "loss.box[3]", Code::WrongType, "a number"),
        (json!({ "loss": { "id": "least-squares", "data": [[1, 2]] } }), "loss.data", Code::WrongLength, "2 to 500"),
        (
            json!({ "loss": { "id": "logistic", "data": [[1, 2], [2, 0]] } }),
            "loss.data[0][1]",
            Code::OutOfRange,
            "0 to 1",
        ),
        (json!({ "loss": { "id": "logistic", "data": [[1, 0.5], [2, 0]] } }), "loss.data[0][1]", Code::NotWhole, "0.5"),
        (json!([]), "config", Code::WrongType, "an object"),
    ] {
        let error = try_run(&config).err().unwrap_or_else(|| panic!("{config} was accepted"));
        assert_eq!((error.field.as_str(), error.code), (field, code), "{config}");
        assert!(error.message().contains(words), "{config}: {}", error.message());
    }
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let track = Value::map([("learningRate", bad.into())]);
        let error =
            many_clocks::experiment::simulate(&Value::map([("tracks", Value::List(vec![track]))])).err().unwrap();
        assert_eq!((error.field.as_str(), error.code), ("tracks[0].learningRate", Code::NotFinite));
        assert!(error.record().get("value").and_then(Value::text).is_some(), "JSON has no {bad}");
    }
}

/// Registries are consistent: ids unique, defaults allowed, formulas and sources said.
#[test]
fn registries_are_complete() {
    fn check<T: ?Sized>(entries: &'static [Entry<T>]) {
        for (index, entry) in entries.iter().enumerate() {
            assert!(entries.iter().skip(index + 1).all(|other| other.id != entry.id), "{} twice", entry.id);
            for text in [entry.label, entry.formula, entry.source, entry.notice] {
                assert!(!text.is_empty(), "{}", entry.id);
            }
            for (symbol, meaning) in entry.symbols() {
                let shown = symbol.split(", ").all(|part| entry.formula.contains(part));
                assert!(shown && !meaning.is_empty(), "{}: {symbol} is not in {}", entry.id, entry.formula);
            }
            for parameter in entry.parameters {
                let default = parameter.default();
                let checked = many_clocks::config::setting(&default, parameter, parameter.id);
                assert_eq!(checked.unwrap(), default, "{}.{}", entry.id, parameter.id);
            }
        }
    }
    check(LOSSES);
    check(OPTIMIZERS);
    check(SCHEDULES);
    let Value::Map(parts) = catalogue(Value::Null) else { panic!("the catalogue is a map") };
    assert_eq!(parts.len(), 4);
}

/// A zero gradient moves no method that has no memory, and never gives NaN.
#[test]
fn a_zero_gradient_is_no_step() {
    // Optax's Yogi begins with moments of 10⁻⁶ and so leaves even a minimum; the rule holds for memories that begin empty.
    for optimizer in OPTIMIZERS.iter().filter(|optimizer| optimizer.id != "yogi") {
        for curvatures in [[1.0, 10.0], [0.0, 1.0]] {
            let experiment = try_run(&json!({
                "loss": { "id": "quadratic", "curvatures": curvatures, "angle": 0 }, "start": [0, 0], "steps": 3,
                "tracks": [{ "optimizer": optimizer.id }],
            }))
            .unwrap();
            assert_eq!(experiment.theta(0, 3).norm(), 0.0, "{}", optimizer.id);
            assert_eq!(experiment.frame(0, 1).status, Status::Converged, "{}", optimizer.id);
        }
    }
}

/// The configuration that a control gives is the one that the reader asked for.
#[test]
fn controls_do_what_they_say() {
    let experiment =
        try_run(&json!({ "loss": { "curvatures": [1, 25] }, "tracks": [{ "learningRate": 0.07 }] })).unwrap();
    let adjust = |id: &str, change: Json| control::adjust(&experiment, id, &value(&change), 4.0);
    let rate = |config: Value| Config::read(&config).unwrap().tracks[0].learning_rate().unwrap();
    assert_eq!(rate(adjust("learningRate", json!({ "text": "2/26" })).unwrap()), 2.0 / 26.0);
    assert_eq!(adjust("learningRate", json!({ "text": "2/" })).unwrap_err().code, Code::Syntax);
    assert_eq!(adjust("learningRate", json!({ "text": "1/0" })).unwrap_err().code, Code::NotFinite);
    assert_eq!(adjust("learning", json!({})).unwrap_err().code, Code::UnknownId);
    // Stretching keeps the steep curvature.
    let stretched = adjust("conditioning", json!({ "value": 100 })).unwrap();
    assert_eq!(Config::read(&stretched).unwrap().loss.values.pair("curvatures"), [0.25, 25.0]);
    let start = |change: Json| Config::read(&adjust("start", change).unwrap()).unwrap().start;
    assert_eq!(start(json!({ "value": [0.3, -1] })).as_slice(), [0.3, -1.0]);
    assert_eq!(start(json!({ "nudge": [1, 0] })).as_slice(), [1.54, 0.5]);
    let swapped = Config::read(&adjust("optimizer", json!({ "value": "adam" })).unwrap()).unwrap();
    assert_eq!(swapped.tracks[0].optimizer.entry.id, "adam");
    let landscape = Config::read(&adjust("loss", json!({ "value": "rosenbrock" })).unwrap()).unwrap();
    assert_eq!(landscape.start, landscape.loss.build().start());
}

/// Each landmark of the crank lies on its slider, and a slider that stands on it gives exactly its value.
#[test]
fn landmarks_can_be_met_exactly() {
    for curvatures in [[1.0, 25.0], [10.0, 10.0], [0.4, 10.0], [1.0, 1000.0]] {
        let experiment = try_run(&json!({ "loss": { "curvatures": curvatures } })).unwrap();
        let Value::List(controls) = control::controls(&experiment, 0, control::Axis::Log) else {
            panic!("controls are a list")
        };
        let Some(Value::List(marks)) = controls[0].get("marks") else { panic!("the crank has marks") };
        let [low, high] = curvatures;
        let expected = if low == high {
            vec![("best", 1.0 / high), ("limit", 2.0 / high)]
        } else {
            vec![
                ("ideal-steep", 1.0 / high),
                ("best", 2.0 / (low + high)),
                ("limit", 2.0 / high),
                ("ideal-shallow", 1.0 / low),
            ]
        };
        let found: Vec<_> = marks
            .iter()
            .map(|mark| (mark.get("id").unwrap().text().unwrap(), mark.get("value").unwrap().number().unwrap()))
            .collect();
        assert_eq!(found, expected);
        for mark in marks.iter() {
            let change = Value::map([("position", mark.get("position").unwrap().clone())]);
            let config = control::adjust(&experiment, "learningRate", &change, 4.0).unwrap();
            let rate = Config::read(&config).unwrap().tracks[0].learning_rate().unwrap();
            assert!(found.iter().any(|(_, value)| *value == rate), "{rate} is no landmark");
        }
    }
}

/// An arrow key moves every slider from wherever it stands, away from its marks too, and back onto them.
#[test]
fn every_position_can_be_left() {
    let sliders = |experiment: &Experiment| {
        let Value::List(sliders) = control::controls(experiment, 0, control::Axis::Log) else {
            panic!("controls are a list")
        };
        sliders
    };
    let start =
        try_run(&json!({ "loss": { "curvatures": [1, 25] }, "steps": 1, "tracks": [{ "learningRate": 0.04 }] }))
            .unwrap();
    for slider in sliders(&start) {
        let id = slider.get("id").and_then(Value::text).unwrap().to_owned();
        let place = |experiment: &Experiment| {
            let sliders = sliders(experiment);
            let slider = sliders.iter().find(|slider| slider.get("id").and_then(Value::text) == Some(&id)).unwrap();
            slider.get("position").and_then(Value::number).unwrap()
        };
        let moved = |experiment: &Experiment, to: f64| {
            let change = Value::map([("position", to.into())]);
            Experiment::new(Config::read(&control::adjust(experiment, &id, &change, 4.0).unwrap()).unwrap())
        };
        let last = slider.get("positions").and_then(Value::number).unwrap();
        for direction in [1.0, -1.0] {
            let mut experiment = moved(&start, if direction > 0.0 { 0.0 } else { last });
            let mut visited = 0.0;
            for _ in 0..5000 {
                let at = place(&experiment);
                if (direction > 0.0 && at >= last) || (direction < 0.0 && at <= 0.0) {
                    break;
                }
                experiment = moved(&experiment, at + direction);
                let now = place(&experiment);
                assert!((now - at) * direction > 0.0, "{id} sticks at {at}");
                visited += 1.0;
            }
            assert!(visited > last / 2.0, "{id} skips");
        }
    }
}

#[test]
fn methods_enter_and_leave_a_race_until_there_are_eight_or_one() {
    let mut config = simulate(&Value::Map(Vec::new())).unwrap().config().record();
    let change = |key: &'static str, value: Value| Value::map([(key, value)]);
    for count in 2..=8 {
        config = control::adjust(&simulate(&config).unwrap(), "tracks", &Value::Map(Vec::new()), 1.0).unwrap();
        let Some(Value::List(tracks)) = config.get("tracks") else { panic!() };
        let names: Vec<_> = tracks.iter().map(|track| track.get("optimizer").cloned()).collect();
        assert_eq!(names.len(), count);
        assert!(
            names.iter().all(|name| names.iter().filter(|other| *other == name).count() == 1),
            "each its own method"
        );
    }
    let full = simulate(&config).unwrap();
    assert_eq!(control::adjust(&full, "tracks", &Value::Map(Vec::new()), 1.0).unwrap_err().field, "tracks");
    for count in (1..8).rev() {
        config = control::adjust(&simulate(&config).unwrap(), "tracks", &change("remove", 0.0.into()), 1.0).unwrap();
        let Some(Value::List(tracks)) = config.get("tracks") else { panic!() };
        assert_eq!(tracks.len(), count);
    }
    let one = simulate(&config).unwrap();
    assert_eq!(control::adjust(&one, "tracks", &change("remove", 5.0.into()), 1.0).unwrap_err().field, "remove");
}
