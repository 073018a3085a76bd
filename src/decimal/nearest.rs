//! The double nearest to a decimal, by comparing whole numbers.

use super::compose;

/// The double nearest to `digits` × 10^`exponent`, ties to the even one.
pub(super) fn nearest(digits: u64, exponent: i32) -> f64 {
    let mut value = compose(digits as f64, exponent);
    // With whole numbers below 2^53 and an exact power of ten, one operation rounds once.
    if digits == 0 || (digits < 1 << 53 && exponent.abs() <= 22) || !(-400..=400).contains(&exponent) {
        return value;
    }
    value = value.min(f64::MAX);
    // The first guess is a few ulp off at most; a bound all the same, for nothing here may hang.
    for _ in 0..16 {
        let even = value.to_bits().is_multiple_of(2);
        let above = beyond(digits, exponent, value);
        if above > 0 || (above == 0 && !even) {
            value = value.next_up();
            if value.is_infinite() {
                return value;
            }
            continue;
        }
        if value == 0.0 {
            return value;
        }
        let below = beyond(digits, exponent, value.next_down());
        if below > 0 || (below == 0 && even) {
            return value;
        }
        value = value.next_down();
    }
    value
}

/// The sign of `digits` × 10^`exponent` minus the middle between `value` and its next larger neighbour.
fn beyond(digits: u64, exponent: i32, value: f64) -> i32 {
    let bits = value.to_bits();
    let (field, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    let mantissa = if field == 0 { fraction } else { fraction | 1 << 52 };
    // The middle is (2 mantissa + 1) 2^scale.
    let scale = field.max(1) - 1076;
    let (mut left, mut right) = (Whole::new(digits), Whole::new(2 * mantissa + 1));
    (if exponent < 0 { &mut right } else { &mut left }).multiply(10, exponent.unsigned_abs());
    (if scale < 0 { &mut left } else { &mut right }).multiply(2, scale.unsigned_abs());
    left.compare(&right)
}

/// A whole number of any size, its least part first, without zeros at its end.
struct Whole(Vec<u32>);

impl Whole {
    fn new(value: u64) -> Self {
        let mut whole = Self(vec![value as u32, (value >> 32) as u32]);
        while whole.0.last() == Some(&0) {
            whole.0.pop();
        }
        whole
    }

    fn multiply(&mut self, factor: u32, times: u32) {
        for _ in 0..times {
            let mut carry = 0;
            for part in &mut self.0 {
                let product = u64::from(*part) * u64::from(factor) + carry;
                *part = product as u32;
                carry = product >> 32;
            }
            if carry > 0 {
                self.0.push(carry as u32);
            }
        }
    }

    fn compare(&self, other: &Self) -> i32 {
        let by_size = self.0.len().cmp(&other.0.len());
        by_size.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev())) as i32
    }
}
