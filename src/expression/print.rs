//! A formula back to text, with as few parentheses as it can be read by: what a reader typed, as it was understood.

use super::{Function, Id, Node, Operator, Tree};

/// How tightly a part binds; an operand that binds less needs parentheses.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) enum Binding {
    Sum,
    Product,
    Sign,
    Power,
    Atom,
}

impl Tree {
    /// The formula in linear Unicode text: `2·x³·y`. Reading it again gives the same formula, numbers to the last bit.
    #[must_use]
    pub fn print(&self, names: &[&str]) -> String {
        let name = |name: usize| names.get(name).copied().unwrap_or("?").to_owned();
        Writer { tree: self, name: &name, number: &number, signs: ["·", "/"] }.whole()
    }

    /// The formula with something else in place of its names and numbers, for the ledger: `0.9 · (1, 2) + 0.1 · (3, 4)`.
    #[must_use]
    pub fn written(&self, name: &dyn Fn(usize) -> String, number: &dyn Fn(f64) -> String) -> String {
        Writer { tree: self, name, number, signs: [" · ", " / "] }.whole()
    }

    pub(super) fn binding(&self, id: Id) -> Binding {
        match self.node(id) {
            Node::Binary(Operator::Add | Operator::Subtract, ..) => Binding::Sum,
            Node::Binary(Operator::Multiply | Operator::Divide, ..) => Binding::Product,
            Node::Negate(_) => Binding::Sign,
            Node::Binary(Operator::Power, ..) => Binding::Power,
            _ => Binding::Atom,
        }
    }
}

/// A number with as many digits as it needs to be read again as the same.
fn number(value: f64) -> String {
    crate::decimal::shortest(value).replacen('-', if value < 0.0 { "−" } else { "-" }, 1)
}

struct Writer<'a> {
    tree: &'a Tree,
    name: &'a dyn Fn(usize) -> String,
    number: &'a dyn Fn(f64) -> String,
    /// Times and over.
    signs: [&'a str; 2],
}

impl Writer<'_> {
    fn whole(&self) -> String {
        let mut out = String::new();
        self.part(&mut out, self.tree.root(), Binding::Sum);
        out
    }

    /// A part, in parentheses where it binds less than `least`.
    fn part(&self, out: &mut String, id: Id, least: Binding) {
        let node = self.tree.node(id);
        // A root sign reaches over one thing only: its square would be read as the root of a square.
        let root = matches!(node, Node::Call(Function::Sqrt, _)) && least == Binding::Atom;
        let mut inner = String::new();
        match node {
            Node::Number(value) => inner = (self.number)(value),
            Node::Constant(name) => inner.push_str(name),
            Node::Name(name) => inner = (self.name)(name),
            Node::Negate(of) => {
                inner.push('−');
                self.part(&mut inner, of, Binding::Power);
            }
            Node::Binary(operator, a, b) => self.binary(&mut inner, operator, a, b),
            Node::Call(Function::Sqrt, [of, ..]) => {
                inner.push('√');
                self.part(&mut inner, of, Binding::Atom);
            }
            Node::Call(Function::Abs, [of, ..]) => {
                inner.push('|');
                self.part(&mut inner, of, Binding::Sum);
                inner.push('|');
            }
            Node::Call(function, arguments) => {
                inner.push_str(function.name());
                inner.push('(');
                for (index, argument) in arguments.into_iter().take(function.arity()).enumerate() {
                    if index > 0 {
                        inner.push_str(", ");
                    }
                    self.part(&mut inner, argument, Binding::Sum);
                }
                inner.push(')');
            }
        }
        // What stands for a name or number may be a product or have a sign itself, such as −0.5 or 2·10⁻⁷; a vector
        // has parentheses already.
        let text = matches!(node, Node::Number(_) | Node::Name(_)) && !inner.starts_with('(');
        let loose = text
            && (least > Binding::Product && (inner.starts_with('−') || inner.chars().any(|c| c == '·'))
                || least == Binding::Atom && inner.split_once('e').is_some_and(|(_, power)| power.starts_with('-')));
        enclose(out, &inner, loose || root || self.tree.binding(id) < least);
    }

    fn binary(&self, out: &mut String, operator: Operator, a: Id, b: Id) {
        let [times, over] = self.signs;
        let (sign, left, right) = match operator {
            Operator::Add => (" + ", Binding::Sum, Binding::Product),
            Operator::Subtract => (" − ", Binding::Sum, Binding::Product),
            Operator::Multiply => (times, Binding::Product, Binding::Power),
            Operator::Divide => (over, Binding::Product, Binding::Power),
            Operator::Power => {
                self.part(out, a, Binding::Atom);
                return self.exponent(out, b);
            }
        };
        self.part(out, a, left);
        out.push_str(sign);
        let mut second = String::new();
        self.part(&mut second, b, right);
        // Two signs in a row are read right by the parser and wrong by people.
        enclose(out, &second, second.starts_with('−'));
    }

    fn exponent(&self, out: &mut String, id: Id) {
        let (negative, of) = match self.tree.node(id) {
            Node::Negate(of) => (true, of),
            _ => (false, id),
        };
        match self.tree.node(of) {
            Node::Number(value) if value.fract() == 0.0 && (0.0..1e6).contains(&value) => {
                if negative {
                    out.push('⁻');
                }
                out.push_str(&crate::number::power(value as u32));
            }
            _ => {
                out.push('^');
                self.part(out, id, Binding::Atom);
            }
        }
    }
}

fn enclose(out: &mut String, inner: &str, parentheses: bool) {
    if parentheses {
        out.extend(["(", inner, ")"]);
    } else {
        out.push_str(inner);
    }
}
