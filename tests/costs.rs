//! What every method owes its readers, whatever it does: counts that grow, an end that is marked and repeats, a rate
//! that is its own, a memory with the same names from the first frame to the last. Over every registered method.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod known;

use common::{proptest_config, run};
use many_clocks::{
    experiment::{Experiment, Status},
    loss::LOSSES,
    math::Vec2,
    optimizer::{Cost, OPTIMIZERS, Remembered},
    parameter::Values,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const STEPS: usize = 14;

/// Every listed setting of every registered method on a bowl, a valley, a reader's formula and a landscape that is
/// undefined on one side, each with an experiment of `STEPS` steps.
fn for_every_run(mut look: impl FnMut(&Experiment, &Json, &str)) {
    let landscapes = [
        json!({ "id": "quadratic", "curvatures": [1, 25], "angle": 30 }),
        json!({ "id": "quadratic", "curvatures": [0, 1], "angle": 0 }),
        json!({ "id": "quadratic", "curvatures": [-1, 3], "angle": 20 }),
        json!({ "id": "rosenbrock" }),
        json!({ "id": "formula", "expression": "x^4 + y^2 - ln(x + 1.6)" }),
    ];
    for (known, _) in known::registered() {
        for track in known::tracks(known) {
            for loss in &landscapes {
                let config = json!({ "loss": loss, "start": [1.5, 0.5], "steps": STEPS, "tracks": [track] });
                look(&run(&config), &track, &format!("{track} on {loss}"));
            }
        }
    }
}

#[test]
fn counts_never_shrink_and_a_gradient_method_pays_for_its_gradients() {
    for_every_run(|experiment, track, what| {
        assert_eq!(experiment.cost(0, 0), Default::default(), "{what}: nothing was evaluated yet");
        for step in 0..STEPS {
            let (before, after) = (experiment.cost(0, step), experiment.cost(0, step + 1));
            let [loss, gradient, hessian] =
                [(before.loss, after.loss), (before.gradient, after.gradient), (before.hessian, after.hessian)].map(
                    |(before, after)| {
                        after
                            .checked_sub(before)
                            .unwrap_or_else(|| panic!("{what}, step {step}: {before} then {after}"))
                    },
                );
            let ended = matches!(experiment.status(0, step), Status::Stopped | Status::Diverged);
            if ended || experiment.frame(0, step).displacement == Some(Vec2::zeros()) {
                continue;
            }
            if track["optimizer"] == "nelder-mead" {
                assert!(loss >= 1, "{what}, step {step}: a simplex moves by values");
                assert_eq!((gradient, hessian), (0, 0), "{what}, step {step}: and by nothing else");
            } else if gradient == 0 {
                // A trust region that refused a step stands where it stood: the gradient is known.
                assert_eq!(track["optimizer"], "trust-region", "{what}, step {step}");
                assert_eq!(experiment.frame(0, step - 1).displacement, Some(Vec2::zeros()), "{what}, step {step}");
            } else {
                assert!(gradient >= 1, "{what}, step {step}");
            }
        }
    });
}

/// Methods that look at the Hessian say so, and no other does.
/// The limits of runs and sweeps count work: none is for nothing, and a value alone is a quarter of its derivatives.
#[test]
fn work_is_counted() {
    for entry in LOSSES {
        assert!((entry.build)(&Values::defaults(entry.parameters)).effort() >= 2, "{}", entry.id);
    }
    for entry in OPTIMIZERS {
        assert!((entry.build)(&Values::defaults(entry.parameters)).effort() >= 2, "{}", entry.id);
    }
    assert_eq!(Cost { loss: 8, gradient: 3, hessian: 5 }.work(10), 50);
}

#[test]
fn hessians_are_counted_where_they_are_used() {
    // How far these two look ahead is their own affair.
    let settled = |known: &&known::Known| !["conjugate-gradient", "bfgs"].contains(&known.id);
    for known in known::registered().map(|(known, _)| known).filter(settled) {
        let loss = json!({ "id": "rosenbrock" });
        let experiment = run(&json!({ "loss": loss, "steps": 1, "tracks": [{ "optimizer": known.id }] }));
        // The exact line search begins where it would end on a bowl.
        let uses =
            ["exact-line-search", "diagonal-newton", "newton", "damped-newton", "saddle-free-newton", "trust-region"];
        assert_eq!(experiment.cost(0, 1).hessian > 0, uses.contains(&known.id), "{}", known.id);
    }
}

#[test]
fn an_end_is_marked_and_repeats_the_last_finite_frame() {
    let mut ends = [0; 2];
    for_every_run(|experiment, _, what| {
        let mut end: Option<(usize, Status)> = None;
        let mut converged = false;
        for step in 0..=STEPS {
            let frame = experiment.frame(0, step);
            assert!(frame.theta.iter().all(|part| part.is_finite() && part.abs() < 1e12), "{what}, step {step}");
            assert_eq!(frame.step, step, "{what}");
            if let Some((from, status)) = end {
                let last = experiment.frame(0, from);
                assert_eq!(
                    (frame.status, frame.theta, frame.costs),
                    (status, last.theta, last.costs),
                    "{what}, step {step}"
                );
                assert_eq!(frame.why, last.why, "{what}, step {step}");
            }
            // A track that was below its tolerance stays converged, unless it diverges after all.
            assert!(!converged || matches!(frame.status, Status::Converged | Status::Diverged), "{what}, step {step}");
            converged |= frame.status == Status::Converged;
            match frame.status {
                Status::Stopped => {
                    let expected = (step < STEPS).then(Vec2::zeros);
                    assert_eq!(frame.displacement, expected, "{what}, step {step}");
                    assert!(frame.why.is_some(), "{what}, step {step}: a reason is given");
                    ends[0] += 1;
                }
                Status::Diverged => {
                    assert_eq!(frame.displacement, None, "{what}, step {step}");
                    ends[1] += 1;
                }
                Status::Running | Status::Converged => {
                    assert_eq!(frame.displacement.is_some(), step < STEPS, "{what}, step {step}");
                }
            }
            if matches!(frame.status, Status::Stopped | Status::Diverged) && end.is_none() {
                end = Some((step, frame.status));
            }
        }
    });
    println!("{} frames are stopped, {} diverged", ends[0], ends[1]);
    assert!(ends.iter().all(|count| *count > 0));
}

/// The step that leaves the last frame that is not diverged is not finite or too far out: nothing ends for less.
#[test]
fn nothing_diverges_for_less_than_leaving_the_numbers() {
    for_every_run(|experiment, _, what| {
        let Some(last) = (0..=STEPS).find(|step| experiment.status(0, *step) == Status::Diverged) else { return };
        let proposal = experiment.replay(0, last, &mut many_clocks::ledger::Quiet).unwrap();
        let next = experiment.theta(0, last) + proposal.displacement;
        assert!(!next.iter().all(|part| part.is_finite() && part.abs() < 1e12), "{what}: {next:?}");
    });
}

/// Which methods have a rate to be told, and where it comes from.
#[test]
fn the_rate_is_the_one_that_was_used() {
    for_every_run(|experiment, track, what| {
        let id = track["optimizer"].as_str().unwrap();
        let own_rate = experiment.config().tracks[0].learning_rate();
        for step in 0..STEPS {
            let frame = experiment.frame(0, step);
            let moves = |displacement: &Vec2| frame.status != Status::Stopped && *displacement != Vec2::zeros();
            let Some(displacement) = frame.displacement.filter(moves) else { continue };
            match (id, frame.learning_rate) {
                // The step is no multiple of anything that a reader could set.
                ("nelder-mead" | "trust-region", rate) => assert_eq!(rate, None, "{what}, step {step}"),
                // The method finds its rate itself: the step is that much of the gradient.
                ("polyak" | "armijo" | "exact-line-search" | "barzilai-borwein", rate) => {
                    let rate = rate.unwrap_or_else(|| panic!("{what}, step {step}: the rate is not told"));
                    let missing = (displacement + rate * frame.gradient).amax();
                    let ulp = f64::EPSILON * (frame.theta.amax() + displacement.amax());
                    assert!(missing <= 2.0 * ulp, "{what}, step {step}: {missing:e} is not {rate} of the gradient");
                }
                ("conjugate-gradient" | "bfgs", rate) => {
                    assert!(rate.is_none_or(f64::is_finite), "{what}, step {step}")
                }
                (_, rate) => assert_eq!(rate, own_rate, "{what}, step {step}"),
            }
            assert!(own_rate.is_none() || frame.learning_rate.is_some(), "{what}, step {step}");
        }
    });
}

#[test]
fn memory_has_the_same_names_in_every_frame_and_is_finite() {
    let shape = |memory: &[(&'static str, Remembered)]| -> Vec<_> {
        memory.iter().map(|(name, part)| (*name, std::mem::discriminant(part))).collect()
    };
    for_every_run(|experiment, _, what| {
        // A simplex is built around the start by the first step.
        let begins = usize::from(experiment.optimizer_id(0) == "nelder-mead");
        let first = shape(&experiment.memory(0, begins));
        for (index, (name, _)) in first.iter().enumerate() {
            assert!(first[index + 1..].iter().all(|(other, _)| other != name), "{what}: {name} twice");
        }
        let finite = |experiment: &Experiment, step: usize| experiment.status(0, step) != Status::Diverged;
        for step in (begins..=STEPS).take_while(|step| finite(experiment, *step)) {
            let memory = experiment.memory(0, step);
            assert_eq!(shape(&memory), first, "{what}, step {step}");
            // A step that leaves the numbers may take the memory along before the run is ended.
            let record = format!("{memory:?}");
            assert!(!record.contains("NaN") && !record.contains("inf"), "{what}, step {step}: {record}");
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..proptest_config() })]

    /// For gradient descent the multipliers are 1 − ηλ to the last bit, never null: with weight decay, too, where the
    /// landscape that is descended is λ + w, and the rate in effect says how.
    #[test]
    fn multipliers_of_gradient_descent_are_never_missing(
        low in 0.01..10.0f64, ratio in 1.0..100.0f64, angle in -180.0..180.0f64, push in 0.0..2.5f64,
        decay in prop_oneof![Just(0.0), 0.001..3.0f64], x in -3.0..3.0f64, y in -3.0..3.0f64,
    ) {
        let rate = push / (low * ratio);
        let track = json!({ "optimizer": "gradient-descent", "learningRate": rate, "weightDecay": decay });
        let experiment = common::bowl([low, low * ratio], angle, [x, y], 5, track);
        for step in 0..5 {
            let frame = experiment.frame(0, step);
            for index in 0..2 {
                let factor = frame.multipliers[index];
                let curvature = frame.eigen.curvatures[index];
                prop_assert!(factor.is_some());
                if decay == 0.0 {
                    prop_assert_eq!(factor, Some(many_clocks::spectrum::multiplier(rate, curvature)));
                } else if let Some(effective) = frame.effective_rates[index] {
                    // −(v·Δ)/(v·g) of rounded vectors, of which the shorter part keeps the rounding of the whole.
                    let size = frame.theta.norm() * (1.0 + push) + frame.displacement.unwrap().norm();
                    let slope = frame.eigen.directions[index].dot(&frame.gradient).abs();
                    let rounding = 16.0 * f64::EPSILON * (size * (1.0 + effective.abs() * low * ratio)) / slope;
                    let expected = rate * (1.0 + decay / curvature);
                    prop_assert!((effective - expected).abs() <= rounding + 4.0 * f64::EPSILON * expected);
                }
            }
        }
    }
}

/// At rest every direction of gradient descent still has its factor, though nothing moves.
#[test]
fn multipliers_of_gradient_descent_exist_at_rest_and_at_the_end() {
    for loss in ["quadratic", "rosenbrock"] {
        let start = if loss == "quadratic" { [0.0, 0.0] } else { [1.0, 1.0] };
        let experiment = run(&json!({ "loss": { "id": loss }, "start": start, "steps": 3 }));
        for step in 0..=3 {
            let frame = experiment.frame(0, step);
            let expected = frame.eigen.curvatures.map(|curvature| Some(1.0 - frame.learning_rate.unwrap() * curvature));
            // Landing and bouncing are said exactly; neither is here.
            let rounded = |factor: Option<f64>| factor.map(many_clocks::spectrum::settled);
            assert_eq!(frame.multipliers, expected.map(rounded), "{loss}, step {step}");
        }
    }
}
