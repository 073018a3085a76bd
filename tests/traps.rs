//! Traps that teaching pages fell into, each with the numbers that show whether this engine does. The numbers are of
//! the mathematics, not of this program: "four digits" below means that they round to what is printed here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
#[path = "traps/methods.rs"]
mod methods;

use common::{bowl, descent, run, turned};
use many_clocks::{
    analysis::analysis,
    experiment::{Experiment, Status},
    math::{Vec2, cos_sin_degrees},
    spectrum::{self, Regime},
    value::Value,
};
use serde_json::{Value as Json, json};

fn adam(rate: f64) -> Json {
    json!({ "optimizer": "adam", "learningRate": rate })
}

fn distance(experiment: &Experiment, step: usize) -> f64 {
    experiment.theta(0, step).norm()
}

fn first_within(experiment: &Experiment, reach: f64) -> Option<usize> {
    (0..=experiment.steps()).find(|step| distance(experiment, *step) < reach)
}

/// From where on every frame is within reach.
fn stays_within(experiment: &Experiment, reach: f64) -> usize {
    (0..=experiment.steps()).rev().find(|step| distance(experiment, *step) >= reach).map_or(0, |last| last + 1)
}

/// Agreement with a printed number to so many significant digits: half a unit of the last.
fn digits(found: f64, printed: f64, count: i32, what: &str) {
    let exponent: i32 = format!("{:e}", printed.abs()).split_once('e').unwrap().1.parse().unwrap();
    let half = 0.5 * 10f64.powi(exponent + 1 - count) * (1.0 + 1e-9);
    assert!((found - printed).abs() <= half, "{what}: {found} does not round to {printed}");
}

fn number(value: &Value, key: &str) -> Option<f64> {
    value.get(key).and_then(Value::number)
}

#[test]
fn trap_1_turning_the_bowl_but_not_the_start() {
    for (angle, steps) in [(0.0, 1444), (45.0, 1), (-45.0, 1479)] {
        let only_the_bowl = bowl([100.0, 1.0], angle, [2.0, 2.0], 2000, descent(0.01));
        assert_eq!(first_within(&only_the_bowl, 1e-6), Some(steps), "{angle}°");
        let on_axis = analysis(&only_the_bowl, 0, 0).get("startOnEigenvector").is_some();
        assert_eq!(on_axis, angle != 0.0, "{angle}°: the start has become an eigenvector");
    }
    let upright = bowl([100.0, 1.0], 0.0, [2.0, 2.0], 1500, descent(0.01));
    for angle in [22.5, 45.0, -45.0, 67.5, 90.0] {
        let both = bowl([100.0, 1.0], angle, turned([2.0, 2.0], angle), 1500, descent(0.01));
        assert_eq!(first_within(&both, 1e-6), Some(1444), "{angle}°");
        for step in 0..=1500 {
            let (own, other) = (both.loss_at(0, step), upright.loss_at(0, step));
            // λmin in the rotated entries is off by an ulp of λmax: 100 ulps of λmin, in each of the steps so far,
            // twice in a square. The steep part lands at once, to an ulp of the distance times λmax.
            let rounding = 4.0 * f64::EPSILON * 100.0 * (step as f64 + 4.0) * other + 1e-26;
            assert!((own - other).abs() <= rounding, "{angle}°, step {step}: {own} and {other}");
        }
    }
}

#[test]
fn trap_2_the_diagonal_at_45_degrees_is_gradient_descent() {
    let diagonal = json!({ "optimizer": "diagonal-newton" });
    for (angle, printed) in [(15.0f64, 0.927), (30.0, 0.974), (45.0, 0.980)] {
        let experiment = bowl([1.0, 100.0], angle, [2.0, 1.0], 60, diagonal.clone());
        // The iteration has the eigenvalues ±ρ, so two steps are the ones to compare, and they contract exactly by ρ².
        let found = (distance(&experiment, 42) / distance(&experiment, 40)).sqrt();
        let hessian = experiment.frame(0, 0).hessian;
        let rho = hessian.m12.abs() / (hessian.m11 * hessian.m22).sqrt();
        assert!((found - rho).abs() < 1e-12, "{angle}°: {found}, |h₁₂|/√(h₁₁h₂₂) is {rho}");
        digits(found, printed, 3, "the factor");
    }
    assert_eq!(distance(&bowl([1.0, 100.0], 0.0, [2.0, 1.0], 1, diagonal.clone()), 1), 0.0, "at 0° it is Newton");
    let own = bowl([1.0, 100.0], 45.0, [2.0, 1.0], 60, diagonal);
    let scalar = bowl([1.0, 100.0], 45.0, [2.0, 1.0], 60, descent(2.0 / 101.0));
    for step in 0..=60 {
        // An ulp of the gradient, λmax‖θ‖, times the rate 2/101, in each step: two ulps of the distance.
        let rounding = 8.0 * f64::EPSILON * (step + 1) as f64 * 5f64.sqrt();
        assert!((own.theta(0, step) - scalar.theta(0, step)).norm() <= rounding, "step {step}");
    }
}

#[test]
fn trap_4_the_optimum_is_not_the_limit() {
    let experiment = bowl([0.01, 1.0], 0.0, [1.0, 1.0], 2000, descent(2.0));
    let told = analysis(&experiment, 0, 0);
    digits(number(&told, "bestRate").unwrap(), 1.9802, 5, "best");
    assert_eq!(number(&told, "stableBelow"), Some(2.0));
    for step in [1, 2, 999, 2000] {
        assert_eq!(experiment.theta(0, step).y, if step % 2 == 0 { 1.0 } else { -1.0 }, "it bounces for ever");
    }
    let steep = experiment.clocks(0, 0)[1];
    assert_eq!((steep.regime, steep.multiplier, steep.half_life), (Some(Regime::Bounces), Some(-1.0), None));
}

#[test]
fn trap_5_chebyshev_steps_exceed_the_limit_on_purpose() {
    let schedule = json!({ "id": "chebyshev", "flattest": 1, "sharpness": 100, "period": 16 });
    let track = json!({ "optimizer": "gradient-descent", "schedule": schedule });
    // On a round bowl of curvature λ the distance after a period is the polynomial's value at λ.
    let factor = |curvature: f64| bowl([curvature; 2], 0.0, [1.0, 0.0], 16, track.clone()).theta(0, 16).x.abs();
    let worst = (0..=400).map(|part| factor(100f64.powf(f64::from(part) / 400.0))).fold(0.0, f64::max);
    digits(worst, 0.0805, 3, "the worst factor");
    // At both ends the polynomial is extremal, so the grid does not miss the worst: 1/T₁₆(101/99).
    let bound = 1.0 / (16.0 * (101f64 / 99.0).acosh()).cosh();
    assert!((worst - bound).abs() < 1e-9 && (factor(1.0) - bound).abs() < 1e-9 && (factor(100.0) - bound).abs() < 1e-9);
    digits((99f64 / 101.0).powi(16), 0.7261, 4, "the best constant");
    let experiment = bowl([1.0, 100.0], 0.0, [1.0, 1.0], 16, track);
    let rates: Vec<f64> = (0..16).map(|step| experiment.rate(0, step).unwrap()).collect();
    let largest = rates.iter().copied().fold(0.0, f64::max);
    digits(largest / (2.0 / 100.0), 40.0, 2, "the largest rate in units of 2/L");
    // In the order of its period the steps that are too long are followed by short ones; longest first shows what they
    // do alone: from (1, 1) the distance grows 5.8 million-fold before the short steps take it back.
    let hump = |experiment: &Experiment| (0..=16).map(|step| distance(experiment, step)).fold(0.0, f64::max);
    let loss_rises = (0..16).filter(|step| experiment.loss_at(0, step + 1) > experiment.loss_at(0, *step)).count();
    println!("paired: distances up to {}, the loss rises {loss_rises} times", hump(&experiment));
    assert!(loss_rises > 0, "some of its steps go uphill");
    let order: Vec<usize> = (0..16).rev().collect();
    let track = json!({
        "optimizer": "gradient-descent",
        "schedule": { "id": "chebyshev", "flattest": 1, "sharpness": 100, "period": 16, "order": order },
    });
    let other = bowl([1.0, 100.0], 0.0, [1.0, 1.0], 16, track);
    digits(hump(&other), 5.8e6, 2, "the hump in the middle");
    // The same product in the end, but for an ulp of the hump.
    assert!((distance(&other, 16) - distance(&experiment, 16)).abs() <= 16.0 * f64::EPSILON * hump(&other));
    assert!(distance(&experiment, 16) <= bound * 2f64.sqrt() * (1.0 + 1e-9));
}

#[test]
fn trap_7_divergence_is_a_result() {
    let experiment = bowl([1.0, 10.0], 0.0, [0.0, 1.0], 60, descent(0.22));
    digits(distance(&experiment, 60), 5.6e4, 2, "growth in 60 steps at 10 % over the limit");
    let last = experiment.frame(0, 60);
    assert_eq!(last.status, Status::Running, "is diverging, has not diverged");
    let why = last.why.unwrap();
    assert_eq!((why.id, why.direction, why.value), ("crossed-limit", Some(1), Some(0.2)));
    let gone = bowl([1.0, 10.0], 0.0, [1.0, 1.0], 2000, descent(0.3));
    let (before, end) = (gone.theta(0, 39), gone.frame(0, 2000));
    assert_eq!((end.status, end.displacement), (Status::Diverged, None));
    // |−2|³⁹ is still a number on the map, |−2|⁴⁰ would be beyond 1e12: nothing is clamped on the way.
    assert_eq!((before.y, end.theta), (-(2f64.powi(39)), before));
}

#[test]
fn trap_9_derivatives_are_exact() {
    let at = |expression: &str, start: [f64; 2]| {
        let experiment =
            run(&json!({ "loss": { "id": "formula", "expression": expression }, "start": start, "steps": 1 }));
        experiment.loss().local(experiment.start())
    };
    // Numbers that products of small whole numbers reach exactly: a difference quotient would be off by 1e-10.
    let local = at("x^3*y^2 - 4x*y", [3.0, -2.0]);
    assert_eq!(local.value, 132.0);
    assert_eq!(local.gradient, Vec2::new(116.0, -120.0));
    assert_eq!((local.hessian.m11, local.hessian.m12, local.hessian.m22), (72.0, -112.0, 54.0));
    // Where differences fail altogether: a curvature of 1e-20 beside a value of 1.
    assert_eq!(at("1 + 1e-20*x^2", [1.0, 0.0]).hessian.m11, 2e-20);
}

#[test]
fn trap_10_at_a_saddle_every_rate_runs_away() {
    for rate in [0.01, 0.1, 0.5, 1.0] {
        let experiment = bowl([-1.0, 1.0], 20.0, [1e-3, 1.0], 40, descent(rate));
        let clock = experiment.clocks(0, 0)[0];
        assert_eq!((clock.regime, clock.multiplier), (Some(Regime::RunsAway), Some(1.0 + rate)));
        let along = |step: usize| experiment.frame(0, step).coordinates.unwrap()[0].abs();
        assert!(along(40) > 1.3 * along(0), "η = {rate}");
    }
    let newton = bowl([-1.0, 1.0], 0.0, [0.3, 1.0], 1, json!({ "optimizer": "newton" }));
    assert_eq!(newton.theta(0, 1), Vec2::zeros(), "Newton walks to the saddle");
    let free = bowl([-1.0, 1.0], 0.0, [0.3, 1.0], 10, json!({ "optimizer": "saddle-free-newton", "learningRate": 1 }));
    // Along the saddle's axis it doubles, along the other it lands.
    assert_eq!(free.theta(0, 10), Vec2::new(0.3 * 1024.0, 0.0), "saddle-free Newton does not");
}

#[test]
fn trap_12_the_steep_clock_was_asleep_not_gone() {
    let experiment = bowl([1.0, 25.0], 30.0, [1.732, 1.0], 20, descent(0.5));
    for (step, printed) in [2.0, 1.0, 0.5, 0.253, 0.462, 5.11].into_iter().enumerate() {
        digits(distance(&experiment, step), printed, 3, &format!("step {step}"));
    }
    // On a computed eigenvector rounding alone wakes it. What the steep part begins with is up to an ulp, and it is
    // multiplied by 11.5 a step: from 2e-16 to 4 it takes 15 steps, from a tenth of an ulp 16.
    let (c, s) = cos_sin_degrees(30.0);
    let exact = bowl([1.0, 25.0], 30.0, [2.0 * c, 2.0 * s], 25, descent(0.5));
    let nearest = (0..=25).map(|step| distance(&exact, step)).fold(f64::INFINITY, f64::min);
    println!("step 12: {:.1e}, step 17: {:.2}, nearest {nearest:.1e}", distance(&exact, 12), distance(&exact, 17));
    assert!(distance(&exact, 12) < 1e-3 && (16..=19).any(|step| distance(&exact, step) > 4.0));
}

#[test]
fn trap_13_a_zigzag_needs_a_push_above_one() {
    let crossings = |share: f64| {
        let experiment = bowl([1.0, 25.0], 30.0, [1.5, 1.0], 10, descent(share / 25.0));
        let steep = |step: usize| experiment.frame(0, step).coordinates.unwrap()[1];
        (0..10).filter(|step| steep(*step) * steep(step + 1) < 0.0).count()
    };
    assert_eq!((crossings(0.5), crossings(0.9), crossings(1.1), crossings(1.8)), (0, 0, 10, 10));
}

#[test]
fn trap_14_more_clocks_between_change_nothing() {
    for count in [2, 12, 100] {
        let curvatures: Vec<f64> = (0..count).map(|part| 100f64.powf(f64::from(part) / f64::from(count - 1))).collect();
        let worst = |rate: f64| {
            curvatures.iter().map(|curvature| spectrum::multiplier(rate, *curvature).abs()).fold(0.0, f64::max)
        };
        let best = (1..=4000).map(|part| worst(f64::from(part) * 5e-6)).fold(f64::INFINITY, f64::min);
        digits(worst(2.0 / 101.0), 0.9802, 4, &format!("{count} curvatures"));
        // The grid of rates is 5e-6 wide and the factor has the slope 100.
        assert!((-1e-12..=5e-4).contains(&(best - 99.0 / 101.0)), "{count}: {best}");
    }
}

#[test]
fn trap_15_standardising_is_a_diagonal_preconditioner() {
    // Two standardised features of correlation 0.9: [[1, 0.9], [0.9, 1]].
    let correlated = bowl([0.1, 1.9], 45.0, [1.0, 0.5], 1, descent(0.1));
    let hessian = correlated.frame(0, 0).hessian;
    assert!((hessian.m11 - 1.0).abs() < 1e-15 && (hessian.m12 + 0.9).abs() < 1e-15, "{hessian}");
    digits(number(&analysis(&correlated, 0, 0), "conditionNumber").unwrap(), 19.0, 4, "still");
    let condition = |standardize: &str| {
        let data: Vec<[f64; 2]> = (10..=14).map(|x| [f64::from(x), 2.0 * f64::from(x) + 1.0]).collect();
        let loss = json!({ "id": "least-squares", "data": data, "standardize": standardize });
        number(&analysis(&run(&json!({ "loss": loss, "steps": 1 })), 0, 0), "conditionNumber").unwrap()
    };
    digits(condition("none"), 10_802.0, 5, "raw");
    digits(condition("scale"), 5474.0, 4, "divided by the standard deviation");
    assert!((condition("center-and-scale") - 1.0).abs() < 1e-12, "with centring: {}", condition("center-and-scale"));
}

#[test]
fn trap_16_factorization_leaps_to_a_flatter_place() {
    let experiment = run(&json!({
        "loss": { "id": "factorization" }, "start": [3, 0.1], "steps": 400, "tracks": [descent(0.25)],
    }));
    let told = |step: usize| analysis(&experiment, 0, step).get("sharpness").cloned().unwrap();
    digits(number(&told(0), "value").unwrap(), 9.02, 3, "sharpness at the start");
    digits(number(&told(400), "value").unwrap(), 6.08, 3, "sharpness in the end");
    assert_eq!(number(&told(0), "limit"), Some(8.0));
    let rises = (0..20).filter(|step| experiment.loss_at(0, step + 1) > experiment.loss_at(0, *step)).count();
    assert!(rises > 0 && experiment.loss_at(0, 400) < 1e-12, "it leaps first and settles then");
}

#[test]
fn trap_17_landing_and_bouncing_survive_floating_point() {
    assert_ne!((1.0 / 49.0) * 49.0, 1.0);
    for (rate, regime, multiplier) in [
        (1.0 / 49.0, Regime::Lands, 0.0),
        (2.0 / 49.0, Regime::Bounces, -1.0),
        (0.0, Regime::Frozen, 1.0),
        ((1.0 - 1e-9) / 49.0, Regime::Creeps, 1e-9),
        ((1.0 + 1e-9) / 49.0, Regime::Overshoots, -1e-9),
    ] {
        let experiment = bowl([49.0; 2], 0.0, [1.0, 1.0], 1, descent(rate));
        for clock in experiment.clocks(0, 0) {
            assert_eq!(clock.regime, Some(regime), "{rate}");
            assert!((clock.multiplier.unwrap() - multiplier).abs() <= 1e-15, "{rate}: {:?}", clock.multiplier);
        }
        if matches!(regime, Regime::Lands | Regime::Bounces) {
            assert_eq!(experiment.frame(0, 0).multipliers, [Some(multiplier); 2], "exactly");
        }
    }
}
