//! The two losses that are fitted to data, against the sums that define them: what they are worth, where their minimum
//! is, how they bend there, and what standardising the feature does to that.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{proptest_config, run};
use many_clocks::{
    experiment::Experiment,
    loss::Loss,
    math::{Mat2, Vec2},
};
use proptest::prelude::*;
use serde_json::json;

const WAYS: [&str; 3] = ["none", "scale", "center-and-scale"];

fn fit(id: &str, data: &[[f64; 2]], way: &str, ridge: f64) -> Experiment {
    let mut loss = json!({ "id": id, "data": data, "standardize": way });
    if id == "logistic" {
        loss["ridge"] = ridge.into();
    }
    run(&json!({ "loss": loss, "steps": 1 }))
}

fn mean(data: &[[f64; 2]], of: impl Fn([f64; 2]) -> f64) -> f64 {
    data.iter().map(|pair| of(*pair)).sum::<f64>() / data.len() as f64
}

/// The pairs with x as a way leaves it, by the definition; all x equal cannot be scaled.
fn standardized(data: &[[f64; 2]], way: &str) -> Vec<[f64; 2]> {
    let middle = mean(data, |[x, _]| x);
    let variance = mean(data, |[x, _]| (x - middle) * (x - middle));
    let same = data.iter().all(|[x, _]| *x == data[0][0]);
    let spread = if same { 1.0 } else { variance.sqrt() };
    let apply = |x: f64| match way {
        "none" => x,
        "scale" => x / spread,
        // Rounding of the mean is no spread.
        _ => {
            if same {
                0.0
            } else {
                (x - middle) / spread
            }
        }
    };
    data.iter().map(|[x, y]| [apply(*x), *y]).collect()
}

/// Value, gradient and Hessian of the mean of f(w x + b, y), from f, f′ and f″.
fn direct(pairs: &[[f64; 2]], at: Vec2, of: impl Fn(f64, f64) -> [f64; 3]) -> (f64, Vec2, Mat2) {
    let part = |which: usize, power: i32| mean(pairs, |[x, y]| of(at.x * x + at.y, y)[which] * x.powi(power));
    let hessian = Mat2::new(part(2, 2), part(2, 1), part(2, 1), part(2, 0));
    (part(0, 0), Vec2::new(part(1, 1), part(1, 0)), hessian)
}

/// Half a squared residual.
fn square(line: f64, y: f64) -> [f64; 3] {
    [0.5 * (line - y) * (line - y), line - y, 1.0]
}

/// The cross-entropy of one pair: ln(1 + e⁻ᵐ) for the margin m, written for the side on which e⁻ᵐ is no overflow.
fn cross_entropy(line: f64, class: f64) -> [f64; 3] {
    let sign = if class > 0.5 { 1.0 } else { -1.0 };
    let small = (-line.abs()).exp();
    let value = small.ln_1p() + (-sign * line).max(0.0);
    // 1/(1 + eᵐ): how much of the class is still missing.
    let missing = if sign * line > 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) };
    [value, -sign * missing, small / ((1.0 + small) * (1.0 + small))]
}

/// Whether a loss is its sum at a point: to 1e-9 of the terms that are added.
fn is_its_sum(loss: &dyn Loss, at: Vec2, expected: (f64, Vec2, Mat2), size: f64) -> bool {
    let local = loss.local(at);
    let (value, gradient, hessian) = expected;
    (local.value - value).abs() <= 1e-9 * size * size
        && (local.gradient - gradient).norm() <= 1e-9 * size * size
        && (local.hessian - hessian).norm() <= 1e-9 * size * size
}

/// The largest number that a sum over the pairs multiplies.
fn size(pairs: &[[f64; 2]], at: Vec2) -> f64 {
    let most = |part: usize| pairs.iter().map(|pair| pair[part].abs()).fold(1.0, f64::max);
    (1.0 + at.amax()) * most(0) + most(1)
}

/// Whole numbers of a small range, so that x are shared and classes touch, about a middle that may be far from zero; every
/// fifth time all x are equal.
fn data(classes: bool) -> impl Strategy<Value = Vec<[f64; 2]>> {
    let y = if classes { (0..=1i32).boxed() } else { (-9..=9i32).boxed() };
    let middle = prop_oneof![Just(0.0), Just(2.5), -50.0..50.0f64];
    let spread = prop_oneof![4 => Just(1.0), 1 => Just(0.0)];
    (prop::collection::vec((-4..=4i32, y), 2..12), middle, spread).prop_map(|(pairs, middle, spread)| {
        pairs.into_iter().map(|(x, y)| [middle + spread * f64::from(x), f64::from(y)]).collect()
    })
}

proptest! {
    #![proptest_config(proptest_config())]

    /// Least squares is half the mean squared residual, everywhere; its minimum is where no residual is left that a
    /// line could take, and of a whole valley of those (all x equal) the one nearest to the origin.
    #[test]
    fn a_line_is_fitted_to_what_is_left_over(data in data(false), w in -3.0..3.0f64, b in -9.0..9.0f64) {
        for way in WAYS {
            let (experiment, pairs) = (fit("least-squares", &data, way, 0.0), standardized(&data, way));
            let loss = experiment.loss();
            let minimum = loss.minimum().unwrap();
            prop_assert_eq!(loss.centre(), Some(minimum));
            for at in [Vec2::new(w, b), minimum, Vec2::zeros()] {
                prop_assert!(is_its_sum(loss, at, direct(&pairs, at, square), size(&pairs, at)), "{} at {}", way, at);
            }
            let (_, slope, hessian) = direct(&pairs, minimum, square);
            prop_assert!(slope.norm() <= 1e-9 * size(&pairs, minimum).powi(2), "{}: {}", way, slope);
            if pairs.iter().all(|[x, _]| *x == pairs[0][0]) {
                // The valley runs along (1, −x): the nearest point has no part along it.
                let along = minimum.x - pairs[0][0] * minimum.y;
                prop_assert!(along.abs() <= 1e-12 * (1.0 + minimum.norm()) * (1.0 + pairs[0][0].abs()), "{}", minimum);
            }
            // Two numbers have this sum and this product: the curvatures of [[σ² + μ², μ], [μ, 1]], of determinant σ².
            let eigen = loss.eigen(&loss.local(minimum));
            let [low, high] = eigen.curvatures;
            let middle = mean(&pairs, |[x, _]| x);
            let variance = mean(&pairs, |[x, _]| (x - middle) * (x - middle));
            prop_assert!((low + high - hessian.trace()).abs() <= 1e-12 * hessian.trace());
            prop_assert!((low * high - variance).abs() <= 1e-9 * variance.max(1e-9), "{}: {} of {}", way, low, high);
            for (curvature, direction) in eigen.curvatures.into_iter().zip(eigen.directions) {
                let left = hessian * direction - curvature * direction;
                prop_assert!(left.norm() <= 1e-12 * high, "{}: {} is no direction of {}", way, direction, hessian);
            }
        }
    }

    /// Two classes are told apart by the mean cross-entropy, everywhere, with half the ridge on the squares.
    #[test]
    fn two_classes_are_the_mean_cross_entropy(
        data in data(true), w in -3.0..3.0f64, b in -9.0..9.0f64, far in prop_oneof![Just(1.0), Just(300.0)],
        ridge in prop_oneof![Just(0.0), 1e-3..2.0f64],
    ) {
        for way in WAYS {
            let (experiment, pairs) = (fit("logistic", &data, way, ridge), standardized(&data, way));
            let at = far * Vec2::new(w, b);
            let (mut value, mut gradient, mut hessian) = direct(&pairs, at, cross_entropy);
            value += 0.5 * ridge * at.norm_squared();
            gradient += ridge * at;
            hessian += ridge * Mat2::identity();
            let expected = (value, gradient, hessian);
            prop_assert!(is_its_sum(experiment.loss(), at, expected, size(&pairs, at).sqrt()), "{} at {}", way, at);
        }
    }

    /// Where there is a minimum a Newton step from it leads nowhere, and the condition number that is told is that of
    /// the curvatures there. There is none, without a ridge, where some threshold leaves no pair on the wrong side.
    #[test]
    fn a_minimum_is_where_the_slope_ends_and_there_is_none_without_a_mistake(
        data in data(true), exponent in prop_oneof![Just(f64::NEG_INFINITY), -9.0..1.0f64],
    ) {
        let ridge = 10f64.powf(exponent);
        let thresholds = data.iter().map(|[x, _]| *x).chain([data[0][0] - 100.0]);
        let apart = thresholds.flat_map(|at| [(at, 1.0), (at, -1.0)]).any(|(at, sign)| {
            let right = data.iter().map(|[x, y]| sign * (2.0 * y - 1.0) * (x - at));
            right.clone().all(|right| right >= 0.0) && right.sum::<f64>() > 0.0
        });
        let mut lines = Vec::new();
        for way in WAYS {
            let (experiment, pairs) = (fit("logistic", &data, way, ridge), standardized(&data, way));
            let loss = experiment.loss();
            let about = loss.about();
            let (_, condition) = about.stages.iter().find(|(id, _)| *id == way).unwrap();
            if ridge == 0.0 && apart {
                prop_assert_eq!((about.note, loss.minimum(), *condition), (Some("no-minimum"), None, None));
                continue;
            }
            prop_assert_eq!(about.note, None);
            let minimum = loss.minimum().unwrap();
            let local = loss.local(minimum);
            let all_equal = pairs.iter().all(|[x, _]| *x == pairs[0][0]);
            if all_equal && ridge == 0.0 {
                prop_assert!(local.gradient.norm() <= 1e-12 * (1.0 + pairs[0][0].abs()), "{}", local.gradient);
                let along = minimum.x - pairs[0][0] * minimum.y;
                prop_assert!(along.abs() <= 1e-12 * (1.0 + minimum.norm()) * (1.0 + pairs[0][0].abs()), "{}", minimum);
                prop_assert_eq!(*condition, None);
                continue;
            }
            // As entries of a matrix, curvatures keep what is left of sixteen digits after their ratio.
            let [low, high] = loss.eigen(&local).curvatures;
            if high / low < 1e6 {
                let left = local.hessian.try_inverse().unwrap() * local.gradient;
                prop_assert!(left.norm() <= 1e-8 * (1.0 + minimum.norm()), "{}, ridge {}: {} left", way, ridge, left);
                let told = condition.unwrap();
                prop_assert!((told / (high / low) - 1.0).abs() <= 1e-8, "{}: {} told, {}", way, told, high / low);
            }
            lines.push(pairs.iter().map(|[x, _]| minimum.x * x + minimum.y).collect::<Vec<_>>());
        }
        // Without a ridge the ways are ways of writing down one line.
        for (first, other) in lines.iter().flat_map(|line| line.iter().zip(&lines[0])).filter(|_| ridge == 0.0) {
            prop_assert!((first - other).abs() <= 1e-7 * (1.0 + other.abs()), "{} and {}", first, other);
        }
    }
}

/// Far from zero the smaller curvature is what is left when nearly everything has cancelled: it is known all the same.
#[test]
fn the_flat_curvature_of_a_narrow_valley_keeps_its_digits() {
    for middle in [1e3, 1e5, 1e6 - 1.0, 1e5 / 3.0, -1e6 / 7.0] {
        let data = [-1.0, 0.3, 0.9].map(|x| [middle + x, x]);
        let experiment = fit("least-squares", &data, "none", 0.0);
        let loss = experiment.loss();
        let [low, high] = loss.eigen(&loss.local(Vec2::zeros())).curvatures;
        // σ² is the mean square of all differences, halved: nothing large is in there.
        let difference = |one: usize, other: usize| (data[one][0] - data[other][0]).powi(2);
        let variance = (difference(0, 1) + difference(0, 2) + difference(1, 2)) / 9.0;
        // λ₁λ₂ = σ² and λ₁ + λ₂ = σ² + μ² + 1, of which λ₁ is less than an ulp.
        let mean = (data[0][0] + data[1][0] + data[2][0]) / 3.0;
        assert!((high / (variance + mean * mean + 1.0 - low) - 1.0).abs() < 1e-15, "{middle}: {high}");
        assert!((low * high / variance - 1.0).abs() < 1e-12, "{middle}: {low}");
    }
}

/// What is told of each way is what a reader who chooses it finds.
#[test]
fn the_ways_of_standardising_are_told_before_they_are_chosen() {
    for id in ["least-squares", "logistic"] {
        let experiment = run(&json!({ "loss": { "id": id }, "steps": 1 }));
        let stages = experiment.loss().about().stages;
        assert_eq!(stages.iter().map(|(way, _)| *way).collect::<Vec<_>>(), WAYS, "{id}");
        for (way, told) in stages {
            let chosen = run(&json!({ "loss": { "id": id, "standardize": way }, "steps": 1 }));
            let loss = chosen.loss();
            let [low, high] = loss.eigen(&loss.local(loss.minimum().unwrap())).curvatures;
            // Raw temperatures give a condition of 10⁸: half of sixteen digits.
            assert!((told.unwrap() / (high / low) - 1.0).abs() < 1e-6, "{id}, {way}: {told:?} and {}", high / low);
        }
    }
    // A feature without spread makes a valley, whatever is done to it.
    let flat = fit("least-squares", &[[3.0, 1.0], [3.0, 2.0]], "none", 0.0);
    assert!(flat.loss().about().stages.iter().all(|(_, condition)| condition.is_none()));
}
