//! Step by step against PyTorch and Optax: each method is fed the recorded points, losses and gradients and has only its
//! own state to itself, so that no chaos of a trajectory can excuse a difference.
//!
//! `tests/oracle/map.mjs` writes the cases to `target/replay.json`; all of them are replayed, also those whose free run
//! is too sensitive to be compared.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::value;
use many_clocks::{
    config::Config,
    ledger::Quiet,
    loss::{About, Local, Loss},
    math::{Eigen, Mat2, Vec2},
    optimizer::Optimizer,
};
use serde_json::Value as Json;

/// Of the larger of 1 and the point's largest coordinate. A step is a few dozen roundings, and the moments carry those
/// of all steps before; an independent implementation stays within 5e-16 (tests/oracle/README.md), while a convention
/// that differs (an ε inside the root, a moment that is not corrected) shows at 1e-10 and far above.
const TOLERANCE: f64 = 1e-12;

/// Library cases that are not replayed: how many, and why.
const NOT_FOLLOWED: &[(&str, usize, &str)] = &[
    ("optax.adagrad", 5, "ε inside the root, starts from 0.1: PyTorch's form is followed"),
    ("optax.adam", 5, "a second ε inside the root, which PyTorch does not have"),
    ("optax.amsgrad", 5, "compares corrected moments: PyTorch's form is followed"),
    ("optax.nadam", 5, "no momentum schedule: PyTorch's form is followed"),
    ("optax.radam", 5, "ε is added after the correction: PyTorch's form is followed"),
    ("optax.rmsprop", 10, "ε inside the root: PyTorch's form is followed"),
    ("optax.rprop", 5, "applies each step one step late: PyTorch's form is followed"),
    ("optax.sgd", 10, "schedules that are not offered"),
    ("optax.sophia", 5, "not offered"),
    ("torch.optim.ASGD", 10, "not offered"),
    ("torch.optim.LBFGS", 11, "not offered; has a line search of its own"),
    ("torch.optim.SGD", 4, "schedules that are not offered"),
];

/// Stands in for the landscape: the method may ask for nothing but what was recorded.
struct Recorded(Local);

impl Loss for Recorded {
    fn value(&self, _at: Vec2) -> f64 {
        self.0.value
    }

    fn samples(&self, xs: &[f64], ys: &[f64]) -> Vec<f64> {
        vec![self.0.value; xs.len() * ys.len()]
    }

    fn local(&self, _at: Vec2) -> Local {
        self.0
    }

    fn effort(&self) -> usize {
        1
    }

    fn eigen(&self, local: &Local) -> Eigen {
        Eigen::of(&local.hessian)
    }

    fn minimum(&self) -> Option<Vec2> {
        None
    }

    fn centre(&self) -> Option<Vec2> {
        None
    }

    fn constant_hessian(&self) -> bool {
        false
    }

    fn about(&self) -> About {
        About::default()
    }

    fn script_setup(&self) -> String {
        String::new()
    }

    fn script(&self) -> String {
        String::new()
    }

    fn start(&self) -> Vec2 {
        self.0.at
    }

    fn frame_box(&self) -> Option<[[f64; 2]; 2]> {
        None
    }
}

fn read(path: &Path) -> Json {
    let text = fs::read_to_string(path).unwrap_or_else(|error| {
        panic!("{}: {error}; `node tests/oracle/map.mjs target/oracle.json` writes the mapped ones", path.display())
    });
    serde_json::from_str(&text).unwrap()
}

fn here(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn vectors(json: &Json) -> Vec<Vec2> {
    let vector = |pair: &Json| Vec2::new(pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap());
    json.as_array().unwrap().iter().map(vector).collect()
}

/// The largest error over all steps of a case, in units of the tolerance; NaN where any is.
fn worst_error(case: &Json, optimizer: &mut dyn Optimizer, rate: &dyn Fn(usize) -> f64) -> f64 {
    let (points, gradients) = (vectors(&case["theta"]), vectors(&case["grad"]));
    let mut worst = 0.0f64;
    for (step, (at, gradient)) in points.iter().zip(gradients).enumerate().take(points.len() - 1) {
        let hessian = Mat2::repeat(f64::NAN);
        let local = Local { at: *at, value: case["loss"][step].as_f64().unwrap(), gradient, hessian };
        let proposal = optimizer.step(&Recorded(local), &local, rate(step), &mut Quiet);
        assert_eq!(proposal.stop, None, "{}", case["id"]);
        let expected = points[step + 1];
        let error = (at + proposal.displacement - expected).amax() / expected.amax().max(1.0) / TOLERANCE;
        // `max` would forget a NaN.
        worst = if error.is_nan() || worst.is_nan() { f64::NAN } else { worst.max(error) };
    }
    worst
}

/// How many cases of each library method there are in the reference files.
fn recorded_cases() -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for entry in fs::read_dir(here("tests/oracle")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json")
            && let Some(cases) = read(&path)["cases"].as_array()
        {
            let sources = cases.iter().filter_map(|case| case["source"].as_str());
            for source in sources.filter(|source| source.starts_with("torch.optim.") || source.starts_with("optax.")) {
                *counts.entry(source.to_owned()).or_insert(0) += 1;
            }
        }
    }
    counts
}

#[test]
fn every_step_of_every_library_case_is_reproduced() {
    let cases = read(&here("target/replay.json"));
    // Method → cases, steps, worst error in units of the tolerance, and in which case.
    let mut table: BTreeMap<&str, (usize, usize, f64, &str)> = BTreeMap::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in cases.as_array().unwrap() {
        let (id, source) = (case["id"].as_str().unwrap(), case["source"].as_str().unwrap());
        *counts.entry(source.to_owned()).or_insert(0) += 1;
        let config = Config::read(&value(&case["config"])).unwrap_or_else(|error| panic!("{id}: {error}"));
        let track = &config.tracks[0];
        let schedule = track.schedule.build();
        let base = track.learning_rate().unwrap_or(f64::NAN);
        // Optax works this schedule out in single precision; tests/oracle.rs holds the rates themselves to that.
        let recorded = (track.schedule.entry.id == "warmup-cosine").then(|| case["rates"].as_array().unwrap());
        let rate = |step: usize| match recorded {
            Some(rates) => rates[step].as_f64().unwrap(),
            None => schedule.rate(base, step),
        };
        let worst = worst_error(case, track.optimizer.build().as_mut(), &rate);
        if worst.is_nan() || worst > 1.0 {
            wrong.push(format!("{id}: {worst:.2e} × tolerance"));
        }
        let row = table.entry(track.optimizer.entry.id).or_insert((0, 0, 0.0, id));
        row.0 += 1;
        row.1 += case["theta"].as_array().unwrap().len() - 1;
        if worst >= row.2 {
            (row.2, row.3) = (worst, id);
        }
    }
    println!("{:<18} {:>5} {:>6}  worst error / tolerance", "method", "cases", "steps");
    for (method, (cases, steps, worst, id)) in &table {
        println!("{method:<18} {cases:>5} {steps:>6}  {worst:.2e}  {id}");
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));

    // None is left out but those of the list above.
    for (source, count, reason) in NOT_FOLLOWED {
        println!("{count} cases of {source} are not followed: {reason}");
        *counts.entry((*source).to_owned()).or_insert(0) += count;
    }
    assert_eq!(counts, recorded_cases());
    assert_eq!(table.values().map(|row| row.0).sum::<usize>(), cases.as_array().unwrap().len());
}
