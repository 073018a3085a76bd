//! Arithmetic on intervals: what a printed number, which is rounded, can stand for.

/// All numbers from `low` to `high`; every operation gives an interval that contains each possible result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    pub const ALL: Self = Self { low: f64::NEG_INFINITY, high: f64::INFINITY };

    pub fn exact(value: f64) -> Self {
        Self { low: value, high: value }
    }

    pub fn around(value: f64, half: f64) -> Self {
        Self::over(&[value - half, value + half])
    }

    /// The least interval around results that were each rounded once (a power twice), one ulp further out on each side.
    pub fn over(results: &[f64]) -> Self {
        if results.iter().any(|result| result.is_nan()) {
            return Self::ALL;
        }
        let low = results.iter().copied().fold(f64::INFINITY, f64::min);
        let high = results.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if low == 0.0 && high == 0.0 { Self::exact(0.0) } else { Self { low: low.next_down(), high: high.next_up() } }
    }

    pub fn is_exactly(self, value: f64) -> bool {
        self.low == value && self.high == value
    }

    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    fn has_zero(self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }

    pub fn negate(self) -> Self {
        Self { low: -self.high, high: -self.low }
    }

    pub fn plus(self, other: Self) -> Self {
        if other.is_exactly(0.0) {
            return self;
        }
        Self::over(&[self.low + other.low, self.high + other.high])
    }

    pub fn minus(self, other: Self) -> Self {
        self.plus(other.negate())
    }

    pub fn times(self, other: Self) -> Self {
        if self.is_exactly(0.0) || other.is_exactly(0.0) {
            return Self::exact(0.0);
        }
        let (a, b) = (self, other);
        Self::over(&[a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high])
    }

    /// A quotient; 0 divided by anything is 0, as in the engine's rules.
    pub fn over_by(self, other: Self) -> Self {
        if self.is_exactly(0.0) {
            return self;
        }
        if other.has_zero() {
            return Self::ALL;
        }
        let (a, b) = (self, other);
        Self::over(&[a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high])
    }

    pub fn root(self) -> Self {
        if self.high < 0.0 { Self::ALL } else { Self::over(&[self.low.max(0.0).sqrt(), self.high.sqrt()]) }
    }

    pub fn size(self) -> Self {
        if self.low >= 0.0 {
            self
        } else if self.high <= 0.0 {
            self.negate()
        } else {
            Self { low: 0.0, high: self.high.max(-self.low) }
        }
    }

    pub fn to_the(self, exponent: Self) -> Self {
        if exponent.low == exponent.high && exponent.low.fract() == 0.0 {
            let whole = exponent.low as i32;
            if whole < 0 {
                return Self::exact(1.0).over_by(self.to_the(Self::exact(-exponent.low)));
            }
            let base = if whole % 2 == 0 { self.size() } else { self };
            // A whole power is monotonous here; its own rounding grows with the exponent.
            let slack = f64::EPSILON * f64::from(whole);
            let (low, high) = (base.low.powi(whole), base.high.powi(whole));
            return Self::over(&[low - slack * low.abs(), high + slack * high.abs()]);
        }
        if self.low < 0.0 {
            return Self::ALL;
        }
        // Monotonous in either argument. A library's power is good to an ulp or two.
        let ends = [self.low, self.high].map(|base| [base.powf(exponent.low), base.powf(exponent.high)]).concat();
        let around = |end: &f64| [end * (1.0 - 4.0 * f64::EPSILON), end * (1.0 + 4.0 * f64::EPSILON)];
        Self::over(&ends.iter().flat_map(around).collect::<Vec<_>>())
    }

    pub fn sign(self) -> Self {
        self.branch(Self::exact(1.0), Self::exact(0.0), Self::exact(-1.0))
    }

    /// One of three by this one's sign; all that are possible where the sign is not known.
    pub fn branch(self, positive: Self, zero: Self, negative: Self) -> Self {
        if self.low > 0.0 {
            positive
        } else if self.high < 0.0 {
            negative
        } else if self.is_exactly(0.0) {
            zero
        } else {
            positive.hull(zero).hull(negative)
        }
    }

    pub fn least(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.min(other.high) }
    }

    pub fn largest(self, other: Self) -> Self {
        Self { low: self.low.max(other.low), high: self.high.max(other.high) }
    }

    pub fn floor(self) -> Self {
        Self { low: self.low.floor(), high: self.high.floor() }
    }

    /// Half its width in units of its middle: how much the printed digits leave open.
    pub fn openness(self) -> f64 {
        (self.high - self.low) / (self.high + self.low).abs().max(f64::MIN_POSITIVE)
    }
}
