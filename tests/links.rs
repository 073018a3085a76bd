//! Permalinks: whatever can be set comes back from its text, and nothing else opens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod random;
mod valid;

use std::time::{Duration, Instant};

use common::{proptest_config, value};
use many_clocks::{
    config::Config,
    error::Code,
    link::{LONGEST, link, unlink},
    value::Value,
};
use proptest::prelude::*;
use random::Random;
use serde_json::{Value as Json, json};
use valid::configuration;

fn text(state: &Json) -> String {
    link(&value(state)).unwrap().get("text").and_then(Value::text).unwrap().to_owned()
}

fn opened(text: &str) -> Result<Value, many_clocks::error::ConfigError> {
    unlink(&text.to_owned().into())
}

/// What a configuration is with every default filled in, and its step.
fn whole(config: &Json, step: usize) -> Value {
    let Value::Map(mut entries) = Config::read(&value(config)).unwrap().record() else { panic!("a map") };
    entries.push(("step".into(), step.into()));
    Value::Map(entries)
}

/// States that say one thing each, and everything at once.
fn states() -> Vec<Json> {
    vec![
        json!({}),
        json!({ "loss": { "curvatures": [1, 25], "angle": 30 }, "start": [1.5, -0.1], "step": 60 }),
        json!({ "loss": { "id": "formula", "expression": "π·x^2 + 1e-3*y", "box": [-1, 1, -2, 2.5] } }),
        json!({ "loss": { "id": "least-squares", "data": [[1, 2], [3, -4.25], [0.1, 1e-7]], "standardize": "scale" } }),
        json!({ "tracks": [
            { "optimizer": "adam", "learningRate": 0.3, "schedule": { "id": "cosine", "period": 50 } },
            { "optimizer": "gradient-descent", "schedule": { "id": "list", "rates": [0.1, 0.2] } },
            { "optimizer": "newton" },
        ], "steps": 200, "tolerance": 1e-9, "step": 17 }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..proptest_config() })]

    /// The same normalised configuration and step; writing it again gives the same text.
    #[test]
    fn round_trip(config in configuration(), share in 0.0..=1.0f64) {
        let step = (config["steps"].as_f64().unwrap() * share).floor() as usize;
        let mut state = config.clone();
        state["step"] = json!(step);
        let text = text(&state);
        prop_assert!(text.len() < LONGEST);
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".*()+-/~_:,;".contains(&byte)), "{}", text);
        let opened = opened(&text);
        prop_assert_eq!(opened.as_ref().ok(), Some(&whole(&config, step)), "{}", text);
        let again = link(&opened.unwrap()).unwrap();
        prop_assert_eq!(again.get("text").and_then(Value::text), Some(text.as_str()));
        // What is handed on as data is as short, and as complete.
        let brief = link(again.get("state").unwrap()).unwrap();
        prop_assert_eq!(brief, again);
    }

    /// Cut off anywhere, it opens as nothing.
    #[test]
    fn truncated(config in configuration(), share in 0.0..1.0f64) {
        let text = text(&config);
        let cut = &text[..(text.len() as f64 * share) as usize];
        prop_assert!(opened(cut).is_err(), "{}", cut);
    }

    /// Any text at all: refused or opened, quickly, and what opens is a state that can be written.
    #[test]
    fn anything(text in "(loss|track|start|step|spectrum|v1|[;:,_~]|[a-z]{1,4}|[-0-9.e]{1,4}|\\PC){0,40}(;v1)?") {
        if let Ok(state) = opened(&text) {
            prop_assert!(link(&state).is_ok());
        }
    }
}

/// The same with the keys of maps in the order of the alphabet, which is that of JSON here.
fn sorted(value: Value) -> Value {
    match value {
        Value::Map(mut entries) => {
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            Value::Map(entries.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        Value::List(items) => Value::List(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// A link of a released version opens for ever, as what it was: `text` and its state, line by line.
#[test]
fn released() {
    let file = include_str!("links/v1.txt");
    let lines: Vec<&str> = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(lines.len() >= 24 && lines.len() % 2 == 0);
    for pair in lines.chunks(2) {
        let (text, expected): (&str, Json) = (pair[0], serde_json::from_str(pair[1]).unwrap());
        assert_eq!(opened(text).map(sorted), Ok(sorted(value(&expected))), "{text}");
    }
}

/// Every other text is refused with the name of what is wrong.
#[test]
fn refused() {
    for (text, code, field) in [
        ("", Code::Syntax, "permalink"),
        ("v2", Code::Syntax, "permalink"),
        ("step:3", Code::Syntax, "permalink"),
        ("steps;v1", Code::Syntax, "permalink"),
        ("constructor:1;v1", Code::UnknownKey, "constructor"),
        ("__proto__:1;v1", Code::UnknownKey, "__proto__"),
        ("tracks:1;v1", Code::UnknownKey, "tracks"),
        ("loss:nowhere;v1", Code::UnknownId, "id"),
        ("loss:rosenbrock,curvatures:1_2;v1", Code::UnknownKey, "curvatures"),
        ("loss:quadratic,id:saddle;v1", Code::UnknownKey, "id"),
        ("loss:quadratic,angle:1,angle:2;v1", Code::NotHere, "angle"),
        ("loss:saddle;loss:saddle;v1", Code::NotHere, "loss"),
        ("loss:quadratic,schedule:cosine;v1", Code::UnknownKey, "schedule"),
        ("loss:quadratic,curvatures:1;v1", Code::WrongLength, "loss.curvatures"),
        ("loss:quadratic,angle:1e999;v1", Code::NotFinite, "loss.angle"),
        ("loss:quadratic,angle:0x1;v1", Code::WrongType, "loss.angle"),
        ("loss:quadratic,angle:;v1", Code::WrongType, "loss.angle"),
        ("loss:least-squares,data:1_2_3;v1", Code::WrongLength, "loss.data[1]"),
        ("loss:formula,expression:x~5;v1", Code::WrongType, "loss.expression"),
        ("loss:formula,expression:~ff~fe;v1", Code::WrongType, "loss.expression"),
        ("loss:formula,expression:alert(1);v1", Code::Syntax, "loss.expression"),
        ("start:1;v1", Code::WrongLength, "start"),
        ("start:nan_0;v1", Code::WrongType, "start[0]"),
        ("start:1_2,x:1;v1", Code::UnknownKey, "x:1"),
        ("steps:1e9;v1", Code::OutOfRange, "steps"),
        ("steps:1.5;v1", Code::NotWhole, "steps"),
        ("step:61;v1", Code::OutOfRange, "step"),
        ("steps:10;step:11;v1", Code::OutOfRange, "step"),
        ("track:nelder-mead,schedule:cosine;v1", Code::UnknownKey, "tracks[0].schedule"),
        ("track:adam,schedule:cosine,schedule:cosine;v1", Code::UnknownKey, "schedule"),
        ("track:adam,schedule:cosine,beta1:0.5;v1", Code::UnknownKey, "beta1"),
        ("spectrum:;v1", Code::WrongLength, "spectrum"),
        ("spectrum:1_-1;v1", Code::OutOfRange, "spectrum[1]"),
    ] {
        let error = opened(text).expect_err(text);
        assert_eq!((error.code, error.field.as_str()), (code, field), "{text}: {error}");
    }
    for tracks in [9, 20_000] {
        assert_eq!(opened(&("track:adam;".repeat(tracks) + "v1")).unwrap_err().code, Code::WrongLength);
    }
    let long = "1_".repeat(LONGEST);
    assert_eq!(opened(&format!("start:{long};v1")).unwrap_err().code, Code::WrongLength);
    assert_eq!(unlink(&7.0.into()).unwrap_err().code, Code::WrongType);
    assert_eq!(link(&value(&json!({ "steps": 5, "step": 6 }))).unwrap_err().field, "step");
    assert_eq!(link(&value(&json!({ "step": 0.5 }))).unwrap_err().code, Code::NotWhole);
}

/// Short, and readable.
#[test]
fn reads_like_this() {
    for (state, expected) in [
        (json!({}), "v1"),
        (json!({ "loss": { "id": "quadratic" }, "steps": 60, "tracks": [{}] }), "v1"),
        (json!({ "loss": { "curvatures": [1, 25] }, "step": 6 }), "loss:quadratic,curvatures:1_25;step:6;v1"),
        (json!({ "tracks": [{ "learningRate": 0.07 }] }), "track:gradient-descent,learningRate:0.07;v1"),
        (json!({ "tracks": [{}, { "optimizer": "newton" }] }), "track:gradient-descent;track:newton;v1"),
        (
            json!({ "loss": { "id": "formula", "expression": "x^2 + y^4" } }),
            "loss:formula,expression:x~5e2~20+~20y~5e4;v1",
        ),
        (json!({ "spectrum": [1, 2.5, 100] }), "spectrum:1_2.5_100;v1"),
    ] {
        assert_eq!(text(&state), expected);
    }
}

/// Seeded changes of good texts: refused or opened, never a panic, never long.
#[test]
fn damaged() {
    const PIECES: &[&str] = &[
        ";",
        ",",
        ":",
        "_",
        "~",
        "~c3~28",
        "v1",
        "loss:",
        "track:",
        "1e999",
        "-",
        "\0",
        "é",
        "<img src=x>",
        "%3b",
        "&",
        "#",
    ];
    let mut random = Random(7);
    let texts: Vec<String> = states().iter().map(text).collect();
    for _ in 0..20_000 {
        let mut chars: Vec<char> = random.one(&texts).chars().collect();
        for _ in 0..=random.below(3) {
            let at = random.below(chars.len() + 1);
            match random.below(3) {
                0 => drop(chars.drain(at..chars.len().min(at + 1 + random.below(9)))),
                1 => drop(chars.splice(at..at, random.one(&texts).chars().take(random.below(30)))),
                _ => drop(chars.splice(at..at, random.one(PIECES).chars())),
            }
        }
        let text: String = chars.into_iter().collect();
        let start = Instant::now();
        if let Ok(state) = opened(&text) {
            assert!(link(&state).is_ok(), "{text}");
        }
        assert!(start.elapsed() < Duration::from_secs(1), "{text}");
    }
}
