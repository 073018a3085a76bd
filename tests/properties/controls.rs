//! Controls: what a slider sets, where it holds, and the methods of a race.

use super::*;

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
