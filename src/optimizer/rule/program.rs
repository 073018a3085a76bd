//! The lines of a rule, read: see [`super`] for what they may say.

use super::Gear;
use crate::{
    expression::{Places, Tape, Tree, Vocabulary, snake},
    parameter::{LEARNING_RATE, Parameter, Values},
};

/// The names that every line knows, here and in scripts, in the order of their values.
const GIVEN: [(&str, &str); 5] = [("θ", "theta"), ("g", "gradient"), ("η", "learning_rate"), ("t", "t"), ("L", "loss")];
const THETA: usize = 0;
const GRADIENT: usize = 1;
pub const COUNT: usize = 3;
const LOSS: usize = 4;

/// A line that was read.
#[derive(Debug)]
pub struct Read {
    pub label: &'static str,
    pub text: &'static str,
    /// What stands in its place at the first step; empty where that is the same.
    pub at_first: &'static str,
    /// Which name it assigns to.
    pub target: usize,
    pub tree: Tree,
    pub first: Option<Tree>,
    /// The same with the parameters' values worked in: what is evaluated at each step.
    pub tape: Tape,
}

/// A rule that was read, shared by all copies of the optimizer.
#[derive(Debug)]
pub struct Program {
    /// The names in scripts.
    pub variables: Vec<String>,
    pub vectors: Vec<bool>,
    /// Memory: which name, its public name, and its value before the first step.
    pub memory: Vec<(usize, &'static str, f64)>,
    pub lines: Vec<Read>,
    /// All lines in one, for a step that nobody reads.
    pub whole: Tape,
    /// Whether the first step is another one.
    pub begins: bool,
    pub rate: Option<usize>,
    pub gear: Gear,
    pub uses_loss: bool,
    pub torch: Option<&'static str>,
}

impl Program {
    /// Reads the lines of a rule, with the method's parameters as names by their symbols; with it, where its values stand.
    pub fn read(
        rule: &[&'static str],
        parameters: &'static [Parameter],
        values: &Values,
        gear: Gear,
    ) -> (Self, Places) {
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
        let mut whole = Tape::default();
        for read in &mut lines {
            read.tape = Tape::new(&read.tree.folded(&known), &mut places);
            whole.then(&read.tape, read.target);
        }
        let begins = lines.iter().any(|read| read.first.is_some());
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
        let program = Self { variables, vectors, memory, lines, whole, begins, rate, gear, uses_loss, torch };
        (program, places)
    }
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
