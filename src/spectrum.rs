//! What one rate does to one curvature: the article's mathematics.
//!
//! A direction of curvature λ is a clock that a gradient step multiplies by m = 1 − ηλ. Everything a reader is told
//! about a clock (where its hand stands, its regime, its half-life, its limit) is a function of m.

use crate::optimizer::Gear;

/// How near to 0 or −1 a multiplier counts as landing or bouncing: (1/49)·49 is not 1 in floating point.
const EXACTLY: f64 = 1e-12;

/// What becomes of the distance along one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// Nothing moves: no rate or no curvature.
    Frozen,
    /// Negative curvature: away from the stationary point at any rate.
    RunsAway,
    /// 0 < m < 1: nearer each step, from the same side.
    Creeps,
    /// m = 0: there in one step.
    Lands,
    /// −1 < m < 0: nearer each step, from alternating sides.
    Overshoots,
    /// m = −1: from wall to wall for ever.
    Bounces,
    /// m < −1: further each step.
    Diverges,
    /// Complex roots of a method with memory: a decaying or growing rotation.
    Spirals,
}

impl Regime {
    /// The public id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Frozen => "frozen",
            Self::RunsAway => "runs-away",
            Self::Creeps => "creeps",
            Self::Lands => "lands",
            Self::Overshoots => "overshoots",
            Self::Bounces => "bounces",
            Self::Diverges => "diverges",
            Self::Spirals => "spirals",
        }
    }

    /// The regime of a multiplier. NaN counts as frozen: nothing is known to move.
    #[must_use]
    pub fn of(multiplier: f64) -> Self {
        if multiplier.abs() <= EXACTLY {
            Self::Lands
        } else if (multiplier + 1.0).abs() <= EXACTLY {
            Self::Bounces
        } else if multiplier > 1.0 {
            Self::RunsAway
        } else if multiplier < -1.0 {
            Self::Diverges
        } else if multiplier < 0.0 {
            Self::Overshoots
        } else if multiplier < 1.0 {
            Self::Creeps
        } else {
            Self::Frozen
        }
    }
}

/// 1 − ηλ, exactly 0 where it lands and exactly −1 where it bounces.
#[must_use]
pub fn multiplier(rate: f64, curvature: f64) -> f64 {
    settled(1.0 - rate * curvature)
}

/// A multiplier with the rounding around 0 and −1 taken off; every other value is left alone.
#[must_use]
pub fn settled(multiplier: f64) -> f64 {
    match Regime::of(multiplier) {
        Regime::Lands => 0.0,
        Regime::Bounces => -1.0,
        _ => multiplier,
    }
}

/// Steps until the distance along a direction is halved, for a factor of `factor` a step: ln 2 / −ln|m|.
///
/// 0 where it lands, `None` where it never halves. Half of a step count is what the loss needs.
#[must_use]
pub fn half_life(factor: f64) -> Option<f64> {
    let size = factor.abs();
    if size <= EXACTLY {
        Some(0.0)
    } else if size < 1.0 {
        Some(core::f64::consts::LN_2 / -libm::log(size))
    } else {
        None
    }
}

/// Where the hand of a dial stands, in degrees clockwise from twelve; seven o'clock (−150°) is m = 1.
///
/// Within |m| ≤ 1 the angle is proportional; beyond, the hand sinks into the gap at the bottom, six o'clock being
/// infinity. NaN where the multiplier is not a number.
#[must_use]
pub fn dial_angle(multiplier: f64) -> f64 {
    if multiplier.abs() <= 1.0 { -150.0 * multiplier } else { -multiplier.signum() * (180.0 - 30.0 / multiplier.abs()) }
}

/// One eigen-direction under one rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// λ.
    pub curvature: f64,
    /// 1 − ηλ; `None` for methods whose rate is not in units of 1/λ.
    pub multiplier: Option<f64>,
    /// Steps until the distance is halved; of the spectral radius for methods with memory.
    pub half_life: Option<f64>,
    /// What becomes of the distance.
    pub regime: Option<Regime>,
    /// The asymptotic factor a step of a method with memory.
    pub spectral_radius: Option<f64>,
}

impl Clock {
    /// The clock of a direction of curvature `curvature` that `gear` turns with `rate`.
    #[must_use]
    pub fn new(gear: Gear, rate: Option<f64>, curvature: f64) -> Self {
        let silent = Self { curvature, multiplier: None, half_life: None, regime: None, spectral_radius: None };
        let Some(rate) = rate else { return silent };
        let plain = multiplier(rate, curvature);
        match gear {
            Gear::Scalar | Gear::Perturbed => {
                Self { multiplier: Some(plain), half_life: half_life(plain), regime: Some(Regime::of(plain)), ..silent }
            }
            Gear::HeavyBall { momentum, share } => {
                silent.with_memory(plain, heavy_ball(rate * share * curvature, momentum))
            }
            Gear::Nesterov { momentum } => silent.with_memory(plain, nesterov(rate * curvature, momentum)),
            Gear::Adaptive => Self { multiplier: Some(plain), ..silent },
            Gear::Relative => silent,
        }
    }

    /// The clock of a method with memory: its radius counts, 1 − ηλ is what the rate alone would do.
    fn with_memory(self, plain: f64, radius: Radius) -> Self {
        Self {
            multiplier: Some(plain),
            half_life: half_life(radius.size),
            regime: Some(radius.regime),
            spectral_radius: Some(radius.size),
            ..self
        }
    }
}

/// The larger root of a two-step recursion, and what it does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Radius {
    /// Its modulus: the factor a step, in the end.
    pub size: f64,
    /// The regime of the dominant root; `Spirals` where the roots are complex.
    pub regime: Regime,
}

/// The heavy ball along a direction with `push` = ηλ: roots of z² − (1 + β − ηλ)z + β.
///
/// Complex for (1 − √β)² < ηλ < (1 + √β)², then of modulus √β; stable iff 0 < ηλ < 2 + 2β and β < 1.
#[must_use]
pub fn heavy_ball(push: f64, momentum: f64) -> Radius {
    dominant_root(1.0 + momentum - push, momentum, push)
}

/// Nesterov's momentum along a direction with `push` = ηλ: roots of z² − (1 + β)(1 − ηλ)z + β(1 − ηλ).
///
/// Stable iff 0 < ηλ < (2 + 2β)/(1 + 2β) and β < 1: less than the heavy ball tolerates.
#[must_use]
pub fn nesterov(push: f64, momentum: f64) -> Radius {
    dominant_root((1.0 + momentum) * (1.0 - push), momentum * (1.0 - push), push)
}

/// The larger root of z² − sum·z + product.
fn dominant_root(sum: f64, product: f64, push: f64) -> Radius {
    let half = 0.5 * sum;
    let discriminant = half * half - product;
    if discriminant < 0.0 {
        return Radius { size: product.sqrt(), regime: Regime::Spirals };
    }
    let root = discriminant.sqrt();
    let dominant = if half >= 0.0 { half + root } else { half - root };
    let regime = if push == 0.0 { Regime::Frozen } else { Regime::of(dominant) };
    Radius { size: dominant.abs(), regime }
}

/// The rate above which the steepest direction grows: 2/λmax, or the method's own; `None` without positive curvature.
///
/// (2 + 2β)/(aλmax) for the heavy ball with gradient share a, (2 + 2β)/((1 + 2β)λmax) for Nesterov's momentum.
#[must_use]
pub fn limit_rate(gear: Gear, steepest: f64) -> Option<f64> {
    let reach = match gear {
        Gear::HeavyBall { momentum, share } if share > 0.0 => (2.0 + 2.0 * momentum) / share,
        Gear::HeavyBall { .. } => return None,
        Gear::Nesterov { momentum } => (2.0 + 2.0 * momentum) / (1.0 + 2.0 * momentum),
        _ => 2.0,
    };
    (steepest > 0.0).then(|| reach / steepest)
}

/// The scalar rate with the smallest worst-direction factor, 2/(λmin + λmax); `None` unless both are positive.
#[must_use]
pub fn best_rate(curvatures: [f64; 2]) -> Option<f64> {
    let [low, high] = curvatures;
    (low > 0.0).then(|| 2.0 / (low + high))
}

/// That factor, (κ − 1)/(κ + 1).
#[must_use]
pub fn best_factor(curvatures: [f64; 2]) -> Option<f64> {
    let [low, high] = curvatures;
    (low > 0.0).then(|| (high - low) / (high + low))
}

/// The rate that lands a direction in one step, 1/λ; `None` without positive curvature.
#[must_use]
pub fn ideal_rate(curvature: f64) -> Option<f64> {
    (curvature > 0.0).then(|| 1.0 / curvature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_does_not_hide_a_landing() {
        assert_ne!(1.0 - (1.0 / 49.0) * 49.0, 0.0);
        assert_eq!(multiplier(1.0 / 49.0, 49.0), 0.0);
        assert_eq!(multiplier(2.0 / 49.0, 49.0), -1.0);
        assert_eq!(Regime::of(-0.999_999_9), Regime::Overshoots);
    }

    #[test]
    fn the_optimum_is_not_the_limit() {
        let best = best_rate([0.01, 1.0]).unwrap_or(f64::NAN);
        assert!((best - 1.980_198).abs() < 1e-6);
        assert_eq!(limit_rate(Gear::Scalar, 1.0), Some(2.0));
        assert_eq!(Regime::of(multiplier(2.0, 1.0)), Regime::Bounces);
    }

    #[test]
    fn the_dial_has_its_landmarks_and_no_jumps() {
        for (m, angle) in [(1.0, -150.0), (0.0, 0.0), (-1.0, 150.0), (0.5, -75.0), (-3.0, 170.0), (2.0, -165.0)] {
            assert_eq!(dial_angle(m), angle);
        }
        assert_eq!(dial_angle(f64::NEG_INFINITY), 180.0);
        assert!((dial_angle(-1.0) - dial_angle(-1.0 - 1e-9)).abs() < 1e-6);
    }

    #[test]
    fn half_lives_count_steps_of_distance() {
        assert_eq!(half_life(0.5), Some(1.0));
        assert_eq!(half_life(0.0), Some(0.0));
        assert_eq!(half_life(1.0), None);
        assert_eq!(half_life(-2.0), None);
    }

    #[test]
    fn the_heavy_ball_spirals_between_its_two_real_ranges() {
        let beta = 0.81;
        assert_eq!(heavy_ball(0.5, beta).regime, Regime::Spirals);
        assert!((heavy_ball(0.5, beta).size - 0.9).abs() < 1e-15);
        assert_eq!(heavy_ball(0.009, beta).regime, Regime::Creeps);
        assert_eq!(heavy_ball(3.62 * 1.001, beta).regime, Regime::Diverges);
        assert_eq!(heavy_ball(-0.1, beta).regime, Regime::RunsAway);
    }

    #[test]
    fn looking_ahead_spirals_below_the_landing_rate_and_flips_above() {
        let beta = 0.8;
        // Complex for ((1 − β)/(1 + β))² = 1/81 < ηλ < 1, where the modulus is √(β(1 − ηλ)).
        assert_eq!(nesterov(0.99 / 81.0, beta).regime, Regime::Creeps);
        assert_eq!(nesterov(1.01 / 81.0, beta).regime, Regime::Spirals);
        assert!((nesterov(0.5, beta).size - 0.4f64.sqrt()).abs() < 1e-15);
        // At ηλ = 1 the step lands and leaves no velocity behind that matters.
        assert_eq!(nesterov(1.0, beta), Radius { size: 0.0, regime: Regime::Lands });
        assert_eq!(nesterov(1.1, beta).regime, Regime::Overshoots);
        let limit = limit_rate(Gear::Nesterov { momentum: beta }, 1.0).unwrap();
        assert!((limit - 3.6 / 2.6).abs() < 1e-15);
        assert_eq!(nesterov(limit, beta).regime, Regime::Bounces);
        assert_eq!(nesterov(limit * 1.001, beta).regime, Regime::Diverges);
        assert_eq!(nesterov(-0.1, beta).regime, Regime::RunsAway);
        assert_eq!(nesterov(0.0, beta).regime, Regime::Frozen);
        // Without momentum it is the plain step.
        assert_eq!(nesterov(0.3, 0.0).size, multiplier(0.3, 1.0));
    }
}
