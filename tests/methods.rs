//! What the methods that are algorithms promise beyond a path: where they stop, what they report and what they pay.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{bowl, run};
use many_clocks::{
    experiment::{Experiment, Status},
    ledger::Quiet,
    optimizer::Remembered,
    spectrum,
};
use proptest::prelude::*;
use serde_json::json;

proptest! {
    #![proptest_config(common::proptest_config())]

    /// Conjugate gradients land in two steps on any bowl, up to rounding amplified by the condition number.
    ///
    /// A length comes from a cubic through two losses that differ by a hundredth of themselves at least, so the rounding
    /// of the losses, of a few ulp, is felt a hundredfold: 8 · 100 ulp, which the steep direction multiplies by κ.
    #[test]
    fn conjugate_gradients_land_in_two_steps(
        ratio in 1.0..100.0f64, angle in -180.0..180.0f64, x in 0.5..3.0f64, y in -3.0..3.0f64,
    ) {
        let experiment = bowl([1.0, ratio], angle, [x, y], 2, json!({ "optimizer": "conjugate-gradient" }));
        prop_assert!(experiment.theta(0, 2).norm() <= 800.0 * f64::EPSILON * ratio * x.hypot(y));
    }

    /// Each exact step ends at a right angle to the gradient it followed, on bowls and off them.
    ///
    /// The search ends where the slope is 1e-12 of its first value; on a bowl only rounding is left. In terms of the
    /// two gradients: their product is below 1e-12 of the first one's square, plus rounding of the point that is felt
    /// through the curvature.
    #[test]
    fn exact_steps_end_at_a_right_angle(x in -2.0..2.0f64, y in -2.0..3.0f64, which in 0usize..3) {
        let loss = ["rosenbrock", "himmelblau", "quadratic"][which];
        let experiment = run(&json!({
            "loss": { "id": loss }, "start": [x, y], "steps": 5, "tracks": [{ "optimizer": "exact-line-search" }],
        }));
        for step in 0..5 {
            let (before, after) = (experiment.frame(0, step), experiment.frame(0, step + 1));
            if before.status != Status::Running || before.displacement.unwrap().norm() == 0.0 {
                break;
            }
            let (size, scale) = (before.gradient.norm(), after.theta.norm().max(1.0));
            let bound = 1e-12 * size * size + 64.0 * f64::EPSILON * size * scale * after.hessian.norm().max(1.0);
            prop_assert!(before.gradient.dot(&after.gradient).abs() <= bound, "{loss} step {step}");
        }
    }

    /// Whatever is added to the gradient, a direction's multiplier is 1 − ηλ and its measured rate is not η.
    #[test]
    fn what_is_added_does_not_touch_the_multipliers(rate in 0.001..0.3f64, decay in 0.1..2.0f64, noise in 0.1..2.0f64) {
        for extra in [json!({ "weightDecay": decay }), json!({ "noise": noise })] {
            let mut track = extra.clone();
            track["optimizer"] = "gradient-descent".into();
            track["learningRate"] = rate.into();
            let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 5, track);
            for step in 0..=5 {
                let frame = experiment.frame(0, step);
                let expected = frame.eigen.curvatures.map(|curvature| Some(spectrum::multiplier(rate, curvature)));
                prop_assert_eq!(frame.multipliers, expected);
            }
            let measured = experiment.frame(0, 0).effective_rates.map(Option::unwrap);
            prop_assert!(measured.iter().any(|measured| (measured / rate - 1.0).abs() > 1e-6), "{extra}");
        }
    }
}

/// The same seed gives the same run and the same replay; another seed gives another run.
#[test]
fn noise_comes_from_the_seed_alone() {
    let noisy = |seed: u32| {
        let track = json!({ "optimizer": "gradient-descent", "learningRate": 0.05, "noise": 0.5, "seed": seed });
        bowl([1.0, 10.0], 20.0, [1.5, 0.5], 200, track)
    };
    let (one, same, other) = (noisy(3), noisy(3), noisy(4));
    assert_eq!(one.theta(0, 200), same.theta(0, 200));
    assert_ne!(one.theta(0, 200), other.theta(0, 200));
    for step in [0, 1, 63, 64, 65, 199] {
        let replayed = one.replay(0, step, &mut Quiet).unwrap();
        assert_eq!(one.theta(0, step) + replayed.displacement, one.theta(0, step + 1), "step {step}");
    }
}

/// What is remembered is how many noisy gradients there have been; without noise there is nothing to remember.
#[test]
fn draws_are_counted() {
    let noisy = |noise: f64| {
        let track = json!({ "optimizer": "gradient-descent", "learningRate": 0.05, "noise": noise });
        bowl([1.0, 10.0], 20.0, [1.5, 0.5], 9, track)
    };
    for step in 0..=9 {
        assert_eq!(noisy(0.5).memory(0, step), [("draws", Remembered::Number(step as f64))]);
        assert_eq!(noisy(0.0).memory(0, step), []);
    }
}

/// The stationary variance along a direction is ησ²/(λ(2 − ηλ)).
///
/// The estimate from n correlated draws with factor m has a relative standard deviation of
/// √(2/n · (1 + m²)/(1 − m²)): five of them are allowed.
#[test]
fn noise_settles_at_the_variance_of_theory() {
    let (rate, noise, steps) = (0.1, 0.5, 10_000usize);
    let track = json!({ "optimizer": "gradient-descent", "learningRate": rate, "noise": noise });
    let experiment = bowl([2.0, 8.0], 0.0, [0.0, 0.0], steps, track);
    for (index, curvature) in [2.0, 8.0].into_iter().enumerate() {
        let factor = 1.0 - rate * curvature;
        let expected = rate * noise * noise / (curvature * (2.0 - rate * curvature));
        let n = (steps - 100) as f64;
        let found = (101..=steps).map(|step| experiment.theta(0, step)[index].powi(2)).sum::<f64>() / n;
        let deviation = (2.0 / n * (1.0 + factor * factor) / (1.0 - factor * factor)).sqrt();
        assert!((found / expected - 1.0).abs() < 5.0 * deviation, "λ = {curvature}: {found} against {expected}");
    }
}

#[test]
fn a_method_that_cannot_go_on_stops_and_says_why() {
    let saddle = |optimizer: &str| bowl([-1.0, 4.0], 0.0, [1.0, 0.1], 5, json!({ "optimizer": optimizer }));
    for (experiment, id) in [
        (saddle("exact-line-search"), "negative-curvature"),
        (saddle("barzilai-borwein"), "negative-curvature"),
        (saddle("bfgs"), "negative-curvature"),
        (
            bowl([-1.0, 4.0], 0.0, [1.0, 1.0], 3, json!({ "optimizer": "damped-newton", "damping": 1 })),
            "singular-hessian",
        ),
    ] {
        let frame = experiment.frame(0, experiment.steps());
        assert_eq!((frame.status, frame.why.unwrap().id), (Status::Stopped, id), "{}", frame.optimizer);
        assert!(frame.displacement.is_none_or(|step| step.norm() == 0.0));
    }
    // A loss of a constant: no corner is ever better, and the simplex shrinks to a point.
    let flat = run(&json!({
        "loss": { "id": "formula", "expression": "7 + 0x" }, "start": [1, 1], "steps": 100,
        "tracks": [{ "optimizer": "nelder-mead" }],
    }));
    assert_eq!(flat.stop_reason(0, 100).unwrap().id, "collapsed-simplex");
}

/// Saddle-free Newton leaves the saddle that Newton walks to.
#[test]
fn saddle_free_newton_leaves_a_saddle() {
    let experiment = bowl([-1.0, 1.0], 0.0, [0.1, 1.0], 3, json!({ "optimizer": "saddle-free-newton" }));
    let frame = experiment.frame(0, 0);
    assert_eq!(frame.multipliers, [Some(2.0), Some(0.0)]);
    assert!((experiment.theta(0, 3).x - 0.8).abs() < 1e-15);
}

/// A rate that the method chose is the frame's, and the frame that no step leaves has none.
#[test]
fn chosen_rates_are_shown() {
    for optimizer in ["armijo", "exact-line-search", "barzilai-borwein"] {
        let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 4, json!({ "optimizer": optimizer }));
        for step in 0..4 {
            let frame = experiment.frame(0, step);
            let rate = frame.learning_rate.unwrap();
            let difference = frame.displacement.unwrap() + rate * frame.gradient;
            assert!(difference.norm() <= 4.0 * f64::EPSILON * frame.theta.norm(), "{optimizer} step {step}");
            assert_eq!(frame.multipliers, frame.eigen.curvatures.map(|c| Some(spectrum::multiplier(rate, c))));
        }
        assert_eq!(experiment.frame(0, 4).learning_rate, None, "{optimizer}");
    }
}

/// Every gradient is paid for once: with one trial a step BFGS pays one each, and one for the start.
#[test]
fn evaluations_are_counted_once() {
    let trials = |experiment: &Experiment, steps: usize| -> usize {
        let rows = (0..steps).flat_map(|step| experiment.frame(0, step).ledger(experiment, 0));
        rows.filter(|row| row.label == "trial").count()
    };
    for optimizer in ["bfgs", "conjugate-gradient", "armijo"] {
        let experiment = run(&json!({
            "loss": { "id": "rosenbrock" }, "steps": 10, "tracks": [{ "optimizer": optimizer }],
        }));
        let (cost, tried) = (experiment.cost(0, 10), trials(&experiment, 10) as u32);
        assert_eq!(cost.loss, 1 + tried, "{optimizer}");
        assert_eq!(cost.gradient, if optimizer == "armijo" { 10 } else { 1 + tried }, "{optimizer}");
        assert_eq!(cost.hessian, 0);
    }
}

/// A decay of 0 adds nothing, and nothing is written of it.
#[test]
fn a_decay_that_is_off_is_not_written() {
    for optimizer in ["momentum", "adam", "nesterov"] {
        let lines = |decay: f64| {
            let track = json!({ "optimizer": optimizer, "weightDecay": decay });
            let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 2, track);
            let rows = experiment.frame(0, 1).ledger(&experiment, 0);
            rows.iter().filter(|row| row.label.contains("decay")).count()
        };
        assert_eq!([lines(0.0), lines(0.1)], [0, 1], "{optimizer}");
    }
}

/// A rule that reads the loss pays for it, and no other does.
#[test]
fn a_rule_pays_for_what_it_reads() {
    for (optimizer, values) in [("polyak", 4), ("adam", 0), ("momentum", 0)] {
        let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 4, json!({ "optimizer": optimizer }));
        let cost = experiment.cost(0, 4);
        assert_eq!((cost.loss, cost.gradient, cost.hessian), (values, 4, 0), "{optimizer}");
    }
}

/// On a bowl the last matrix of BFGS is the inverse Hessian, once both directions have been walked.
#[test]
fn bfgs_learns_the_inverse_hessian() {
    let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 8, json!({ "optimizer": "bfgs" }));
    let ("inverseHessian", Remembered::Matrix(learnt)) = experiment.memory(0, 3)[0] else { panic!("a matrix") };
    let inverse = experiment.frame(0, 3).hessian.try_inverse().unwrap();
    // Three searches that are not exact: the matrix is near, not equal.
    assert!((learnt - inverse).norm() < 1e-2 * inverse.norm(), "{learnt} against {inverse}");
}
