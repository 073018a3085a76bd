//! Sine and cosine.
//!
//! Of the `libm` crate these are five kilobytes, most of them for angles beyond a million turns, which no landscape asks
//! for; one pair of polynomials and an exact reduction do for all that a run can reach, to the same last digit or the one
//! beside it.

use core::f64::consts::{FRAC_2_PI, FRAC_PI_2};

/// What π/2 has beyond the digits of `FRAC_PI_2`.
const REST: f64 = 6.123_233_995_736_766e-17;
/// Beyond this, neighbouring numbers are so far apart that nothing is known of their angle.
const FARTHEST: f64 = 4_503_599_627_370_496.0;

/// sin x and cos x of an angle in radians; those of 0 beyond 2⁵², NaN for what is not a finite number.
#[must_use]
pub fn sin_cos(x: f64) -> [f64; 2] {
    if x.abs() > FARTHEST && x.is_finite() {
        return [0.0, 1.0];
    }
    let quarters = (x * FRAC_2_PI).round_ties_even();
    let [high, low] = product(quarters, FRAC_PI_2);
    let rest = (x - high) - low - quarters * REST;
    let (sin, cos) = (sine(rest), cosine(rest));
    match (quarters - 4.0 * (quarters / 4.0).floor()) as u32 {
        0 => [sin, cos],
        1 => [cos, -sin],
        2 => [-sin, -cos],
        _ => [-cos, sin],
    }
}

/// A product in two parts that are its exact value together (T. J. Dekker, 1971).
fn product(a: f64, b: f64) -> [f64; 2] {
    let halves = |number: f64| {
        let large = number * 134_217_729.0;
        let upper = large - (large - number);
        [upper, number - upper]
    };
    let ([a1, a2], [b1, b2]) = (halves(a), halves(b));
    let high = a * b;
    [high, ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2]
}

/// sin x for |x| ≤ π/4; the polynomial is that of fdlibm (Sun Microsystems, 1993).
fn sine(x: f64) -> f64 {
    let z = x * x;
    let tail = -1.984_126_982_985_795e-4
        + z * (2.755_731_370_707_006_8e-6 + z * (-2.505_076_025_340_686_3e-8 + z * 1.589_690_995_211_55e-10));
    x + z * x * (-1.666_666_666_666_663_2e-1 + z * (8.333_333_333_322_49e-3 + z * tail))
}

/// cos x for |x| ≤ π/4, of the same source.
fn cosine(x: f64) -> f64 {
    let z = x * x;
    let tail = 2.480_158_728_947_673e-5
        + z * (-2.755_731_435_139_066_3e-7 + z * (2.087_572_321_298_175e-9 + z * -1.135_964_755_778_819_5e-11));
    let rest = z * z * (4.166_666_666_666_66e-2 + z * (-1.388_888_888_887_411e-3 + z * tail));
    let half = 0.5 * z;
    let most = 1.0 - half;
    most + (((1.0 - most) - half) + rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_no_angle() {
        assert!(sin_cos(f64::INFINITY).iter().all(|value| value.is_nan()));
        assert!(sin_cos(f64::NAN).iter().all(|value| value.is_nan()));
        assert_eq!(sin_cos(1e300), [0.0, 1.0]);
    }

    proptest! {
        /// The last digit or the one beside it, as far as a coordinate can be from the origin. Next to a zero what counts
        /// is the last digit of quarters·REST, 2⁻⁵³·3.9·10⁻¹⁷ of the angle, and as much again for π's further digits.
        #[test]
        fn it_is_that_of_libm(x in -20.0..20.0f64, power in 0.0..11.0f64, quarters in -1000..1000i32) {
            let near = f64::from(quarters) * FRAC_PI_2;
            for x in [x, x * 10f64.powf(power), near, near + x * 1e-9] {
                let [sin, cos] = sin_cos(x);
                for (one, other) in [(sin, libm::sin(x)), (cos, libm::cos(x))] {
                    let tolerance = f64::EPSILON * other.abs() + 8e-33 * x.abs();
                    prop_assert!((one - other).abs() <= tolerance, "{x}: {one}, not {other}");
                }
            }
        }
    }
}
