//! Searches along a line: over where they have arrived, cut short where they take too much work.

use super::*;

/// At a minimum a search soon has no point left between two that it tried, and says so: it does not go on to pay for
/// forty points a step that lead nowhere.
#[test]
fn a_search_that_has_arrived_is_over() {
    for (optimizer, loss) in [
        ("conjugate-gradient", "rosenbrock"),
        ("conjugate-gradient", "six-hump-camel"),
        ("conjugate-gradient", "rastrigin"),
        ("conjugate-gradient", "logistic"),
        ("exact-line-search", "monkey-saddle"),
    ] {
        let config = Value::map([
            ("loss", Value::map([("id", loss.into())])),
            ("steps", 1000.into()),
            ("tracks", Value::list([Value::map([("optimizer", optimizer.into())])])),
        ]);
        let experiment = run(&config).unwrap().0;
        assert!(experiment.convergence(0).0.is_some_and(|step| step < 100), "{optimizer} on {loss}");
        assert!(experiment.cost(0, 1000).gradient < 500, "{optimizer} on {loss}: {:?}", experiment.cost(0, 1000));
    }
}

/// A search that tries dozens of points a step, each a sum over hundreds of pairs, is cut short and says why; the data
/// that come along never are.
#[test]
fn a_search_that_takes_too_much_work_stops_and_says_so() {
    let searching = |data: Option<Value>, steps: usize| {
        let loss = [("id", "logistic".into())].into_iter().chain(data.map(|data| ("data", data)));
        let track = Value::map([("optimizer", "armijo".into()), ("learningRate", 1e6.into()), ("shrink", 0.8.into())]);
        let config = Value::map([
            ("loss", Value::Map(loss.map(|(key, value)| (key.into(), value)).collect())),
            ("steps", steps.into()),
            ("tracks", Value::list([track])),
        ]);
        run(&config).unwrap().0
    };
    let many = Value::list((0..MOST_PAIRS).map(|i| [i as f64 / 100.0, f64::from(u8::from(i % 3 == 0))]));
    let cut = searching(Some(many.clone()), 1000);
    assert_eq!(cut.stop_reason(0, 1000).map(|why| why.id), Some("work-limit"));
    assert_eq!(cut.status(0, 1000), Status::Stopped);
    for (data, steps) in [(Some(many), 60), (None, 1000)] {
        let whole = searching(data, steps);
        assert_ne!(whole.stop_reason(0, steps).map(|why| why.id), Some("work-limit"), "{steps} steps");
    }
}
