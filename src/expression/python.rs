//! A formula as Python, for the scripts that students paste.

use super::{Function, Id, Node, Operator, Tree, print::Binding};

/// What a script computes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Python {
    /// Arrays: `np.sqrt(v)`, and `ratio(a, b)` for quotients of vectors, which may be 0/0.
    Arrays,
    /// Numbers that carry derivatives: `sqrt(x)` is whatever the script imports or defines.
    Plain,
}

impl Tree {
    /// The formula as a Python expression; `name` gives the variables, `is_vector` says which of them are arrays.
    #[must_use]
    pub fn python(&self, dialect: Python, name: &dyn Fn(usize) -> String, is_vector: &dyn Fn(usize) -> bool) -> String {
        let mut out = String::new();
        Writer { tree: self, dialect, name, is_vector }.part(&mut out, self.root(), Binding::Sum);
        out
    }
}

struct Writer<'a> {
    tree: &'a Tree,
    dialect: Python,
    name: &'a dyn Fn(usize) -> String,
    is_vector: &'a dyn Fn(usize) -> bool,
}

impl Writer<'_> {
    fn part(&self, out: &mut String, id: Id, least: Binding) {
        // In Python a sign binds less than a power too, and a negative literal is a sign.
        if self.tree.binding(id) < least {
            out.push('(');
            self.part(out, id, Binding::Sum);
            out.push(')');
            return;
        }
        match self.tree.node(id) {
            Node::Number(value) => {
                let text = number(value);
                if value < 0.0 && least > Binding::Sum {
                    out.extend(["(", &text, ")"]);
                } else {
                    out.push_str(&text);
                }
            }
            Node::Constant(name) => out.push_str(if name == "e" { "e" } else { "pi" }),
            Node::Name(name) => out.push_str(&(self.name)(name)),
            Node::Negate(of) => {
                out.push('-');
                self.part(out, of, Binding::Power);
            }
            Node::Binary(operator, a, b) => self.binary(out, operator, a, b),
            Node::Call(function, arguments) => {
                self.call(out, function, arguments.get(..function.arity()).unwrap_or(&[]))
            }
        }
    }

    fn binary(&self, out: &mut String, operator: Operator, a: Id, b: Id) {
        let vectors = |id: Id| self.dialect == Python::Arrays && self.tree.any_below(id, self.is_vector);
        if operator == Operator::Divide && vectors(a) && vectors(b) {
            return self.function(out, "ratio", &[a, b]);
        }
        let (sign, left, right) = match operator {
            Operator::Add => (" + ", Binding::Sum, Binding::Product),
            Operator::Subtract => (" - ", Binding::Sum, Binding::Product),
            Operator::Multiply => (" * ", Binding::Product, Binding::Power),
            Operator::Divide => (" / ", Binding::Product, Binding::Power),
            Operator::Power => ("**", Binding::Atom, Binding::Atom),
        };
        self.part(out, a, left);
        // A power of two whole numbers is a whole number in Python, of any size.
        if operator == Operator::Power
            && let Node::Number(base) = self.tree.node(a)
            && base.fract() == 0.0
            && (0.0..1e16).contains(&base)
        {
            out.push_str(".0");
        }
        out.push_str(sign);
        self.part(out, b, right);
    }

    fn call(&self, out: &mut String, function: Function, arguments: &[Id]) {
        let arrays = self.dialect == Python::Arrays;
        let name = match function {
            Function::Abs => "abs",
            Function::Ln => "log",
            Function::Max if arrays => "np.maximum",
            Function::Min if arrays => "np.minimum",
            Function::Sqrt if arrays => "np.sqrt",
            Function::Cos if arrays => "np.cos",
            Function::Sign => "np.sign",
            Function::Dot => "np.dot",
            Function::Floor => "np.floor",
            Function::Atan => "atan",
            Function::Cases => "cases",
            other => other.name(),
        };
        self.function(out, name, arguments);
    }

    fn function(&self, out: &mut String, name: &str, arguments: &[Id]) {
        out.push_str(name);
        out.push('(');
        for (index, argument) in arguments.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            self.part(out, *argument, Binding::Sum);
        }
        out.push(')');
    }
}

/// A number as Python reads it.
fn number(value: f64) -> String {
    if value.is_finite() { crate::decimal::shortest(value) } else { ["float('", &value.to_string(), "')"].concat() }
}

/// A public name as a variable of a script: `secondMoment` as `second_moment`, and Python's own word `from` as `from_`.
#[must_use]
pub fn snake(name: &str) -> String {
    let name = if name == "from" { "from_" } else { name };
    name.chars().fold(String::new(), |mut out, c| {
        if c.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
        out
    })
}
