//! Reads the ledger's text as a reader with a pencil would: every printed number is rounded and stands for an interval.
//!
//! Written apart from the engine's own grammar on purpose: a mistake there cannot hide itself here.

use many_clocks::{loss::Loss, math::Vec2};

use super::{
    amount::{
        Amount::{self, Four, One, Row, Two},
        cases, pair,
    },
    interval::Interval,
};

/// Significant digits of a ledger; trailing zeros are not printed, so 0.9 says as much as 0.9000.
const DIGITS: i32 = 4;
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Reads `text`; numbers that `formula` itself contains are exact, and so is 0, which is printed for nothing else.
pub fn read(text: &str, formula: &str, loss: &dyn Loss) -> Result<Amount, String> {
    let mut reader = Reader { text: text.chars().collect(), at: 0, closing: None, constants: constants(formula), loss };
    let amount = reader.sum()?;
    reader.blanks();
    if reader.at == reader.text.len() {
        Ok(amount)
    } else {
        Err(format!("cannot read on at character {}", reader.at + 1))
    }
}

/// The numbers that stand in a formula.
fn constants(formula: &str) -> Vec<String> {
    let number = |c: char| c.is_ascii_digit() || c == '.';
    formula.split(|c| !number(c)).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

struct Reader<'a> {
    text: Vec<char>,
    at: usize,
    /// The bar that ends what is being read, where one does.
    closing: Option<char>,
    constants: Vec<String>,
    loss: &'a dyn Loss,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn next(&mut self) -> Option<char> {
        self.blanks();
        self.peek()
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.next() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn demand(&mut self, c: char) -> Result<(), String> {
        if self.take(c) { Ok(()) } else { Err(format!("no {c} at character {}", self.at + 1)) }
    }

    fn take_word(&mut self, word: &str) -> bool {
        self.blanks();
        let found = self.text[self.at..].iter().take(word.chars().count()).copied().eq(word.chars());
        self.at += if found { word.chars().count() } else { 0 };
        found
    }

    fn sum(&mut self) -> Result<Amount, String> {
        let mut left = self.product()?;
        loop {
            left = if self.take('+') {
                left.zip(self.product()?, Interval::plus)?
            } else if self.take('−') {
                left.zip(self.product()?, Interval::minus)?
            } else {
                return Ok(left);
            };
        }
    }

    fn product(&mut self) -> Result<Amount, String> {
        let mut left = self.signed()?;
        loop {
            left = if self.take('·') || self.take('×') {
                left.times(self.signed()?)?
            } else if self.take('/') {
                left.zip(self.signed()?, Interval::over_by)?
            } else if self.next().is_some_and(|c| "([√∇".contains(c) || c.is_ascii_alphabetic())
                || (self.peek().is_some_and(|c| "|‖".contains(c)) && self.peek() != self.closing)
            {
                left.times(self.power()?)?
            } else {
                return Ok(left);
            };
        }
    }

    fn signed(&mut self) -> Result<Amount, String> {
        if self.take('−') { Ok(self.signed()?.map(Interval::negate)) } else { self.power() }
    }

    fn power(&mut self) -> Result<Amount, String> {
        let mut base = self.atom()?;
        loop {
            base = if let Some(exponent) = self.raised() {
                base.to_the(One(Interval::exact(exponent)))?
            } else if self.take('^') {
                // A count in an exponent is a count, not a measurement.
                let from = self.at;
                let exponent = self.signed()?;
                let digits: String = self.text[from..self.at].iter().collect();
                let count = digits.trim().parse::<u32>();
                base.to_the(count.map_or(exponent, |count| One(Interval::exact(f64::from(count)))))?
            } else if self.take('ᵀ') {
                match base {
                    Two(parts) => Row(parts),
                    _ => return Err("ᵀ behind something else than a vector".into()),
                }
            } else {
                return Ok(base);
            };
        }
    }

    /// A whole number in superscript digits.
    fn raised(&mut self) -> Option<f64> {
        let from = self.at;
        let negative = self.peek() == Some('⁻');
        self.at += usize::from(negative);
        let mut value: Option<f64> = None;
        while let Some(digit) = self.peek().and_then(|c| RAISED.chars().position(|raised| raised == c)) {
            value = Some(10.0 * value.unwrap_or(0.0) + digit as f64);
            self.at += 1;
        }
        if value.is_none() {
            self.at = from;
        }
        value.map(|value| if negative { -value } else { value })
    }

    fn atom(&mut self) -> Result<Amount, String> {
        match self.next() {
            Some(c) if c.is_ascii_digit() => self.number(),
            Some('(') => {
                self.at += 1;
                let bars = self.closing.take();
                let first = self.sum()?;
                let amount = if self.take(',') { pair(first, self.sum()?)? } else { first };
                self.closing = bars;
                self.demand(')')?;
                Ok(amount)
            }
            Some('[') => {
                self.at += 1;
                let (first, _) = (self.sum()?, self.demand(',')?);
                let second = self.sum()?;
                self.demand(']')?;
                match (first, second) {
                    (Two(top), Two(bottom)) => Ok(Four([top, bottom])),
                    (first, second) => pair(first, second),
                }
            }
            Some('√') => {
                self.at += 1;
                Ok(self.atom()?.map(Interval::root))
            }
            Some('|') => {
                self.at += 1;
                let bars = self.closing.replace('|');
                let inner = self.sum()?;
                self.closing = bars;
                self.demand('|')?;
                Ok(inner.map(Interval::size))
            }
            Some('‖') => {
                self.at += 1;
                let bars = self.closing.replace('‖');
                let inner = self.sum()?;
                self.closing = bars;
                self.demand('‖')?;
                inner.norm()
            }
            Some('∞') => {
                self.at += 1;
                Ok(One(Interval { low: f64::MAX, high: f64::INFINITY }))
            }
            _ => self.call(),
        }
    }

    fn call(&mut self) -> Result<Amount, String> {
        if self.take_word("undefined") {
            return Ok(One(Interval::ALL));
        }
        if self.take_word("½") {
            return Ok(One(Interval::exact(0.5)));
        }
        if self.take_word("π") {
            return Ok(One(Interval::around(std::f64::consts::PI, 0.0)));
        }
        let names = ["∇L", "L", "sqrt", "abs", "sign", "floor", "min", "max", "dot", "cases"];
        let Some(name) = names.into_iter().find(|name| self.take_word(name)) else {
            return Err(format!("what stands at character {}?", self.at + 1));
        };
        self.demand('(')?;
        let bars = self.closing.take();
        let mut arguments = vec![self.sum()?];
        while self.take(',') {
            arguments.push(self.sum()?);
        }
        self.closing = bars;
        self.demand(')')?;
        match (name, arguments.as_slice()) {
            ("sqrt", [a]) => Ok(a.map(Interval::root)),
            ("abs", [a]) => Ok(a.map(Interval::size)),
            ("sign", [a]) => Ok(a.map(Interval::sign)),
            ("floor", [a]) => Ok(a.map(Interval::floor)),
            ("min", [a, b]) => a.zip(*b, Interval::least),
            ("max", [a, b]) => a.zip(*b, Interval::largest),
            ("dot", [a, b]) => a.dot(*b),
            ("cases", [s, a, b, c]) => cases(*s, [*a, *b, *c]),
            ("∇L" | "L", [One(x), One(y)]) => Ok(self.at_point(name, [*x, *y])),
            ("∇L" | "L", [Two([x, y])]) => Ok(self.at_point(name, [*x, *y])),
            _ => Err(format!("{name} of {} arguments", arguments.len())),
        }
    }

    /// Gradient or loss over the box that a printed point stands for.
    ///
    /// The box is 10⁻³ of its place wide, so the function bends little in it: the range over nine points is taken
    /// twice as wide.
    fn at_point(&self, name: &str, [x, y]: [Interval; 2]) -> Amount {
        let ends = |side: Interval| [side.low, 0.5 * (side.low + side.high), side.high];
        let locals: Vec<_> =
            ends(x).into_iter().flat_map(|x| ends(y).map(|y| self.loss.local(Vec2::new(x, y)))).collect();
        let range = |values: Vec<f64>| {
            let range = Interval::over(&values);
            let margin = 0.5 * (range.high - range.low);
            Interval { low: range.low - margin, high: range.high + margin }
        };
        if name == "L" {
            One(range(locals.iter().map(|local| local.value).collect()))
        } else {
            Two([0, 1].map(|axis| range(locals.iter().map(|local| local.gradient[axis]).collect())))
        }
    }

    fn number(&mut self) -> Result<Amount, String> {
        let from = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit() || c == '.') {
            self.at += 1;
        }
        let digits: String = self.text[from..self.at].iter().collect();
        let mut value: f64 = digits.parse().map_err(|_| format!("{digits} is no number"))?;
        let mut power = 0;
        // ·10⁻⁷ belongs to the number. Powers from −4 to 5 are printed plainly, so they are powers of another ten.
        let rest = self.at;
        if self.take_word("·10") {
            match self.raised() {
                Some(raised) if !(-4.0..=5.0).contains(&raised) => power = raised as i32,
                _ => self.at = rest,
            }
        }
        if value == 0.0 || (power == 0 && self.constants.contains(&digits)) {
            return Ok(One(Interval::exact(value)));
        }
        let printed = digits.trim_start_matches(['0', '.']).chars().filter(char::is_ascii_digit).count() as i32;
        // A whole number may end in zeros that are not digits: 12340 has four.
        let printed = if digits.contains('.') { printed } else { printed.min(DIGITS) };
        // The decimal exponent from the digits: a logarithm could miss it by rounding.
        let exponent: i32 = format!("{value:e}").split_once('e').map_or(0, |(_, exponent)| exponent.parse().unwrap());
        let last = exponent + 1 - printed.max(DIGITS) + power;
        value *= 10f64.powi(power);
        Ok(One(Interval::around(value, 0.5 * 10f64.powi(last) * (1.0 + 1e-9))))
    }
}
