//! Formulas as text: read once, then evaluated over any kind of number, printed, and written out as Python.
//!
//! One small grammar serves a reader's own loss, the built-in losses and schedules, the update rules of the optimizers
//! and the number fields. So what the page shows, what is computed, what the ledger substitutes and what a student
//! pastes are the same text, and a new formula costs a reader its letters instead of another copy of its arithmetic.
//!
//! Precedence, from loose to tight: + −, then × ÷ and juxtaposition, then signs, then powers (from the right).

use std::fmt;

use crate::error::{Code, ConfigError};

mod advice;
mod evaluate;
mod fold;
mod formula;
mod parse;
mod print;
mod python;
mod table;
mod tape;
mod token;

pub use evaluate::{Number, Pair};
pub use formula::{Formula, number};
pub use python::{Python, snake};
pub use tape::{Places, Tape};

/// The most characters of a formula.
pub const LONGEST: usize = 1000;
/// How deeply parentheses, powers and functions may be nested.
pub const DEEPEST: usize = 64;

/// The names a formula may use, in the order in which their values are given.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary<'a> {
    /// The names.
    pub names: &'a [&'a str],
    /// Whether letters that stand together are one name, as readers write; else the longest known name is taken, as
    /// in print: `βb` is β times b.
    pub whole_words: bool,
}

/// An operation between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// a + b.
    Add,
    /// a − b.
    Subtract,
    /// a × b.
    Multiply,
    /// a ÷ b.
    Divide,
    /// a to the power of b.
    Power,
}

/// A function of one to four arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in mathematics; the others are explained")]
pub enum Function {
    Sin,
    Cos,
    Tan,
    Exp,
    Ln,
    Log10,
    Sqrt,
    Abs,
    Tanh,
    Sinh,
    Cosh,
    Atan,
    Floor,
    /// −1, 0 or 1.
    Sign,
    Min,
    Max,
    /// The inner product.
    Dot,
    /// `cases(s, a, b, c)`: a where s is positive, b where it is zero, c where it is negative.
    Cases,
}

/// Name, function, and whether readers may use it in their own formulas.
const FUNCTIONS: &[(&str, Function, bool)] = &[
    ("sin", Function::Sin, true),
    ("cos", Function::Cos, true),
    ("tan", Function::Tan, true),
    ("exp", Function::Exp, true),
    ("ln", Function::Ln, true),
    ("log10", Function::Log10, true),
    ("sqrt", Function::Sqrt, true),
    ("abs", Function::Abs, true),
    ("tanh", Function::Tanh, true),
    ("sinh", Function::Sinh, true),
    ("cosh", Function::Cosh, true),
    ("atan", Function::Atan, true),
    ("min", Function::Min, true),
    ("max", Function::Max, true),
    ("floor", Function::Floor, false),
    ("sign", Function::Sign, false),
    ("dot", Function::Dot, false),
    ("cases", Function::Cases, false),
];

impl Function {
    /// Its name in formulas.
    #[must_use]
    pub fn name(self) -> &'static str {
        FUNCTIONS.iter().find(|entry| entry.1 == self).map_or("", |entry| entry.0)
    }
}

/// A place in a tree.
type Id = usize;

/// A part of a formula; operands stand before what is made of them.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Node {
    Number(f64),
    /// π or e, by its value; printed by its name.
    Constant(&'static str),
    /// An index into the vocabulary.
    Name(usize),
    Negate(Id),
    Binary(Operator, Id, Id),
    /// A function and its arguments; those beyond its arity are not read.
    Call(Function, [Id; 4]),
}

impl Function {
    /// The arguments that are read; the parser holds formulas to as many. Asked at every evaluation.
    fn arity(self) -> usize {
        match self {
            Self::Min | Self::Max | Self::Dot => 2,
            Self::Cases => 4,
            _ => 1,
        }
    }
}

/// A formula that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Reads a formula.
    ///
    /// # Errors
    /// What was expected instead, and at which character.
    pub fn parse(text: &str, vocabulary: Vocabulary<'_>) -> Result<Self, Fault> {
        parse::parse(text, vocabulary)
    }

    /// How many parts the formula has: what evaluating it costs.
    #[must_use]
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    /// The whole formula is its last part.
    fn root(&self) -> Id {
        self.nodes.len().saturating_sub(1)
    }

    /// A part; nothing else than NaN can come of one that does not exist.
    fn node(&self, id: Id) -> Node {
        self.nodes.get(id).copied().unwrap_or(Node::Number(f64::NAN))
    }

    fn push(&mut self, node: Node) -> Id {
        self.nodes.push(node);
        self.root()
    }

    /// Whether any part of the formula satisfies a condition on its name, not looking into inner products.
    pub(crate) fn any_name(&self, is: &dyn Fn(usize) -> bool) -> bool {
        self.any_below(self.root(), is)
    }

    fn any_below(&self, id: Id, is: &dyn Fn(usize) -> bool) -> bool {
        match self.node(id) {
            Node::Number(_) | Node::Constant(_) | Node::Call(Function::Dot, _) => false,
            Node::Name(name) => is(name),
            Node::Negate(of) => self.any_below(of, is),
            Node::Binary(_, a, b) => self.any_below(a, is) || self.any_below(b, is),
            Node::Call(function, arguments) => {
                arguments.iter().take(function.arity()).any(|argument| self.any_below(*argument, is))
            }
        }
    }
}

/// The value of a named constant.
fn constant(name: &str) -> f64 {
    if name == "e" { core::f64::consts::E } else { core::f64::consts::PI }
}

/// What is wrong with a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What was expected.
    pub expected: String,
    /// At which character, counted from 1.
    pub at: usize,
}

impl Fault {
    /// The refusal of a field whose text has this fault.
    #[must_use]
    pub fn at_field(&self, field: &str, text: &str) -> ConfigError {
        ConfigError::new(field, Code::Syntax, &text.to_owned().into()).expecting(&self.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.expected)?;
        formatter.write_str(" at character ")?;
        fmt::Display::fmt(&self.at, formatter)
    }
}
