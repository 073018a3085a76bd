//! Decimal digits of a number, and back.
//!
//! The standard library does both exactly for any input, at the price of tables and big-number code that weigh more
//! than a fifth of the module a reader downloads. What is printed or read here has few digits, and for those plain
//! arithmetic is right.

/// 10^k; exact for |k| ≤ 22, where the power (or its reciprocal's divisor) is a double.
fn power_of_ten(exponent: i32) -> f64 {
    libm::pow(10.0, f64::from(exponent))
}

/// `digits` × 10^`exponent`, correctly rounded for up to 15 digits and |exponent| ≤ 22, else within two ulp.
#[must_use]
pub fn compose(digits: f64, exponent: i32) -> f64 {
    if exponent >= 0 {
        digits * power_of_ten(exponent)
    } else if exponent >= -300 {
        digits / power_of_ten(-exponent)
    } else {
        // 10^-exponent would overflow before the quotient underflows.
        digits / power_of_ten(300) / power_of_ten(-300 - exponent)
    }
}

/// The first `count` (1 … 15) significant digits of a finite positive number as a whole number, and the power of ten
/// of the first digit: 0.07 with 3 digits is (700, −2).
///
/// Rounded to nearest up to the rounding of one division: a tie in the digit after may go either way.
#[must_use]
pub fn significant(value: f64, count: usize) -> (u64, i32) {
    let places = i32::try_from(count.clamp(1, 15)).unwrap_or(15) - 1;
    let mut exponent = libm::log10(value).floor() as i32;
    let (least, most) = (compose(1.0, places), compose(1.0, places + 1));
    let mut digits = shifted(value, places - exponent);
    // The logarithm may be off by one at a power of ten, and rounding may carry into one more digit.
    if digits < least {
        exponent -= 1;
        digits = shifted(value, places - exponent);
    }
    if digits >= most {
        exponent += 1;
        digits = shifted(value, places - exponent);
    }
    (digits as u64, exponent)
}

/// `value` × 10^`places`, rounded to a whole number.
fn shifted(value: f64, places: i32) -> f64 {
    compose(value, places).round_ties_even()
}

/// `value` rounded to `count` (1 … 15) significant digits: the double nearest to that decimal. Zero and what is not
/// finite stay as they are.
#[must_use]
pub fn rounded(value: f64, count: usize) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let (digits, exponent) = significant(value.abs(), count);
    let places = i32::try_from(count.clamp(1, 15)).unwrap_or(15) - 1;
    compose(digits as f64, exponent - places).copysign(value)
}

/// `value` with `places` (0 … 15) digits after the point and an ASCII sign, as in `-0.75`. For |value| < 10^15 /
/// 10^`places`; what is not finite is written as Rust does.
#[must_use]
pub fn fixed(value: f64, places: usize) -> String {
    let places = places.min(15);
    let scaled = shifted(value.abs(), places as i32);
    if scaled.is_nan() || scaled >= 1e18 {
        return value.to_string();
    }
    let sign = if value < 0.0 && scaled > 0.0 { "-" } else { "" };
    let digits = format!("{:0width$}", scaled as u64, width = places + 1);
    let (whole, rest) = digits.split_at_checked(digits.len() - places).unwrap_or((&digits, ""));
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// Reads an unsigned decimal: digits with at most one point, an optional exponent (`1.5e-3`).
///
/// The double nearest to the first 17 digits (and the power of ten of all); more than 300 digits are refused, as is
/// anything else. Overflow gives infinity, underflow zero.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok().filter(|exponent: &i32| exponent.abs() < 10_000)?;
    let (whole, rest) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if (whole.is_empty() && rest.is_empty()) || mantissa.len() > 300 {
        return None;
    }
    let mut digits = 0u64;
    let mut dropped = 0;
    let mut places = 0;
    for (index, byte) in whole.bytes().chain(rest.bytes()).enumerate() {
        if !byte.is_ascii_digit() {
            return None;
        }
        // Seventeen digits tell any two doubles apart; the rest only shift.
        if digits < 100_000_000_000_000_000 {
            digits = 10 * digits + u64::from(byte - b'0');
            places += i32::from(index >= whole.len());
        } else {
            dropped += i32::from(index < whole.len());
        }
    }
    Some(nearest::nearest(digits, exponent + dropped - places))
}

/// `value` as a person or a program reads it: the fewest digits that give the same number again, ASCII, in plain form
/// from 0.0001 to 10^16 and with an exponent beyond (`1.5e-7`). What is not finite is written as Rust does.
#[must_use]
pub fn shortest(value: f64) -> String {
    let text = value.to_string();
    let size = value.abs();
    if size == 0.0 || !value.is_finite() || (1e-4..1e16).contains(&size) {
        return text;
    }
    let (sign, plain) = text.strip_prefix('-').map_or(("", text.as_str()), |plain| ("-", plain));
    let (whole, rest) = plain.split_once('.').unwrap_or((plain, ""));
    let all = [whole, rest].concat();
    let digits = all.trim_start_matches('0');
    let exponent = whole.len() as i32 - 1 - (all.len() - digits.len()) as i32;
    let (first, more) = digits.trim_end_matches('0').split_at_checked(1).unwrap_or((digits, ""));
    let point = if more.is_empty() { "" } else { "." };
    [sign, first, point, more, "e", &exponent.to_string()].concat()
}

mod nearest;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_write() {
        for text in
            ["0.1", "2", "1e-3", "0.0769", "25", "1.5e10", "123456.789", "3.", ".5", "0", "1e22", "1e308", "1e-320"]
        {
            assert_eq!(parse(text), text.parse().ok(), "{text}");
        }
        assert_eq!(parse("1e400"), Some(f64::INFINITY));
        for text in ["", ".", "e5", "1e", "1.2.3", "-1", "1e99999", "0x1", "٣"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn fixed_points() {
        for (value, places, text) in [
            (-0.75, 2, "-0.75"),
            (0.93, 2, "0.93"),
            (12.5, 0, "12"),
            (0.004, 2, "0.00"),
            (-0.001, 2, "0.00"),
            (7.0, 3, "7.000"),
        ] {
            assert_eq!(fixed(value, places), text);
        }
    }

    #[test]
    fn the_ends_of_the_doubles() {
        for text in [
            "1.7976931348623157e308",
            "17976931348623158e292",
            "17976931348623159e292",
            "2.2250738585072014e-308",
            "2.225073858507201e-308",
            "5e-324",
            "24703282292062327e-340",
            "24703282292062328e-340",
            "9007199254740993",
            "9007199254740993e22",
            "1e23",
            "8.5e-323",
            "1e-400",
            "1e400",
        ] {
            assert_eq!(parse(text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn shortest_is_short() {
        for (value, text) in [
            (0.0, "0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e-3, "0.001"),
            (1e-4, "0.0001"),
            (1e-7, "1e-7"),
            (-1.25e-10, "-1.25e-10"),
            (1e15, "1000000000000000"),
            (1e16, "1e16"),
            (1.5e300, "1.5e300"),
            (5e-324, "5e-324"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(shortest(value), text);
        }
    }

    proptest! {
        /// Up to 17 digits: the very double that the standard library reads.
        #[test]
        fn decimals_are_exact(digits in 0u64..100_000_000_000_000_000, exponent in -345i32..310) {
            let text = format!("{digits}e{exponent}");
            prop_assert_eq!(parse(&text), text.parse().ok());
        }

        #[test]
        fn short_decimals_are_exact(digits in 0u64..1_000_000_000_000_000, exponent in -22i32..22) {
            let text = format!("{digits}e{exponent}");
            prop_assert_eq!(parse(&text), text.parse().ok());
        }

        /// Any double comes back from its digits.
        #[test]
        fn shortest_is_read_again_as_the_same(bits in 0u64..0x7ff0_0000_0000_0000) {
            let value = f64::from_bits(bits);
            prop_assert_eq!(parse(&shortest(value)), Some(value));
        }

        #[test]
        fn rounding_agrees_with_the_standard_library(value in prop_oneof![1e-6..1e6f64, 1e-200..1e200f64], count in 1usize..13) {
            let expected: f64 = format!("{value:.*e}", count - 1).parse().unwrap();
            // A tie may go either way; otherwise the same decimal, up to the rounding of extreme powers of ten.
            let unit = 10f64.powi(value.log10().floor() as i32 - count as i32 + 1);
            let tie = (((value / unit).fract() - 0.5).abs()) < 1e-3;
            prop_assert!(tie || (rounded(value, count) - expected).abs() <= 4.0 * f64::EPSILON * expected);
        }
    }
}
