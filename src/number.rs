//! Numbers as the ledger prints them.

use crate::{
    decimal,
    math::{Mat2, Vec2},
};

/// Significant digits in the ledger: enough to recompute a step by hand, few enough to read.
const DIGITS: usize = 4;

/// `value` with at most `digits` significant digits, trailing zeros removed, a true minus sign, and a power of ten
/// only where the plain form would be long: `0.07`, `−2.309`, `1.2·10⁻⁷`. Non-finite: `∞`, `−∞`, `undefined`.
#[must_use]
pub fn format(value: f64, digits: usize) -> String {
    if value.is_nan() {
        return "undefined".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞".into() } else { "−∞".into() };
    }
    if value == 0.0 {
        return "0".into();
    }
    let digits = digits.clamp(1, 15);
    let (mut significant, exponent) = decimal::significant(value.abs(), digits);
    let sign = if value < 0.0 { "−" } else { "" };
    let mut last = digits as i32 - 1;
    while last > 0 && significant % 10 == 0 {
        significant /= 10;
        last -= 1;
    }
    // More digits than these cannot be written behind a point.
    if (-4..=digits.max(5) as i32).contains(&exponent) && last - exponent <= 15 {
        // Through the rounded number, so that 9.9999 is 10 and digits beyond the last are zeros.
        let rounded = decimal::compose(significant as f64, exponent - last);
        let places = usize::try_from(last - exponent).unwrap_or(0);
        return format!("{sign}{}", without_trailing_zeros(&decimal::fixed(rounded, places)));
    }
    let mantissa = decimal::fixed(decimal::compose(significant as f64, -last), last as usize);
    format!("{sign}{}·10{}", without_trailing_zeros(&mantissa), superscript(exponent))
}

/// `value` with the digits of the ledger.
#[must_use]
pub fn short(value: f64) -> String {
    format(value, DIGITS)
}

/// A negative number in parentheses, so that it can stand behind an operator.
#[must_use]
pub fn factor(value: f64) -> String {
    if value < 0.0 { format!("({})", short(value)) } else { short(value) }
}

/// `(x, y)` with the digits of the ledger.
#[must_use]
pub fn vector(value: Vec2) -> String {
    format!("({}, {})", short(value.x), short(value.y))
}

/// `[[a, b], [c, d]]` with the digits of the ledger.
#[must_use]
pub fn matrix(value: &Mat2) -> String {
    let row = |a: f64, b: f64| format!("[{}, {}]", short(a), short(b));
    format!("[{}, {}]", row(value.m11, value.m12), row(value.m21, value.m22))
}

/// `a − b` with as many digits of both as it takes to find the ledger's digits in the difference.
#[must_use]
pub fn difference(a: f64, b: f64) -> String {
    let digits = digits_for(a, b);
    let second = format(b, digits);
    if b < 0.0 {
        format!("{} − ({second})", format(a, digits))
    } else {
        format!("{} − {second}", format(a, digits))
    }
}

/// `(x, y) − (u, v)`, as `difference` in both coordinates.
#[must_use]
pub fn vector_difference(a: Vec2, b: Vec2) -> String {
    let digits = [digits_for(a.x, b.x), digits_for(a.y, b.y)];
    let [x, y] = digits;
    format!("({}, {}) − ({}, {})", format(a.x, x), format(a.y, y), format(b.x, x), format(b.y, y))
}

/// The ledger's digits, and one more for each that cancels.
fn digits_for(a: f64, b: f64) -> usize {
    let lost = libm::log10(a.abs().max(b.abs()) / (a - b).abs());
    if lost.is_finite() && lost > 0.0 { DIGITS + lost as usize + 1 } else { DIGITS }
}

/// An exponent as superscript digits: `¹²`.
#[must_use]
pub fn power(exponent: u32) -> String {
    superscript(i32::try_from(exponent).unwrap_or(i32::MAX))
}

fn without_trailing_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// An exponent as superscript characters: `⁻⁶`.
#[must_use]
pub fn superscript(exponent: i32) -> String {
    let mut raised = String::new();
    for c in exponent.to_string().chars() {
        raised.push(match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => digit.to_digit(10).and_then(|d| char::from_u32(0x2070 + d)).unwrap_or(digit),
        });
    }
    raised
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_digits_of_a_small_number_are_its_own() {
        for (value, expected) in [
            (0.047_358_825_849_554_1, "4.73588258495541·10⁻²"),
            (0.473_588_258_495_541, "0.473588258495541"),
            (0.000_25, "0.00025"),
        ] {
            assert_eq!(format(value, 15), expected);
        }
        assert_eq!(difference(0.031_25 + 1e-15, 0.031_25), "0.031250000000001 − 0.03125");
    }

    #[test]
    fn reads_like_a_person_writes() {
        for (value, expected) in [
            (0.07, "0.07"),
            (-2.3094, "−2.309"),
            (0.0, "0"),
            (1.0 / 3.0, "0.3333"),
            (1.2e-7, "1.2·10⁻⁷"),
            (-45_000_000.0, "−4.5·10⁷"),
            (9.99996, "10"),
            (12_345.0, "12340"),
            (f64::NAN, "undefined"),
            (f64::NEG_INFINITY, "−∞"),
        ] {
            assert_eq!(short(value), expected);
        }
    }
}
