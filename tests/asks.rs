//! The twelve questions worth asking, put through `question`: the tabled answer is right, each tabled wrong one is wrong
//! and recognised. And whatever is asked of whatever run: an answer that is finite, or a refusal that names its field.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod picture;
mod random;
#[path = "asks/twelve.rs"]
mod twelve;

use common::{bowl, descent, run, value};
use many_clocks::{
    experiment::Experiment,
    loss::LOSSES,
    optimizer::OPTIMIZERS,
    plot::Request,
    question::{ask, judge},
    svg,
    value::Value,
};
use random::Random;
use serde_json::{Value as Json, json};

/// The map's width in units of the plane: what points are measured in.
const WIDTH: f64 = 4.0;

fn told(record: &Value, key: &str) -> Value {
    record.get(key).cloned().unwrap_or(Value::Null)
}

/// What a question expects.
fn expected(experiment: &Experiment, question: &Json) -> Value {
    told(&ask(experiment, &value(question), WIDTH).unwrap_or_else(|error| panic!("{error} in {question}")), "expected")
}

/// Whether an answer is right, and the misconception it shows.
fn judged(experiment: &Experiment, question: &Json, given: Json) -> (bool, Option<usize>) {
    let judged = judge(experiment, &value(question), &value(&given), WIDTH)
        .unwrap_or_else(|error| panic!("{error}: {given} to {question}"));
    let near = told(&judged, "near").number().map(|near| near as usize);
    (told(&judged, "correct") == Value::Boolean(true), near)
}

/// The expected answer, right answers in several spellings, and typical wrong ones, each with its misconception.
fn answers(experiment: &Experiment, question: &Json, right: &[Json], wrong: &[(Json, usize)]) {
    for given in right {
        assert_eq!(judged(experiment, question, given.clone()), (true, None), "{given} to {question}");
    }
    for (given, near) in wrong {
        assert_eq!(judged(experiment, question, given.clone()), (false, Some(*near)), "{given} to {question}");
    }
}

fn near(expected: &Value, printed: f64, half: f64) {
    let found = expected.number().unwrap();
    assert!((found - printed).abs() <= half, "{found} is not {printed}");
}

#[test]
fn regimes_and_numbers_can_be_chosen() {
    let experiment = bowl([1.0, 10.0], 0.0, [1.5, 0.5], 20, descent(0.15));
    let question = json!({ "ask": "regime", "misconceptions": [{ "near": "diverges" }] });
    assert_eq!(expected(&experiment, &question), Value::from("overshoots"));
    answers(&experiment, &question, &[json!("overshoots")], &[(json!("diverges"), 0)]);
    assert_eq!(expected(&experiment, &json!({ "ask": "regime", "direction": "shallow" })), Value::from("creeps"));
    let several = json!({ "ask": "best-rate", "choices": "1/10 2/11 0.2", "misconceptions": [{ "near": "limit" }] });
    let record = ask(&experiment, &value(&several), WIDTH).unwrap();
    assert_eq!((told(&record, "kind"), told(&record, "unit")), (Value::from("choice"), Value::from("rate")));
    answers(&experiment, &several, &[json!("2/11")], &[(json!("0.2"), 0)]);
    let offered = json!({ "ask": "regime", "choices": "creeps lands" });
    let Value::List(choices) = told(&ask(&experiment, &value(&offered), WIDTH).unwrap(), "choices") else { panic!() };
    assert_eq!(choices.len(), 3, "the right one is among them");
}

#[test]
fn texts_get_the_engines_numbers() {
    let experiment = bowl([1.0, 10.0], 0.0, [1.5, 0.5], 20, descent(0.15));
    let facts = told(&ask(&experiment, &value(&json!({ "ask": "limit-rate" })), WIDTH).unwrap(), "facts");
    for (name, text) in [
        ("eta", "0.15"),
        ("lambda", "10"),
        ("lambda-shallow", "1"),
        ("kappa", "10"),
        ("limit", "0.2"),
        ("best", "0.182"),
        ("ideal-steep", "0.1"),
        ("half-life-steep", "1"),
        ("multiplier-steep", "−0.50"),
        ("steps", "20"),
        ("expected", "0.2"),
    ] {
        assert_eq!(told(&facts, name), Value::from(text), "{name}");
    }
    let judged = judge(&experiment, &value(&json!({ "ask": "limit-rate" })), &"2/11".into(), WIDTH).unwrap();
    assert_eq!(told(&judged, "text"), Value::from("0.182"));
    let gave_up = judge(&experiment, &value(&json!({ "ask": "limit-rate" })), &Value::Null, WIDTH).unwrap();
    assert_eq!((told(&gave_up, "correct"), told(&gave_up, "given")), (Value::Boolean(false), Value::Null));
}

#[test]
fn what_cannot_be_asked_is_refused_by_name() {
    let experiment = bowl([1.0, 10.0], 0.0, [1.5, 0.5], 20, descent(0.15));
    let newton = bowl([1.0, 10.0], 0.0, [1.5, 0.5], 20, json!({ "optimizer": "newton" }));
    let banana = run(&json!({ "loss": { "id": "rosenbrock" } }));
    for (experiment, question, field) in [
        (&experiment, json!({}), "ask"),
        (&experiment, json!({ "ask": "why" }), "ask"),
        (&experiment, json!({ "ask": "limit-rate", "direction": "up" }), "direction"),
        (&experiment, json!({ "ask": "limit-rate", "track": 1 }), "track"),
        (&experiment, json!({ "ask": "next-point", "step": 20 }), "step"),
        (&experiment, json!({ "ask": "next-point", "step": "1/2" }), "step"),
        (&experiment, json!({ "ask": "next-point", "choices": "1 2" }), "choices"),
        (&experiment, json!({ "ask": "limit-rate", "choices": "1 two" }), "choices"),
        (&experiment, json!({ "ask": "regime", "choices": "creeps flies" }), "choices"),
        (&experiment, json!({ "ask": "limit-rate", "tolerance": -1 }), "tolerance"),
        (&experiment, json!({ "ask": "limit-rate", "tolerance": f64::MAX }), "tolerance"),
        (&experiment, json!({ "ask": "count", "of": "loss" }), "of"),
        (&experiment, json!({ "ask": "limit-rate", "color": "red" }), "color"),
        (&experiment, json!({ "ask": "limit-rate", "misconceptions": [{ "near": "2**" }] }), "near"),
        (&experiment, json!({ "ask": "limit-rate", "misconceptions": [{ "near": "x" }] }), "near"),
        (&experiment, json!({ "ask": "limit-rate", "misconceptions": "1" }), "misconceptions"),
        (&experiment, json!({ "ask": "winner" }), "ask"),
        (&newton, json!({ "ask": "limit-rate" }), "ask"),
        (&newton, json!({ "ask": "regime" }), "ask"),
        (&banana, json!({ "ask": "steps-to", "fraction": 0.5, "direction": "steep" }), "ask"),
        (&banana, json!({ "ask": "winner", "turn": 10 }), "turn"),
    ] {
        let error = ask(experiment, &value(&question), WIDTH).expect_err(&question.to_string());
        assert_eq!(error.field, field, "{question}: {error}");
    }
    for given in [json!("two"), json!(""), json!([1, 2]), json!(true), json!("1/0"), json!("1e999")] {
        let error = judge(&experiment, &value(&json!({ "ask": "limit-rate" })), &value(&given), WIDTH);
        assert_eq!(error.expect_err(&given.to_string()).field, "given");
    }
    for given in [json!("1 2"), json!([1]), json!(["a", 1]), json!({ "x": 1 })] {
        let error = judge(&experiment, &value(&json!({ "ask": "next-point" })), &value(&given), WIDTH);
        assert_eq!(error.expect_err(&given.to_string()).field, "given");
    }
}

fn finite(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_finite(),
        Value::List(items) => items.iter().all(finite),
        Value::Map(entries) => entries.iter().all(|(_, value)| finite(value)),
        _ => true,
    }
}

#[test]
fn whatever_is_asked_of_whatever_run_is_answered_or_refused() {
    let mut random = Random(7);
    let asks = [
        "next-point",
        "step-length",
        "limit-rate",
        "ideal-rate",
        "best-rate",
        "half-life",
        "steps-to",
        "percent-left",
        "winner",
        "regime",
        "count",
        "nothing",
    ];
    let (mut answered, mut refused) = (0, 0);
    for _ in 0..400 {
        let tracks: Vec<Json> = (0..1 + random.below(3))
            .map(|_| {
                let entry = &OPTIMIZERS[random.below(OPTIMIZERS.len())];
                let mut track = json!({ "optimizer": entry.id });
                if entry.parameters.iter().any(|parameter| parameter.id == "learningRate") && random.below(2) == 0 {
                    track["learningRate"] = random.one(&[json!(0.0), json!(1e-9), json!(0.3), json!(1.0)]);
                    track["schedule"] = random.one(&[json!({ "id": "constant" }), json!({ "id": "silver" })]);
                }
                track
            })
            .collect();
        let experiment = run(&json!({
            "loss": { "id": LOSSES[random.below(LOSSES.len())].id }, "steps": 1 + random.below(40), "tracks": tracks,
            "start": random.one(&[[0.0, 0.0], [1.5, 0.5], [-3.0, 1e6], [1e-9, 2.0]]),
        }));
        for id in asks {
            let mut question = json!({ "ask": id });
            for (key, values) in [
                ("direction", vec![json!("steep"), json!("shallow")]),
                ("step", vec![json!(0), json!(1), json!("3"), json!(40)]),
                ("track", vec![json!(0), json!(1)]),
                ("of", vec![json!("loss"), json!("distance"), json!("crossings")]),
                ("fraction", vec![json!("1/2"), json!(0), json!(1), json!(2)]),
                ("below", vec![json!(0.1), json!("1e-9")]),
                ("turn", vec![json!(45), json!(-360)]),
                ("choices", vec![json!("0.1 0.2 never"), json!("1"), json!("creeps lands")]),
                (
                    "misconceptions",
                    vec![json!([{ "near": "eta" }, {}]), json!([{ "near": "0 0" }]), json!([{ "near": "min(x, y)" }])],
                ),
            ] {
                if random.below(5) == 0 {
                    question[key] = random.one(&values);
                }
            }
            let asked = ask(&experiment, &value(&question), WIDTH);
            match &asked {
                Ok(record) => {
                    answered += 1;
                    assert!(finite(record) && told(record, "expected") != Value::Null, "{question}");
                    // Its own answer is right, spelled as it is expected.
                    if told(record, "choices") == Value::List(Vec::new()) {
                        let judged = judge(&experiment, &value(&question), &told(record, "expected"), WIDTH).unwrap();
                        assert_eq!(told(&judged, "correct"), Value::Boolean(true), "{question}: {judged:?}");
                    }
                }
                Err(error) => {
                    refused += 1;
                    assert!(!error.field.is_empty() && !error.message().is_empty(), "{question}");
                }
            }
            for given in [json!(null), json!("0.1"), json!("never"), json!([1, "2"]), json!("creeps"), json!({})] {
                let judged = judge(&experiment, &value(&question), &value(&given), WIDTH);
                assert!(asked.is_ok() || judged.is_err(), "{question}");
                assert!(
                    judged.is_ok_and(|judged| finite(&judged)) || given != Json::Null || asked.is_err(),
                    "{question}"
                );
            }
        }
    }
    assert!(answered > 1000 && refused > 400, "{answered} answered, {refused} refused");
}

#[test]
fn a_quiet_picture_does_not_depend_on_what_the_run_does() {
    let picture = |view: &'static str, rate: f64, step: usize, quiet: usize| {
        let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 40, descent(rate));
        let shot = picture::Shot::new(experiment, view, [420.0, 300.0], step);
        let request = Request { quiet: Some(quiet), horizon: 5, ..shot.request() };
        svg::render(shot.view(), &shot.experiment, &request, "A picture")
    };
    for view in ["map", "clocks", "loss", "components", "surface"] {
        let quiet = picture(view, 0.05, 0, 0);
        for (rate, step) in [(0.05, 20), (0.19, 7), (0.4, 40)] {
            assert!(picture(view, rate, step, 0) == quiet, "{view} at {rate}, step {step}");
        }
        assert!(quiet.len() > 500, "{view} shows the landscape");
    }
    // A step further it may show what has been walked, and the rates show the rate alone.
    for view in ["map", "loss", "components", "surface"] {
        assert!(picture(view, 0.05, 20, 3) != picture(view, 0.05, 20, 2), "{view}");
    }
    let rate = picture("rate", 0.05, 0, 0);
    assert!(!rate.contains("best") && !rate.contains("limit") && rate != picture("rate", 0.06, 0, 0));
}
