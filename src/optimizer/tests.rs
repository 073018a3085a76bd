//! Every rule of the registry, at all settings that change which lines it has.

use super::{Gear, OPTIMIZERS, Optimizer};
use crate::{
    expression::{Tree, Vocabulary},
    ledger::Book,
    loss::LOSSES,
    math::{Vec2, is_finite},
    parameter::{Kind, LEARNING_RATE, Parameter, Values},
    registry::{Entry, find},
    value::Value,
};

/// The default of a parameter, the ends at which a part of a rule does nothing, and something else.
fn settings(parameter: &Parameter) -> Vec<Value> {
    let mut settings = vec![parameter.default()];
    match parameter.kind {
        Kind::Number(_) if parameter.id != LEARNING_RATE => {
            settings.extend([0.0f64, 0.5].map(|value| value.clamp(parameter.minimum, parameter.maximum).into()));
        }
        Kind::Boolean(on) => settings.push((!on).into()),
        _ => {}
    }
    settings
}

/// All combinations of the settings above.
fn combinations(entry: &Entry<dyn Optimizer>) -> Vec<Values> {
    let mut combinations = vec![Vec::new()];
    for parameter in entry.parameters {
        let with = |before: &Vec<(&'static str, Value)>| {
            let before = before.clone();
            settings(parameter).into_iter().map(move |value| [before.clone(), vec![(parameter.id, value)]].concat())
        };
        combinations = combinations.iter().flat_map(with).collect();
    }
    combinations.into_iter().map(Values::new).collect()
}

/// Building a rule reads its lines, and one that cannot be read is an assertion in `Ruled`; a function that update rules
/// do not have is NaN. Long enough for RAdam to take up its ruler.
#[test]
fn every_line_can_be_read_and_has_a_value() {
    let loss = find(LOSSES, "quadratic").unwrap();
    let loss = (loss.build)(&Values::defaults(loss.parameters));
    for entry in OPTIMIZERS {
        for values in combinations(entry) {
            let mut optimizer = (entry.build)(&values);
            let rate = if values.has(LEARNING_RATE) { values.number(LEARNING_RATE) } else { f64::NAN };
            let mut theta = loss.start();
            for step in 0..8 {
                let mut book = Book::default();
                let proposal = optimizer.step(loss.as_ref(), &loss.local(theta), rate, &mut book);
                let what = format!("{} {values:?}, step {step}: {:#?}", entry.id, book.0);
                let displacement = proposal.displacement;
                assert!(!displacement.x.is_nan() && !displacement.y.is_nan(), "{what}");
                // A ruler of exactly 0 with ε = 0 ends the run as diverged, which is not a fault of the rule.
                if proposal.stop.is_some() || !is_finite(&displacement) {
                    break;
                }
                let is_number = |text: &str| !text.contains("undefined") && !text.contains('?');
                assert!(book.0.iter().all(|row| is_number(&row.substituted) && is_number(&row.value)), "{what}");
                theta += displacement;
            }
        }
    }
}

/// A parameter's symbol is one name, unlike all others that a line may use.
#[test]
fn symbols_are_names_of_their_own() {
    for entry in OPTIMIZERS {
        let is_used = |parameter: &&Parameter| {
            matches!(parameter.kind, Kind::Number(_) | Kind::Whole(_)) && !parameter.symbol.is_empty()
        };
        let numbers = || entry.parameters.iter().filter(is_used);
        for (index, parameter) in numbers().enumerate() {
            let symbol = parameter.symbol;
            let tree = Tree::parse(symbol, Vocabulary { names: &[symbol], whole_words: false }).unwrap();
            assert_eq!(tree.print(&[symbol]), symbol, "{}.{}", entry.id, parameter.id);
            assert!(tree.any_name(&|name| name == 0), "{}.{}", entry.id, parameter.id);
            assert!(numbers().skip(index + 1).all(|other| other.symbol != symbol), "{}: {symbol} twice", entry.id);
            let given = ["θ", "g", "t", "L"].contains(&symbol) || (symbol == "η" && parameter.id != LEARNING_RATE);
            assert!(!given, "{}.{}: {symbol} has a meaning already", entry.id, parameter.id);
        }
    }
}

/// What PyTorch itself refuses is not written.
#[test]
fn constructors_name_parameters_that_exist() {
    for entry in OPTIMIZERS {
        let script = (entry.build)(&Values::defaults(entry.parameters)).script();
        let Some(torch) = script.torch else { continue };
        assert!(torch.starts_with("torch.optim.") && torch.ends_with(')'), "{}: {torch}", entry.id);
        // PyTorch has no noise of its own; with noise there is no constructor.
        for parameter in entry.parameters.iter().filter(|parameter| !["noise", "seed"].contains(&parameter.id)) {
            let name = crate::expression::snake(parameter.id);
            assert!(torch.contains(&name), "{}: {name} is not in {torch}", entry.id);
        }
    }
}

/// A line's value at a point without slope is zero where the memory begins empty, whatever the ruler's floor.
#[test]
fn no_slope_is_no_step_at_any_setting() {
    let loss = find(LOSSES, "quadratic").unwrap();
    let loss = (loss.build)(&Values::defaults(loss.parameters));
    let ruled = |entry: &&Entry<dyn Optimizer>| {
        // Optax's Yogi begins with moments of 10⁻⁶.
        entry.id != "yogi" && !matches!((entry.build)(&Values::defaults(entry.parameters)).gear(), Gear::Relative)
    };
    for entry in OPTIMIZERS.iter().filter(ruled) {
        // Noise moves a point that has no slope.
        for values in
            combinations(entry).into_iter().filter(|values| !values.has("noise") || values.number("noise") == 0.0)
        {
            let mut optimizer = (entry.build)(&values);
            let rate = if values.has(LEARNING_RATE) { values.number(LEARNING_RATE) } else { f64::NAN };
            for _ in 0..3 {
                let local = loss.local(Vec2::zeros());
                let proposal = optimizer.step(loss.as_ref(), &local, rate, &mut Book::default());
                assert_eq!(proposal.displacement.norm(), 0.0, "{} {values:?}", entry.id);
            }
        }
    }
}
