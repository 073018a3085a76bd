//! A formula back to text, with as few parentheses as it can be read by: what a reader typed, as it was understood.

use super::{Id, Node, Operator, Tree};

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
    /// The formula in linear Unicode text: `2·x³·y`. Reading it again gives the same formula.
    #[must_use]
    pub fn print(&self, names: &[&str]) -> String {
        self.written(&|name| names.get(name).copied().unwrap_or("?").to_owned(), &number)
    }

    /// The formula with something else in place of its names and numbers.
    #[must_use]
    pub fn written(&self, name: &dyn Fn(usize) -> String, number: &dyn Fn(f64) -> String) -> String {
        let mut out = String::new();
        Writer { tree: self, name, number }.part(&mut out, self.root(), Binding::Sum);
        out
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
    crate::number::format(value, 15)
}

struct Writer<'a> {
    tree: &'a Tree,
    name: &'a dyn Fn(usize) -> String,
    number: &'a dyn Fn(f64) -> String,
}

impl Writer<'_> {
    /// A part, in parentheses where it binds less than `least`.
    fn part(&self, out: &mut String, id: Id, least: Binding) {
        let text = |out: &mut String, text: String| {
            // What stands for a name or number may be a sum or a product itself, such as −0.5 or 2·10⁻⁷.
            let loose =
                least > Binding::Sum && (text.starts_with('−') || least > Binding::Product && text.contains('·'));
            let vector = text.starts_with('(');
            if loose && !vector {
                out.push('(');
            }
            out.push_str(&text);
            if loose && !vector {
                out.push(')');
            }
        };
        let own = self.tree.binding(id);
        if own < least {
            out.push('(');
            self.part(out, id, Binding::Sum);
            out.push(')');
            return;
        }
        match self.tree.node(id) {
            Node::Number(value) => text(out, (self.number)(value)),
            Node::Constant(name) => out.push_str(name),
            Node::Name(name) => text(out, (self.name)(name)),
            Node::Negate(of) => {
                out.push('−');
                self.part(out, of, Binding::Power);
            }
            Node::Binary(operator, a, b) => self.binary(out, operator, a, b),
            Node::Call(function, arguments) => {
                out.push_str(function.name());
                out.push('(');
                for (index, argument) in arguments.into_iter().take(function.arity()).enumerate() {
                    if index > 0 {
                        out.push_str(", ");
                    }
                    self.part(out, argument, Binding::Sum);
                }
                out.push(')');
            }
        }
    }

    fn binary(&self, out: &mut String, operator: Operator, a: Id, b: Id) {
        let (sign, left, right) = match operator {
            Operator::Add => (" + ", Binding::Sum, Binding::Product),
            Operator::Subtract => (" − ", Binding::Sum, Binding::Product),
            Operator::Multiply => ("·", Binding::Product, Binding::Power),
            Operator::Divide => ("/", Binding::Product, Binding::Power),
            Operator::Power => ("^", Binding::Atom, Binding::Atom),
        };
        self.part(out, a, left);
        match self.tree.node(b) {
            Node::Number(value)
                if operator == Operator::Power && value.fract() == 0.0 && (0.0..1e6).contains(&value) =>
            {
                out.push_str(&crate::number::power(value as u32));
            }
            _ => {
                out.push_str(sign);
                self.part(out, b, right);
            }
        }
    }
}
