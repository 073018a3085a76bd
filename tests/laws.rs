//! Laws of the mathematics, before any sample: what must hold for every bowl, rate and start.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::bowl;
use many_clocks::{
    experiment::{Experiment, Status},
    math::{Vec2, cos_sin_degrees},
    spectrum,
    value::Value,
};
use proptest::prelude::*;
use serde_json::json;

fn gradient_descent(rate: f64) -> serde_json::Value {
    json!({ "optimizer": "gradient-descent", "learningRate": rate })
}

fn coordinates(experiment: &Experiment, step: usize) -> [f64; 2] {
    experiment.frame(0, step).coordinates.unwrap()
}

fn rotate(point: [f64; 2], degrees: f64) -> [f64; 2] {
    let (c, s) = cos_sin_degrees(degrees);
    [c * point[0] - s * point[1], s * point[0] + c * point[1]]
}

proptest! {
    #![proptest_config(common::proptest_config())]

    /// One step multiplies each eigen-coordinate by 1 − ηλ.
    ///
    /// Axis-aligned, a coordinate is computed as x − η(λx): three roundings, each of at most half an ulp of a number
    /// no larger than (1 + ηλ)|x|, so two ulp of that bound it.
    #[test]
    fn an_eigen_direction_contracts_by_one_minus_eta_lambda(
        low in 0.01..10.0f64, ratio in 1.0..100.0f64, push in 0.0..3.0f64, x in -3.0..3.0f64, y in -3.0..3.0f64,
    ) {
        let high = low * ratio;
        let rate = push / high;
        let experiment = bowl([low, high], 0.0, [x, y], 1, gradient_descent(rate));
        let (before, after) = (experiment.theta(0, 0), experiment.theta(0, 1));
        for (from, to, curvature) in [(before.x, after.x, low), (before.y, after.y, high)] {
            let bound = 2.0 * f64::EPSILON * (1.0 + rate * curvature) * from.abs();
            prop_assert!((to - (1.0 - rate * curvature) * from).abs() <= bound);
        }
    }

    /// The same at any angle; turning costs a few roundings of the whole vector's length.
    #[test]
    fn the_law_holds_at_any_angle(
        low in 0.01..10.0f64, ratio in 1.0..100.0f64, push in 0.0..3.0f64, angle in -180.0..180.0f64,
        x in -3.0..3.0f64, y in -3.0..3.0f64,
    ) {
        let rate = push / (low * ratio);
        let experiment = bowl([low, low * ratio], angle, [x, y], 1, gradient_descent(rate));
        let (before, after) = (coordinates(&experiment, 0), coordinates(&experiment, 1));
        let frame = experiment.frame(0, 0);
        let bound = 32.0 * f64::EPSILON * (1.0 + push) * (x.hypot(y));
        for index in 0..2 {
            let factor = frame.multipliers[index].unwrap();
            prop_assert_eq!(factor, spectrum::multiplier(rate, frame.eigen.curvatures[index]));
            prop_assert!((after[index] - factor * before[index]).abs() <= bound);
        }
    }

    /// The steep part grows iff η > 2/λmax, given that there is one.
    #[test]
    fn the_steep_part_grows_iff_the_rate_exceeds_its_limit(
        low in 0.1..1.0f64, ratio in 1.5..50.0f64, push in 0.01..4.0f64, angle in -90.0..90.0f64,
    ) {
        prop_assume!((push - 2.0).abs() > 1e-6);
        let high = low * ratio;
        let (c, s) = cos_sin_degrees(angle);
        // One unit along each direction, so that rounding of one cannot pass for growth of the other.
        let experiment = bowl([low, high], angle, [c - s, s + c], 20, gradient_descent(push / high));
        let steep = |step| coordinates(&experiment, step)[1].abs();
        prop_assert_eq!(steep(20) > steep(0), push > 2.0);
        prop_assert_eq!(steep(1) > steep(0), push > 2.0);
    }

    /// 1 < ηλ < 2 overshoots, and the loss still falls at every step.
    #[test]
    fn overshooting_is_not_uphill(push in 1.001..1.999f64, ratio in 1.0..30.0f64, angle in -90.0..90.0f64) {
        let experiment = bowl([1.0, ratio], angle, [1.5, 0.5], 30, gradient_descent(push / ratio));
        for step in 0..30 {
            prop_assert!(experiment.loss_at(0, step + 1) < experiment.loss_at(0, step));
        }
    }

    /// Nesterov's momentum is the recursion z² − (1 + β)(1 − ηλ)z + β(1 − ηλ) along each direction, from the first step on.
    ///
    /// Three points, each the result of a few roundings of numbers no larger than the largest of them times 1 + 2ηλ.
    #[test]
    fn looking_ahead_is_a_two_step_recursion(push in 0.01..1.5f64, beta in 0.0..0.95f64, x in 0.5..2.0f64) {
        let track = json!({ "optimizer": "nesterov", "learningRate": push, "momentum": beta });
        let experiment = bowl([1.0, 1.0], 0.0, [x, 0.0], 30, track);
        let at = |step: usize| experiment.theta(0, step).x;
        let (sum, product) = ((1.0 + beta) * (1.0 - push), beta * (1.0 - push));
        let mut largest = 0.0f64;
        for step in 0..=28 {
            largest = largest.max(at(step).abs());
            let expected = sum * at(step + 1) - product * at(step);
            // The velocity carries the roundings of all steps before, whose sum 1/(1 − β) ≤ 20 bounds.
            let bound = 20.0 * 16.0 * f64::EPSILON * largest.max(at(step + 1).abs()) * (1.0 + 2.0 * push);
            prop_assert!((at(step + 2) - expected).abs() <= bound, "{} against {}", at(step + 2), expected);
        }
    }

    /// It grows iff the rate exceeds (2 + 2β)/((1 + 2β)λ), in the end: its smaller root is gone by step 20.
    #[test]
    fn looking_ahead_grows_iff_the_rate_exceeds_its_own_limit(beta in 0.0..0.95f64, share in 0.78..1.3f64) {
        prop_assume!((share - 1.0).abs() > 0.03);
        let gear = many_clocks::optimizer::Gear::Nesterov { momentum: beta };
        let rate = share * spectrum::limit_rate(gear, 10.0).unwrap();
        // Below ηλ = 1 the roots are complex, and a crossing of zero could pass for shrinking; just above, they are of
        // nearly one size. From 1.1 on the smaller one is at most 0.54 of the larger.
        prop_assume!(rate * 10.0 > 1.1);
        let track = json!({ "optimizer": "nesterov", "learningRate": rate, "momentum": beta });
        let experiment = bowl([1.0, 10.0], 0.0, [0.0, 1e-3], 40, track);
        let at = |step: usize| experiment.theta(0, step).y.abs();
        prop_assert_eq!(at(40) > at(20), share > 1.0);
        prop_assert_eq!(experiment.frame(0, 0).why.is_some_and(|why| why.id == "crossed-limit"), share > 1.0);
        // The last factor is the spectral radius: against it the other root has shrunk to 0.54⁴⁰ < 1e-10.
        let radius = spectrum::nesterov(rate * 10.0, beta).size;
        prop_assert!((at(40) / at(39) - radius).abs() <= 1e-9 * radius, "{} against {}", at(40) / at(39), radius);
    }

    /// Newton lands in one step on any bowl, up to rounding amplified by the condition number.
    #[test]
    fn newton_lands_in_one_step(
        low in 0.01..10.0f64, ratio in 1.0..1000.0f64, angle in -180.0..180.0f64, x in -3.0..3.0f64, y in -3.0..3.0f64,
    ) {
        let experiment = bowl([low, low * ratio], angle, [x, y], 1, json!({ "optimizer": "newton" }));
        prop_assert!(experiment.theta(0, 1).norm() <= 16.0 * f64::EPSILON * ratio * x.hypot(y));
    }

    /// Turning bowl and start turns gradient descent and Newton.
    ///
    /// Both paths amplify the rounding of the rotated start by at most the largest factor, here below 1; the bound is
    /// the accumulated rounding of 40 steps at a distance of at most 3.
    #[test]
    fn turning_everything_turns_gradient_descent_and_newton(
        push in 0.05..1.95f64, ratio in 1.0..50.0f64, angle in -180.0..180.0f64,
    ) {
        let start = [1.5, -2.0];
        for track in [gradient_descent(push / ratio), json!({ "optimizer": "newton", "learningRate": 0.5 })] {
            let straight = bowl([1.0, ratio], 0.0, start, 40, track.clone());
            let turned = bowl([1.0, ratio], angle, rotate(start, angle), 40, track);
            for step in 0..=40 {
                let expected = Vec2::from(rotate(straight.theta(0, step).into(), angle));
                prop_assert!((turned.theta(0, step) - expected).norm() <= 1e-12 * ratio);
            }
        }
    }

    /// The multiplier is 1 − effective rate × curvature, for every method.
    #[test]
    fn multipliers_follow_from_effective_rates(angle in -180.0..180.0f64, step in 0usize..20) {
        for optimizer in ["gradient-descent", "momentum", "diagonal-newton", "newton", "adam"] {
            let frame = bowl([1.0, 7.0], angle, [1.5, 0.5], 20, json!({ "optimizer": optimizer })).frame(0, step);
            for index in 0..2 {
                if let (Some(rate), Some(factor)) = (frame.effective_rates[index], frame.multipliers[index]) {
                    prop_assert!((factor - (1.0 - rate * frame.eigen.curvatures[index])).abs() <= 1e-12);
                }
            }
        }
    }
}

#[test]
fn a_round_bowl_lands_in_one_step_at_one_over_lambda() {
    let experiment = bowl([4.0, 4.0], 17.0, [1.5, 1.0], 3, gradient_descent(0.25));
    assert_eq!(experiment.theta(0, 1), Vec2::zeros());
    let frame = experiment.frame(0, 0);
    assert_eq!(frame.multipliers, [Some(0.0), Some(0.0)]);
    // Equal curvatures: the directions are the columns of R(angle), signed so that the start's coordinates are positive.
    let (c, s) = cos_sin_degrees(17.0);
    assert_eq!(frame.eigen.directions[0], Vec2::new(c, s));
    assert_eq!(frame.eigen.directions[1], Vec2::new(-s, c));
}

#[test]
fn divergence_is_a_result() {
    let experiment = bowl([1.0, 10.0], 0.0, [1.0, 1.0], 2000, gradient_descent(0.3));
    let last = experiment.frame(0, 2000);
    assert_eq!(last.status, Status::Diverged);
    assert!(last.theta.iter().all(|part| part.is_finite() && part.abs() < 1e12));
    let why = last.why.unwrap();
    assert_eq!((why.id, why.direction, why.value), ("crossed-limit", Some(1), Some(0.2)));
    assert_eq!(last.displacement, None);
    // Long before, the same frames are running: "is diverging" is a regime, "has diverged" a status.
    assert_eq!(experiment.frame(0, 5).status, Status::Running);
}

#[test]
fn a_saddle_runs_away_at_any_rate_and_newton_walks_to_it() {
    for rate in [0.01, 0.1, 0.5] {
        let experiment = bowl([-1.0, 1.0], 0.0, [1e-3, 1.0], 10, gradient_descent(rate));
        let frame = experiment.frame(0, 0);
        assert!(frame.multipliers[0].unwrap() > 1.0);
        assert_eq!(frame.why.unwrap().id, "negative-curvature");
    }
    let newton = bowl([-1.0, 1.0], 0.0, [0.3, 1.0], 1, json!({ "optimizer": "newton" }));
    assert_eq!(newton.theta(0, 1), Vec2::zeros());
}

#[test]
fn a_singular_hessian_stops_newton() {
    let experiment = bowl([0.0, 1.0], 0.0, [1.0, 1.0], 5, json!({ "optimizer": "newton" }));
    let frame = experiment.frame(0, 3);
    assert_eq!(frame.status, Status::Stopped);
    assert_eq!(frame.displacement, Some(Vec2::zeros()));
    assert_eq!(frame.why.unwrap().id, "singular-hessian");
}

/// Where one stands, and the memory there, is the same however it is asked for.
#[test]
fn memory_and_ledger_come_from_replay_and_agree_with_the_run() {
    let track = json!({ "optimizer": "momentum", "learningRate": 0.05 });
    let experiment = bowl([1.0, 10.0], 20.0, [1.5, 0.5], 200, track);
    for step in [0, 1, 63, 64, 65, 128, 199] {
        let proposal = experiment.replay(0, step, &mut many_clocks::ledger::Quiet).unwrap();
        assert_eq!(experiment.theta(0, step) + proposal.displacement, experiment.theta(0, step + 1), "step {step}");
        let (name, memory) = experiment.memory(0, step + 1)[0];
        let many_clocks::optimizer::Remembered::Vector(velocity) = memory else { panic!("{name} is a vector") };
        assert_eq!(-0.05 * velocity, proposal.displacement);
    }
}

#[test]
fn the_ledger_ends_where_the_step_ends() {
    let experiment = bowl([1.0, 25.0], 30.0, [1.5, 0.5], 10, gradient_descent(0.07));
    let frame = experiment.frame(0, 3);
    let rows = frame.ledger(&experiment, 0);
    let labels: Vec<_> = rows.iter().map(|row| row.label).collect();
    assert_eq!(labels, ["gradient", "step", "split", "point"]);
    assert_eq!(rows[1].value, many_clocks::number::vector(frame.displacement.unwrap()));
    assert_eq!(rows[3].value, many_clocks::number::vector(experiment.theta(0, 4)));
    assert_eq!(experiment.frame(0, 10).ledger(&experiment, 0).len(), 1, "the last frame has no step");
}

#[test]
fn a_start_on_an_eigenvector_is_said() {
    let on = |start| {
        let experiment = bowl([1.0, 9.0], 0.0, start, 1, gradient_descent(0.1));
        many_clocks::analysis::analysis(&experiment, 0, 0).get("startOnEigenvector").cloned()
    };
    let direction = |value: Option<Value>| value.and_then(|value| value.get("direction")?.number());
    assert_eq!(direction(on([2.0, 0.0])), Some(0.0));
    assert_eq!(direction(on([0.0, 2.0])), Some(1.0));
    assert_eq!(direction(on([1.0, 2.0])), None);
}

/// Weight decay w is the same bowl with λ + w in every direction, up to rounding that a stable run does not amplify.
#[test]
fn decayed_look_ahead_is_that_of_a_steeper_bowl() {
    let run = |curvatures, decay: f64| {
        let track = json!({ "optimizer": "nesterov", "learningRate": 0.05, "momentum": 0.7, "weightDecay": decay });
        bowl(curvatures, 0.0, [1.5, 0.5], 60, track)
    };
    let (decayed, steeper) = (run([1.0, 10.0], 0.5), run([1.5, 10.5], 0.0));
    for step in 0..=60 {
        assert!((decayed.theta(0, step) - steeper.theta(0, step)).norm() <= 100.0 * f64::EPSILON, "{step}");
    }
    // What is known of the bowl alone is then no longer known of the method.
    let radius = |experiment: &Experiment| experiment.clocks(0, 0).map(|clock| clock.spectral_radius);
    assert_eq!(radius(&decayed), [None, None]);
    assert!(radius(&steeper).iter().all(|radius| radius.is_some_and(|radius| radius < 1.0)));
}

/// Rprop's lengths begin at the rate of its first step and are its own from then on, whatever a schedule does.
#[test]
fn the_rate_of_rprop_is_only_its_first_length() {
    let track =
        json!({ "optimizer": "rprop", "learningRate": 0.1, "schedule": { "id": "list", "rates": [0.02, 5.0] } });
    let experiment = bowl([1.0, 1.0], 0.0, [1.5, 1.5], 3, track);
    let moved = |step| (experiment.theta(0, step + 1) - experiment.theta(0, step)).x;
    for (step, length) in [(0, 0.02), (1, 0.02 * 1.2), (2, 0.02 * 1.2 * 1.2)] {
        assert!((moved(step) + length).abs() <= 4.0 * f64::EPSILON, "{}", moved(step));
    }
}
