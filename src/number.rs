//! Numbers as the ledger prints them.

use crate::math::Vec2;

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
    let scientific = format!("{:.*e}", digits.saturating_sub(1), value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if value < 0.0 { "−" } else { "" };
    if (-4..=digits.max(5) as i32).contains(&exponent) {
        let places = usize::try_from(digits as i32 - 1 - exponent).unwrap_or(0);
        // Going through the rounded scientific form keeps the digits right at 9.9995.
        let rounded: f64 = scientific.parse().unwrap_or(value.abs());
        return format!("{sign}{}", without_trailing_zeros(&format!("{rounded:.places$}")));
    }
    format!("{sign}{}·10{}", without_trailing_zeros(mantissa), superscript(exponent))
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

/// An exponent as superscript digits: `¹²`.
#[must_use]
pub fn power(exponent: u32) -> String {
    superscript(i32::try_from(exponent).unwrap_or(i32::MAX))
}

fn without_trailing_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

fn superscript(exponent: i32) -> String {
    exponent
        .to_string()
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => digit.to_digit(10).and_then(|d| char::from_u32(0x2070 + d)).unwrap_or(digit),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
