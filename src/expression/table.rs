//! A formula at every crossing of a grid: part by part, a row at a time.
//!
//! The same operations on the same numbers as one point after the other, so the same values to the last bit; but a part
//! that does not depend on y is worked out once, one that does not depend on x once a row, and walking the formula is
//! shared by a whole row.

use super::{Function, Id, Node, Number, Operator, Tree, constant};

/// What a part of a formula depends on.
#[derive(Clone, Copy, Default)]
struct Part {
    used: bool,
    x: bool,
    y: bool,
}

impl Tree {
    /// The values of a formula in x and y (names 0 and 1), for each of `ys` a row over `xs`; other names are NaN.
    #[must_use]
    pub fn table(&self, xs: &[f64], ys: &[f64]) -> Vec<f64> {
        let parts = self.parts();
        let mut rows = vec![vec![0.0; xs.len()]; parts.len()];
        // What nothing but NaN can come of, as in an evaluation.
        let nothing = vec![f64::NAN; xs.len()];
        let mut table = Vec::with_capacity(xs.len() * ys.len());
        for (index, y) in ys.iter().enumerate() {
            for (id, part) in parts.iter().enumerate() {
                // What stays as it was in the row before.
                if !part.used || (index > 0 && !part.y) {
                    continue;
                }
                let (before, rest) = rows.split_at_mut(id);
                let Some(row) = rest.first_mut() else { continue };
                // One value is enough where x does not matter.
                let width = if part.x { row.len() } else { row.len().min(1) };
                if let Some(varied) = row.get_mut(..width) {
                    self.fill(id, before, varied, xs, *y);
                }
                if !part.x {
                    let value = row.first().copied().unwrap_or_default();
                    row.fill(value);
                }
            }
            table.extend_from_slice(rows.last().unwrap_or(&nothing));
        }
        table
    }

    /// Which parts the whole is made of, and what each depends on. Folding leaves parts behind that nothing uses.
    fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::default(); self.nodes.len()];
        if let Some(root) = parts.last_mut() {
            root.used = true;
        }
        for (id, node) in self.nodes.iter().enumerate().rev() {
            if parts.get(id).is_some_and(|part| part.used) {
                for operand in operands(*node) {
                    if let Some(part) = parts.get_mut(operand) {
                        part.used = true;
                    }
                }
            }
        }
        for (id, node) in self.nodes.iter().enumerate() {
            let (mut x, mut y) = (matches!(node, Node::Name(0)), matches!(node, Node::Name(1)));
            for part in operands(*node).into_iter().filter_map(|operand| parts.get(operand)) {
                (x, y) = (x || part.x, y || part.y);
            }
            if let Some(part) = parts.get_mut(id) {
                (part.x, part.y) = (x, y);
            }
        }
        parts
    }

    /// One part in one row, or in the first place of it.
    #[cfg_attr(hot, optimize(speed))]
    fn fill(&self, id: Id, before: &[Vec<f64>], row: &mut [f64], xs: &[f64], y: f64) {
        let of = |id: Id| before.get(id).map_or(&[][..], Vec::as_slice);
        match self.node(id) {
            Node::Number(value) => row.fill(value),
            Node::Constant(name) => row.fill(constant(name)),
            Node::Name(0) => row.copy_from_slice(xs),
            Node::Name(1) => row.fill(y),
            Node::Name(_) => row.fill(f64::NAN),
            Node::Negate(a) => row.iter_mut().zip(of(a)).for_each(|(out, a)| *out = -a),
            Node::Binary(Operator::Power, a, b) if matches!(self.node(b), Node::Number(_)) => {
                let Node::Number(exponent) = self.node(b) else { return };
                // The commonest by far.
                if exponent == 2.0 {
                    row.iter_mut().zip(of(a)).for_each(|(out, a)| *out = a * a);
                } else {
                    row.iter_mut().zip(of(a)).for_each(|(out, a)| *out = a.power(exponent));
                }
            }
            Node::Binary(operator, a, b) => {
                let pairs = row.iter_mut().zip(of(a).iter().zip(of(b)));
                match operator {
                    Operator::Add => pairs.for_each(|(out, (a, b))| *out = a + b),
                    Operator::Subtract => pairs.for_each(|(out, (a, b))| *out = a - b),
                    Operator::Multiply => pairs.for_each(|(out, (a, b))| *out = a * b),
                    Operator::Divide => pairs.for_each(|(out, (a, b))| *out = a / b),
                    Operator::Power => pairs.for_each(|(out, (a, b))| *out = a.raised(*b)),
                }
            }
            Node::Call(function, [a, ..]) if plain(function).is_some() => {
                let Some(plain) = plain(function) else { return };
                row.iter_mut().zip(of(a)).for_each(|(out, a)| *out = plain(*a));
            }
            Node::Call(function, [a, b, c, d]) => {
                let (a, b, c, d) = (of(a), of(b), of(c), of(d));
                for (out, (((a, b), c), d)) in row.iter_mut().zip(a.iter().zip(b).zip(c).zip(d)) {
                    *out = f64::call(function, [*a, *b, *c, *d]);
                }
            }
        }
    }
}

/// The commonest functions without the way to them, which is as long as they are.
fn plain(function: Function) -> Option<fn(f64) -> f64> {
    match function {
        Function::Exp => Some(libm::exp),
        Function::Sin => Some(libm::sin),
        Function::Cos => Some(libm::cos),
        Function::Sqrt => Some(f64::sqrt),
        _ => None,
    }
}

/// What a part is made of; where one is read twice it stands twice.
fn operands(node: Node) -> Vec<Id> {
    match node {
        Node::Number(_) | Node::Constant(_) | Node::Name(_) => Vec::new(),
        Node::Negate(of) => vec![of],
        Node::Binary(_, a, b) => vec![a, b],
        Node::Call(_, arguments) => arguments.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Formula;
    use proptest::prelude::*;

    #[test]
    fn a_formula_that_could_not_be_read_has_no_value_anywhere() {
        let values = Formula::default().table(&[0.0, 1.0], &[2.0, 3.0, 4.0]);
        assert_eq!((values.len(), values.iter().all(|value| value.is_nan())), (6, true));
    }

    proptest! {
        #[test]
        fn a_table_is_what_its_points_are(
            formula in prop::sample::select(vec![
                "(1-x)^2+100(y-x^2)^2", "exp(-x*x)*cos(3y)-x/y", "x", "y", "7", "x^y", "y^-3", "max(x,y)-min(x,2)",
                "sqrt(abs(x))+ln(y)^0.5", "sin(y)", "-(x^3)/y^0", "tanh(x y)+atan(y)", "x*x-x*x", "1/0", "e^x+pi",
            ]),
            xs in prop::collection::vec(-5.0..5.0f64, 0..9),
            ys in prop::collection::vec(prop_oneof![-5.0..5.0f64, Just(0.0), Just(f64::INFINITY)], 0..6),
        ) {
            let formula = Formula::parse(formula).ok();
            prop_assert!(formula.is_some());
            let formula = formula.unwrap_or_default();
            let mut expected = Vec::new();
            for y in &ys {
                for x in &xs {
                    expected.push(formula.evaluate(*x, *y).to_bits());
                }
            }
            let table: Vec<u64> = formula.table(&xs, &ys).iter().map(|value| value.to_bits()).collect();
            prop_assert_eq!(table, expected);
        }
    }
}
