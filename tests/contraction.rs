//! Linear methods on bowls: along each eigen-direction a number is multiplied, whatever happens along the other. Over
//! condition numbers from one to a million, any angle and any start, to the rounding that the run itself amplifies.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{bowl, proptest_config};
use many_clocks::{
    experiment::{Experiment, Status},
    optimizer::Gear,
    spectrum::{self, Clock, Regime},
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// Roundings of one step: turning into the gradient's coordinates and back, products, sums and the reading of a
/// coordinate are some twenty, each of half an ulp.
const ROUNDINGS: f64 = 16.0 * f64::EPSILON;

/// A direction's state and what one step makes of it: place and velocity.
#[derive(Clone, Copy, Debug)]
struct Recursion {
    /// ηλ.
    push: f64,
    /// β.
    momentum: f64,
    /// Whether the step looks ahead: g + βb instead of b.
    nesterov: bool,
}

impl Recursion {
    /// (c, ηb) → the next; b = g at the first step.
    fn next(self, [place, velocity]: [f64; 2], first: bool) -> [f64; 2] {
        let gradient = self.push * place;
        let velocity = if first { gradient } else { self.momentum * velocity + gradient };
        let step = if self.nesterov { gradient + self.momentum * velocity } else { velocity };
        [place - step, velocity]
    }

    /// The largest factor by which `steps` steps can enlarge an error in either part of the state, for each count.
    fn growth(self, steps: usize) -> Vec<f64> {
        let mut columns = [[1.0, 0.0], [0.0, 1.0f64]];
        let mut growth = Vec::new();
        for _ in 0..=steps {
            growth.push(columns.iter().flatten().map(|part: &f64| part.abs()).fold(0.0, f64::max));
            columns = columns.map(|column| self.next(column, false));
        }
        growth
    }

    /// The roots of z² − pz + q, from trace and determinant of the step's matrix, by their moduli: the larger first.
    fn roots(self) -> [f64; 2] {
        let [a, b] = [self.next([1.0, 0.0], false), self.next([0.0, 1.0], false)];
        moduli(a[0] + b[1], a[0] * b[1] - b[0] * a[1])
    }
}

/// The moduli of the roots of z² − pz + q, the larger first.
fn moduli(p: f64, q: f64) -> [f64; 2] {
    let discriminant = 0.25 * p * p - q;
    if discriminant < 0.0 {
        return [q.sqrt(); 2];
    }
    let large = 0.5 * p.abs() + discriminant.sqrt();
    [large, if large == 0.0 { 0.0 } else { (q / large).abs() }]
}

fn coordinates(experiment: &Experiment, step: usize) -> [f64; 2] {
    experiment.frame(0, step).coordinates.unwrap()
}

/// Each coordinate of a run against its own recursion.
///
/// The error bound is a recursion as well: every step adds `ROUNDINGS` of the whole vector's length times the largest
/// push (an ulp of the gradient is an ulp of λmax‖θ‖), and every later step multiplies it like anything else.
fn follows(experiment: &Experiment, recursions: [Recursion; 2], stretch: f64, what: &str) {
    let gone = |step: &usize| experiment.status(0, *step) == Status::Diverged;
    let steps = (0..=experiment.steps()).find(gone).unwrap_or(experiment.steps());
    let start = coordinates(experiment, 0);
    let sizes: Vec<f64> = (0..=steps).map(|step| experiment.theta(0, step).norm()).collect();
    for index in 0..2 {
        let (recursion, growth) = (recursions[index], recursions[index].growth(steps));
        let mut state = [start[index], 0.0];
        for step in 0..=steps {
            let added: f64 = (0..=step).map(|from| growth[step - from] * sizes[from]).sum();
            let bound = ROUNDINGS * stretch * added;
            let own = coordinates(experiment, step)[index];
            assert!(
                (own - state[0]).abs() <= bound,
                "{what}, direction {index}, step {step}: {own} against {}, bound {bound:e}",
                state[0]
            );
            state = recursion.next(state, step == 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..proptest_config() })]

    /// cᵢ(k) = (1 − ηλᵢ)ᵏ cᵢ(0), and the two-step recursions of the methods with memory.
    #[test]
    fn each_direction_follows_its_own_recursion(
        scale in -3.0..3.0f64, ratio in 0.0..6.0f64, angle in -180.0..180.0f64, push in 0.0..2.2f64,
        momentum in 0.0..0.99f64, x in -3.0..3.0f64, y in -3.0..3.0f64,
    ) {
        let low = 10f64.powf(scale - 0.5 * ratio);
        let high = low * 10f64.powf(ratio);
        let rate = push / high;
        for (id, momentum, nesterov) in [
            ("gradient-descent", 0.0, false), ("momentum", momentum, false), ("nesterov", momentum, true),
        ] {
            let mut track = json!({ "optimizer": id, "learningRate": rate });
            if id != "gradient-descent" {
                track["momentum"] = momentum.into();
            }
            let experiment = bowl([low, high], angle, [x, y], 40, track.clone());
            let recursions = [low, high].map(|curvature| Recursion { push: rate * curvature, momentum, nesterov });
            follows(&experiment, recursions, 1.0 + push, &format!("{track} on [{low}, {high}] at {angle}°"));
        }
    }

    /// Newton multiplies every direction by 1 − η; solving with the Hessian costs a factor of the condition number.
    #[test]
    fn newton_gives_every_direction_the_same_factor(
        scale in -3.0..3.0f64, ratio in 0.0..6.0f64, angle in -180.0..180.0f64, rate in 0.0..2.1f64,
        x in -3.0..3.0f64, y in -3.0..3.0f64,
    ) {
        let low = 10f64.powf(scale - 0.5 * ratio);
        let high = low * 10f64.powf(ratio);
        let experiment = bowl([low, high], angle, [x, y], 40, json!({ "optimizer": "newton", "learningRate": rate }));
        let recursion = Recursion { push: rate, momentum: 0.0, nesterov: false };
        let what = format!("η = {rate} on [{low}, {high}] at {angle}°");
        follows(&experiment, [recursion; 2], 1.0 + rate * high / low, &what);
    }

    /// Off the minimum, every step with 0 < η < 2/λmax lowers the loss.
    ///
    /// The least that it falls by is 1 − m² of the part that falls least, here more than 1e-6 of the loss; the loss
    /// itself is rounded to 1e-16 times the condition number of 1e4.
    #[test]
    fn the_loss_falls_at_every_step_below_the_limit(
        ratio in 0.0..4.0f64, angle in -180.0..180.0f64, push in 0.05..1.95f64, x in -3.0..3.0f64, y in 0.1..3.0f64,
    ) {
        let high = 10f64.powf(ratio);
        let track = json!({ "optimizer": "gradient-descent", "learningRate": push / high });
        let experiment = bowl([1.0, high], angle, [x, y], 60, track);
        for step in 0..60 {
            let (before, after) = (experiment.loss_at(0, step), experiment.loss_at(0, step + 1));
            prop_assert!(after < before || before == 0.0, "step {}: {} after {}", step, after, before);
        }
    }

    /// The spectral radius that readers are told is the one that the run has: three places in a row give trace and
    /// determinant of the step, whatever the method calls its memory.
    #[test]
    fn the_spectral_radius_is_that_of_the_run(
        low in 0.1..1.0f64, ratio in 1.0..50.0f64, push in 0.05..1.3f64, momentum in 0.05..0.95f64,
    ) {
        let high = low * ratio;
        for (id, nesterov) in [("momentum", false), ("nesterov", true)] {
            let rate = push / high;
            let track = json!({ "optimizer": id, "learningRate": rate, "momentum": momentum });
            let experiment = bowl([low, high], 0.0, [1.0, 1.0], 400, track);
            let clocks = experiment.clocks(0, 0);
            for (index, curvature) in [low, high].into_iter().enumerate() {
                let recursion = Recursion { push: rate * curvature, momentum, nesterov };
                let [large, small] = recursion.roots();
                let said = clocks[index].spectral_radius.unwrap();
                // Where both roots nearly meet, half the digits of their difference are lost.
                let near = (said - large).abs() <= 1e-7 * large.max(1e-3);
                prop_assert!(near, "{}: {} is said, {} is true", id, said, large);
                is_told_by_its_roots(&clocks[index], rate, recursion);
                // From places 1 to 4: c₃ = pc₂ − qc₁ and c₄ = pc₃ − qc₂.
                let c: Vec<_> = (0..5).map(|step| coordinates(&experiment, step)[index]).collect();
                let determinant = c[2] * c[2] - c[1] * c[3];
                let scale = c[1].abs().max(c[2].abs()).max(c[3].abs());
                if determinant.abs() > 1e-4 * scale * scale {
                    let p = (c[3] * c[2] - c[1] * c[4]) / determinant;
                    let q = (c[3] * c[3] - c[2] * c[4]) / determinant;
                    // A few ulps, over the determinant of at least 1e-4, and their root where the roots meet.
                    let found = moduli(p, q)[0];
                    prop_assert!((found - large).abs() <= 1e-5, "{}: measured {} against {}", id, found, large);
                }
                // In the end: the length of (c, next c) over 300 steps. It may be off by the condition number of the
                // matrix [[1, 1], [z₁, z₂]] of eigenvectors, which is at most (2 + 2|z|²)/|z₁ − z₂|.
                let at = |step: usize| coordinates(&experiment, step)[index];
                let length = |step: usize| at(step).hypot(at(step + 1));
                let spirals = clocks[index].regime == Some(Regime::Spirals);
                let gap = if spirals { angle_of(recursion) * large } else { large - small };
                if length(399) > 1e-280 && gap > 0.05 {
                    let found = (length(399) / length(99)).powf(1.0 / 300.0);
                    let off = ((2.0 + 2.0 * large * large) / gap).powf(1.0 / 300.0);
                    let within = found <= large * off && found >= large / off;
                    prop_assert!(within, "{}: in the end {} against {}", id, found, large);
                }
            }
        }
    }
}

/// What a clock of a method with memory says beside its radius: half-life and regime are those of the larger root of the
/// run's own recursion, and the multiplier is what the rate alone would do.
fn is_told_by_its_roots(clock: &Clock, rate: f64, recursion: Recursion) {
    assert_eq!(clock.multiplier, Some(spectrum::multiplier(rate, clock.curvature)));
    let radius = clock.spectral_radius.unwrap();
    match clock.half_life {
        Some(steps) => assert!((radius.powf(steps) - 0.5).abs() <= 1e-12, "{radius} in {steps} steps"),
        None => assert!(radius >= 1.0, "{radius}"),
    }
    let [a, b] = [recursion.next([1.0, 0.0], false), recursion.next([0.0, 1.0], false)];
    let (trace, determinant) = (a[0] + b[1], a[0] * b[1] - b[0] * a[1]);
    let discriminant = 0.25 * trace * trace - determinant;
    // Nearer to a double root rounding decides.
    if discriminant.abs() > 1e-12 {
        let larger = trace.signum() * radius;
        let expected = if discriminant < 0.0 { Regime::Spirals } else { Regime::of(larger) };
        assert_eq!(clock.regime, Some(expected), "trace {trace}, determinant {determinant}");
    }
}

/// |z₁ − z₂|/|z| of complex roots.
fn angle_of(recursion: Recursion) -> f64 {
    let [a, b] = [recursion.next([1.0, 0.0], false), recursion.next([0.0, 1.0], false)];
    let (p, q) = (a[0] + b[1], a[0] * b[1] - b[0] * a[1]);
    if q > 0.0 { 2.0 * (1.0 - 0.25 * p * p / q).max(0.0).sqrt() } else { 0.0 }
}

/// The limit that readers are told is where the run turns from settling to growing, and the best rate of the heavy
/// ball with its own β is (√κ − 1)/(√κ + 1).
#[test]
fn limits_and_optima_of_the_heavy_ball_are_those_of_the_run() {
    let [low, high] = [1.0, 25.0];
    let reach = |track: Json, steps: usize| bowl([low, high], 0.0, [1.0, 1.0], steps, track).theta(0, steps).norm();
    for beta in [0.0, 0.5, 0.9, 0.99] {
        let limit = (2.0 + 2.0 * beta) / high;
        let ball = |rate: f64| json!({ "optimizer": "momentum", "learningRate": rate, "momentum": beta });
        assert!(reach(ball(limit * 0.99), 3000) < 0.1, "β = {beta}");
        assert!(reach(ball(limit * 1.01), 3000) > 10.0, "β = {beta}");
        let said = bowl([low, high], 0.0, [1.0, 1.0], 1, ball(0.01));
        assert_eq!(spectrum::limit_rate(said.gear(0), high), Some(limit), "β = {beta}");
    }
    // Dampening lets a share of the gradient in: the limit is that much further, and without any share there is none.
    for (beta, dampening) in [(0.5, 0.5), (0.9, 0.75), (0.9, 1.0)] {
        let ball = |rate: f64| json!({ "optimizer": "momentum", "learningRate": rate, "momentum": beta, "dampening": dampening });
        let said = spectrum::limit_rate(bowl([low, high], 0.0, [1.0, 1.0], 1, ball(0.01)).gear(0), high);
        if dampening == 1.0 {
            // Only the first gradient is ever felt, 1/(1 − β) times.
            assert_eq!(said, None);
            assert!(reach(ball(1e3), 3000) < 1.1 * 1e3 * high / (1.0 - beta));
            continue;
        }
        let limit = said.unwrap();
        assert!(reach(ball(limit * 0.99), 3000) < 0.1, "β = {beta}, dampening {dampening}");
        assert!(reach(ball(limit * 1.01), 3000) > 10.0, "β = {beta}, dampening {dampening}");
    }
    let best: f64 = (25f64.sqrt() - 1.0) / (25f64.sqrt() + 1.0);
    let rate = (2.0 / (25f64.sqrt() + 1.0)).powi(2);
    let radius = |push: f64, beta: f64| spectrum::heavy_ball(push, beta).size;
    let worst = |rate: f64, beta: f64| radius(rate * low, beta).max(radius(rate * high, beta));
    // A double root: an ulp of its coefficients is the root of an ulp of it.
    assert!((worst(rate, best * best) - best).abs() < 1e-7);
    for (more_rate, more_beta) in [(1.01, 1.0), (0.99, 1.0), (1.0, 1.01), (1.0, 0.99), (1.02, 1.01), (0.98, 0.99)] {
        assert!(worst(rate * more_rate, best * best * more_beta) > best);
    }
}

/// A direction that does not bend has no limit, no best rate and no rate that lands: whatever the rate, it stays.
#[test]
fn a_direction_that_does_not_bend_has_no_rate() {
    for curvature in [0.0, -1.0] {
        for gear in [Gear::Scalar, Gear::HeavyBall { momentum: 0.5, share: 1.0 }, Gear::Nesterov { momentum: 0.5 }] {
            assert_eq!(spectrum::limit_rate(gear, curvature), None, "{gear:?}");
        }
        assert_eq!(spectrum::ideal_rate(curvature), None);
        assert_eq!((spectrum::best_rate([curvature, 4.0]), spectrum::best_factor([curvature, 4.0])), (None, None));
    }
    let trough = bowl([0.0, 4.0], 0.0, [1.0, 1.0], 9, json!({ "optimizer": "gradient-descent", "learningRate": 0.49 }));
    assert_eq!(trough.theta(0, 9).x, 1.0);
    assert_eq!(trough.clocks(0, 0)[0].regime, Some(Regime::Frozen));
}
