//! Schedules that are their formula: the text on the page is what is computed and pasted.

use std::cell::Cell;

use super::Schedule;
use crate::{
    expression::{Places, Python, Tape, Tree, Vocabulary, snake},
    parameter::{Parameter, Values},
};

/// A schedule made of a formula in η (the track's own rate) and k (the step, 0 for the one that leaves the start).
struct Written {
    tree: Tree,
    variables: Vec<String>,
    tape: Tape,
    places: Places,
    room: Cell<Vec<f64>>,
}

/// What stands behind `=` in `formula`, with the parameters by their symbols.
pub(super) fn built_in(formula: &str, parameters: &'static [Parameter], values: &Values) -> Box<dyn Schedule> {
    let mut variables = vec!["learning_rate".into(), "k".into()];
    let (mut names, mut begins) = (vec!["η", "k"], vec![f64::NAN; 2]);
    for parameter in parameters.iter().filter(|parameter| parameter.is_number()) {
        names.push(parameter.symbol);
        variables.push(snake(parameter.id));
        begins.push(values.number(parameter.id));
    }
    let text = formula.split_once('=').map_or(formula, |(_, text)| text);
    // A formula that cannot be read has no value; a test reads every one.
    let tree = Tree::parse(text, Vocabulary { names: &names, whole_words: false }).unwrap_or_default();
    let mut places = Places::new(begins);
    let tape = Tape::new(&tree, &mut places);
    Box::new(Written { tree, variables, tape, places, room: Cell::default() })
}

impl Schedule for Written {
    fn rate(&self, base: f64, step: usize) -> f64 {
        self.tape.run_in(&self.room, &self.places, &[base, step as f64])
    }

    fn script(&self) -> String {
        let variable = |name: usize| self.variables.get(name).cloned().unwrap_or_default();
        self.tree.python(Python::Arrays, &variable, &|_| false)
    }
}
