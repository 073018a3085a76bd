//! Steps to tolerance against rate.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{run, try_run, value};
use many_clocks::{
    control,
    error::Code,
    experiment::Experiment,
    loss::LOSSES,
    optimizer::OPTIMIZERS,
    sweep::{Sweep, sweep},
    value::Value,
};
use serde_json::{Value as Json, json};

fn swept(config: &Json, track: usize) -> Sweep {
    sweep(&value(config), &track.into()).unwrap_or_else(|error| panic!("{error} in {config}"))
}

/// The same configuration with another rate on track 0.
fn at(config: &Json, rate: f64) -> Experiment {
    let mut config = config.clone();
    config["tracks"][0]["learningRate"] = rate.into();
    run(&config)
}

fn bowl_of_trap_6(track: Json) -> Json {
    json!({
        "loss": { "curvatures": [1, 25], "angle": 0 }, "start": [1.5, 1], "steps": 1000, "tolerance": 1e-6,
        "tracks": [track],
    })
}

/// What a sweep says is what a run does, at every rate of its grid and at its best.
#[test]
fn a_sweep_is_two_hundred_runs() {
    for track in [
        json!({ "optimizer": "gradient-descent" }),
        json!({ "optimizer": "adam", "schedule": { "id": "cosine", "period": 60 } }),
        json!({ "optimizer": "newton" }),
    ] {
        let config = json!({ "steps": 80, "tolerance": 0.01, "tracks": [track] });
        let sweep = swept(&config, 0);
        assert_eq!((sweep.rates.len(), sweep.steps.len(), sweep.within), (200, 200, 80));
        for (rate, steps) in sweep.rates.iter().zip(&sweep.steps) {
            assert_eq!(at(&config, *rate).convergence(0).0, *steps, "{rate} in {config}");
        }
        let (rate, steps) = sweep.best.unwrap();
        assert_eq!(at(&config, rate).convergence(0).0, Some(steps));
        assert!(sweep.steps.iter().flatten().all(|other| steps <= *other), "{config}");
    }
}

/// The grid is the crank's: the same ends, equal ratios between them.
#[test]
fn the_grid_is_the_cranks_range() {
    let config = json!({ "loss": { "curvatures": [1, 25] } });
    let rates = swept(&config, 0).rates;
    let Value::List(controls) = control::controls(&run(&config), 0, control::Axis::Log) else {
        panic!("controls are a list")
    };
    let end = |key: &str| controls[0].get(key).and_then(Value::number).unwrap();
    assert_eq!((rates[0], rates[199]), (end("minimum"), end("maximum")));
    let ratio = (rates[199] / rates[0]).powf(1.0 / 199.0);
    // Each rate comes of an exponential and a product: a few ulp.
    assert!(rates.windows(2).all(|pair| (pair[1] / pair[0] / ratio - 1.0).abs() < 1e-13));
}

/// Trap 6 in its own measure, the distance: κ = 25 from (1.5, 1) to 1e-6. At the best constant rate of the bowl gradient
/// descent takes 180 steps; momentum with its own best rate and β, (√κ − 1)²/(√κ + 1)², 45.
///
/// The trap's 211 for β = 0.9 came of a coarser sweep: its optimum is narrow, and one of 200 000 rates finds 181.
#[test]
fn trap_6_by_distance() {
    let first = |track: Json| {
        let experiment = run(&bowl_of_trap_6(track));
        (0..=1000).find(|step| experiment.theta(0, *step).norm() <= 1e-6)
    };
    assert_eq!(first(json!({ "learningRate": 2.0 / 26.0 })), Some(180));
    let ball = |rate: f64, beta: f64| json!({ "optimizer": "momentum", "learningRate": rate, "momentum": beta });
    assert_eq!(first(ball((2.0f64 / 6.0).powi(2), (4.0f64 / 6.0).powi(2))), Some(45));
    assert!(first(ball(0.003_582, 0.9)).unwrap() > 180);
}

/// Trap 6 as a sweep measures it, by the gradient relative to the first one, max(1, ‖∇L₀‖) = 25.04: the same order, at
/// rates that suit this start. A sweep of 4000 rates that shares no code with this one finds 140, 150 and 35 steps; the
/// optimum for β = 0.9 is so narrow that 200 rates, and those between the best's neighbours, pass it by.
#[test]
fn trap_6_by_sweep() {
    let best = |track: Json| swept(&bowl_of_trap_6(track), 0).best.unwrap();
    let (plain, rate) = (best(json!({})).1, best(json!({})).0);
    let ball = |beta: f64| best(json!({ "optimizer": "momentum", "momentum": beta })).1;
    assert_eq!((plain, format!("{rate:.4}")), (140, "0.0756".into()));
    // With β = 0.9 it cannot win at κ = 25, however its rate is chosen; with its own β it does at once.
    let (fixed, own) = (ball(0.9), ball(0.444));
    assert!((150..=200).contains(&fixed), "{fixed}");
    assert!((35..=36).contains(&own), "{own}");
}

/// Where a rate lands in one step, no grid meets it; its landmark does.
#[test]
fn landings_are_found() {
    let round = json!({ "loss": { "curvatures": [7, 7] }, "tracks": [{}] });
    assert_eq!(swept(&round, 0).best, Some((1.0 / 7.0, 1)));
    let newton = json!({ "tracks": [{ "optimizer": "newton" }] });
    assert_eq!(swept(&newton, 0).best, Some((1.0, 1)));
}

#[test]
fn nothing_arrives_where_nothing_can() {
    let saddle = json!({ "loss": { "curvatures": [-1, 10] }, "tolerance": 1e-9, "tracks": [{}] });
    let sweep = swept(&saddle, 0);
    assert_eq!(sweep.best, None);
    assert!(sweep.steps.iter().all(Option::is_none));
    assert_eq!(sweep.record().get("best"), None);
    // And everything where there is nothing to do: the smallest rate of all.
    let there = json!({ "start": [0, 0], "tracks": [{}] });
    let sweep = swept(&there, 0);
    assert_eq!(sweep.best, Some((sweep.rates[0], 0)));
}

/// The same answer twice, and on whichever track.
#[test]
fn a_sweep_is_reproducible() {
    let config = json!({ "loss": { "id": "rosenbrock" }, "steps": 200, "tracks": [{}, { "optimizer": "adam" }] });
    for track in 0..2 {
        let (first, again) = (swept(&config, track), swept(&config, track));
        assert_eq!(first.record(), again.record());
    }
    let alone = json!({ "loss": { "id": "rosenbrock" }, "steps": 200, "tracks": [{ "optimizer": "adam" }] });
    assert_eq!(swept(&config, 1).record(), swept(&alone, 0).record());
}

/// What a step costs is what the loss and the method's rule cost together: the longer either is, the sooner the budget
/// of a sweep that never arrives is spent.
#[test]
fn longer_rules_and_longer_formulas_are_followed_less_far() {
    let within = |expression: &str, optimizer: &str| {
        let loss = json!({ "id": "formula", "expression": expression });
        let tracks = [json!({ "optimizer": optimizer })];
        swept(&json!({ "loss": loss, "steps": 10_000, "tolerance": 0, "tracks": tracks }), 0).within
    };
    let (short, long) = ("x^4 + y^4 + 1", "(x^2 - y)^2 + (x - 1)^2 + cos(x)cos(y) + exp(x/9) + exp(y/9)");
    let [descent, adam, longer] =
        [(short, "gradient-descent"), (short, "adam"), (long, "adam")].map(|(loss, id)| within(loss, id));
    assert!(0 < longer && longer < adam, "{adam}, {longer}");
    // Adam's seven lines have some ten operations for each of the formula's few: more work than a plain step on it, and
    // not ten times as much.
    assert!(2 * adam < descent && descent < 8 * adam, "{descent}, {adam}");
}

/// The work ends with its budget: every rate was followed equally far, and what is said up to there is right.
#[test]
fn the_longest_runs_are_cut_honestly() {
    // Nothing arrives at a tolerance of 0.
    let config = json!({ "loss": { "id": "rosenbrock" }, "steps": 10_000, "tolerance": 0, "tracks": [{}] });
    let sweep = swept(&config, 0);
    assert!(sweep.within < 10_000 && sweep.within > 300, "{}", sweep.within);
    let easy = json!({ "steps": 10_000, "tracks": [{}] });
    let sweep = swept(&easy, 0);
    let rate = sweep.rates[20];
    assert_eq!(sweep.steps[20], at(&easy, rate).convergence(0).0.filter(|steps| *steps <= sweep.within));
}

#[test]
fn what_has_no_rate_to_sweep_is_refused() {
    let refused = |config: Json, track: Value| {
        let error = sweep(&value(&config), &track).err().unwrap_or_else(|| panic!("{config} was swept"));
        (error.field.clone(), error.code)
    };
    let here = ("track".to_owned(), Code::NotHere);
    for id in ["chebyshev", "silver", "list"] {
        assert_eq!(refused(json!({ "tracks": [{ "schedule": { "id": id } }] }), 0usize.into()), here);
    }
    let rated = |entry: &many_clocks::registry::Entry<_>| entry.parameters.iter().any(|p| p.id == "learningRate");
    for entry in OPTIMIZERS.iter().filter(|entry| !rated(entry)) {
        assert_eq!(refused(json!({ "tracks": [{}, { "optimizer": entry.id }] }), 1usize.into()), here);
    }
    assert_eq!(refused(json!({}), 1usize.into()), ("track".into(), Code::OutOfRange));
    assert_eq!(refused(json!({}), "first".into()), ("track".into(), Code::WrongType));
    assert_eq!(refused(json!({ "steps": 0 }), Value::Null), ("steps".into(), Code::OutOfRange));
}

/// Every method, on a bowl and on two landscapes that are none: the sweep's best, where there is one, is a run that
/// arrives.
#[test]
fn every_method_can_be_swept() {
    for loss in LOSSES.iter().filter(|loss| ["quadratic", "rosenbrock", "himmelblau"].contains(&loss.id)) {
        for optimizer in OPTIMIZERS {
            let config = json!({ "loss": { "id": loss.id }, "steps": 12, "tolerance": 0.1,
                "tracks": [{ "optimizer": optimizer.id }] });
            assert!(try_run(&config).is_ok());
            let Ok(sweep) = sweep(&value(&config), &Value::Null) else { continue };
            assert!(sweep.rates.iter().all(|rate| rate.is_finite() && *rate > 0.0), "{config}");
            if let Some((rate, steps)) = sweep.best {
                let experiment = at(&config, rate);
                assert_eq!(experiment.convergence(0).0, Some(steps), "{config} at {rate}");
            }
        }
    }
}
