//! Rosenbrock's banana: (a − x)² + b (y − x²)².

use super::{Dual, Formula, Loss};
use crate::{
    math::Vec2,
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of Rosenbrock's function.
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "rosenbrock",
    label: "Rosenbrock’s banana",
    formula: "L(x, y) = (a − x)² + b (y − x²)²",
    symbols: "a: where the minimum lies along x; b: how steep the walls are",
    source: cited("H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, 1960"),
    notice: "The valley bends, so the steep and the shallow direction turn as the path walks: the clocks change on the way.",
    parameters: &[
        Parameter::number("a", "a", "a", 1.0, [-10.0, 10.0]),
        Parameter::number("b", "b", "b", 100.0, [0.0, 1e4]).log(),
    ],
    build: |values| Box::new(Rosenbrock { a: values.number("a"), b: values.number("b") }),
};

/// Minimum 0 at (a, a²); unique for b > 0.
struct Rosenbrock {
    a: f64,
    b: f64,
}

impl Formula for Rosenbrock {
    fn formula<D: Dual>(&self, x: D, y: D) -> D {
        let along = -x + self.a;
        let across = y - x * x;
        along * along + across * across * self.b
    }

    fn known_minimum(&self) -> Option<Vec2> {
        Some(Vec2::new(self.a, self.a * self.a))
    }

    fn python(&self) -> String {
        let [a, b] = [self.a, self.b].map(crate::decimal::shortest);
        format!("(({a}) - x)**2 + ({b}) * (y - x**2)**2")
    }

    fn own_start(&self) -> Vec2 {
        Vec2::new(-1.2, 1.0)
    }

    fn customary_box(&self) -> Option<[[f64; 2]; 2]> {
        Some([[-2.0, 2.0], [-1.0, 3.0]])
    }
}
