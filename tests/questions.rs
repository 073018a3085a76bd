//! The twelve questions worth asking, each answered by the engine, and the typical wrong answers told apart from it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{bowl, descent};
use many_clocks::{
    analysis::analysis,
    experiment::Experiment,
    math::{Vec2, cos_sin_degrees},
    spectrum,
    value::Value,
};
use serde_json::json;

fn told(experiment: &Experiment, key: &str) -> f64 {
    analysis(experiment, 0, 0).get(key).and_then(Value::number).unwrap()
}

fn shallow(experiment: &Experiment, step: usize) -> f64 {
    experiment.frame(0, step).coordinates.unwrap()[0].abs()
}

/// A printed number of three or four digits.
fn rounds_to(found: f64, printed: f64, half: f64) {
    assert!((found - printed).abs() <= half, "{found} is not {printed}");
}

#[test]
fn question_1_how_long_is_step_4() {
    let experiment = bowl([1.0, 1.0], 0.0, [2.0, 0.0], 10, descent(0.5));
    let length = |step: usize| experiment.frame(0, step).displacement.unwrap().norm();
    assert_eq!((length(0), length(3)), (1.0, 0.125));
}

#[test]
fn question_2_which_rate_lands_in_one_step() {
    let at = |rate: f64| bowl([4.0, 4.0], 0.0, [1.5, 1.0], 1, descent(rate));
    assert_eq!(told(&at(0.1), "bestRate"), 0.25);
    assert_eq!(spectrum::ideal_rate(4.0), Some(0.25));
    assert_eq!(at(0.25).theta(0, 1), Vec2::zeros());
    assert_eq!(at(0.5).theta(0, 1), Vec2::new(-1.5, -1.0), "0.5 is the limit: it bounces");
    assert_eq!(at(4.0).theta(0, 1), Vec2::new(-22.5, -15.0), "4 is λ");
}

#[test]
fn question_3_where_does_the_step_land() {
    let theta = bowl([1.0, 10.0], 0.0, [1.5, 0.5], 1, descent(0.15)).theta(0, 1);
    assert!((theta - Vec2::new(1.275, -0.25)).amax() <= f64::EPSILON, "{theta}");
    // Neither on the line to the minimum, nor short of the floor.
    assert!((theta.x * 0.5 - theta.y * 1.5).abs() > 0.5 && theta.y < 0.0);
}

#[test]
fn question_4_the_smallest_rate_that_never_settles() {
    let at = |rate: f64| bowl([1.0, 10.0], 30.0, [1.5, 0.5], 4000, descent(rate));
    assert_eq!(told(&at(0.1), "stableBelow"), 0.2);
    assert!(at(0.199).theta(0, 4000).norm() < 1e-3 && at(0.201).theta(0, 4000).norm() > 10.0);
    rounds_to(told(&at(0.1), "bestRate"), 0.182, 5e-4);
    assert_eq!(spectrum::limit_rate(many_clocks::optimizer::Gear::Scalar, 1.0), Some(2.0), "of the shallow one");
}

#[test]
fn question_5_when_is_the_shallow_distance_halved() {
    let experiment = bowl([1.0, 25.0], 30.0, [1.5, 0.5], 30, descent(0.07));
    let halved = (0..=30).find(|step| shallow(&experiment, *step) <= 0.5 * shallow(&experiment, 0));
    assert_eq!(halved, Some(10));
    let clocks = experiment.clocks(0, 0);
    assert_eq!(clocks[0].half_life.unwrap().ceil(), 10.0);
    // Of the loss it is half as many, 5 when rounded up.
    assert_eq!((0.5 * clocks[0].half_life.unwrap()).ceil(), 5.0);
    // The steep clock's half-life is ln 2/−ln 0.75 = 2.41.
    assert_eq!(clocks[1].half_life.unwrap().ceil(), 3.0);
}

#[test]
fn question_6_on_how_many_steps_does_the_loss_rise() {
    let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 30, descent(0.19));
    let rises = (0..30).filter(|step| experiment.loss_at(0, step + 1) >= experiment.loss_at(0, *step)).count();
    assert_eq!(rises, 0);
    let steep = |step: usize| experiment.frame(0, step).coordinates.unwrap()[1];
    assert!((0..30).all(|step| steep(step) * steep(step + 1) < 0.0), "though it overshoots each time");
}

#[test]
fn question_7_the_lowest_loss_at_step_10() {
    let loss = |rate: f64, step| bowl([1.0, 25.0], 0.0, [2.0, 1.0], 200, descent(rate)).loss_at(0, step);
    // 0.0769 is how 2/26 is shown.
    let rates = [0.04, 0.0686, 2.0 / 26.0, 0.08];
    let early = rates.map(|rate| loss(rate, 10));
    for (found, (printed, half)) in early.into_iter().zip([(0.884, 5e-4), (0.498, 5e-4), (2.93, 5e-3), (12.88, 5e-3)]) {
        rounds_to(found, printed, half);
    }
    assert!(early.iter().all(|other| *other >= early[1]));
    let late = rates.map(|rate| loss(rate, 200));
    let printed = [(1.6e-7, 5e-9), (9.0e-13, 5e-14), (1.8e-13, 5e-15), (12.5, 0.05)];
    for (found, (printed, half)) in late.into_iter().zip(printed) {
        rounds_to(found, printed, half);
    }
    assert!(late.iter().all(|other| *other >= late[2]), "in the end the best rate is best");
}

#[test]
fn question_8_first_further_out_than_at_the_start() {
    let experiment = bowl([1.0, 25.0], 30.0, [1.732, 1.0], 20, descent(0.5));
    let distance = |step: usize| experiment.theta(0, step).norm();
    assert_eq!((1..=20).find(|step| distance(*step) > distance(0)), Some(5));
}

#[test]
fn question_9_bowl_and_start_turned() {
    let steps = |angle: f64, start: [f64; 2]| {
        let experiment = bowl([100.0, 1.0], angle, start, 2000, descent(0.01));
        (0..=2000).find(|step| experiment.theta(0, *step).norm() < 1e-6)
    };
    let (c, s) = cos_sin_degrees(45.0);
    assert_eq!(steps(0.0, [2.0, 2.0]), Some(1444));
    assert_eq!(steps(45.0, [2.0 * (c - s), 2.0 * (s + c)]), Some(1444));
    assert_eq!(steps(45.0, [2.0, 2.0]), Some(1), "only the bowl");
}

#[test]
fn question_10_how_much_is_left_after_50_diagonal_steps() {
    let percent = |angle: f64| {
        let experiment = bowl([1.0, 100.0], angle, [2.0, 1.0], 50, json!({ "optimizer": "diagonal-newton" }));
        100.0 * experiment.theta(0, 50).norm() / experiment.theta(0, 0).norm()
    };
    rounds_to(percent(45.0), 36.8, 0.05);
    assert_eq!(percent(0.0), 0.0);
}

#[test]
fn question_11_where_adams_first_step_lands() {
    let theta = bowl([1.0, 100.0], 0.0, [2.0, 1.0], 1, json!({ "optimizer": "adam", "learningRate": 0.1 })).theta(0, 1);
    // η g/(|g| + ε): short of η by ε/|g|, at most 5e-9 of it.
    assert!((theta - Vec2::new(1.9, 0.9)).amax() <= 0.1 * 5e-9 + 1e-15, "{theta}");
    let plain = bowl([1.0, 100.0], 0.0, [2.0, 1.0], 1, descent(0.1)).theta(0, 1);
    assert!((plain - Vec2::new(1.8, -9.0)).amax() < 1e-14, "gradient descent: {plain}");
}

#[test]
fn question_12_the_limit_with_momentum() {
    let at = |rate: f64| {
        bowl(
            [1.0, 10.0],
            0.0,
            [1.0, 1.0],
            4000,
            json!({ "optimizer": "momentum", "learningRate": rate, "momentum": 0.9 }),
        )
    };
    assert!((told(&at(0.1), "stableBelow") - 0.38).abs() <= f64::EPSILON);
    assert!(at(0.379).theta(0, 4000).norm() < 1e-3 && at(0.381).theta(0, 4000).norm() > 10.0);
    assert!(at(0.2).theta(0, 4000).norm() < 1e-3, "twice the plain limit and more is fine");
}
