//! What is known of a formula before it is evaluated: constants in place of names, its degree.

use super::{Function, Id, Node, Operator, Tree};

impl Tree {
    /// The formula with numbers in place of the names that are known, and with every part that is then constant
    /// computed. Evaluation asks this for its exponents: only a constant one has an exact derivative at a base of 0.
    #[must_use]
    pub fn folded(&self, known: &[Option<f64>]) -> Self {
        let mut folded = Self::default();
        folded.copy(self, self.root(), known, true);
        folded
    }

    /// The formula with numbers in place of the names that are known, otherwise as it was written.
    #[must_use]
    pub fn known(&self, known: &[Option<f64>]) -> Self {
        let mut copy = Self::default();
        copy.copy(self, self.root(), known, false);
        copy
    }

    fn copy(&mut self, from: &Self, id: Id, known: &[Option<f64>], fold: bool) -> Id {
        let node = match from.node(id) {
            Node::Constant(name) if fold => Node::Number(super::constant(name)),
            Node::Constant(name) => Node::Constant(name),
            Node::Name(name) => match known.get(name).copied().flatten() {
                Some(value) => Node::Number(value),
                None => Node::Name(name),
            },
            Node::Negate(of) => Node::Negate(self.copy(from, of, known, fold)),
            Node::Binary(operator, a, b) => {
                Node::Binary(operator, self.copy(from, a, known, fold), self.copy(from, b, known, fold))
            }
            Node::Call(function, [a, b, c, d]) => {
                let first = self.copy(from, a, known, fold);
                let mut rest = |id: Id, index: usize| {
                    if index < function.arity() { self.copy(from, id, known, fold) } else { first }
                };
                let (b, c, d) = (rest(b, 1), rest(c, 2), rest(d, 3));
                Node::Call(function, [first, b, c, d])
            }
            number @ Node::Number(_) => number,
        };
        let id = self.push(node);
        if !fold {
            return id;
        }
        let is_known = |id: Id| matches!(self.node(id), Node::Number(_));
        let constant = match node {
            Node::Number(_) | Node::Constant(_) | Node::Name(_) => false,
            Node::Negate(of) => is_known(of),
            Node::Binary(_, a, b) => is_known(a) && is_known(b),
            Node::Call(_, arguments) => arguments.into_iter().all(is_known),
        };
        if !constant {
            return id;
        }
        // The operands stay behind unused; they cost their bytes and nothing else.
        let value = self.evaluate::<f64>(&[]);
        self.push(Node::Number(value))
    }

    /// The degree of a polynomial in the names that are left; `None` for what is not a polynomial.
    #[must_use]
    pub fn degree(&self) -> Option<u32> {
        self.degree_of(self.root())
    }

    fn degree_of(&self, id: Id) -> Option<u32> {
        match self.node(id) {
            Node::Number(_) | Node::Constant(_) => Some(0),
            Node::Name(_) => Some(1),
            Node::Negate(of) => self.degree_of(of),
            Node::Binary(operator, a, b) => {
                let (left, right) = (self.degree_of(a)?, self.degree_of(b)?);
                match operator {
                    Operator::Add | Operator::Subtract => Some(left.max(right)),
                    Operator::Multiply => left.checked_add(right),
                    Operator::Divide => (right == 0).then_some(left),
                    Operator::Power => match self.node(b) {
                        Node::Number(exponent) if exponent.fract() == 0.0 && (0.0..100.0).contains(&exponent) => {
                            left.checked_mul(exponent as u32)
                        }
                        _ => None,
                    },
                }
            }
            Node::Call(Function::Dot, [a, b, ..]) => self.degree_of(a)?.checked_add(self.degree_of(b)?),
            Node::Call(..) => None,
        }
    }
}
