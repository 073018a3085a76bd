//! Schedules: what each promises, beyond the reference trajectories of `tests/oracle.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{bowl, proptest_config, value};
use many_clocks::{
    config::Config, control, error::Code, experiment::Experiment, plot::Words, schedule::Schedule, value::Value,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn schedule(schedule: Json) -> Box<dyn Schedule> {
    Config::read(&value(&json!({ "tracks": [{ "schedule": schedule }] }))).unwrap().tracks[0].schedule.build()
}

fn rates(of: Json, base: f64, count: usize) -> Vec<f64> {
    let schedule = schedule(of);
    (0..count).map(|step| schedule.rate(base, step)).collect()
}

/// Chebyshev's polynomial of the first kind beyond 1.
fn chebyshev(degree: usize, x: f64) -> f64 {
    (degree as f64 * x.acosh()).cosh()
}

#[test]
fn a_constant_rate_is_itself_also_in_a_script() {
    assert_eq!(rates(json!({ "id": "constant" }), 0.3, 3), [0.3; 3]);
    assert_eq!(schedule(json!({ "id": "constant" })).script(), "learning_rate");
}

#[test]
fn a_fall_comes_when_it_should() {
    let steps = rates(json!({ "id": "step-decay", "every": 3, "factor": 0.5 }), 0.8, 8);
    assert_eq!(steps, [0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2, 0.2]);
    assert_eq!(rates(json!({ "id": "exponential", "factor": 0.5 }), 1.0, 4), [1.0, 0.5, 0.25, 0.125]);
    assert_eq!(
        rates(json!({ "id": "linear-warmup", "steps": 4, "from": 0 }), 1.0, 6),
        [0.0, 0.25, 0.5, 0.75, 1.0, 1.0]
    );
    assert_eq!(rates(json!({ "id": "polynomial", "steps": 2, "power": 2 }), 1.0, 4), [1.0, 0.25, 0.0, 0.0]);
}

/// The closed form: down to the minimum after `period` steps, up again after twice as many.
#[test]
fn the_cosine_rises_again() {
    let cosine = rates(json!({ "id": "cosine", "period": 10, "minimum": 0.1 }), 0.9, 21);
    assert_eq!((cosine[0], cosine[10], cosine[20]), (0.9, 0.1, 0.9));
    assert!((cosine[5] - 0.5).abs() < 1e-15 && (cosine[15] - 0.5).abs() < 1e-15);
}

#[test]
fn the_warm_up_reaches_the_peak_once_and_the_end_stays() {
    let both = json!({ "id": "warmup-cosine", "warmup": 4, "steps": 8, "initial": 0.25, "final": 0.125 });
    let both = rates(both, 1.0, 12);
    assert_eq!((both[0], both[2], both[4]), (0.25, 0.625, 1.0));
    assert_eq!(both[8..], [0.125; 4]);
    assert!(both[5..8].iter().all(|rate| (0.125..1.0).contains(rate)));
    // Where no steps are left for the fall, it takes one.
    assert_eq!(
        rates(json!({ "id": "warmup-cosine", "warmup": 4, "steps": 2 }), 1.0, 6),
        [0.0, 0.25, 0.5, 0.75, 1.0, 0.0]
    );
}

/// A restart is at the full rate exactly, after sums of powers that a logarithm would round.
#[test]
fn restarts_are_exact() {
    for (period, growth) in [(1, 2), (3, 1), (5, 5), (10, 2), (7, 10)] {
        let schedule = schedule(json!({ "id": "warm-restarts", "period": period, "growth": growth }));
        let (mut start, mut length) = (0, period);
        let mut restarts = Vec::new();
        while start <= 10_000 {
            restarts.push(start);
            start += length;
            length *= growth;
        }
        let full: Vec<usize> = (0..=10_000).filter(|step| schedule.rate(0.3, *step) == 0.3).collect();
        assert_eq!(full, restarts, "period {period}, growth {growth}");
    }
}

/// Between two restarts it is half a cosine down to the minimum: half way there after half of the period.
#[test]
fn a_restart_goes_on_from_the_minimum() {
    let rates = rates(json!({ "id": "warm-restarts", "period": 10, "growth": 2, "minimum": 0.1 }), 0.9, 31);
    assert_eq!((rates[0], rates[10], rates[30]), (0.9, 0.9, 0.9));
    assert!((rates[5] - 0.5).abs() < 1e-15 && (rates[20] - 0.5).abs() < 1e-15);
    assert!(rates.iter().all(|rate| (0.1..=0.9).contains(rate)) && rates[9] < 0.12 && rates[29] < rates[9]);
}

/// The sequence of math.md, for L = 1.
#[test]
fn silver_steps_are_the_silver_sequence() {
    let root = 2f64.sqrt();
    let silver = rates(json!({ "id": "silver", "sharpness": 1 }), 0.1, 16);
    let expected =
        [root, 2.0, root, 2.0 + root, root, 2.0, root, 4.0 + 2.0 * root, root, 2.0, root, 2.0 + root, root, 2.0, root];
    for (own, expected) in silver.iter().zip(expected) {
        // At most three roundings of numbers below 8.
        assert!((own - expected).abs() <= 8.0 * 3.0 * f64::EPSILON, "{own} against {expected}");
    }
    let printed: Vec<String> = silver.iter().take(8).map(|rate| format!("{rate:.3}")).collect();
    assert_eq!(printed, ["1.414", "2.000", "1.414", "3.414", "1.414", "2.000", "1.414", "6.828"]);
    assert_eq!(rates(json!({ "id": "silver", "sharpness": 4 }), 0.1, 2)[1], 0.5);
}

#[test]
fn a_list_holds_its_last_rate() {
    assert_eq!(rates(json!({ "id": "list", "rates": [0.5, 0.25] }), 9.0, 4), [0.5, 0.25, 0.25, 0.25]);
    // One rate for each direction lands on the minimum of a bowl.
    let track = json!({ "schedule": { "id": "list", "rates": [0.5, 0.25] } });
    assert_eq!(bowl([2.0, 4.0], 0.0, [1.0, 1.0], 3, track).theta(0, 2).norm(), 0.0);
}

/// Whatever a reader writes as an order has a meaning: modulo the period, rounded down, and again from its beginning.
#[test]
fn an_order_is_read_modulo_the_period() {
    let with = |order: Json| rates(json!({ "id": "chebyshev", "period": 4, "order": order }), 0.1, 8);
    let natural = with(json!([0, 1, 2, 3]));
    assert_eq!(natural[..4], natural[4..]);
    assert_eq!(with(json!([4, 5.9, 10, 7])), natural);
    let pair = with(json!([3, 0]));
    assert!(pair.chunks(2).all(|round| round == [natural[3], natural[0]]));
    // None at all is the stable order.
    assert_eq!(with(json!([])), with(json!([0, 3, 1, 2])));
}

/// Trap 5: κ = 100, N = 16. Far beyond the limit on purpose, and better for it.
#[test]
fn chebyshev_exceeds_the_limit_on_purpose() {
    let of = json!({ "id": "chebyshev", "flattest": 1, "sharpness": 100, "period": 16 });
    let rates = rates(of, 0.1, 16);
    let factor = |curvature: f64| rates.iter().map(|rate| 1.0 - rate * curvature).product::<f64>().abs();
    let worst = (0..=9900).map(|step| factor(1.0 + f64::from(step) / 100.0)).fold(0.0, f64::max);
    let best_constant = (99.0f64 / 101.0).powi(16);
    assert_eq!((format!("{worst:.4}"), format!("{best_constant:.4}")), ("0.0805".into(), "0.7261".into()));
    assert!((worst - 1.0 / chebyshev(16, 101.0 / 99.0)).abs() < 1e-12);
    let largest = rates.iter().copied().fold(0.0, f64::max) / (2.0 / 100.0);
    // 1/(50.5 − 49.5 cos(π/32)) against 1/50.
    assert!((largest - 50.0 / (50.5 - 49.5 * (std::f64::consts::PI / 32.0).cos())).abs() < 1e-10);
    assert_eq!(format!("{largest:.0}"), "40");
    assert_eq!(rates.iter().filter(|rate| **rate > 2.0 / 100.0).count(), 8);
}

proptest! {
    #![proptest_config(proptest_config())]

    /// After a round the distance along any curvature in the range is at most 1/T_N((κ + 1)/(κ − 1)) of what it was.
    ///
    /// Rounding is bounded along with the run. A step x − η(λx) has three roundings, together at most two ulp of
    /// (1 + ηλ)|x|; the rate's own denominator is off by at most four ulp of L, which changes the factor by at most
    /// ηλ · 4εLη; and what was off before is multiplied by the factor like everything else.
    #[test]
    fn a_chebyshev_round_keeps_its_bound(
        flattest in 0.01..10.0f64, condition in 1.01..1000.0f64, period in 1usize..=32, share in 0.0..=1.0f64,
    ) {
        let sharpness = flattest * condition;
        let curvatures = [flattest, flattest + share * (sharpness - flattest)];
        let schedule = json!({ "id": "chebyshev", "flattest": flattest, "sharpness": sharpness, "period": period });
        let experiment = bowl(curvatures, 0.0, [1.0, 1.0], period, json!({ "schedule": schedule }));
        let bound = 1.0 / chebyshev(period, (condition + 1.0) / (condition - 1.0));
        for (index, curvature) in curvatures.into_iter().enumerate() {
            let mut off = 0.0;
            for step in 0..period {
                let rate = experiment.rate(0, step).unwrap();
                let push = rate * curvature;
                let here = f64::EPSILON * (2.0 * (1.0 + push) + 4.0 * push * sharpness * rate);
                off = off * (1.0 - push).abs() + here * experiment.theta(0, step)[index].abs();
            }
            let left = experiment.theta(0, period)[index].abs();
            // The bound itself is only as good as arcosh, near 1, of a rounded quotient.
            let arcosh = 1e-9 * bound;
            prop_assert!(left <= bound + off + arcosh, "{} of {}, rounding {}", left, bound, off);
            // A bound on rounding that allowed everything would hold nothing to anything.
            prop_assert!(off < 1e-6, "{}", off);
        }
    }

    /// Relative schedules are in the unit of the track's own rate: with every rate that is given absolutely at zero,
    /// twice the base is twice the rate, to the last bit (above the smallest numbers, which have fewer). Absolute ones do not ask for the base.
    #[test]
    fn relative_schedules_scale_with_the_base(base in 1e-6..1e3f64, step in 0usize..=10_000, period in 1usize..=100) {
        for relative in [
            json!({ "id": "constant" }),
            json!({ "id": "step-decay", "every": 20 + period }),
            json!({ "id": "exponential", "factor": 0.999 }),
            json!({ "id": "cosine", "period": period }),
            json!({ "id": "warm-restarts", "period": period, "growth": 1 + period % 3 }),
            json!({ "id": "linear-warmup", "steps": period, "from": 0.3 }),
            json!({ "id": "warmup-cosine", "warmup": period, "steps": 10_000 }),
            json!({ "id": "polynomial", "steps": 10_000, "power": 1.5 }),
        ] {
            let schedule = schedule(relative);
            prop_assert!(!schedule.is_absolute());
            prop_assert_eq!(schedule.rate(2.0 * base, step), 2.0 * schedule.rate(base, step));
        }
        for absolute in [json!({ "id": "chebyshev" }), json!({ "id": "silver" }), json!({ "id": "list" })] {
            let schedule = schedule(absolute);
            prop_assert!(schedule.is_absolute());
            prop_assert_eq!(schedule.rate(2.0 * base, step), schedule.rate(base, step));
        }
    }
}

fn crank(experiment: &Experiment, step: usize) -> Value {
    let Value::List(controls) = control::controls(experiment, step, control::Axis::Log) else {
        panic!("controls are a list")
    };
    controls.into_iter().find(|slider| slider.get("id").and_then(Value::text) == Some("learningRate")).unwrap()
}

/// Under an absolute schedule the crank shows what it cannot change.
#[test]
fn the_crank_follows_an_absolute_schedule() {
    let rates = [0.5, 0.25, 0.125];
    let track = json!({ "learningRate": 0.07, "schedule": { "id": "list", "rates": rates } });
    let experiment = bowl([1.0, 4.0], 30.0, [1.0, 1.0], 3, track);
    for (step, rate) in rates.into_iter().enumerate() {
        let crank = crank(&experiment, step);
        assert_eq!(crank.get("value"), Some(&rate.into()));
        assert_eq!(crank.get("disabled").and_then(Value::text), Some("absolute-schedule"));
        assert_eq!(experiment.frame(0, step).learning_rate, Some(rate));
    }
    let refusal = control::adjust(&experiment, "learningRate", &value(&json!({ "value": 0.1 })), 4.0).unwrap_err();
    assert_eq!((refusal.field.as_str(), refusal.code), ("learningRate", Code::NotHere));
    // What is ignored is kept all the same, for when another schedule asks for it.
    assert_eq!(experiment.config().tracks[0].learning_rate(), Some(0.07));
}

/// A relative schedule leaves the crank to the reader, and so does a track that asks for it beside one that does not.
#[test]
fn the_crank_turns_the_first_track_that_asks_for_it() {
    let cosine = bowl([1.0, 4.0], 30.0, [1.0, 1.0], 3, json!({ "learningRate": 0.07, "schedule": { "id": "cosine" } }));
    assert_eq!(crank(&cosine, 2).get("value"), Some(&0.07.into()));
    assert_eq!(crank(&cosine, 2).get("disabled"), None);
    let both = common::run(&json!({ "tracks": [
        { "learningRate": 0.3, "schedule": { "id": "silver" } }, { "learningRate": 0.07 },
    ] }));
    assert_eq!(crank(&both, 2).get("value"), Some(&0.07.into()));
    assert_eq!(crank(&both, 2).get("disabled"), None);
    let turned = control::adjust(&both, "learningRate", &value(&json!({ "value": 0.1 })), 4.0).unwrap();
    assert_eq!(Config::read(&turned).unwrap().tracks[1].learning_rate(), Some(0.1));
}

#[test]
fn tracks_of_one_method_are_told_apart() {
    let names = |tracks: serde_json::Value| {
        let experiment = common::run(&serde_json::json!({ "tracks": tracks }));
        (0..experiment.track_count())
            .map(|track| many_clocks::name::track_name(&experiment, track, &Words::default()))
            .collect::<Vec<_>>()
    };
    let gd = |rate: f64, schedule: &str| serde_json::json!({ "optimizer": "gradient-descent", "learningRate": rate, "schedule": { "id": schedule } });
    assert_eq!(names(serde_json::json!([gd(0.1, "constant"), { "optimizer": "adam" }])), ["gradient descent", "Adam"]);
    assert_eq!(
        names(serde_json::json!([gd(0.1, "constant"), gd(0.04, "constant")])),
        ["gradient descent 0.1", "gradient descent 0.04"]
    );
    assert_eq!(
        names(serde_json::json!([gd(0.1, "constant"), gd(0.1, "cosine")])),
        ["gradient descent, constant", "gradient descent, cosine"]
    );
    // A schedule with rates of its own has nothing to do with the track's.
    assert_eq!(names(serde_json::json!([gd(0.1, "silver"), gd(0.2, "constant")]))[0], "gradient descent, silver steps");
    assert_eq!(
        names(serde_json::json!([gd(0.1, "constant"), gd(0.1, "constant")])),
        ["gradient descent 1", "gradient descent 2"]
    );
}
