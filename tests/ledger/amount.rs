//! What stands in a ledger: numbers, vectors and matrices, each number an interval.

use super::interval::Interval;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    One(Interval),
    Two([Interval; 2]),
    /// A vector lying down: what ᵀ makes.
    Row([Interval; 2]),
    Four([[Interval; 2]; 2]),
}
use Amount::{Four, One, Row, Two};

fn dot(a: [Interval; 2], b: [Interval; 2]) -> Interval {
    a[0].times(b[0]).plus(a[1].times(b[1]))
}

impl Amount {
    pub fn parts(self) -> Vec<Interval> {
        match self {
            One(a) => vec![a],
            Two(a) | Row(a) => a.to_vec(),
            Four(a) => a.concat(),
        }
    }

    pub fn map(self, f: impl Fn(Interval) -> Interval) -> Self {
        match self {
            One(a) => One(f(a)),
            Two(a) => Two(a.map(f)),
            Row(a) => Row(a.map(f)),
            Four(a) => Four(a.map(|row| row.map(&f))),
        }
    }

    /// Per coordinate, a single number standing for each.
    pub fn zip(self, other: Self, f: impl Fn(Interval, Interval) -> Interval) -> Result<Self, String> {
        Ok(match (self, other) {
            (One(a), other) => other.map(|b| f(a, b)),
            (a, One(b)) => a.map(|a| f(a, b)),
            (Two(a), Two(b)) => Two([f(a[0], b[0]), f(a[1], b[1])]),
            (Four(a), Four(b)) => Four([0, 1].map(|i| [0, 1].map(|j| f(a[i][j], b[i][j])))),
            _ => return Err("a vector meets a matrix".into()),
        })
    }

    /// A product: of matrices where there are any, else per coordinate.
    pub fn times(self, other: Self) -> Result<Self, String> {
        Ok(match (self, other) {
            (Four(a), Two(b)) => Two(a.map(|row| dot(row, b))),
            (Row(a), Two(b)) => One(dot(a, b)),
            (Two(a), Row(b)) => Four(a.map(|a| b.map(|b| a.times(b)))),
            (Row(a), Four(b)) => Row([0, 1].map(|j| dot(a, [b[0][j], b[1][j]]))),
            (Four(a), Four(b)) => Four(a.map(|row| [0, 1].map(|j| dot(row, [b[0][j], b[1][j]])))),
            (a, b) => a.zip(b, Interval::times)?,
        })
    }

    pub fn to_the(self, exponent: Self) -> Result<Self, String> {
        match (self, exponent) {
            (Four(a), One(minus_one)) if minus_one.is_exactly(-1.0) => {
                let determinant = a[0][0].times(a[1][1]).minus(a[0][1].times(a[1][0]));
                let over = |entry: Interval| entry.over_by(determinant);
                Ok(Four([[over(a[1][1]), over(a[0][1].negate())], [over(a[1][0].negate()), over(a[0][0])]]))
            }
            (Four(_), _) => Err("a power of a matrix other than ⁻¹".into()),
            (base, exponent) => base.zip(exponent, Interval::to_the),
        }
    }

    pub fn dot(self, other: Self) -> Result<Self, String> {
        match (self, other) {
            (Two(a), Two(b)) => Ok(One(dot(a, b))),
            _ => Err("an inner product of something else than vectors".into()),
        }
    }

    pub fn norm(self) -> Result<Self, String> {
        match self {
            One(a) => Ok(One(a.size())),
            Two(a) => Ok(One(a[0].to_the(Interval::exact(2.0)).plus(a[1].to_the(Interval::exact(2.0))).root())),
            _ => Err("a norm of a matrix".into()),
        }
    }

    /// Whether what was computed can be what was printed.
    pub fn meets(self, printed: Self) -> bool {
        match (self, printed) {
            (One(a), One(b)) => a.meets(b),
            (One(a), Two(b)) => b.into_iter().all(|b| a.meets(b)),
            (Two(a), Two(b)) => a[0].meets(b[0]) && a[1].meets(b[1]),
            (Four(a), Four(b)) => (0..4).all(|i| a.concat()[i].meets(b.concat()[i])),
            _ => false,
        }
    }
}

/// Two numbers as a vector.
pub fn pair(first: Amount, second: Amount) -> Result<Amount, String> {
    match (first, second) {
        (One(x), One(y)) => Ok(Two([x, y])),
        _ => Err("a vector of something else than numbers".into()),
    }
}

/// The branch of a sign, per coordinate.
pub fn cases(sign: Amount, branches: [Amount; 3]) -> Result<Amount, String> {
    let pick = |index: usize| {
        let at = |amount: Amount| {
            let parts = amount.parts();
            if parts.len() == 1 { Some(parts[0]) } else { parts.get(index).copied() }
        };
        let [a, b, c] = branches.map(at);
        Some(at(sign)?.branch(a?, b?, c?))
    };
    let vector = branches.into_iter().chain([sign]).any(|amount| matches!(amount, Two(_)));
    match (pick(0), pick(1), vector) {
        (Some(x), Some(y), true) => Ok(Two([x, y])),
        (Some(x), _, false) => Ok(One(x)),
        _ => Err("cases of unlike things".into()),
    }
}
