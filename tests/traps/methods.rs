//! The traps about methods: what a race hides, whose conventions these are, what Adam is not.

use super::*;

#[test]
fn trap_3_adam_loses_invariance_not_every_race() {
    let loss =
        |angle: f64, track: Json| bowl([100.0, 1.0], angle, turned([2.0, 2.0], angle), 200, track).loss_at(0, 200);
    for (angle, printed, count) in [(0.0, 1.635e-7, 4), (22.5, 0.1256, 4), (45.0, 0.636, 3), (67.5, 0.692, 3)] {
        digits(loss(angle, adam(0.1)), printed, count, &format!("Adam at {angle}°"));
        digits(loss(angle, descent(2.0 / 101.0)), 0.0677, 3, &format!("gradient descent at {angle}°"));
    }
    digits(loss(45.0, adam(0.5)), 7.2e-5, 2, "Adam, larger rate");
    digits(loss(45.0, descent(0.0196)), 7.4e-4, 2, "gradient descent, another rate");
    for curvature in [1.0, 100.0] {
        let round = bowl([curvature; 2], 0.0, [2.0, 2.0], 600, adam(0.1));
        let first = round.theta(0, 1) - round.theta(0, 0);
        // η g/(|g| + ε): short of η by ε/|g|.
        let short = 1e-8 / (2.0 * curvature);
        assert!(
            first.iter().all(|part| (part + 0.1).abs() <= 0.1 * short * 1.01 + 1e-15),
            "the first step is η: {first}"
        );
        assert_eq!((stays_within(&round, 1e-2), stays_within(&round, 1e-6)), (101, 281), "λ = {curvature}");
    }
    assert_eq!(distance(&bowl([1.0; 2], 0.0, [2.0, 2.0], 1, descent(1.0)), 1), 0.0, "the right scalar needs one step");
}

#[test]
fn trap_6_a_race_that_is_not_rigged() {
    let on = |track: Json, steps: usize| bowl([1.0, 25.0], 0.0, [1.5, 1.0], steps, track);
    let ball = |rate: f64, beta: f64| json!({ "optimizer": "momentum", "learningRate": rate, "momentum": beta });
    assert_eq!(first_within(&on(descent(2.0 / 26.0), 300), 1e-6), Some(180));
    // Its own best: β = (4/6)², η = (2/6)².
    assert_eq!(first_within(&on(ball(1.0 / 9.0, 4.0 / 9.0), 100), 1e-6), Some(45));
    // With β = 0.9 the factor is at least √0.9, whatever η: it cannot win in the end below this condition number.
    let floor = 0.9f64.sqrt();
    digits(floor, 0.949, 3, "the factor of β = 0.9");
    let even = (1.0 + floor) / (1.0 - floor);
    digits(even, 38.0, 2, "where the best scalar is as slow");
    for push in (1..380).map(|part| f64::from(part) * 0.01) {
        assert!(spectrum::heavy_ball(push, 0.9).size >= floor - 1e-15);
    }
    // What "first reaches" can hide: swept over η, β = 0.9 swings through the target early and leaves it again.
    let sweep = |count: usize, reach: &dyn Fn(&Experiment) -> Option<usize>| {
        let rate = |part: usize| 1e-3 * (3.8 / 25.0 / 1e-3f64).powf(part as f64 / count as f64);
        (0..count).filter_map(|part| reach(&on(ball(rate(part), 0.9), 300))).min().unwrap()
    };
    let first = sweep(120, &|experiment| first_within(experiment, 1e-6));
    let stays = sweep(120, &|experiment| Some(stays_within(experiment, 1e-6)).filter(|step| *step <= 300));
    println!("β = 0.9 swept: first within 1e-6 at {first}, within from {stays} on");
    assert!(first < stays && stays > 180, "first {first}, stays {stays}");
    // Adam at 45°: near, and gone again.
    let late = bowl([100.0, 1.0], 45.0, turned([2.0, 2.0], 45.0), 2900, adam(1.0));
    digits(late.loss_at(0, 200), 3.4e-8, 2, "Adam with η = 1 at step 200");
    let burst = (0..=2900).rev().find(|step| late.loss_at(0, *step) > 1e-3);
    println!("the last burst above 1e-3: step {burst:?}");
    assert!(burst.is_some_and(|step| step > 2500), "{burst:?}");
}

#[test]
fn trap_11_the_conventions_are_pytorchs() {
    // The first velocity is the gradient, whatever the dampening.
    let track = json!({ "optimizer": "momentum", "learningRate": 0.125, "momentum": 0.5, "dampening": 0.5 });
    let ball = bowl([1.0, 2.0], 0.0, [1.0, 1.0], 2, track);
    assert_eq!(ball.theta(0, 1), Vec2::new(0.875, 0.75));
    // Then ½·(1, 2) + ½·(0.875, 1.5).
    assert_eq!(ball.theta(0, 2), Vec2::new(0.875 - 0.125 * 0.9375, 0.75 - 0.125 * 1.75));
    // ε stands outside the root: g/(|g| + ε), 0.75 where g = 3 and ε = 1; under the root it would be 0.949.
    let track = json!({ "optimizer": "adam", "learningRate": 1, "epsilon": 1 });
    let step = bowl([1.0, 1.0], 0.0, [3.0, 1.0], 1, track).frame(0, 0).displacement.unwrap();
    assert!((step - Vec2::new(-0.75, -0.5)).amax() <= 4.0 * f64::EPSILON, "{step}");
}

#[test]
fn trap_18_what_is_not_invariant() {
    // Adam's ε has the unit of a gradient; that without it nothing depends on that unit is in `invariance.rs`.
    let end = |scale: f64, epsilon: f64| {
        let track = json!({ "optimizer": "adam", "epsilon": epsilon });
        bowl([scale, 10.0 * scale], 30.0, [1.5, 0.5], 40, track).theta(0, 40)
    };
    assert_eq!(end(1.0, 0.0), end(2f64.powi(-30), 0.0));
    assert!((end(1.0, 1e-8) - end(2f64.powi(-30), 1e-8)).norm() > 0.1);
    let simplex =
        |angle: f64| bowl([1.0, 25.0], angle, turned([2.0, 1.0], angle), 20, json!({ "optimizer": "nelder-mead" }));
    let back = Vec2::from(turned(simplex(30.0).theta(0, 20).into(), -30.0));
    assert!((simplex(0.0).theta(0, 20) - back).norm() > 1e-3, "its first simplex lies along the axes");
}
