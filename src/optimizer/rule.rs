//! Optimizers that are their update rule: a few lines of text, from which come the step, the ledger and the scripts.
//!
//! A line assigns to one name: `m ← β₁m + (1 − β₁)g` updates what is remembered, `m̂ = m/(1 − β₁ᵗ)` names a part, and
//! the last line gives `Δθ`. All arithmetic is per coordinate; a quotient 0/0 is 0. A line knows, besides the method's
//! parameters and what stands above it: θ, g (the gradient), η (this step's rate), t (1 at the first step) and L.

use std::rc::Rc;

use super::{Cost, Gear, Optimizer, Remembered, Script, Step};
use crate::{
    expression::{Pair, Python, Tree, Vocabulary, snake},
    ledger::{Log, Row, gradient_row},
    loss::{Local, Loss},
    math::Vec2,
    number::{short, vector},
    parameter::{LEARNING_RATE, Parameter, Values},
};

/// One line of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// What the line computes: the ledger's id for it, and the variable's name in scripts.
    pub label: &'static str,
    /// `name ← formula` where the name is remembered, else `name = formula`.
    pub text: &'static str,
    /// What stands in its place at the first step; empty where that is the same.
    pub first: &'static str,
}

/// A line that is the same at every step.
#[must_use]
pub const fn line(label: &'static str, text: &'static str) -> Line {
    Line { label, text, first: "" }
}

impl Line {
    /// The same line, with another in its place at the first step.
    #[must_use]
    pub const fn at_first(self, first: &'static str) -> Self {
        Self { first, ..self }
    }
}

/// What a method remembers: its symbol, its public name, and the symbol or number it begins with (empty: 0).
pub type Memory = (&'static str, &'static str, &'static str);

/// A whole rule.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// What is remembered from step to step.
    pub memory: Vec<Memory>,
    /// The lines in order.
    pub lines: Vec<Line>,
    /// The name of the scalar rate, where the method chooses it itself.
    pub rate: Option<&'static str>,
    /// The method in PyTorch, where it has it; see [`Script::torch`].
    pub torch: Option<&'static str>,
}

/// The names that every line knows, in the order of their values.
const GIVEN: [&str; 5] = ["θ", "g", "η", "t", "L"];
const THETA: usize = 0;
const GRADIENT: usize = 1;
const RATE: usize = 2;
const COUNT: usize = 3;
const LOSS: usize = 4;

/// A line that was read.
#[derive(Debug)]
struct Read {
    line: Line,
    /// Which name it assigns to.
    target: usize,
    tree: Tree,
    first: Option<Tree>,
}

/// A rule that was read, shared by all copies of the optimizer.
#[derive(Debug)]
struct Program {
    /// The names in scripts.
    variables: Vec<String>,
    vectors: Vec<bool>,
    /// Memory: which name, its public name, and its value before the first step.
    memory: Vec<(usize, &'static str, f64)>,
    lines: Vec<Read>,
    rate: Option<usize>,
    gear: Gear,
    uses_loss: bool,
    torch: Option<&'static str>,
}

/// An optimizer made of a rule.
#[derive(Clone)]
pub struct Ruled {
    program: Rc<Program>,
    values: Vec<Pair>,
}

impl Ruled {
    /// Reads a rule, with the method's parameters as names by their symbols.
    #[must_use]
    pub fn boxed(rule: &Rule, parameters: &'static [Parameter], values: &Values, gear: Gear) -> Box<dyn Optimizer> {
        let numbers =
            parameters.iter().filter(|parameter| parameter.id != LEARNING_RATE && !parameter.symbol.is_empty());
        let mut names: Vec<&'static str> = GIVEN.to_vec();
        let mut variables: Vec<String> =
            ["theta", "gradient", "learning_rate", "t", "loss"].map(str::to_owned).to_vec();
        let mut state: Vec<f64> = vec![0.0; GIVEN.len()];
        let mut add = |name: &'static str, variable: String, value: f64| {
            names.push(name);
            variables.push(variable);
            state.push(value);
        };
        for parameter in numbers {
            add(parameter.symbol, snake(parameter.id), values.number(parameter.id));
        }
        for (symbol, name, begins) in &rule.memory {
            let begins = match parameters.iter().find(|parameter| !begins.is_empty() && parameter.symbol == *begins) {
                Some(parameter) => values.number(parameter.id),
                None => crate::decimal::parse(begins).unwrap_or(0.0),
            };
            add(symbol, snake(name), begins);
        }
        for line in &rule.lines {
            let name = assigned(line.text).0;
            if !rule.memory.iter().any(|(symbol, ..)| *symbol == name) && name != "g" {
                add(name, line.label.replace('-', "_"), 0.0);
            }
        }
        let vocabulary = Vocabulary { names: &names, whole_words: false };
        // A line that cannot be read is NaN. A test builds every method at all settings that change its rule.
        let tree = |text: &str| {
            let read = Tree::parse(text, vocabulary);
            debug_assert!(read.is_ok(), "{text}: {read:?}");
            read.unwrap_or_default()
        };
        let position = |name: &str| names.iter().position(|other| *other == name);
        let lines: Vec<Read> = rule
            .lines
            .iter()
            .map(|line| {
                let (name, formula) = assigned(line.text);
                let first = (!line.first.is_empty()).then(|| tree(assigned(line.first).1));
                Read { line: *line, target: position(name).unwrap_or(0), tree: tree(formula), first }
            })
            .collect();
        let mut vectors: Vec<bool> = names.iter().map(|name| matches!(*name, "θ" | "g")).collect();
        // Twice, since what is remembered may be assigned below where it is used.
        for read in lines.iter().chain(&lines) {
            let is = read.tree.any_name(&|name| vectors.get(name).copied().unwrap_or(false));
            if let Some(vector) = vectors.get_mut(read.target) {
                *vector |= is;
            }
        }
        let memory = rule
            .memory
            .iter()
            .filter_map(|(symbol, name, _)| {
                position(symbol).map(|index| (index, *name, state.get(index).copied().unwrap_or(0.0)))
            })
            .collect();
        let uses_loss = lines.iter().any(|read| read.tree.any_name(&|name| name == LOSS));
        let rate = rule.rate.and_then(position);
        let values = state.into_iter().map(|value| Pair(Vec2::repeat(value))).collect();
        let program = Program { variables, vectors, memory, lines, rate, gear, uses_loss, torch: rule.torch };
        Box::new(Self { program: Rc::new(program), values })
    }

    fn set(&mut self, name: usize, value: Pair) {
        if let Some(slot) = self.values.get_mut(name) {
            *slot = value;
        }
    }

    fn get(&self, name: usize) -> Vec2 {
        self.values.get(name).map_or_else(Vec2::zeros, |pair| pair.0)
    }

    /// A value as the ledger prints it: one number, or one for each coordinate.
    fn shown(&self, name: usize) -> String {
        let value = self.get(name);
        if self.program.vectors.get(name) == Some(&true) { vector(value) } else { short(value.x) }
    }

    fn is_first(&self) -> bool {
        self.get(COUNT).x == 1.0
    }

    /// A line written out with the values that go into it.
    fn row(&self, read: &Read, value: Pair) -> Row {
        let (tree, formula) = match &read.first {
            Some(first) if self.is_first() => (first, read.line.first),
            _ => (&read.tree, read.line.text),
        };
        let substituted = tree.written(&|name| self.shown(name), &short);
        let value =
            if self.program.vectors.get(read.target) == Some(&true) { vector(value.0) } else { short(value.0.x) };
        Row { label: read.line.label, formula, substituted, value }
    }
}

impl Optimizer for Ruled {
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        log.row(&|| gradient_row(at.at, at.gradient));
        let count = self.get(COUNT).x + 1.0;
        for (name, value) in [(THETA, at.at), (GRADIENT, at.gradient)] {
            self.set(name, Pair(value));
        }
        for (name, value) in [(RATE, rate), (COUNT, count), (LOSS, at.value)] {
            self.set(name, Pair(Vec2::repeat(value)));
        }
        let program = Rc::clone(&self.program);
        let mut displacement = Vec2::zeros();
        for read in &program.lines {
            let tree = read.first.as_ref().filter(|_| count == 1.0).unwrap_or(&read.tree);
            let value = tree.evaluate(&self.values);
            log.row(&|| self.row(read, value));
            self.set(read.target, value);
            displacement = value.0;
        }
        let cost = Cost { loss: u32::from(program.uses_loss), gradient: 1, ..Cost::default() };
        let step = Step { cost, ..Step::by_gradient(displacement) };
        program.rate.map_or(step, |rate| step.at_rate(self.get(rate).x))
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        let remembered = |(index, name, _): &(usize, &'static str, f64)| {
            let value = self.get(*index);
            let vector = self.program.vectors.get(*index) == Some(&true);
            (*name, if vector { Remembered::Vector(value) } else { Remembered::Number(value.x) })
        };
        self.program.memory.iter().map(remembered).collect()
    }

    fn gear(&self) -> Gear {
        self.program.gear
    }

    fn script(&self) -> Script {
        let program = &self.program;
        let variable = |name: usize| program.variables.get(name).cloned().unwrap_or_default();
        let is_vector = |name: usize| program.vectors.get(name).copied().unwrap_or(false);
        let python = |tree: &Tree| tree.python(Python::Arrays, &variable, &is_vector);
        let mut script = Script { torch: program.torch, ..Script::default() };
        for (index, _, begins) in &program.memory {
            let zeros = if is_vector(*index) { " * np.ones(2)" } else { "" };
            script.before.push(format!("{} = {}{zeros}", variable(*index), crate::decimal::shortest(*begins)));
        }
        for read in &program.lines {
            let (target, formula) = (variable(read.target), python(&read.tree));
            script.each.push(match &read.first {
                Some(first) => format!("{target} = {} if t == 1 else {formula}", python(first)),
                None => format!("{target} = {formula}"),
            });
        }
        script
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

/// The name and the formula of a line.
fn assigned(line: &'static str) -> (&'static str, &'static str) {
    line.split_once(" ← ").or_else(|| line.split_once(" = ")).unwrap_or((line, line))
}
