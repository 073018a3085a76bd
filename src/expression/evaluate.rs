//! A formula over any kind of number: plain, dual, or one per coordinate.

use super::{Function, Id, Node, Operator, Tree, constant};
use crate::{
    dual::Dual,
    math::{Vec2, exp_minus_1},
};

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
    /// The plain number times a.
    fn scaled(self, factor: f64) -> Self;
    /// A function of up to four arguments; those beyond its arity repeat the first.
    fn call(function: Function, arguments: [Self; 4]) -> Self;
}

impl Tree {
    /// The value for one value each name, in the order of the vocabulary; NaN for a name without a value.
    pub fn evaluate<T: Number>(&self, names: &[T]) -> T {
        self.value(self.root(), names)
    }

    // By recursion: the parser limits the depth of nesting, and a chain of operands is at most as long as the text.
    #[cfg_attr(hot, optimize(speed))]
    fn value<T: Number>(&self, id: Id, names: &[T]) -> T {
        match self.node(id) {
            Node::Number(value) => T::plain(value),
            Node::Constant(name) => T::plain(constant(name)),
            Node::Name(name) => names.get(name).copied().unwrap_or(T::plain(f64::NAN)),
            Node::Negate(of) => self.value(of, names).negate(),
            Node::Binary(operator, a, b) => {
                // A plain number beside one that carries derivatives has nothing to be differentiated.
                match (operator, self.node(a), self.node(b)) {
                    (Operator::Power, _, Node::Number(exponent)) => self.value(a, names).power(exponent),
                    (Operator::Multiply, Node::Number(factor), _) => self.value(b, names).scaled(factor),
                    _ => T::binary(operator, self.value(a, names), self.value(b, names)),
                }
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
/// taken as 0 (|x| at 0, √ and fractional powers at 0), and min and max take their first argument at a tie. Values are
/// those of plain numbers to the last bit.
impl<D: Dual> Number for D {
    fn plain(value: f64) -> Self {
        D::from(value)
    }

    fn negate(self) -> Self {
        -self
    }

    #[cfg_attr(hot, optimize(speed))]
    fn binary(operator: Operator, a: Self, b: Self) -> Self {
        match operator {
            Operator::Add => a + b,
            Operator::Subtract => a - b,
            Operator::Multiply => a * b,
            // The quotient of dual numbers is a product with a reciprocal, which rounds twice.
            Operator::Divide => (a / b).valued(a.re() / b.re()),
            // As exp(b ln a), which a base that is not positive does not have: at 0 nothing but the base matters, and
            // below there are values at whole exponents and no derivatives.
            Operator::Power if a.re() == 0.0 => a.power(b.re()),
            Operator::Power => (D::call(Function::Ln, [a; 4]) * b).chain([libm::pow(a.re(), b.re()); 3]),
        }
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
            return if exponent < 0.0 { D::binary(Operator::Divide, D::from(1.0), product) } else { product };
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

    fn scaled(self, factor: f64) -> Self {
        self * factor
    }

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
pub struct Pair(pub Vec2);

impl Number for Pair {
    fn plain(value: f64) -> Self {
        Self(Vec2::repeat(value))
    }

    fn negate(self) -> Self {
        Self(-self.0)
    }

    #[cfg_attr(hot, optimize(speed))]
    fn binary(operator: Operator, Self(a): Self, Self(b): Self) -> Self {
        Self(match operator {
            Operator::Add => a + b,
            Operator::Subtract => a - b,
            Operator::Multiply => a.component_mul(&b),
            // Where nothing has ever happened along a coordinate, 0/0 is no step rather than NaN.
            Operator::Divide => a.zip_map(&b, |a, b| if a == 0.0 && b == 0.0 { 0.0 } else { a / b }),
            // A scalar is the same number twice, and a power takes its time.
            Operator::Power if a.x == a.y && b.x == b.y => Vec2::repeat(libm::pow(a.x, b.x)),
            Operator::Power => a.zip_map(&b, libm::pow),
        })
    }

    #[cfg_attr(hot, optimize(speed))]
    fn power(self, exponent: f64) -> Self {
        Self(self.0.map(|a| if exponent == 2.0 { a * a } else { libm::pow(a, exponent) }))
    }

    fn scaled(self, factor: f64) -> Self {
        Self(self.0 * factor)
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
