//! Schedules that are their formula: the text on the page is what is computed and pasted.

use super::Schedule;
use crate::{
    expression::{Python, Tree, Vocabulary, snake},
    parameter::{Parameter, Values},
};

/// A schedule made of a formula in η (the track's own rate) and k (the step, 0 for the one that leaves the start).
struct Written {
    tree: Tree,
    variables: Vec<String>,
    values: Vec<f64>,
}

/// What stands behind `=` in `formula`, with the parameters by their symbols.
pub(super) fn built_in(formula: &str, parameters: &'static [Parameter], values: &Values) -> Box<dyn Schedule> {
    let mut written = Written {
        tree: Tree::default(),
        variables: vec!["learning_rate".into(), "k".into()],
        values: vec![f64::NAN; 2],
    };
    let mut names = vec!["η", "k"];
    for parameter in parameters.iter().filter(|parameter| parameter.is_number()) {
        names.push(parameter.symbol);
        written.variables.push(snake(parameter.id));
        written.values.push(values.number(parameter.id));
    }
    let text = formula.split_once('=').map_or(formula, |(_, text)| text);
    // A formula that cannot be read has no value; a test reads every one.
    written.tree = Tree::parse(text, Vocabulary { names: &names, whole_words: false }).unwrap_or_default();
    Box::new(written)
}

impl Schedule for Written {
    fn rate(&self, base: f64, step: usize) -> f64 {
        let mut values = self.values.clone();
        for (slot, value) in values.iter_mut().zip([base, step as f64]) {
            *slot = value;
        }
        self.tree.evaluate(&values)
    }

    fn script(&self) -> String {
        let variable = |name: usize| self.variables.get(name).cloned().unwrap_or_default();
        self.tree.python(Python::Arrays, &variable, &|_| false)
    }
}
