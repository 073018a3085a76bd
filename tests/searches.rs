//! What methods that look around before they step owe: they never go up, find what is far, say which rate they chose,
//! know when to give up, and pay for nothing twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{bowl, proptest_config, run};
use many_clocks::{
    experiment::Experiment,
    math::Vec2,
    number::short,
    optimizer::{Cost, Remembered},
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const SEARCHING: [&str; 5] = ["armijo", "exact-line-search", "conjugate-gradient", "bfgs", "trust-region"];

fn formula(expression: &str, start: [f64; 2], steps: usize, track: Json) -> Experiment {
    run(&json!({
        "loss": { "id": "formula", "expression": expression }, "start": start, "steps": steps, "tracks": [track],
    }))
}

fn labels(experiment: &Experiment, step: usize) -> Vec<&'static str> {
    experiment.frame(0, step).ledger(experiment, 0).iter().map(|row| row.label).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..proptest_config() })]

    /// The loss never rises, from any start on any landscape. Searches that must see a decrease near a minimum, where
    /// rounding hides it, grant 1e-13 of the loss.
    #[test]
    fn a_search_never_goes_up(x in -2.5..2.5f64, y in -2.5..2.5f64, which in 0usize..8) {
        let loss = [
            "rosenbrock", "himmelblau", "beale", "six-hump-camel", "rastrigin", "ackley", "monkey-saddle", "factorization",
        ][which];
        for optimizer in SEARCHING {
            let experiment = run(&json!({
                "loss": { "id": loss }, "start": [x, y], "steps": 60, "tracks": [{ "optimizer": optimizer }],
            }));
            for step in 0..60 {
                let (before, after) = (experiment.loss_at(0, step), experiment.loss_at(0, step + 1));
                prop_assert!(after <= before + 2e-13 * before.abs(), "{} on {}: {} after {}", optimizer, loss, after, before);
            }
        }
    }

    /// What a search settles for has both of Wolfe's conditions: a share c₁ of the promised decrease, and a slope that is
    /// at most c₂ of the first (J. Nocedal, S. Wright, chapter 3). Near a minimum, where decreases are lost in rounding,
    /// a search may have to stop before.
    #[test]
    fn a_search_settles_for_what_wolfe_asks(x in -2.0..2.0f64, y in -2.0..2.0f64, which in 0usize..4) {
        let loss = ["rosenbrock", "himmelblau", "beale", "six-hump-camel"][which];
        for (optimizer, flatness) in [("bfgs", 0.9), ("conjugate-gradient", 0.1)] {
            let experiment = run(&json!({
                "loss": { "id": loss }, "start": [x, y], "steps": 40, "tracks": [{ "optimizer": optimizer }],
            }));
            for step in 0..40 {
                let (before, after) = (experiment.frame(0, step), experiment.frame(0, step + 1));
                let moved = after.theta - before.theta;
                if before.gradient.norm() < 1e-3 || moved == Vec2::zeros() {
                    break;
                }
                let (promised, left) = (before.gradient.dot(&moved), after.gradient.dot(&moved));
                let (low, high) = (experiment.loss_at(0, step + 1), experiment.loss_at(0, step));
                // The displacement is the difference of two rounded points: a few ulp of either along the slopes.
                let rounding = 1e-12 * (high.abs() + before.gradient.norm() + after.gradient.norm());
                prop_assert!(low <= high + 1e-4 * promised + rounding, "{} on {}, step {}", optimizer, loss, step);
                prop_assert!(left.abs() <= -flatness * promised + rounding, "{} on {}, step {}", optimizer, loss, step);
            }
        }
    }

    /// A simplex that finds no better corner is halved about its best one.
    #[test]
    fn a_simplex_shrinks_to_its_best_corner(x in -4.0..4.0f64, y in -4.0..4.0f64) {
        let experiment = run(&json!({
            "loss": { "id": "rastrigin" }, "start": [x, y], "steps": 60, "tracks": [{ "optimizer": "nelder-mead" }],
        }));
        let corners = |step: usize| match experiment.memory(0, step).as_slice() {
            [("simplex", Remembered::Points(corners))] => *corners,
            other => panic!("{other:?}"),
        };
        for step in (1..60).filter(|step| labels(&experiment, *step).contains(&"shrinkage")) {
            let (best, others) = (corners(step)[0], &corners(step)[1..]);
            for corner in others {
                let half = best + 0.5 * (corner - best);
                prop_assert!(corners(step + 1).contains(&half), "step {}: {} is no corner", step, half);
            }
        }
    }
}

/// A point that is flat and hardly lower keeps no promise: half of c₁ of the decrease that the first slope gives hope for.
#[test]
fn what_is_flat_and_hardly_lower_is_not_settled_for() {
    // The cubic with the value 0 and the slope −1 at 0, and −0.00005 and no slope at 1, where the first trial is.
    let loss = "-(y^3 - 2y^2 + y) - 0.00005(3y^2 - 2y^3) + 0x^3";
    let experiment = formula(loss, [0.0, 0.0], 1, json!({ "optimizer": "bfgs" }));
    let (before, after) = (experiment.loss_at(0, 0), experiment.loss_at(0, 1));
    assert_eq!(before, 0.0);
    assert!(experiment.theta(0, 1).y < 0.9, "{}", experiment.theta(0, 1));
    assert!(after <= -1e-4 * experiment.theta(0, 1).y, "{after}");
}

/// The shrinking above is looked at: it happens.
#[test]
fn a_simplex_has_to_shrink_sometimes() {
    let starts = (0..40).map(|index| [f64::from(index) * 0.21 - 4.0, f64::from(index * 7 % 40) * 0.2 - 4.0]);
    let shrunk = starts.filter(|start| {
        let experiment = run(&json!({
            "loss": { "id": "rastrigin" }, "start": start, "steps": 60, "tracks": [{ "optimizer": "nelder-mead" }],
        }));
        (1..60).any(|step| labels(&experiment, step).contains(&"shrinkage"))
    });
    assert!(shrunk.count() >= 3);
}

/// Where the ray bends down, or not at all, the first trial is a step of length 1: of many floors it finds that one.
#[test]
fn without_a_bend_the_first_trial_is_one_long() {
    let third = std::f64::consts::FRAC_PI_3;
    // Floors of cos 3y are at ±π/3, ±π, …; from near the top at 0 the step goes to y < 0 and there to the nearest.
    let ripples = formula("90cos(3y) + 0x^3", [0.0, -0.02], 1, json!({ "optimizer": "exact-line-search" }));
    assert!((ripples.theta(0, 1).y + third).abs() < 1e-9, "{}", ripples.theta(0, 1));
    // No bend at all: the slope of sin at 0.
    let straight = formula("9sin(3y) + 0x^3", [0.0, 0.0], 1, json!({ "optimizer": "exact-line-search" }));
    assert!((straight.theta(0, 1).y + 0.5 * third).abs() < 1e-9, "{}", straight.theta(0, 1));
}

/// A floor far away is reached by doubling: 10 doublings for a thousand, and as many trials again to be exact.
#[test]
fn what_is_far_is_found_by_doubling() {
    // Bends down all the way to the walls at |y| = 1000, and is level behind them where 20(y − 1000) = 0.02y.
    let loss = "-0.01y^2 + 10max(0, |y| - 1000)^2 + 0x^3";
    for optimizer in ["exact-line-search", "conjugate-gradient"] {
        let experiment = formula(loss, [0.0, 20.0], 3, json!({ "optimizer": optimizer }));
        assert!((experiment.theta(0, 3).y - 20_000.0 / 19.98).abs() < 1e-6, "{optimizer}: {}", experiment.theta(0, 3));
        assert!(experiment.cost(0, 3).gradient < 90, "{optimizer}: {:?}", experiment.cost(0, 3));
    }
}

/// A rate that the method found is in its ledger, as it is on the frame.
#[test]
fn the_rate_that_was_found_is_written_down() {
    for optimizer in ["armijo", "exact-line-search", "barzilai-borwein"] {
        let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 6, json!({ "optimizer": optimizer }));
        for step in 1..6 {
            let frame = experiment.frame(0, step);
            let rows = frame.ledger(&experiment, 0);
            let row = rows.iter().find(|row| row.label == "rate").unwrap_or_else(|| panic!("{optimizer}: {rows:?}"));
            assert_eq!(row.value, short(frame.learning_rate.unwrap()), "{optimizer}");
        }
    }
}

/// A first trial that is taken is not written as a power of the shrinking factor.
#[test]
fn a_first_trial_that_is_taken_was_not_shrunk() {
    let experiment = bowl([1.0, 1.5], 0.0, [1.0, 1.0], 1, json!({ "optimizer": "armijo", "learningRate": 1 }));
    assert_eq!(experiment.frame(0, 0).learning_rate, Some(1.0));
    assert!(!labels(&experiment, 0).contains(&"rate"));
}

/// A decrease that no step can have is looked for a hundred times: 0.95¹⁰⁰ of the first trial is still a step.
#[test]
fn backtracking_gives_up_after_a_hundred_trials() {
    let track = json!({ "optimizer": "armijo", "decrease": 1, "shrink": 0.95 });
    let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 2, track);
    assert_eq!(experiment.stop_reason(0, 2).unwrap().id, "line-search-failed");
    let rows = labels(&experiment, 0);
    assert_eq!(rows.iter().filter(|label| **label == "trial").count(), 100, "{rows:?}");
}

/// Without a slope there is nothing to look for, and that is what is said.
#[test]
fn without_a_slope_nothing_is_looked_for() {
    for loss in [json!({ "id": "quadratic" }), json!({ "id": "rosenbrock" })] {
        let start = if loss["id"] == "quadratic" { [0.0, 0.0] } else { [1.0, 1.0] };
        for optimizer in ["exact-line-search", "barzilai-borwein"] {
            let config = json!({ "loss": loss, "start": start, "steps": 3, "tracks": [{ "optimizer": optimizer }] });
            let experiment = run(&config);
            assert_eq!(experiment.stop_reason(0, 3).unwrap().id, "no-slope", "{optimizer} on {loss}");
        }
    }
}

/// The curvature that a search along a saddle stops at is that of the direction it looked along.
#[test]
fn the_curvature_that_stops_a_search_is_told() {
    let saddle = bowl([-1.0, 4.0], 0.0, [2.0, 0.0], 1, json!({ "optimizer": "exact-line-search" }));
    let why = saddle.stop_reason(0, 1).unwrap();
    assert_eq!((why.id, why.value), ("negative-curvature", Some(-1.0)));
}

/// At rest nothing more is paid: what is known of the point was paid for when it was reached.
#[test]
fn rest_costs_nothing() {
    for optimizer in ["conjugate-gradient", "bfgs", "trust-region"] {
        // A round bowl: one step of length 1 lands exactly.
        let experiment = bowl([1.0, 1.0], 0.0, [1.0, 0.0], 9, json!({ "optimizer": optimizer }));
        assert_eq!(experiment.theta(0, 1), Vec2::zeros(), "{optimizer}");
        assert_eq!(experiment.cost(0, 9), experiment.cost(0, 2), "{optimizer}");
    }
}

/// Each trial of an exact search is a value with both derivatives, and the last of them are those of the next point.
#[test]
fn an_exact_search_pays_for_each_point_once() {
    let experiment = run(&json!({
        "loss": { "id": "rosenbrock" }, "steps": 10, "tracks": [{ "optimizer": "exact-line-search" }],
    }));
    for step in 1..=10 {
        let Cost { loss, gradient, hessian } = experiment.cost(0, step);
        assert_eq!((gradient, hessian), (loss + 1, loss + 1), "step {step}");
    }
}

/// A trust region asks for one value a proposal, and for that of the start.
#[test]
fn a_proposal_costs_one_value() {
    let experiment =
        run(&json!({ "loss": { "id": "rosenbrock" }, "steps": 10, "tracks": [{ "optimizer": "trust-region" }] }));
    for step in 1..=10 {
        assert_eq!(experiment.cost(0, step).loss as usize, 1 + step);
    }
}

/// Barzilai and Borwein remember where they were, and nothing else.
#[test]
fn the_last_point_is_remembered() {
    let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 6, json!({ "optimizer": "barzilai-borwein" }));
    for step in 1..=6 {
        let before = experiment.frame(0, step - 1);
        let expected = [
            ("previousPoint", Remembered::Vector(before.theta)),
            ("previousGradient", Remembered::Vector(before.gradient)),
        ];
        assert_eq!(experiment.memory(0, step), expected, "step {step}");
    }
}

/// The step within a radius is the best one, on bowls, troughs and saddles: what is left of the slope pulls straight out
/// of the circle, (H + νI)p = −g with ν ≥ 0 and ν ≥ −λ₁, and inside the circle nothing pulls (J. Moré, D. Sorensen).
fn is_best_within(curvatures: [f64; 2], angle: f64, start: [f64; 2], radius: f64) {
    let track = json!({ "optimizer": "trust-region", "radius": radius });
    let frame = bowl(curvatures, angle, start, 1, track).frame(0, 0);
    let (step, what) = (frame.displacement.unwrap(), format!("{curvatures:?} at {angle}°, {start:?} within {radius}"));
    let left = frame.gradient + frame.hessian * step;
    let size = frame.gradient.norm() + frame.hessian.norm() * step.norm();
    let pull = -left.dot(&step) / step.norm_squared();
    assert!(step.norm() <= radius * (1.0 + 1e-9), "{what}: {} long", step.norm());
    assert!((left + pull * step).norm() <= 1e-9 * size, "{what}: {left} is left, the step is {step}");
    assert!(pull >= -1e-9 * size / step.norm(), "{what}: a pull of {pull}");
    assert!(pull >= -frame.eigen.curvatures[0] - 1e-9 * size / step.norm(), "{what}: a pull of {pull}");
    assert!(step.norm() >= radius * (1.0 - 1e-9) || left.norm() <= 1e-9 * size, "{what}: {} long", step.norm());
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn the_step_within_a_radius_is_the_best(
        low in -5.0..5.0f64, more in 0.0..20.0f64, angle in -180.0..180.0f64, x in -3.0..3.0f64, y in 0.1..3.0f64,
        radius in prop_oneof![0.01..1.0f64, 1.0..9.0f64],
    ) {
        is_best_within([low, low + more], angle, [x, y], radius);
    }
}

/// On the ridge of a saddle, or in a trough, nothing pulls along it; the best step leaves the ridge for the edge.
#[test]
fn a_ridge_is_left() {
    for (curvatures, radius) in [([-1.0, 4.0], 1.0), ([-1.0, 4.0], 3.0), ([-2.0, 1.0], 0.5)] {
        is_best_within(curvatures, 0.0, [0.0, 1.0], radius);
    }
    is_best_within([0.0, 4.0], 0.0, [3.0, 1.0], 2.0);
}
