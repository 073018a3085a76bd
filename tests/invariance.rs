//! What a method's path does when the landscape is turned, scaled or stretched: exactly the same in other words for
//! some methods, something else for the others. Over every registered method.
//!
//! Rounding is not invariant, and a run amplifies it. How much is measured, not guessed: `drift` runs copies whose
//! start and angle are a few ulps off, and two paths count as equal within 100 times what those copies differ by. What
//! a perturbation of the start cannot show is the rounding that each later step adds; `FRESH` bounds that.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod known;
#[path = "invariance/turning.rs"]
mod turning;

use common::{proptest_config, run, turned};
use known::{METHODS, Turned, Unit};
use many_clocks::{
    experiment::Experiment,
    loss::LOSSES,
    math::{Vec2, cos_sin_degrees},
    optimizer::OPTIMIZERS,
    schedule::SCHEDULES,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// A step is some ten operations on numbers of the size of θ, each rounded by half an ulp.
const FRESH: f64 = 8.0 * f64::EPSILON;

/// By how much a step can enlarge the rounding of the gradient, which is an ulp of λmax‖θ‖: the largest rate that it
/// can in effect give a direction, times λmax. A fixed rate that converges is at most 2/λmax, 4/λmax with momentum;
/// a solve with the Hessian, or a rate that adapts itself to the shallow direction, is up to 1/λmin.
fn stretch(id: &str, condition: f64) -> f64 {
    if matches!(id, "gradient-descent" | "momentum" | "nesterov") { 4.0 } else { condition.max(4.0) }
}

/// A bowl, a start on it and a track: everything that can be turned.
#[derive(Clone, Debug)]
struct Case {
    curvatures: [f64; 2],
    angle: f64,
    start: [f64; 2],
    steps: usize,
    track: Json,
}

impl Case {
    fn run(&self) -> Experiment {
        let Self { curvatures, angle, start, steps, track } = self;
        common::bowl(*curvatures, *angle, *start, *steps, track.clone())
    }

    fn path(&self) -> Vec<Vec2> {
        points(&self.run())
    }

    /// The bowl and the start turned together.
    fn turned(&self, degrees: f64) -> Self {
        Self { angle: self.angle + degrees, start: turned(self.start, degrees), ..self.clone() }
    }

    /// How far paths part, up to each step, when start and angle are 2 ulps off.
    ///
    /// Turning the bowl by an ulp is what rounding the entries of its Hessian comes to.
    fn drift(&self) -> Vec<f64> {
        let path = self.path();
        let by = |value: f64, ulps: f64| value * (1.0 + ulps * f64::EPSILON);
        let nearby = [(2.0, 0.0, 0.0), (0.0, 2.0, 0.0), (-2.0, 2.0, 2.0), (0.0, 0.0, -2.0), (2.0, 2.0, 2.0)];
        let mut worst = vec![0.0f64; path.len()];
        for (x, y, angle) in nearby {
            // An angle of 0 has no ulps; one of 45° has these.
            let angle = self.angle + angle * 45.0 * f64::EPSILON;
            let start = [by(self.start[0], x), by(self.start[1], y)];
            let other = Self { start, angle, ..self.clone() }.path();
            for (worst, (a, b)) in worst.iter_mut().zip(path.iter().zip(&other)) {
                *worst = worst.max((a - b).norm());
            }
        }
        running_maximum(worst)
    }
}

fn points(experiment: &Experiment) -> Vec<Vec2> {
    (0..=experiment.steps()).map(|step| experiment.theta(0, step)).collect()
}

fn running_maximum(mut values: Vec<f64>) -> Vec<f64> {
    for index in 1..values.len() {
        values[index] = values[index].max(values[index - 1]);
    }
    values
}

/// The step at which two paths part by more than rounding explains, and how many steps could be told at all.
///
/// Where rounding has grown to a millionth of the start, nothing can be told any more.
fn parts_at(path: &[Vec2], other: &[Vec2], drift: &[f64], stretch: f64) -> (Option<usize>, usize) {
    let mut reach = 0.0f64;
    for (step, ((a, b), drift)) in path.iter().zip(other).zip(drift).enumerate() {
        reach = reach.max(a.norm());
        let tolerance = 100.0 * drift + FRESH * stretch * (step + 1) as f64 * reach;
        if tolerance > 1e-6 * path[0].norm() {
            return (None, step);
        }
        let distance = (a - b).norm();
        if distance.is_nan() || distance > tolerance {
            return (Some(step), step);
        }
    }
    (None, path.len())
}

fn farther(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a.max(*b)).collect()
}

/// A track of a method that suits a bowl of this steepness: a gradient step at a share of its limit, else the default.
fn suited(id: &str, steepest: f64, share: f64) -> Json {
    match id {
        "gradient-descent" | "momentum" | "nesterov" => json!({ "optimizer": id, "learningRate": share / steepest }),
        "barzilai-borwein" => json!({ "optimizer": id, "learningRate": 1.0 / steepest }),
        "armijo" => json!({ "optimizer": id, "learningRate": 3.0 / steepest }),

        // Gradients of a straight path give a matrix of one direction only; what keeps it from being singular is δ.
        "full-matrix-adagrad" => json!({ "optimizer": id, "delta": 0.1 }),
        "newton" | "damped-newton" | "saddle-free-newton" => match known::track(id, r#"{"learningRate":0.5}"#) {
            Some(track) => track,
            None => json!({ "optimizer": id }),
        },
        _ => json!({ "optimizer": id }),
    }
}

/// Losses and schedules need no entry: what holds for one holds for all.
#[test]
fn every_registered_method_is_listed_once() {
    for entry in OPTIMIZERS {
        assert_eq!(METHODS.iter().filter(|known| known.id == entry.id).count(), 1, "{}", entry.id);
    }
}

#[test]
fn every_listed_id_is_registered() {
    let methods: Vec<_> = METHODS.iter().map(|known| known.id).collect();
    let missing: Vec<_> = known::missing(OPTIMIZERS, &methods)
        .chain(known::missing(LOSSES, known::LOSS_IDS))
        .chain(known::missing(SCHEDULES, known::SCHEDULE_IDS))
        .collect();
    let refused: Vec<_> = known::registered()
        .flat_map(|(known, _)| known.all_settings().map(|settings| (known.id, settings)))
        .filter(|(id, settings)| known::track(id, settings).is_none())
        .collect();
    assert!(missing.is_empty() && refused.is_empty(), "not registered: {missing:?}; not offered: {refused:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..proptest_config() })]

    /// Multiplying the loss by a power of two changes no bit of the path, by another number only rounding: products,
    /// quotients and roots of squares carry a power of two along exactly.
    #[test]
    fn the_unit_of_the_loss_does_not_matter_to_some(
        ratio in 1.5..30.0f64, angle in 10.0..80.0f64, power in -3i32..15, factor in 0.1..100.0f64,
        x in 0.2..3.0f64, y in -3.0..-0.2f64,
    ) {
        for (known, _) in known::registered() {
            let Unit::Free(settings) = known.unit else { continue };
            let Some(track) = known::track(known.id, settings) else { continue };
            let case = Case { curvatures: [1.0, ratio], angle, start: [x, y], steps: 40, track };
            let times = |scale: f64| Case { curvatures: [scale, ratio * scale], ..case.clone() };
            // Where a method has arrived it may rest, and which gradient counts as none has a unit (2.2e-16, squared).
            let path: Vec<_> = case.path().into_iter().take_while(|point| point.norm() > 1e-6).collect();
            let scaled = times(2f64.powi(power)).path();
            prop_assert_eq!(&path[..], &scaled[..path.len()], "{} on {:?} times 2^{}", known.id, &case, power);
            let other = times(factor);
            let drift = farther(&case.drift(), &other.drift());
            let (parted, told) = parts_at(&path, &other.path(), &drift, stretch(known.id, ratio));
            prop_assert_eq!(parted, None, "{} on {:?} times {}", known.id, &case, factor);
            let all = told > 2 || told == path.len();
            prop_assert!(all, "{}: rounding hides all but {} steps of {:?}", known.id, told, &case);
        }
    }

    /// Newton's path is carried along by any linear change of coordinates, on a bowl and off it.
    ///
    /// y = Tx: the loss x ↦ L(x) is y ↦ L(T⁻¹y). T is a turn, a stretch and another turn; the formulas are written out,
    /// so the landscape of one run is not the rounding of the other's.
    #[test]
    fn newton_is_carried_along_by_a_linear_map(
        first in -180.0..180.0f64, second in -180.0..180.0f64, stretch in 0.2..5.0f64,
        x in 0.3..1.8f64, y in -1.5..-0.3f64,
    ) {
        let (c, s) = cos_sin_degrees(first);
        let (d, t) = cos_sin_degrees(second);
        // T⁻¹ = [[p, q], [r, w]], and T from its determinant 1/stretch.
        let (p, q) = (d * c - t * s / stretch, d * s + t * c / stretch);
        let (r, w) = (-t * c - d * s / stretch, -t * s + d * c / stretch);
        let determinant = p * w - q * r;
        let image = |point: Vec2| Vec2::new(w * point.x - q * point.y, p * point.y - r * point.x) / determinant;
        let (u, v) = (format!("({p}*x + ({q})*y)"), format!("({r}*x + ({w})*y)"));
        for (loss, rate) in [("2.5*X^2 + 1.5*X*Y + Y^2 - X + 3*Y", 0.5), ("(1 - X)^2 + 5*(Y - X^2)^2", 0.5)] {
            let written = |x: &str, y: &str, start: Vec2| {
                let expression = loss.replace('X', x).replace('Y', y);
                points(&run(&json!({
                    "loss": { "id": "formula", "expression": expression }, "start": start.as_slice(), "steps": 25,
                    "tracks": [{ "optimizer": "newton", "learningRate": rate }],
                })))
            };
            let start = Vec2::new(x, y);
            let expected: Vec<_> = written("x", "y", start).into_iter().map(image).collect();
            let path = written(&u, &v, image(start));
            let mut drift = vec![0.0f64; path.len()];
            let mut compare = |other: Vec<Vec2>| {
                for (worst, (a, b)) in drift.iter_mut().zip(path.iter().zip(&other)) {
                    *worst = worst.max((a - b).norm());
                }
            };
            let ulps = 2.0 * f64::EPSILON;
            for (dx, dy) in [(ulps, 0.0), (0.0, ulps), (-ulps, ulps)] {
                let near = image(start).component_mul(&Vec2::new(1.0 + dx, 1.0 + dy));
                compare(written(&u, &v, near));
                // The map itself is rounded when it is written out.
                let map = format!("({}*x + ({})*y)", p * (1.0 + dx), q * (1.0 + dy));
                compare(written(&map, &v, image(start)));
            }
            let (parted, told) = parts_at(&expected, &path, &running_maximum(drift), 1.0);
            prop_assert_eq!(parted, None, "{} with {} and {}", loss, u, v);
            prop_assert!(told > 3);
        }
    }
}

/// Those that are listed without such settings do feel the unit of the loss.
#[test]
fn the_unit_of_the_loss_matters_to_the_others() {
    let mut wrong = Vec::new();
    for (known, _) in known::registered().filter(|(known, _)| known.unit == Unit::Felt) {
        let track = suited(known.id, 25.0, 0.5);
        let case = Case { curvatures: [1.0, 25.0], angle: 20.0, start: [2.0, 1.0], steps: 40, track };
        let path = case.path();
        let apart = |scale: f64| {
            let other = Case { curvatures: [scale, 25.0 * scale], ..case.clone() }.path();
            path.iter().zip(&other).map(|(a, b)| (a - b).norm()).fold(0.0, f64::max)
        };
        let way = path.iter().map(|point| (point - path[0]).norm()).fold(0.0, f64::max);
        // An ε of any size is felt where the loss is small enough.
        let apart = apart(2.0).max(apart(2f64.powi(-40)));
        println!("{:<20} {:.3} of its way apart", known.id, apart / way);
        if apart <= 0.01 * way {
            wrong.push(known.id);
        }
    }
    assert!(wrong.is_empty(), "as if the loss had no unit: {wrong:?}");
}

/// Adam's ε is a length of gradient: with it, a loss that is small enough is another loss.
#[test]
fn epsilon_gives_adam_a_unit() {
    let path = |scale: f64, epsilon: f64| {
        let track = json!({ "optimizer": "adam", "epsilon": epsilon });
        Case { curvatures: [scale, 10.0 * scale], angle: 30.0, start: [1.5, 0.5], steps: 40, track }.path()
    };
    let small = 2f64.powi(-30);
    assert_eq!(path(1.0, 0.0), path(small, 0.0));
    assert!((path(1.0, 1e-8)[40] - path(small, 1e-8)[40]).norm() > 0.1);
}

/// A linear map that is no turn is felt by gradient descent: it is Newton alone that does not care.
#[test]
fn stretching_is_felt_by_gradient_descent() {
    let end = |optimizer: &str, stretch: f64| {
        let track = json!({ "optimizer": optimizer, "learningRate": 0.1 });
        let curvatures = [1.0, 10.0 / (stretch * stretch)];
        let path = Case { curvatures, angle: 0.0, start: [1.5, 0.5 * stretch], steps: 10, track }.path();
        Vec2::new(path[10].x, path[10].y / stretch)
    };
    assert!((end("newton", 1.0) - end("newton", 3.0)).norm() < 1e-14);
    assert!((end("gradient-descent", 1.0) - end("gradient-descent", 3.0)).norm() > 0.1);
}
