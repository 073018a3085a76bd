//! Over the whole registries: any valid configuration gives a run that is finite or marked, and any other is refused
//! by the name of its field. A newcomer's loss or method is under these tests before its author writes one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
#[path = "properties/controls.rs"]
mod controls;
#[path = "properties/refusals.rs"]
mod refusals;
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
    registry::Entry,
    schedule::SCHEDULES,
    value::Value,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use valid::{configuration, entry};

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
