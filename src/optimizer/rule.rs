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
    expression::{Number, Pair, Python, Tree},
    ledger::{self, Log, Row},
    loss::{Local, Loss},
    math::Vec2,
    number::{short, vector},
    parameter::{Parameter, Values},
};

mod program;

use program::{COUNT, Program, Read};

/// An optimizer made of a rule.
#[derive(Clone)]
pub struct Ruled {
    program: Rc<Program>,
    values: Vec<Pair>,
}

impl Ruled {
    /// The method that a rule makes, with its parameters as names by their symbols.
    #[must_use]
    pub fn boxed(
        rule: &[&'static str],
        parameters: &'static [Parameter],
        values: &Values,
        gear: Gear,
    ) -> Box<dyn Optimizer> {
        let (program, places) = Program::read(rule, parameters, values, gear);
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

    /// Each line by itself, so that it can be told and be another one at the first step; the last one's value.
    fn line_by_line(&mut self, is_first: bool, log: &mut dyn Log) -> Pair {
        let mut last = Pair::plain(0.0);
        for index in 0..self.program.lines.len() {
            let Some(read) = self.program.lines.get(index) else { break };
            last = match &read.first {
                Some(first) if is_first => first.evaluate(&self.values),
                _ => read.tape.run(&mut self.values),
            };
            log.row(&|| self.row(read, last));
            if let Some(slot) = self.values.get_mut(read.target) {
                *slot = last;
            }
        }
        last
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
        ledger::gradient(log, at);
        let mut is_first = false;
        // In the order of `GIVEN`.
        if let [theta, gradient, current, count, value, ..] = self.values.as_mut_slice() {
            (*theta, *gradient) = (Pair::of(at.at), Pair::of(at.gradient));
            (*current, *value) = (Pair::plain(rate), Pair::plain(at.value));
            *count = Pair::plain(count.scalar() + 1.0);
            is_first = count.scalar() == 1.0;
        }
        let displacement = if log.is_quiet() && !(is_first && self.program.begins) {
            self.program.whole.run(&mut self.values)
        } else {
            self.line_by_line(is_first, log)
        };
        let cost = Cost { loss: u32::from(self.program.uses_loss), gradient: 1, ..Cost::default() };
        let rate = self.program.rate.map(|rate| self.get(rate).x);
        Step { cost, rate, ..Step::by_gradient(displacement.vector()) }
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
