//! Numbers that carry their derivatives along: what makes gradients and Hessians exact.

use std::{
    cell::Cell,
    ops::{Add, AddAssign, Div, Mul, Neg, Sub},
};

use crate::math::{Mat2, Vec2};

/// A number that may carry its derivatives along; a plain `f64` is one, too.
pub trait Dual:
    Copy
    + From<f64>
    + Neg<Output = Self>
    + Add<Output = Self>
    + AddAssign
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
{
    /// Whether this kind carries derivatives: a loss that has to work them out itself may leave them away.
    const CARRIES: bool;

    /// The number itself.
    #[must_use]
    fn re(self) -> f64;
    /// f(self), from f, f′ and f″ at its value.
    #[must_use]
    fn chain(self, derivatives: [f64; 3]) -> Self;
    /// The same derivatives with another value, for where a value is known better than its rule rounds.
    #[must_use]
    fn valued(self, value: f64) -> Self;
    /// Where numbers of this kind are kept.
    fn kept(rooms: &Rooms) -> &Cell<Vec<Self>>;
}

/// Memory from one evaluation to the next, for each kind of number.
#[derive(Default)]
pub struct Rooms {
    plain: Cell<Vec<f64>>,
    jets: Cell<Vec<Jet>>,
}

impl Dual for f64 {
    const CARRIES: bool = false;

    fn re(self) -> f64 {
        self
    }

    fn chain(self, [value, ..]: [f64; 3]) -> Self {
        value
    }

    fn valued(self, value: f64) -> Self {
        value
    }

    fn kept(rooms: &Rooms) -> &Cell<Vec<Self>> {
        &rooms.plain
    }
}

/// A value with its first and second derivatives by x and y.
///
/// Weighed against the crate `num-dual`, which is for any number of variables and keeps derivatives in `Option`s: this is
/// a quarter of the code in a reader's download. A test holds it to that crate's numbers, bit for bit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "named as in mathematics")]
pub struct Jet {
    pub value: f64,
    pub x: f64,
    pub y: f64,
    pub xx: f64,
    pub xy: f64,
    pub yy: f64,
}

impl Jet {
    /// The two variables themselves.
    #[must_use]
    pub fn variables(at: Vec2) -> [Self; 2] {
        [Self { x: 1.0, ..at.x.into() }, Self { y: 1.0, ..at.y.into() }]
    }

    /// The first derivatives.
    #[must_use]
    pub fn gradient(&self) -> Vec2 {
        Vec2::new(self.x, self.y)
    }

    /// The second derivatives.
    #[must_use]
    pub fn hessian(&self) -> Mat2 {
        Mat2::new(self.xx, self.xy, self.xy, self.yy)
    }
}

impl Dual for Jet {
    const CARRIES: bool = true;

    fn re(self) -> f64 {
        self.value
    }

    #[cfg_attr(hot, optimize(speed))]
    fn chain(self, [value, first, second]: [f64; 3]) -> Self {
        let Self { x, y, xx, xy, yy, .. } = self;
        Self {
            value,
            x: x * first,
            y: y * first,
            xx: xx * first + x * x * second,
            xy: xy * first + x * y * second,
            yy: yy * first + y * y * second,
        }
    }

    fn valued(self, value: f64) -> Self {
        Self { value, ..self }
    }

    fn kept(rooms: &Rooms) -> &Cell<Vec<Self>> {
        &rooms.jets
    }
}

impl From<f64> for Jet {
    fn from(value: f64) -> Self {
        Self { value, x: 0.0, y: 0.0, xx: 0.0, xy: 0.0, yy: 0.0 }
    }
}

impl Add for Jet {
    type Output = Self;

    #[cfg_attr(hot, optimize(speed))]
    fn add(self, other: Self) -> Self {
        Self {
            value: self.value + other.value,
            x: self.x + other.x,
            y: self.y + other.y,
            xx: self.xx + other.xx,
            xy: self.xy + other.xy,
            yy: self.yy + other.yy,
        }
    }
}

impl Mul for Jet {
    type Output = Self;

    #[cfg_attr(hot, optimize(speed))]
    fn mul(self, other: Self) -> Self {
        let (a, b) = (self, other);
        Self {
            value: a.value * b.value,
            x: b.x * a.value + a.x * b.value,
            y: b.y * a.value + a.y * b.value,
            xx: b.xx * a.value + a.x * b.x + b.x * a.x + a.xx * b.value,
            xy: b.xy * a.value + a.x * b.y + b.x * a.y + a.xy * b.value,
            yy: b.yy * a.value + a.y * b.y + b.y * a.y + a.yy * b.value,
        }
    }
}

impl Div for Jet {
    type Output = Self;

    #[cfg_attr(hot, optimize(speed))]
    fn div(self, other: Self) -> Self {
        let (a, b) = (self, other);
        let inverse = 1.0 / b.value;
        let square = inverse * inverse;
        let curved = 2.0 * a.value * square * inverse;
        Self {
            value: a.value * inverse,
            x: (a.x * b.value - b.x * a.value) * square,
            y: (a.y * b.value - b.y * a.value) * square,
            xx: a.xx * inverse - (b.xx * a.value + a.x * b.x + b.x * a.x) * square + b.x * b.x * curved,
            xy: a.xy * inverse - (b.xy * a.value + a.x * b.y + b.x * a.y) * square + b.x * b.y * curved,
            yy: a.yy * inverse - (b.yy * a.value + a.y * b.y + b.y * a.y) * square + b.y * b.y * curved,
        }
    }
}

impl Mul<f64> for Jet {
    type Output = Self;

    #[cfg_attr(hot, optimize(speed))]
    fn mul(self, by: f64) -> Self {
        let Self { value, x, y, xx, xy, yy } = self;
        Self { value: value * by, x: x * by, y: y * by, xx: xx * by, xy: xy * by, yy: yy * by }
    }
}

impl Neg for Jet {
    type Output = Self;

    #[cfg_attr(hot, optimize(speed))]
    fn neg(self) -> Self {
        let Self { value, x, y, xx, xy, yy } = self;
        Self { value: -value, x: -x, y: -y, xx: -xx, xy: -xy, yy: -yy }
    }
}

impl Sub for Jet {
    type Output = Self;

    #[cfg_attr(hot, optimize(speed))]
    fn sub(self, other: Self) -> Self {
        Self {
            value: self.value - other.value,
            x: self.x - other.x,
            y: self.y - other.y,
            xx: self.xx - other.xx,
            xy: self.xy - other.xy,
            yy: self.yy - other.yy,
        }
    }
}

impl Add<f64> for Jet {
    type Output = Self;

    #[cfg_attr(hot, optimize(speed))]
    fn add(self, by: f64) -> Self {
        self.valued(self.value + by)
    }
}

impl Sub<f64> for Jet {
    type Output = Self;

    #[cfg_attr(hot, optimize(speed))]
    fn sub(self, by: f64) -> Self {
        self.valued(self.value - by)
    }
}

impl AddAssign for Jet {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::RowVector2;
    use num_dual::{Derivative, Dual2SVec64};
    use proptest::prelude::*;

    type Theirs = Dual2SVec64<2>;

    /// The same number as `num-dual` has it.
    fn theirs(jet: Jet) -> Theirs {
        let first = RowVector2::new(jet.x, jet.y);
        Theirs::new(jet.value, Derivative::some(first), Derivative::some(jet.hessian()))
    }

    /// Theirs have two mixed derivatives, which rounding may part: ours is the upper one.
    fn ours(theirs: &Theirs) -> Jet {
        let (first, second) = (theirs.v1.0.unwrap(), theirs.v2.0.unwrap());
        Jet { value: theirs.re, x: first.x, y: first.y, xx: second.m11, xy: second.m12, yy: second.m22 }
    }

    fn jets() -> impl Strategy<Value = Jet> {
        let part = || prop_oneof![-3.0..3.0f64, Just(0.0), Just(1.0)];
        (0.1..3.0f64, part(), part(), part(), part(), part()).prop_map(|(value, x, y, xx, xy, yy)| Jet {
            value,
            x,
            y,
            xx,
            xy,
            yy,
        })
    }

    proptest! {
        #[test]
        fn the_numbers_are_those_of_num_dual(a in jets(), b in jets(), by in -3.0..3.0f64) {
            let (c, d) = (theirs(a), theirs(b));
            prop_assert_eq!(a + b, ours(&(c + d)));
            prop_assert_eq!(a - b, ours(&(c - d)));
            prop_assert_eq!(a * b, ours(&(c * d)));
            prop_assert_eq!(a / b, ours(&(c / d)));
            prop_assert_eq!(-a, ours(&-c));
            prop_assert_eq!((a + by, a - by, a * by), (ours(&(c + by)), ours(&(c - by)), ours(&(c * by))));
            prop_assert_eq!(a.chain([a.value.exp(); 3]), ours(&num_dual::DualNum::exp(&c)));
        }
    }
}
