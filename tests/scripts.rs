//! The scripts that students paste: the NumPy ones are run and compared with the engine, point by point.
//!
//! The PyTorch ones are only compiled here, since PyTorch is hundreds of megabytes. With `PYTORCH=1` they run too, and
//! `PYTHON` names an interpreter that has it; on PyTorch 2.15 all of them agree as the NumPy ones do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use many_clocks::{
    error::Code,
    experiment::{Experiment, Status},
    loss::LOSSES,
    optimizer::OPTIMIZERS,
    parameter::Kind,
    schedule::SCHEDULES,
    script::{DIALECTS, code},
    value::Value,
};
use serde_json::{Value as Json, json};

/// Both compute in doubles and differ in the order of their operations: an ulp a step, 1e-16, which a run that is not
/// chaotic carries along or, on its way through a curved valley, enlarges some ten thousand times. Runs that enlarge
/// more (dimples, bounces beyond the limit) are no samples here: there two machines' own `exp` would not agree either.
const AGREEMENT: f64 = 1e-9;

/// A Python that has NumPy: the one that is asked for, the system's, the package's beside another one, or the one that
/// `./build.sh test` makes.
fn python() -> String {
    let made = concat!(env!("CARGO_MANIFEST_DIR"), "/target/python/bin/python3");
    let has_numpy = |python: &String| {
        Command::new(python).args(["-c", "import numpy"]).output().is_ok_and(|output| output.status.success())
    };
    let asked = std::env::var("PYTHON").ok().into_iter();
    asked.chain(["python3", "/usr/bin/python3", made].map(str::to_owned)).find(has_numpy).expect(
        "the exported scripts are run: install Python 3 with NumPy (Debian: apt-get install python3-numpy; else: \
         pip install numpy)",
    )
}

/// Every configuration of one track that is tried, by a name for messages and files.
fn samples() -> BTreeMap<String, Json> {
    let mut samples = BTreeMap::new();
    let mut add = |name: String, config: Json| assert!(samples.insert(name.clone(), config).is_none(), "{name} twice");
    let valley = json!({ "id": "rosenbrock", "b": 2 });
    let tilted = json!({ "id": "quadratic", "curvatures": [1, 12], "angle": 25 });
    for entry in OPTIMIZERS {
        let id = entry.id;
        let has_rate = entry.parameters.iter().any(|parameter| parameter.id == "learningRate");
        let with = |changes: Json| {
            let mut track = changes;
            track["optimizer"] = json!(id);
            track
        };
        add(format!("{id}-default"), json!({ "tracks": [with(json!({}))] }));
        add(
            format!("{id}-tilted"),
            json!({ "loss": tilted, "start": [-1.25, 2], "steps": 25, "tracks": [with(json!({}))] }),
        );
        add(
            format!("{id}-valley"),
            json!({ "loss": valley, "start": [-0.5, 0.75], "steps": 25,
                    "tracks": [with(if has_rate { json!({ "learningRate": 0.02 }) } else { json!({}) })] }),
        );
        // Every switch and every other number away from where it stands: what changes the lines of an update.
        for parameter in entry.parameters.iter().filter(|parameter| parameter.id != "learningRate") {
            let changed = match parameter.kind {
                Kind::Number(value) => {
                    let within = |value: f64| value.clamp(parameter.minimum, parameter.maximum);
                    vec![json!(within(if value == 0.0 { 0.25 } else { value * 0.75 })), json!(within(0.0))]
                }
                Kind::Whole(value) => vec![json!(value + 6.0)],
                Kind::Boolean(on) => vec![json!(!on)],
                Kind::Choice(words) => words.iter().map(|word| json!(word)).collect(),
                _ => panic!("{id}: a kind of parameter without a sample"),
            };
            for (index, value) in changed.into_iter().enumerate() {
                let mut track = with(json!({}));
                track[parameter.id] = value;
                let name = format!("{id}-{}-{index}", parameter.id);
                add(name, json!({ "loss": valley, "start": [-0.5, 0.75], "steps": 12, "tracks": [track] }));
            }
        }
    }
    let everywhere = [
        json!({ "optimizer": "gradient-descent", "learningRate": 1e-3 }),
        json!({ "optimizer": "damped-newton", "learningRate": 0.5, "damping": 20 }),
        json!({ "optimizer": "trust-region", "radius": 0.1 }),
        json!({ "optimizer": "nelder-mead" }),
    ];
    for entry in LOSSES {
        for track in &everywhere {
            let name = format!("loss-{}-{}", entry.id, track["optimizer"].as_str().unwrap());
            add(name, json!({ "loss": { "id": entry.id }, "steps": 12, "tracks": [track] }));
        }
    }
    for entry in SCHEDULES {
        for (optimizer, rate) in [("gradient-descent", 0.05), ("adam", 0.1), ("rprop", 0.1)] {
            let track = json!({ "optimizer": optimizer, "learningRate": rate, "schedule": { "id": entry.id } });
            add(format!("schedule-{}-{optimizer}", entry.id), json!({ "steps": 70, "tracks": [track] }));
        }
    }
    add(
        "schedule-without-warm-up".into(),
        json!({ "tracks": [{ "learningRate": 0.05, "schedule": { "id": "warmup-cosine", "warmup": 0, "steps": 9 } }] }),
    );
    add(
        "schedule-restarts-grow".into(),
        json!({ "tracks": [{ "learningRate": 0.05, "schedule": { "id": "warm-restarts", "period": 3, "growth": 2 } }] }),
    );
    let pairs = json!([[-3, 1], [0.5, 0], [2, 1], [5, 0]]);
    for way in ["none", "scale", "center-and-scale"] {
        for id in ["least-squares", "logistic"] {
            let loss = json!({ "id": id, "data": pairs, "standardize": way });
            add(
                format!("data-{id}-{way}"),
                json!({ "loss": loss, "tracks": [{ "optimizer": "adam", "learningRate": 0.05 }] }),
            );
        }
    }
    let ridge = json!({ "id": "logistic", "ridge": 0.1, "standardize": "center-and-scale" });
    add("data-ridge".into(), json!({ "loss": ridge, "tracks": [{ "optimizer": "newton" }] }));
    for (index, formula) in FORMULAS.iter().enumerate() {
        let loss = json!({ "id": "formula", "expression": formula });
        for track in &everywhere {
            let name = format!("formula-{index:02}-{}", track["optimizer"].as_str().unwrap());
            add(name, json!({ "loss": loss, "start": [0.75, 0.5], "steps": 12, "tracks": [track] }));
        }
    }
    let noisy = json!({ "noise": 0.5, "seed": 4_294_967_295u32, "weightDecay": 0.1 });
    add("noise-largest-seed".into(), json!({ "tracks": [noisy] }));
    // Ends: too far out, not a number, no way on.
    let trough = json!({ "id": "quadratic", "curvatures": [0, 4], "angle": 0 });
    let walks = json!({ "id": "quadratic", "curvatures": [-2, 4], "angle": 10 });
    let edge = json!({ "id": "formula", "expression": "x - ln(x) + y^2" });
    let nowhere = json!({ "id": "formula", "expression": "ln(x - 9) + y" });
    for (name, loss, track) in [
        ("diverges", &tilted, json!({ "learningRate": 0.5 })),
        ("leaves-the-domain", &edge, json!({ "learningRate": 3 })),
        ("singular-newton", &trough, json!({ "optimizer": "newton" })),
        ("singular-diagonal", &trough, json!({ "optimizer": "diagonal-newton" })),
        ("trough-saddle-free", &trough, json!({ "optimizer": "saddle-free-newton" })),
        ("trough-trust-region", &trough, json!({ "optimizer": "trust-region" })),
        ("negative-line-search", &walks, json!({ "optimizer": "exact-line-search" })),
        ("negative-barzilai-borwein", &walks, json!({ "optimizer": "barzilai-borwein" })),
        ("negative-bfgs", &walks, json!({ "optimizer": "bfgs" })),
        ("negative-conjugate-gradient", &walks, json!({ "optimizer": "conjugate-gradient" })),
        ("impossible-armijo", &nowhere, json!({ "optimizer": "armijo" })),
        ("frozen", &tilted, json!({ "optimizer": "armijo", "learningRate": 0 })),
        ("settled-line-search", &tilted, json!({ "optimizer": "exact-line-search" })),
        ("collapsed", &tilted, json!({ "optimizer": "nelder-mead" })),
    ] {
        add(format!("end-{name}"), json!({ "loss": loss, "start": [1.5, 0.5], "steps": 400, "tracks": [track] }));
    }
    for entry in OPTIMIZERS {
        let track = json!({ "optimizer": entry.id });
        add(format!("still-{}", entry.id), json!({ "start": [0, 0], "steps": 3, "tracks": [track] }));
    }
    samples
}

/// Every function, every form of a power, and lines.
const FORMULAS: &[&str] = &[
    "sin(x) cos(2y) + exp(-x^2) + ln(3 + x) + log10(4 + y)",
    "tan(x/3) + tanh(x y) + sinh(y/2) + cosh(x - y) + atan(2x + y)",
    "sqrt(1 + x^2 + y^2) + |x - 2| + abs(y + 3) + x^2/(1 + y^2)",
    "max(x^2, y^2 + 1) + min(x, 2) + max(1, 0) y^2 + 3 min(-1, y)^2",
    "x^y + (2 + x)^1.5 + 2^x + e^(x/2) + (1 + y)^(-2) + (x + 3)^(x/2) + pi",
    "0.5x^2\n+ 0.25y^4 - x y^1 + x^0 - 1/(5 + x) + pow(x, 3)",
    "3",
    "x",
    "10000000000 + 1e-7x^2 + 2.5e10 (y - 0.5)^2/1e10",
];

fn script(experiment: &Experiment, dialect: &'static str) -> String {
    code(experiment.config(), &dialect.into(), &0.0.into()).unwrap()
}

/// The frame at which a track ends; its last where it does not.
fn end(experiment: &Experiment) -> usize {
    let ended =
        |step: &usize| experiment.status(0, *step) == Status::Diverged || experiment.stop_reason(0, *step).is_some();
    (0..=experiment.steps()).find(ended).unwrap_or(experiment.steps())
}

fn fresh(folder: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn every_script_runs_and_agrees_with_the_engine() {
    let python = python();
    let folder = fresh("scripts");
    let runs: BTreeMap<String, Experiment> =
        samples().into_iter().map(|(name, config)| (name, common::run(&config))).collect();
    for (name, experiment) in &runs {
        for dialect in DIALECTS {
            fs::write(folder.join(format!("{name}.{dialect}.py")), script(experiment, dialect)).unwrap();
        }
    }
    let torch = std::env::var_os("PYTORCH").is_some();
    let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts/run.py");
    let mut command = Command::new(python);
    let output = command.arg(runner).arg(&folder).args(torch.then_some("pytorch")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let results: BTreeMap<String, Json> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(results.len(), runs.len() * DIALECTS.len());
    let (mut worst, mut failures) = ((0.0, ""), Vec::new());
    for (file, result) in &results {
        let (name, dialect) = file.trim_end_matches(".py").rsplit_once('.').unwrap();
        if let Some(error) = result["error"].as_str() {
            failures.push(format!("{file}: {error}"));
            continue;
        }
        if dialect == "pytorch" && !torch {
            continue;
        }
        let experiment = &runs[name];
        let path = result["path"].as_array().unwrap();
        let length = end(experiment) + 1;
        // At a minimum what is left is rounding, and whether a method finds that it cannot go on is chance.
        if path.len() != length && experiment.convergence(0).0.is_none() {
            failures.push(format!("{file}: {} points instead of {length}", path.len()));
        }
        // A path that has ended stays where it is, as the engine's do.
        let last = path.last().unwrap();
        for (step, point) in path.iter().chain(std::iter::repeat(last)).enumerate().take(experiment.steps() + 1) {
            let theta = experiment.theta(0, step);
            for (script, engine) in [(&point[0], theta.x), (&point[1], theta.y)] {
                let error = (script.as_f64().unwrap() - engine).abs() / theta.amax().max(1.0);
                if error > AGREEMENT {
                    failures.push(format!("{file}: step {step}: {point} instead of {theta:?}"));
                } else if error > worst.0 {
                    worst = (error, file);
                }
            }
        }
        let printed = result["printed"].as_array().unwrap();
        let ended = if path.len() > experiment.steps() { 0 } else { 1 };
        if printed.len() != path.len() + ended {
            failures.push(format!("{file}: printed {} lines", printed.len()));
        }
    }
    failures.dedup_by(|a, b| a.split(':').next() == b.split(':').next());
    println!("{} runs; largest difference {:e} ({})", runs.len(), worst.0, worst.1);
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), results.len(), failures.join("\n"));
}

/// What a script does not use is not in it.
#[test]
fn a_script_has_only_what_it_needs() {
    let of = |track: Json| {
        let text = script(&common::run(&json!({ "tracks": [track] })), "numpy");
        // Without the comment that repeats the whole configuration.
        text.split_once("import numpy").unwrap().1.to_owned()
    };
    let simple = of(json!({}));
    for absent in ["hessian", "def ratio", "def schedule", "np.exp", "noise", "weight_decay", "def loss_at", "__abs__"]
    {
        assert!(!simple.contains(absent), "{absent} in\n{simple}");
    }
    assert!(!of(json!({ "optimizer": "nelder-mead" })).contains("Dual"));
    assert!(of(json!({ "optimizer": "newton" })).contains("def hessian_at"));
    assert!(simple.lines().all(|line| line.chars().count() <= 120), "{simple}");
}

/// Where PyTorch has the method it makes the update; where not, autograd gives the slopes to an update written out.
#[test]
fn pytorch_uses_its_own_optimizers() {
    for entry in OPTIMIZERS {
        let track = json!({ "optimizer": entry.id });
        let text = script(&common::run(&json!({ "tracks": [track] })), "pytorch");
        let own = text.contains("torch.optim.");
        assert_eq!(own, entry.source.contains("torch.optim."), "{}: {}", entry.id, entry.source);
        assert!(text.contains("import torch") && !text.contains("class Dual"), "{text}");
    }
}

#[test]
fn other_dialects_and_tracks_are_refused() {
    let config = common::run(&json!({ "tracks": [{}, {}] }));
    let refused = |dialect: Value, track: Value| {
        let error = code(config.config(), &dialect, &track).unwrap_err();
        (error.field.clone(), error.code, error.choices.clone(), error.maximum)
    };
    let choices = || vec!["numpy".to_owned(), "pytorch".to_owned()];
    assert_eq!(refused("jax".into(), 0.0.into()), ("dialect".into(), Code::UnknownId, choices(), None));
    assert_eq!(refused(Value::Null, 0.0.into()), ("dialect".into(), Code::WrongType, choices(), None));
    assert_eq!(refused("numpy".into(), 2.0.into()), ("track".into(), Code::OutOfRange, vec![], Some(1.0)));
    assert_eq!(refused("numpy".into(), 0.5.into()), ("track".into(), Code::NotWhole, vec![], Some(1.0)));
    assert!(code(config.config(), &"numpy".into(), &1.0.into()).is_ok());
}
