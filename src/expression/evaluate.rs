//! A formula over any kind of number: plain, dual, or one per coordinate.

use super::{Function, Id, Node, Operator, Tree, constant};
use crate::{loss::Dual, math::Vec2};

/// A kind of number that formulas can be evaluated over.
pub trait Number: Copy {
    /// A plain number as one of this kind.
    fn plain(value: f64) -> Self;
    /// −a.
    fn negate(self) -> Self;
    /// a operator b. Where a power's exponent is plain, `power` is asked instead.
    fn binary(operator: Operator, a: Self, b: Self) -> Self;
    /// a to a plain power.
    fn power(self, exponent: f64) -> Self;
    /// A function of up to four arguments; those beyond its arity repeat the first.
    fn call(function: Function, arguments: [Self; 4]) -> Self;
}

impl Tree {
    /// The value for one value each name, in the order of the vocabulary; NaN for a name without a value.
    pub fn evaluate<T: Number>(&self, names: &[T]) -> T {
        self.value(self.root(), names)
    }

    // By recursion: the parser limits the depth of nesting, and a chain of operands is at most as long as the text.
    fn value<T: Number>(&self, id: Id, names: &[T]) -> T {
        match self.node(id) {
            Node::Number(value) => T::plain(value),
            Node::Constant(name) => T::plain(constant(name)),
            Node::Name(name) => names.get(name).copied().unwrap_or(T::plain(f64::NAN)),
            Node::Negate(of) => self.value(of, names).negate(),
            Node::Binary(operator, a, b) => {
                let base = self.value(a, names);
                if operator == Operator::Power
                    && let Node::Number(exponent) = self.node(b)
                {
                    return base.power(exponent);
                }
                T::binary(operator, base, self.value(b, names))
            }
            Node::Call(function, [a, b, c, d]) => {
                let first = self.value(a, names);
                let arity = function.arity();
                let rest = |id: Id, index: usize| if index < arity { self.value(id, names) } else { first };
                T::call(function, [first, rest(b, 1), rest(c, 2), rest(d, 3)])
            }
        }
    }
}

/// Dual numbers, of which a plain one is the simplest. Exact derivatives; where a derivative does not exist it is
/// taken as 0 (|x| at 0, √ and fractional powers at 0), and min and max take their first argument at a tie.
impl<D: Dual> Number for D {
    fn plain(value: f64) -> Self {
        D::from(value)
    }

    fn negate(self) -> Self {
        -self
    }

    fn binary(operator: Operator, a: Self, b: Self) -> Self {
        match operator {
            Operator::Add => a + b,
            Operator::Subtract => a - b,
            Operator::Multiply => a * b,
            Operator::Divide => a / b,
            // As exp(b ln a), which a base that is not positive does not have; its value at 0 is known all the same.
            Operator::Power if a.re() == 0.0 => D::from(libm::pow(0.0, b.re())),
            Operator::Power => a.powd(b),
        }
    }

    fn power(self, exponent: f64) -> Self {
        if exponent.fract() == 0.0 && exponent.abs() <= 1e6 {
            // By squaring: products keep the digits that a power's logarithm loses, and give every kind of number the
            // same value.
            let (mut left, mut square, mut product) = (exponent.abs() as u32, self, D::one());
            while left > 0 {
                if left % 2 == 1 {
                    product *= square;
                }
                left /= 2;
                if left > 0 {
                    square *= square;
                }
            }
            return if exponent < 0.0 { D::one() / product } else { product };
        }
        if self.re() == 0.0 && exponent > 0.0 { D::from(0.0) } else { self.powf(exponent) }
    }

    fn call(function: Function, [a, b, c, d]: [Self; 4]) -> Self {
        match function {
            Function::Sin => a.sin(),
            Function::Cos => a.cos(),
            Function::Tan => a.tan(),
            Function::Exp => a.exp(),
            Function::Ln => a.ln(),
            Function::Log10 => a.log10(),
            Function::Sqrt if a.re() == 0.0 => D::from(0.0),
            Function::Sqrt => a.sqrt(),
            Function::Abs if a.re() == 0.0 => D::from(0.0),
            Function::Abs => {
                if a.re() < 0.0 {
                    -a
                } else {
                    a
                }
            }
            Function::Tanh => a.tanh(),
            Function::Sinh => a.sinh(),
            Function::Cosh => a.cosh(),
            Function::Atan => a.atan(),
            Function::Floor => D::from(a.re().floor()),
            Function::Sign => D::from(sign(a.re())),
            Function::Min => {
                if b.re() < a.re() {
                    b
                } else {
                    a
                }
            }
            Function::Max => {
                if b.re() > a.re() {
                    b
                } else {
                    a
                }
            }
            Function::Dot => a * b,
            Function::Cases => cases(a.re(), b, c, d),
        }
    }
}

/// One number per coordinate: what update rules are made of. A scalar is the same number twice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair(pub Vec2);

impl Number for Pair {
    fn plain(value: f64) -> Self {
        Self(Vec2::repeat(value))
    }

    fn negate(self) -> Self {
        Self(-self.0)
    }

    fn binary(operator: Operator, Self(a): Self, Self(b): Self) -> Self {
        Self(match operator {
            Operator::Add => a + b,
            Operator::Subtract => a - b,
            Operator::Multiply => a.component_mul(&b),
            // Where nothing has ever happened along a coordinate, 0/0 is no step rather than NaN.
            Operator::Divide => a.zip_map(&b, |a, b| if a == 0.0 { 0.0 } else { a / b }),
            Operator::Power => a.zip_map(&b, libm::pow),
        })
    }

    fn power(self, exponent: f64) -> Self {
        Self(self.0.map(|a| if exponent == 2.0 { a * a } else { libm::pow(a, exponent) }))
    }

    fn call(function: Function, [Self(a), Self(b), Self(c), Self(d)]: [Self; 4]) -> Self {
        Self(match function {
            Function::Sqrt => a.map(f64::sqrt),
            Function::Abs => a.map(f64::abs),
            Function::Sign => a.map(sign),
            Function::Min => a.zip_map(&b, |a, b| if b < a { b } else { a }),
            Function::Max => a.zip_map(&b, |a, b| if b > a { b } else { a }),
            Function::Dot => Vec2::repeat(a.dot(&b)),
            Function::Cases => Vec2::new(cases(a.x, b.x, c.x, d.x), cases(a.y, b.y, c.y, d.y)),
            // No update rule asks for more; a parse test holds the rules to that.
            _ => Vec2::repeat(f64::NAN),
        })
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
