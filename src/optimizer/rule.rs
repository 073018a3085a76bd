//! Optimizers that are their update rule: a few lines of text, from which come the step, the ledger and the scripts.
//!
//! A line is a label (the ledger's id for it, and the variable's name in scripts) and an assignment to one name:
//! `first-moment: m ← β₁m + (1 − β₁)g` updates what is remembered, `first-corrected: m̂ = m/(1 − β₁ᵗ)` names a part, and
//! the last line gives `Δθ`. All arithmetic is per coordinate; a quotient 0/0 is 0. A line knows, besides the method's
//! parameters and what stands above it: θ, g (the gradient), η (this step's rate), t (1 at the first step) and L.
//!
//! * `velocity: b ← βb + g; b = g`: another formula at the first step.
//! * `with weightDecay, …` and `without weightDecay, …`: a line for when that parameter is on, or not zero, and when not.
//! * `remember: m firstMoment`: a symbol that is kept from step to step, and its public name; a third word is the number
//!   or the parameter's symbol that it begins with in place of 0.
//! * `chooses: a`: the name of the scalar rate, where the method chooses it itself.
//! * `torch: …`: the method in PyTorch, where it has it; see [`Script::torch`].

use std::rc::Rc;

use super::{Cost, Gear, Optimizer, Remembered, Script, Step};
use crate::{
    expression::{Number, Pair, Places, Python, Tape, Tree, Vocabulary, snake},
    ledger::{self, Log, Row},
    loss::{Local, Loss},
    math::Vec2,
    number::{short, vector},
    parameter::{LEARNING_RATE, Parameter, Values},
};

/// The names that every line knows, here and in scripts, in the order of their values.
const GIVEN: [(&str, &str); 5] = [("θ", "theta"), ("g", "gradient"), ("η", "learning_rate"), ("t", "t"), ("L", "loss")];
const THETA: usize = 0;
const GRADIENT: usize = 1;
const COUNT: usize = 3;
const LOSS: usize = 4;

/// A line that was read.
#[derive(Debug)]
struct Read {
    label: &'static str,
    text: &'static str,
    /// What stands in its place at the first step; empty where that is the same.
    at_first: &'static str,
    /// Which name it assigns to.
    target: usize,
    tree: Tree,
    first: Option<Tree>,
    /// The same with the parameters' values worked in: what is evaluated at each step.
    tape: Tape,
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

/// The names that a rule uses: as they are written, in scripts, and their values.
#[derive(Default)]
struct Names {
    names: Vec<&'static str>,
    variables: Vec<String>,
    values: Vec<f64>,
    /// The values of the method's parameters, which stay as they are.
    known: Vec<Option<f64>>,
}

impl Names {
    fn add(&mut self, name: &'static str, variable: String, value: f64) -> usize {
        self.names.push(name);
        self.known.push(None);
        self.variables.push(variable);
        self.values.push(value);
        self.names.len() - 1
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|other| *other == name)
    }

    /// A formula that cannot be read is NaN. A test builds every method at all settings that change its rule.
    fn tree(&self, text: &str) -> Tree {
        let read = Tree::parse(text, Vocabulary { names: &self.names, whole_words: false });
        debug_assert!(read.is_ok(), "{text}: {read:?}");
        read.unwrap_or_default()
    }
}

/// An optimizer made of a rule.
#[derive(Clone)]
pub struct Ruled {
    program: Rc<Program>,
    values: Vec<Pair>,
}

impl Ruled {
    /// Reads the lines of a rule, with the method's parameters as names by their symbols.
    #[must_use]
    pub fn boxed(
        rule: &[&'static str],
        parameters: &'static [Parameter],
        values: &Values,
        gear: Gear,
    ) -> Box<dyn Optimizer> {
        let mut names = Names::default();
        for (name, variable) in GIVEN {
            names.add(name, variable.to_owned(), 0.0);
        }
        for parameter in parameters.iter().filter(|parameter| parameter.id != LEARNING_RATE && parameter.is_number()) {
            let value = values.number(parameter.id);
            names.add(parameter.symbol, snake(parameter.id), value);
            if let Some(known) = names.known.last_mut() {
                *known = Some(value);
            }
        }
        let (mut memory, mut lines, mut assignments) = (Vec::new(), Vec::new(), Vec::new());
        let (mut chosen, mut torch) = (None, None);
        for line in rule {
            let Some((label, text)) = applying(line, values).and_then(|line| halves(line, ':')) else { continue };
            match label {
                "remember" => {
                    let mut words = text.split(' ');
                    let mut word = || words.next().unwrap_or_default();
                    let (symbol, name, begins) = (word(), word(), word());
                    let begins = match parameters.iter().find(|other| other.symbol == begins && other.is_number()) {
                        Some(parameter) => values.number(parameter.id),
                        None => crate::decimal::parse(begins).unwrap_or(0.0),
                    };
                    memory.push((names.add(symbol, snake(name), begins), name, begins));
                }
                "chooses" => chosen = Some(text),
                "torch" => torch = Some(text),
                _ => assignments.push((label, text)),
            }
        }
        for (_, text) in &assignments {
            // A parameter that is assigned to does not stay as it is.
            if let Some(known) = names.position(assigned(text).0).and_then(|name| names.known.get_mut(name)) {
                *known = None;
            }
        }
        for (label, text) in assignments {
            let (text, at_first) = halves(text, ';').unwrap_or((text, ""));
            let (name, formula) = assigned(text);
            let target = names.position(name).unwrap_or_else(|| names.add(name, label.replace('-', "_"), 0.0));
            let first = (!at_first.is_empty()).then(|| names.tree(assigned(at_first).1));
            lines.push(Read { label, text, at_first, target, tree: names.tree(formula), first, tape: Tape::default() });
        }
        let Names { known, values, variables, names } = names;
        let mut places = Places::new(values);
        for read in &mut lines {
            read.tape = Tape::new(&read.tree.folded(&known), &mut places);
        }
        let mut vectors = vec![false; names.len()];
        for name in [THETA, GRADIENT] {
            if let Some(vector) = vectors.get_mut(name) {
                *vector = true;
            }
        }
        // Twice, since what is remembered may be assigned below where it is used.
        for read in lines.iter().chain(&lines) {
            let is = read.tree.any_name(&|name| vectors.get(name) == Some(&true));
            if let Some(vector) = vectors.get_mut(read.target) {
                *vector |= is;
            }
        }
        let uses_loss = lines.iter().any(|read| read.tree.any_name(&|name| name == LOSS));
        let rate = chosen.and_then(|name| names.iter().position(|other| *other == name));
        let program = Program { variables, vectors, memory, lines, rate, gear, uses_loss, torch };
        Box::new(Self { program: Rc::new(program), values: places.filled() })
    }

    fn get(&self, name: usize) -> Vec2 {
        self.values.get(name).map_or_else(Vec2::zeros, |pair| pair.vector())
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
            Some(first) if self.is_first() => (first, read.at_first),
            _ => (&read.tree, read.text),
        };
        let substituted = tree.written(&|name| self.shown(name), &short);
        let value = if self.program.vectors.get(read.target) == Some(&true) {
            vector(value.vector())
        } else {
            short(value.scalar())
        };
        Row { label: read.label, formula, substituted, value }
    }
}

impl Optimizer for Ruled {
    #[cfg_attr(hot, optimize(speed))]
    fn step(&mut self, _loss: &dyn Loss, at: &Local, rate: f64, log: &mut dyn Log) -> Step {
        let quiet = log.is_quiet();
        if !quiet {
            ledger::gradient(log, at);
        }
        let mut is_first = false;
        // In the order of `GIVEN`.
        if let [theta, gradient, current, count, value, ..] = self.values.as_mut_slice() {
            (*theta, *gradient) = (Pair::of(at.at), Pair::of(at.gradient));
            (*current, *value) = (Pair::plain(rate), Pair::plain(at.value));
            *count = Pair::plain(count.scalar() + 1.0);
            is_first = count.scalar() == 1.0;
        }
        let mut displacement = Vec2::zeros();
        for index in 0..self.program.lines.len() {
            let Some(read) = self.program.lines.get(index) else { break };
            let value = match &read.first {
                Some(first) if is_first => first.evaluate(&self.values),
                _ => read.tape.run(&mut self.values),
            };
            if !quiet {
                log.row(&|| self.row(read, value));
            }
            if let Some(slot) = self.values.get_mut(read.target) {
                *slot = value;
            }
            displacement = value.vector();
        }
        let cost = Cost { loss: u32::from(self.program.uses_loss), gradient: 1, ..Cost::default() };
        let rate = self.program.rate.map(|rate| self.get(rate).x);
        Step { cost, rate, ..Step::by_gradient(displacement) }
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        let mut memory = Vec::new();
        for (index, name, _) in &self.program.memory {
            let value = self.get(*index);
            let vector = self.program.vectors.get(*index) == Some(&true);
            memory.push((*name, if vector { Remembered::Vector(value) } else { Remembered::Number(value.x) }));
        }
        memory
    }

    fn gear(&self) -> Gear {
        self.program.gear
    }

    fn is_separable(&self) -> bool {
        // A scalar that the method chooses itself, and the loss, are made of all coordinates at once.
        self.program.rate.is_none() && !self.program.uses_loss
    }

    fn effort(&self) -> usize {
        self.program.lines.iter().map(|read| read.tree.size()).sum::<usize>() / 2
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

/// What stands before and behind a sign.
fn halves(text: &'static str, sign: char) -> Option<(&'static str, &'static str)> {
    text.split_once(sign).map(|(before, after)| (before.trim(), after.trim()))
}

/// The name and the formula of a line.
fn assigned(line: &'static str) -> (&'static str, &'static str) {
    halves(line, '←').or_else(|| halves(line, '=')).unwrap_or((line, line))
}

/// A line without its condition, where that holds.
fn applying(line: &'static str, values: &Values) -> Option<&'static str> {
    for (word, wanted) in [("with ", true), ("without ", false)] {
        if let Some((id, rest)) = line.strip_prefix(word).and_then(|rest| halves(rest, ',')) {
            let is_on = values.boolean(id) || values.number(id).abs() > 0.0;
            return (is_on == wanted).then_some(rest);
        }
    }
    Some(line)
}
