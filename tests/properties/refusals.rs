//! What may be missing, and how everything else is refused.

use super::*;

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
