//! What is done with arbitrary bytes: plain functions, called by the stable replay (`tests/fuzz.rs`) and by libFuzzer
//! (`tests/fuzz/libfuzzer`). A panic is a finding; so is a run that takes long.

use many_clocks::{
    expression::{Formula, LONGEST, Python, Tree, Vocabulary},
    loss::{LOSSES, Loss},
    parameter::Values,
    registry,
};

const READERS: &[&str] = &["x", "y"];
const POINTS: [[f64; 2]; 5] = [[0.0, 0.0], [1.5, -0.75], [-1.0, 1.0], [1e300, -1e-300], [f64::INFINITY, f64::NAN]];

/// A reader's formula: read, printed and read again as the same, evaluated with and without derivatives.
pub fn formula(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let length = text.chars().count();
    let vocabulary = Vocabulary { names: READERS, whole_words: true };
    let tree = match Tree::parse(&text, vocabulary) {
        Err(fault) => {
            assert!(!fault.expected.is_empty() && fault.at >= 1 && fault.at <= length + 1, "{text:?}: {fault}");
            return assert!(Formula::parse(&text).is_err(), "{text:?}");
        }
        Ok(tree) => tree,
    };
    let formula = Formula::parse(&text).expect(&text);
    assert!(!formula.python(Python::Plain).is_empty());
    let printed = tree.print(READERS);
    match Tree::parse(&printed, vocabulary) {
        Ok(again) => {
            assert_eq!(again, tree, "{text:?} printed as {printed:?}");
            assert_eq!(again.print(READERS), printed);
        }
        // Signs and parentheses that print adds may exceed a limit that the text kept; nothing else may be wrong.
        Err(fault) => {
            let limits = printed.chars().count() > LONGEST || fault.expected.starts_with("fewer");
            assert!(limits, "{text:?} printed as {printed:?}: {fault}");
        }
    }
    let loss = loss(&text);
    for [x, y] in POINTS {
        let (plain, carried) = (formula.evaluate(x, y), loss.local([x, y].into()).value);
        assert!(plain.to_bits() == carried.to_bits() || plain.is_nan() && carried.is_nan(), "{text:?} at {x}, {y}");
    }
}

/// The whole loss, with what it finds out about itself beforehand: whether it is a bowl, and where its centre lies.
fn loss(text: &str) -> Box<dyn Loss> {
    let entry = registry::find(LOSSES, "formula").expect("the loss exists");
    let mut values = Values::defaults(entry.parameters);
    values.set("expression", text.to_owned().into());
    (entry.build)(&values)
}

/// A number field: a value or a message about the field, at a character of the text.
pub fn number(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err(error) = many_clocks::expression::number("tracks[0].learningRate", &text) {
        assert!(error.expected.contains(" at character "), "{text:?}: {error}");
        assert_eq!(error.field, "tracks[0].learningRate");
        assert!(error.message().len() < 2000);
    }
}
