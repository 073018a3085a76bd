//! The kinds of number that a formula is worked out over: plain, dual, or one per coordinate.

use std::ops::{Add, Mul, Neg, Sub};

use super::Function;
use crate::{
    dual::Dual,
    math::{Vec2, exp_minus_1},
};

/// A kind of number that formulas can be evaluated over.
pub trait Number:
    Copy + Neg<Output = Self> + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Mul<f64, Output = Self>
{
    /// A plain number as one of this kind.
    #[must_use]
    fn plain(value: f64) -> Self;
    /// a ÷ b.
    #[must_use]
    fn over(self, divisor: Self) -> Self;
    /// a to the power of b. Where the exponent is plain, `power` is asked instead.
    #[must_use]
    fn raised(self, exponent: Self) -> Self;
    /// a to a plain power.
    #[must_use]
    fn power(self, exponent: f64) -> Self;
    /// A function of up to four arguments; those beyond its arity repeat the first.
    #[must_use]
    fn call(function: Function, arguments: [Self; 4]) -> Self;
}

/// Dual numbers, of which a plain one is the simplest. Exact derivatives; where a derivative does not exist it is
/// taken as 0 (|x| at 0, √ and fractional powers at 0), and min and max take their first argument at a tie. Values are
/// those of plain numbers to the last bit.
impl<D: Dual> Number for D {
    fn plain(value: f64) -> Self {
        D::from(value)
    }

    #[cfg_attr(hot, optimize(speed))]
    fn over(self, divisor: Self) -> Self {
        // The quotient of dual numbers is a product with a reciprocal, which rounds twice.
        (self / divisor).valued(self.re() / divisor.re())
    }

    #[cfg_attr(hot, optimize(speed))]
    fn raised(self, exponent: Self) -> Self {
        // As exp(b ln a), which a base that is not positive does not have: at 0 nothing but the base matters, and below
        // there are values at whole exponents and no derivatives.
        if self.re() == 0.0 {
            return self.power(exponent.re());
        }
        (D::call(Function::Ln, [self; 4]) * exponent).chain([libm::pow(self.re(), exponent.re()); 3])
    }

    #[cfg_attr(hot, optimize(speed))]
    fn power(self, exponent: f64) -> Self {
        if exponent.fract() == 0.0 && exponent.abs() <= MOST_FACTORS {
            // By squaring: products keep the digits that a power's logarithm loses.
            let (mut left, mut square, mut factors) = (exponent.abs() as u32, self, None);
            while left > 0 {
                if left % 2 == 1 {
                    // The first factor as it is: one times it is a multiplication more.
                    factors = Some(factors.map_or(square, |product: Self| product * square));
                }
                left /= 2;
                if left > 0 {
                    square = square * square;
                }
            }
            let product = factors.unwrap_or(D::from(1.0));
            return if exponent < 0.0 { D::from(1.0).over(product) } else { product };
        }
        let base = self.re();
        if base == 0.0 && exponent > 0.0 {
            return D::from(0.0);
        }
        if !D::CARRIES {
            return self.chain([libm::pow(base, exponent); 3]);
        }
        let first = exponent * libm::pow(base, exponent - 1.0);
        let second = exponent * (exponent - 1.0) * libm::pow(base, exponent - 2.0);
        self.chain([libm::pow(base, exponent), first, second])
    }

    #[cfg_attr(hot, optimize(speed))]
    fn call(function: Function, [a, b, c, d]: [Self; 4]) -> Self {
        match function {
            Function::Abs if a.re() < 0.0 => -a,
            Function::Abs if a.re() > 0.0 => a,
            Function::Min if b.re() < a.re() => b,
            Function::Max if b.re() > a.re() => b,
            Function::Min | Function::Max => a,
            Function::Dot => a * b,
            Function::Cases => cases(a.re(), b, c, d),
            // A plain number needs no derivative, and each is as long a way as the value.
            Function::Exp if !D::CARRIES => a.chain([libm::exp(a.re()); 3]),
            Function::Sqrt if !D::CARRIES => a.chain([a.re().sqrt(); 3]),
            Function::Sin if !D::CARRIES => a.chain([libm::sin(a.re()); 3]),
            Function::Cos if !D::CARRIES => a.chain([libm::cos(a.re()); 3]),
            _ => a.chain(derivatives(function, a.re())),
        }
    }
}

/// The largest whole exponent that is computed by products; each may round by half an ulp.
const MOST_FACTORS: f64 = 64.0;

/// A function of one number with its first and second derivative.
fn derivatives(function: Function, x: f64) -> [f64; 3] {
    match function {
        Function::Sin | Function::Cos => {
            let (sin, cos) = (libm::sin(x), libm::cos(x));
            if function == Function::Sin { [sin, cos, -sin] } else { [cos, -sin, -cos] }
        }
        Function::Tan => {
            let (sin, cos) = (libm::sin(x), libm::cos(x));
            let (tangent, secant) = (sin / cos, 1.0 / cos);
            [tangent, secant * secant, 2.0 * tangent * secant * secant]
        }
        Function::Exp => [libm::exp(x); 3],
        Function::Ln => logarithm(libm::log(x), x, 1.0),
        Function::Log10 => logarithm(libm::log10(x), x, core::f64::consts::LN_10),
        // Both zeros are their own root.
        Function::Sqrt if x == 0.0 => [x, 0.0, 0.0],
        Function::Sqrt => {
            let root = x.sqrt();
            [root, 0.5 / root, -0.25 / (root * x)]
        }
        Function::Abs => [x.abs(), 0.0, 0.0],
        Function::Tanh => {
            // Not 1 − tanh², which has no digits left where tanh is near 1.
            let [sinh, cosh] = hyperbolic(x);
            let sech = 1.0 / cosh;
            let tanh = if cosh.is_infinite() { x.signum() } else { sinh / cosh };
            [tanh, sech * sech, -2.0 * tanh * sech * sech]
        }
        Function::Sinh | Function::Cosh => {
            let [sinh, cosh] = hyperbolic(x);
            if function == Function::Sinh { [sinh, cosh, sinh] } else { [cosh, sinh, cosh] }
        }
        Function::Atan => {
            let slope = 1.0 / (1.0 + x * x);
            [libm::atan(x), slope, -2.0 * x * slope * slope]
        }
        Function::Floor => [x.floor(), 0.0, 0.0],
        Function::Sign => [sign(x), 0.0, 0.0],
        // Functions of several arguments are not asked for here.
        Function::Min | Function::Max | Function::Dot | Function::Cases => [f64::NAN; 3],
    }
}

/// sinh and cosh.
fn hyperbolic(x: f64) -> [f64; 2] {
    // From e^−|x|, which cannot overflow.
    let small = libm::exp(-x.abs());
    let sinh = -exp_minus_1(-2.0 * x.abs()) / (2.0 * small);
    [if x < 0.0 { -sinh } else { sinh }, (small + 1.0 / small) / 2.0]
}

/// A logarithm of `base` e^`unit`; it has no derivatives where it has no value.
fn logarithm(value: f64, x: f64, unit: f64) -> [f64; 3] {
    let slope = if value.is_nan() { value } else { 1.0 / (x * unit) };
    [value, slope, -slope / x]
}

/// One number per coordinate: what update rules are made of. A scalar is the same number twice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair([f64; 2]);

impl Pair {
    /// A vector's coordinates.
    #[must_use]
    pub fn of(vector: Vec2) -> Self {
        Self([vector.x, vector.y])
    }

    /// The coordinates as a vector.
    #[must_use]
    pub fn vector(self) -> Vec2 {
        self.0.into()
    }

    /// The scalar that is the same in both coordinates.
    #[must_use]
    pub fn scalar(self) -> f64 {
        self.0[0]
    }

    #[inline(always)]
    fn each(self, other: Self, of: impl Fn(f64, f64) -> f64) -> Self {
        let (Self([a, b]), Self([c, d])) = (self, other);
        Self([of(a, c), of(b, d)])
    }
}

impl Neg for Pair {
    type Output = Self;

    fn neg(self) -> Self {
        self.each(self, |a, _| -a)
    }
}

impl Add for Pair {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.each(other, |a, b| a + b)
    }
}

impl Sub for Pair {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.each(other, |a, b| a - b)
    }
}

impl Mul for Pair {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        self.each(other, |a, b| a * b)
    }
}

impl Mul<f64> for Pair {
    type Output = Self;

    fn mul(self, by: f64) -> Self {
        self.each(self, |a, _| a * by)
    }
}

impl Number for Pair {
    fn plain(value: f64) -> Self {
        Self([value; 2])
    }

    #[cfg_attr(hot, optimize(speed))]
    fn over(self, divisor: Self) -> Self {
        // Where nothing has ever happened along a coordinate, 0/0 is no step rather than NaN.
        self.each(divisor, |a, b| if a == 0.0 && b == 0.0 { 0.0 } else { a / b })
    }

    #[cfg_attr(hot, optimize(speed))]
    fn raised(self, exponent: Self) -> Self {
        let (Self([a, b]), Self([c, d])) = (self, exponent);
        // A scalar is the same number twice, and a power takes its time.
        if a == b && c == d { Self::plain(libm::pow(a, c)) } else { self.each(exponent, libm::pow) }
    }

    #[cfg_attr(hot, optimize(speed))]
    fn power(self, exponent: f64) -> Self {
        self.each(self, |a, _| if exponent == 2.0 { a * a } else { libm::pow(a, exponent) })
    }

    #[cfg_attr(hot, optimize(speed))]
    fn call(function: Function, [a, b, c, d]: [Self; 4]) -> Self {
        match function {
            Function::Sqrt => a.each(a, |a, _| a.sqrt()),
            Function::Abs => a.each(a, |a, _| a.abs()),
            Function::Sign => a.each(a, |a, _| sign(a)),
            Function::Min => a.each(b, |a, b| if b < a { b } else { a }),
            Function::Max => a.each(b, |a, b| if b > a { b } else { a }),
            Function::Dot => {
                let Self([x, y]) = a * b;
                Self::plain(x + y)
            }
            Function::Cases => {
                let [[a, e], [b, f], [c, g], [d, h]] = [a.0, b.0, c.0, d.0];
                Self([cases(a, b, c, d), cases(e, f, g, h)])
            }
            // No update rule asks for more; a parse test holds the rules to that.
            _ => Self::plain(f64::NAN),
        }
    }
}

fn sign(value: f64) -> f64 {
    if value > 0.0 {
        1.0
    } else if value < 0.0 {
        -1.0
    } else {
        value
    }
}

/// The branch of a sign; the last where it is not a number.
fn cases<T>(sign: f64, positive: T, zero: T, negative: T) -> T {
    if sign > 0.0 {
        positive
    } else if sign == 0.0 {
        zero
    } else {
        negative
    }
}
