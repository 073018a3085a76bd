//! The twelve questions worth asking, put through `question`: the tabled answer is right, each tabled wrong one is wrong
//! and recognised. And whatever is asked of whatever run: an answer that is finite, or a refusal that names its field.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod picture;
mod random;

use common::{bowl, run, value};
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

fn descent(rate: f64) -> Json {
    json!({ "optimizer": "gradient-descent", "learningRate": rate })
}

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
fn question_1_how_long_is_step_4() {
    let experiment = bowl([1.0, 1.0], 0.0, [2.0, 0.0], 10, descent(0.5));
    let question = json!({ "ask": "step-length", "step": "4", "misconceptions": [{ "near": "1" }, { "near": "eta" }] });
    assert_eq!(expected(&experiment, &question), Value::Number(0.125));
    answers(
        &experiment,
        &question,
        &[json!(0.125), json!("1/8"), json!(".125 "), json!(" 0.125")],
        &[(json!("1"), 0), (json!(0.5), 1)],
    );
}

#[test]
fn question_2_which_rate_lands_in_one_step() {
    let experiment = bowl([4.0, 4.0], 0.0, [1.5, 1.0], 10, descent(0.1));
    let question = json!({ "ask": "ideal-rate", "misconceptions": [{ "near": "limit" }, { "near": "lambda" }] });
    assert_eq!(expected(&experiment, &question), Value::Number(0.25));
    answers(&experiment, &question, &[json!("0,25"), json!("1/4")], &[(json!("1/2"), 0), (json!("4"), 1)]);
}

#[test]
fn question_3_where_does_the_step_land() {
    let experiment = bowl([1.0, 10.0], 0.0, [1.5, 0.5], 10, descent(0.15));
    // Two regions: the line to the minimum, and everything that has not crossed the floor.
    let question = json!({ "ask": "next-point", "misconceptions": [{ "near": "x - 3y" }, { "near": "min(y, 0)" }] });
    let Value::List(point) = expected(&experiment, &question) else { panic!("a point") };
    near(&point[0], 1.275, 1e-15);
    near(&point[1], -0.25, 1e-15);
    answers(
        &experiment,
        &question,
        &[json!([1.275, -0.25]), json!(["1.3", "−1/4"])],
        &[(json!([0.75, 0.25]), 0), (json!([0, 0]), 0), (json!([1.3, 0.9]), 1), (json!([1.2, 0.0]), 1)],
    );
    assert_eq!(judged(&experiment, &question, json!([1.275, -1])), (false, None), "too far, but across");
}

#[test]
fn question_4_the_smallest_rate_that_never_settles() {
    let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 60, descent(0.1));
    let wrong = [
        json!({ "near": "ideal_steep" }),
        json!({ "near": "best", "tolerance": 0.02 }),
        json!({ "near": "2/lambda_shallow" }),
    ];
    let question = json!({ "ask": "limit-rate", "misconceptions": wrong });
    assert_eq!(expected(&experiment, &question), Value::Number(0.2));
    answers(
        &experiment,
        &question,
        &[json!("0.2"), json!("2/10"), json!(0.201), json!(0.19)],
        &[(json!(0.1), 0), (json!("0.182"), 1), (json!("2/11"), 1), (json!(2), 2)],
    );
    assert_eq!(judged(&experiment, &question, json!(0.5)), (false, None), "it diverges, but it is not the smallest");
    assert_eq!(expected(&experiment, &json!({ "ask": "limit-rate", "direction": "shallow" })), Value::Number(2.0));
}

#[test]
fn question_5_when_is_the_shallow_distance_halved() {
    let experiment = bowl([1.0, 25.0], 30.0, [1.5, 0.5], 30, descent(0.07));
    let wrong = [json!({ "near": "1/(2*eta*lambda)" }), json!({ "near": "3" }), json!({ "near": "expected/2" })];
    let question = json!({ "ask": "steps-to", "direction": "shallow", "fraction": "1/2", "misconceptions": wrong });
    assert_eq!(expected(&experiment, &question), Value::Number(10.0));
    answers(&experiment, &question, &[json!("10")], &[(json!(7), 0), (json!(3), 1), (json!(5), 2)]);
    assert_eq!(judged(&experiment, &question, json!("never")), (false, None));
    // The half-life itself, and of what else can be half.
    near(&expected(&experiment, &json!({ "ask": "half-life", "direction": "shallow" })), 9.55, 5e-3);
    let steep = json!({ "ask": "steps-to", "direction": "steep", "fraction": 0.5 });
    assert_eq!(expected(&experiment, &steep), Value::Number(3.0));
}

#[test]
fn question_6_on_how_many_steps_does_the_loss_rise() {
    let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 30, descent(0.19));
    let question =
        json!({ "ask": "count", "of": "loss-rises", "misconceptions": [{ "near": "steps/2" }, { "near": "steps" }] });
    assert_eq!(expected(&experiment, &question), Value::Number(0.0));
    answers(&experiment, &question, &[json!("0"), json!(0)], &[(json!(15), 0), (json!(30), 1)]);
    assert_eq!(judged(&experiment, &question, json!(1)), (false, None), "nothing is near zero");
    assert_eq!(expected(&experiment, &json!({ "ask": "count", "of": "crossings" })), Value::Number(30.0));
}

#[test]
fn question_7_the_lowest_loss_at_step_10() {
    let rates = [0.04, 0.0686, 2.0 / 26.0, 0.08];
    let experiment = run(&json!({
        "loss": { "id": "quadratic", "curvatures": [1, 25], "angle": 0 }, "start": [2, 1], "steps": 200,
        "tracks": rates.map(descent),
    }));
    let at = |step: usize| json!({ "ask": "winner", "step": step, "misconceptions": [{ "near": "0.0769" }, {}] });
    assert_eq!(expected(&experiment, &at(10)), Value::from("1"));
    answers(&experiment, &at(10), &[json!("1")], &[(json!("2"), 0), (json!("0"), 1), (json!("3"), 1)]);
    assert_eq!(expected(&experiment, &at(200)), Value::from("2"), "in the end the best rate is best");
    let Value::List(choices) = told(&ask(&experiment, &value(&at(10)), WIDTH).unwrap(), "choices") else { panic!() };
    let texts: Vec<Value> = choices.iter().map(|choice| told(choice, "text")).collect();
    assert_eq!(texts, ["0.04", "0.0686", "0.0769", "0.08"].map(Value::from));
}

#[test]
fn question_8_first_further_out_than_at_the_start() {
    let experiment = bowl([1.0, 25.0], 30.0, [1.732, 1.0], 20, descent(0.5));
    let question = json!({ "ask": "steps-to", "fraction": 1, "misconceptions": [{ "near": "never" }] });
    assert_eq!(expected(&experiment, &question), Value::Number(5.0));
    answers(&experiment, &question, &[json!("5")], &[(json!("never"), 0)]);
    let few = json!({ "ask": "steps-to", "fraction": 1, "step": 4, "misconceptions": [{ "near": "5" }] });
    assert_eq!(expected(&experiment, &few), Value::from("never"), "not within four");
    answers(&experiment, &few, &[json!("never")], &[(json!("5"), 0)]);
}

#[test]
fn question_9_bowl_and_start_turned() {
    let experiment = bowl([100.0, 1.0], 0.0, [2.0, 2.0], 2000, descent(0.01));
    let question = json!({ "ask": "steps-to", "below": "1e-6", "turn": 45, "tolerance": 0.02, "misconceptions": [{ "near": "1" }] });
    assert_eq!(expected(&experiment, &question), Value::Number(1444.0));
    answers(&experiment, &question, &[json!("1444"), json!(1440)], &[(json!("1"), 0)]);
    let bowl_alone = bowl([100.0, 1.0], 45.0, [2.0, 2.0], 2000, descent(0.01));
    let question = json!({ "ask": "steps-to", "below": "1e-6" });
    assert_eq!(expected(&bowl_alone, &question), Value::Number(1.0));
}

#[test]
fn question_10_how_much_is_left_after_50_diagonal_steps() {
    let left = |angle: f64| bowl([1.0, 100.0], angle, [2.0, 1.0], 60, json!({ "optimizer": "diagonal-newton" }));
    let question = json!({ "ask": "percent-left", "step": 50, "misconceptions": [{ "near": "0" }] });
    near(&expected(&left(45.0), &question), 36.8, 0.05);
    answers(&left(45.0), &question, &[json!("36.8 %"), json!("37")], &[(json!("0"), 0)]);
    assert_eq!(expected(&left(0.0), &question), Value::Number(0.0));
}

#[test]
fn question_11_where_adams_first_step_lands() {
    let adam = json!({ "optimizer": "adam", "learningRate": 0.1 });
    let experiment = bowl([1.0, 100.0], 0.0, [2.0, 1.0], 60, adam);
    let question = json!({ "ask": "next-point", "misconceptions": [{ "near": "1.8 -9" }, { "near": "0, 0" }] });
    let Value::List(point) = expected(&experiment, &question) else { panic!("a point") };
    near(&point[0], 1.9, 1e-8);
    near(&point[1], 0.9, 1e-8);
    answers(&experiment, &question, &[json!([1.9, 0.9])], &[(json!([1.8, -9.0]), 0), (json!([0.05, 0]), 1)]);
}

#[test]
fn question_12_the_limit_with_momentum() {
    let ball = json!({ "optimizer": "momentum", "learningRate": 0.1, "momentum": 0.9 });
    let experiment = bowl([1.0, 10.0], 0.0, [1.0, 1.0], 60, ball);
    let question =
        json!({ "ask": "limit-rate", "misconceptions": [{ "near": "2/lambda_steep" }, { "near": "0.1 * 2/lambda" }] });
    near(&expected(&experiment, &question), 0.38, 1e-15);
    answers(&experiment, &question, &[json!("0.38"), json!(0.37)], &[(json!("0.2"), 0), (json!(0.02), 1)]);
    assert_eq!(judged(&experiment, &question, json!(1)), (false, None));
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
