//! Against the reference trajectories: PyTorch, Optax and this project's own NumPy rules.
//!
//! `tests/oracle/map.mjs` writes the mapped cases to `target/oracle.json` (`./build.sh test` does so); the tolerance of
//! each case comes with it, made from how far the reference itself moves under a 2-ulp perturbation.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use many_clocks::{
    experiment::{Experiment, Status},
    loss::LOSSES,
    math::Vec2,
    optimizer::OPTIMIZERS,
    registry,
    schedule::SCHEDULES,
    spectrum,
};
use serde_json::Value as Json;

fn read(path: &str) -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; `node tests/oracle/map.mjs target/oracle.json` writes it", path.display())
    });
    serde_json::from_str(&text).unwrap()
}

fn floats(json: &Json) -> Vec<f64> {
    json.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

/// Whether everything a configuration names is in the registries.
fn is_offered(config: &Json) -> bool {
    let track = &config["tracks"][0];
    let schedule = track["schedule"]["id"].as_str().unwrap_or("constant");
    registry::find(LOSSES, config["loss"]["id"].as_str().unwrap()).is_some()
        && registry::find(OPTIMIZERS, track["optimizer"].as_str().unwrap()).is_some()
        && registry::find(SCHEDULES, schedule).is_some()
}

/// Optax works this schedule out in single precision, which no tolerance made for double precision can meet. So the
/// rates are held to the recorded ones as single precision goes, and the trajectory is compared at the recorded rates.
fn at_recorded_rates(experiment: &Experiment, case: &Json) -> Experiment {
    let recorded = floats(&case["rates"]);
    let largest = recorded.iter().copied().fold(0.0, f64::max);
    for (step, recorded) in recorded.iter().enumerate().take(experiment.steps()) {
        let own = experiment.rate(0, step).unwrap();
        // A few operations, each rounded relative to the largest rate.
        assert!((own - recorded).abs() <= 4.0 * f64::from(f32::EPSILON) * largest, "{step}: {own} against {recorded}");
    }
    let mut config = case["config"].clone();
    config["tracks"][0]["schedule"] = serde_json::json!({ "id": "list", "rates": recorded });
    common::run(&config)
}

/// Every mapped case whose method, schedule and loss exist, and a table of how near each method comes.
#[test]
fn trajectories_equal_the_reference() {
    let cases = read("target/oracle.json");
    // Method → cases, worst error in units of the tolerance, and in which case.
    let mut table: BTreeMap<String, (usize, f64, String)> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases.as_array().unwrap() {
        let (config, id) = (&case["config"], case["id"].as_str().unwrap());
        if !is_offered(config) {
            *missing.entry(config["tracks"][0]["optimizer"].as_str().unwrap().to_owned()).or_insert(0) += 1;
            continue;
        }
        let mut experiment = common::run(config);
        if config["tracks"][0]["schedule"]["id"] == "warmup-cosine" {
            experiment = at_recorded_rates(&experiment, case);
        }
        let tolerance = case["tolerance"].as_f64().unwrap();
        let last = case["lastStep"].as_u64().unwrap() as usize;
        let reference: Vec<Vec<f64>> = case["theta"].as_array().unwrap().iter().map(floats).collect();
        let mut worst = 0.0f64;
        for (step, expected) in reference.iter().enumerate().take(last + 1) {
            let theta = experiment.theta(0, step);
            let scale = expected.iter().fold(1.0f64, |scale, part| scale.max(part.abs()));
            let error = (theta - Vec2::new(expected[0], expected[1])).amax() / scale / tolerance;
            // `max` would forget a NaN.
            worst = if error.is_nan() { error } else { worst.max(error) };
        }
        if last == 0 {
            // No step was recorded: the method cannot leave this start.
            assert_ne!(experiment.status(0, 1), Status::Running, "{id}");
        }
        if worst.is_nan() || worst > 1.0 {
            wrong.push(format!("{id}: {worst:.2e} × tolerance"));
        }
        let row = table.entry(experiment.optimizer_id(0).to_owned()).or_insert((0, 0.0, String::new()));
        row.0 += 1;
        if worst >= row.1 {
            (row.1, row.2) = (worst, id.to_owned());
        }
    }
    println!("{:<20} {:>5}  worst error / tolerance", "method", "cases");
    for (method, (count, worst, id)) in &table {
        println!("{method:<20} {count:>5}  {worst:.2e}  {id}");
    }
    for (method, count) in &missing {
        println!("{method:<20} {count:>5}  not offered yet");
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
    for method in [
        "gradient-descent",
        "polyak",
        "momentum",
        "nesterov",
        "sign-descent",
        "adagrad",
        "adadelta",
        "rmsprop",
        "adam",
        "adamw",
        "adamax",
        "nadam",
        "radam",
        "rprop",
        "lion",
        "yogi",
        "adabelief",
        "adan",
        "newton",
    ] {
        assert!(table.contains_key(method), "no reference case of {method} was compared");
    }
}

/// The `loss` part of a configuration for a surface of `surfaces.json`, as `to-config.mjs` names it.
fn to_loss(surface: &Json) -> Json {
    let params = &surface["params"];
    match surface["surface"].as_str().unwrap() {
        "quadratic" => {
            serde_json::json!({ "id": "quadratic", "curvatures": [params["l1"], params["l2"]], "angle": params["deg"] })
        }
        name => {
            let mut loss = params.clone();
            loss["id"] = match name {
                "saddle_quartic" => "saddle".into(),
                "monkey_saddle_bounded" => "monkey-saddle".into(),
                name => name.replace('_', "-").into(),
            };
            loss
        }
    }
}

/// Value, gradient and Hessian of every loss against automatic differentiation elsewhere.
#[test]
fn surfaces_equal_the_reference() {
    let surfaces = read("tests/oracle/surfaces.json");
    let surfaces = surfaces["surfaces"].as_array().unwrap();
    let mut compared = 0;
    for surface in surfaces {
        let loss = to_loss(surface);
        let experiment = common::run(&serde_json::json!({ "loss": loss, "steps": 1 }));
        for probe in surface["probes"].as_array().unwrap() {
            let at = floats(&probe["x"]);
            let local = experiment.loss().local(Vec2::new(at[0], at[1]));
            let (gradient, hessian) = (floats(&probe["grad"]), floats(&probe["hess"]));
            let pairs = [
                (local.value, probe["f"].as_f64().unwrap()),
                (local.gradient.x, gradient[0]),
                (local.gradient.y, gradient[1]),
                (local.hessian.m11, hessian[0]),
                (local.hessian.m12, hessian[1]),
                (local.hessian.m22, hessian[2]),
            ];
            for (own, reference) in pairs {
                assert!(
                    (own - reference).abs() <= 1e-12 * reference.abs().max(1.0),
                    "{loss} at {at:?}: {own} against {reference}"
                );
            }
            compared += 1;
        }
    }
    println!("{} surfaces, {compared} probes", surfaces.len());
    assert_eq!((surfaces.len(), compared), (15, 45), "every surface of the file is compared");
}

/// The minima that the reference lists: the gradient vanishes there, and the one that the loss knows is the deepest.
#[test]
fn minima_equal_the_reference() {
    let surfaces = read("tests/oracle/surfaces.json");
    let (mut compared, mut worst) = (0, 0.0f64);
    for surface in surfaces["surfaces"].as_array().unwrap() {
        let loss = to_loss(surface);
        let experiment = common::run(&serde_json::json!({ "loss": loss, "steps": 1 }));
        let minima: Vec<(Vec2, f64)> = surface["minima"]
            .as_array()
            .unwrap()
            .iter()
            .map(|minimum| {
                let at = floats(&minimum["x"]);
                (Vec2::new(at[0], at[1]), minimum["f"].as_f64().unwrap())
            })
            .collect();
        let known = experiment.loss().minimum();
        assert_eq!(known.is_some(), !minima.is_empty(), "{loss}");
        for (at, value) in &minima {
            let local = experiment.loss().local(*at);
            // A listed minimum is a double next to the true one, so Newton's step from it is as short as rounding lets
            // it be. The gradient is a sum of up to 16 terms that cancel, each as large as curvature times distance and
            // right to an ulp or two.
            let step = local.hessian.try_inverse().unwrap() * local.gradient;
            let ulps = step.norm() / at.amax().max(1.0) / f64::EPSILON;
            worst = worst.max(ulps);
            assert!(ulps <= 32.0, "{loss} at {at}: a Newton step of {ulps} ulp");
            assert!((local.value - value).abs() <= 1e-12 * value.abs().max(1.0), "{loss}: {} {value}", local.value);
            let [low, _] = experiment.loss().eigen(&local).curvatures;
            assert!(low > 0.0, "{loss} at {at}: no minimum");
            compared += 1;
        }
        if let Some(known) = known {
            let lowest = minima.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
            let listed = minima.iter().find(|(at, _)| (at - known).amax() <= 1e-12 * at.amax().max(1.0));
            let (_, value) = listed.unwrap_or_else(|| panic!("{loss}: {known} is not among {minima:?}"));
            assert!(value - lowest <= 1e-12 * lowest.abs().max(1.0), "{loss}: {known} is not the deepest");
        }
        // A start that teaches something is neither a minimum nor a saddle.
        let start = experiment.loss().local(experiment.loss().start());
        assert!(start.gradient.norm() > 1e-3, "{loss} starts at a stationary point");
    }
    println!("{compared} minima, Newton steps of at most {worst:.1} ulp");
    assert_eq!(compared, 36);
}

/// What theory says about bowls, computed independently: factors, half-lives, limits, optima, the heavy ball's radius.
#[test]
fn bowls_equal_the_theory() {
    let truth = read("tests/oracle/quadratic_truth.json");
    let near = |own: Option<f64>, reference: &Json, what: &str| match reference.as_f64() {
        None => assert_eq!(own, None, "{what}"),
        Some(reference) => {
            let own = own.unwrap_or_else(|| panic!("{what}: nothing against {reference}"));
            assert!((own - reference).abs() <= 1e-12 * reference.abs().max(1.0), "{what}: {own} against {reference}");
        }
    };
    let cases = truth["cases"].as_array().unwrap();
    for case in cases {
        let number = |key: &str| case[key].as_f64().unwrap();
        let (l1, l2, eta, beta) = (number("l1"), number("l2"), number("eta"), number("beta"));
        let (low, high) = (l1.min(l2), l1.max(l2));
        let plain = many_clocks::optimizer::Gear::Scalar;
        let ball = many_clocks::optimizer::Gear::HeavyBall { momentum: beta, share: 1.0 };
        let what = format!("λ = {l1}, {l2}, η = {eta}, β = {beta}");
        let gd = &case["gd"];
        for (index, curvature) in [l1, l2].into_iter().enumerate() {
            let clock = spectrum::Clock::new(plain, Some(eta), curvature);
            near(clock.multiplier.map(f64::abs), &Json::from(gd["factor"][index].as_f64().unwrap().abs()), &what);
            near(clock.half_life, &gd["half_life"][index], &what);
        }
        near(spectrum::limit_rate(plain, high), &gd["eta_max"], &what);
        near(spectrum::best_rate([low, high]), &gd["eta_opt"], &what);
        near(spectrum::best_factor([low, high]), &gd["rho_opt"], &what);
        let heavy = &case["heavy_ball"];
        let radii = [l1, l2].map(|curvature| spectrum::heavy_ball(eta * curvature, beta));
        near(Some(radii[0].size.max(radii[1].size)), &heavy["rho"], &what);
        near(spectrum::limit_rate(ball, high), &heavy["eta_max"], &what);
        for (radius, complex) in radii.iter().zip(heavy["complex_modes"].as_array().unwrap()) {
            assert_eq!(radius.regime == spectrum::Regime::Spirals, complex.as_bool().unwrap(), "{what}");
        }
        let ahead = &case["nesterov_const"];
        let part = |key: &str| ahead[key].as_f64().unwrap();
        let radii = [l1, l2].map(|curvature| spectrum::nesterov(part("eta") * curvature, part("beta")).size);
        let radius = radii[0].max(radii[1]);
        // This β makes the shallow direction's two roots one: an ulp of the discriminant is its root in the radius.
        assert!((radius - part("rho")).abs() <= (4.0 * f64::EPSILON).sqrt(), "{what}: {radius}");
    }
    println!("{} bowls", cases.len());
    assert!(!cases.is_empty());
}
