//! The formula language: against Python's values and 60-digit derivatives, its errors, its printing, its limits.
//!
//! `tests/formula/generate.py` wrote `cases.json`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::{
    io::Write,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use many_clocks::{
    expression::{Formula, LONGEST, Pair, Python, Tree, Vocabulary},
    loss::{Dual, Jet},
    math::Vec2,
};
use proptest::prelude::*;

/// Doubles lose at most 1e-13 in these formulas (the generator checks it); ten times that may be lost here.
const RELATIVE: f64 = 1e-12;

struct Case {
    formula: String,
    at: [f64; 2],
    value: f64,
    gradient: Vec<f64>,
    hessian: Vec<f64>,
}

fn cases() -> Vec<Case> {
    let json: serde_json::Value = serde_json::from_str(include_str!("formula/cases.json")).unwrap();
    let floats = |json: &serde_json::Value| json.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    let read = |case: &serde_json::Value| Case {
        formula: case["formula"].as_str().unwrap().to_owned(),
        at: ["x", "y"].map(|name| case[name].as_f64().unwrap()),
        value: case["value"].as_f64().unwrap(),
        gradient: floats(&case["gradient"]),
        hessian: floats(&case["hessian"]),
    };
    json["cases"].as_array().unwrap().iter().map(read).collect()
}

fn parse(text: &str) -> Formula {
    Formula::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn value(text: &str, x: f64, y: f64) -> f64 {
    parse(text).evaluate(x, y)
}

/// Value, [∂x, ∂y] and [∂xx, ∂xy, ∂yy].
fn local(formula: &Formula, [x, y]: [f64; 2]) -> (f64, [f64; 2], [f64; 3]) {
    let [x, y] = Jet::variables(Vec2::new(x, y));
    let Jet { value, x, y, xx, xy, yy } = formula.evaluate(x, y);
    (value, [x, y], [xx, xy, yy])
}

#[test]
fn values_and_derivatives_are_pythons() {
    let cases = cases();
    assert!(cases.len() >= 400, "only {} cases", cases.len());
    for Case { formula: text, at, value, gradient, hessian } in cases {
        let formula = parse(&text);
        let plain = formula.evaluate(at[0], at[1]);
        assert!((plain - value).abs() <= RELATIVE * value.abs(), "{text} at {at:?}: {plain}, not {value}");
        let (carried, ours, second) = local(&formula, at);
        assert_eq!(carried.to_bits(), plain.to_bits(), "{text} at {at:?}: dual numbers have another value");
        // Entries of one order are sums of the same terms and of terms of lower order, which may cancel: in (√x)²''.
        let mut scale = value.abs();
        for (got, expected) in [(&ours[..], gradient), (&second[..], hessian)] {
            scale = expected.iter().fold(scale, |scale, entry| scale.max(entry.abs()));
            for (got, expected) in got.iter().zip(&expected) {
                assert!((got - expected).abs() <= RELATIVE * scale, "{text} at {at:?}: {got}, not {expected}");
            }
        }
    }
}

/// A second opinion from the values alone: differences of fourth order, whose error at this step is below 1e-5 of the
/// largest terms even for x^100.
#[test]
fn derivatives_are_slopes_of_the_values() {
    const STEP: f64 = 2.5e-4;
    for Case { formula: text, at, .. } in cases() {
        let formula = parse(&text);
        let (value, gradient, _) = local(&formula, at);
        for axis in 0..2 {
            let moved = |steps: f64| {
                let mut to = at;
                to[axis] += steps * STEP;
                formula.evaluate(to[0], to[1])
            };
            let slope =
                (8.0 * (moved(1.0) / 12.0 - moved(-1.0) / 12.0) - (moved(2.0) / 12.0 - moved(-2.0) / 12.0)) / STEP;
            let scale = value.abs() + gradient[axis].abs();
            assert!(
                (slope - gradient[axis]).abs() <= 1e-5 * scale,
                "{text} at {at:?}: {slope}, not {}",
                gradient[axis]
            );
        }
    }
}

/// What Python has no number for, and where derivatives do not exist.
#[test]
fn the_edges_of_functions() {
    let inf = f64::INFINITY;
    for (text, x, y, expected) in [
        ("x^0.5", 0.0, 0.0, (0.0, [0.0; 2], [0.0; 3])),
        ("sqrt(x)", 0.0, 0.0, (0.0, [0.0; 2], [0.0; 3])),
        ("x^1.5", 0.0, 0.0, (0.0, [0.0; 2], [0.0; 3])),
        ("x^2.5", 0.0, 0.0, (0.0, [0.0; 2], [0.0; 3])),
        ("|x|", 0.0, 0.0, (0.0, [0.0; 2], [0.0; 3])),
        ("|x|", -2.0, 0.0, (2.0, [-1.0, 0.0], [0.0; 3])),
        ("|x|y", 0.0, 3.0, (0.0, [0.0; 2], [0.0; 3])),
        ("min(x, y)", 1.0, 1.0, (1.0, [1.0, 0.0], [0.0; 3])),
        ("max(x, y)", 1.0, 1.0, (1.0, [1.0, 0.0], [0.0; 3])),
        ("max(y, x)", 1.0, 1.0, (1.0, [0.0, 1.0], [0.0; 3])),
        ("x^2", 0.0, 0.0, (0.0, [0.0; 2], [2.0, 0.0, 0.0])),
        ("x^2", -3.0, 0.0, (9.0, [-6.0, 0.0], [2.0, 0.0, 0.0])),
        ("x^3", 0.0, 0.0, (0.0, [0.0; 2], [0.0; 3])),
        ("x^3", -2.0, 0.0, (-8.0, [12.0, 0.0], [-12.0, 0.0, 0.0])),
        ("x^1", 0.0, 0.0, (0.0, [1.0, 0.0], [0.0; 3])),
        ("x^0", 0.0, 0.0, (1.0, [0.0; 2], [0.0; 3])),
        ("x^-1", -2.0, 0.0, (-0.5, [-0.25, 0.0], [-0.25, 0.0, 0.0])),
        ("x^100", 0.0, 0.0, (0.0, [0.0; 2], [0.0; 3])),
        ("x^101", -1.0, 0.0, (-1.0, [101.0, 0.0], [-10100.0, 0.0, 0.0])),
        ("x^y", 0.0, 3.0, (0.0, [0.0; 2], [0.0; 3])),
        ("x^y", 0.0, 2.0, (0.0, [0.0; 2], [2.0, 0.0, 0.0])),
        ("x^y", 0.0, 1.0, (0.0, [1.0, 0.0], [0.0; 3])),
        ("x^y", 0.0, 0.5, (0.0, [0.0; 2], [0.0; 3])),
        ("x^y", 0.0, 0.0, (1.0, [0.0; 2], [0.0; 3])),
        ("0^x", 2.0, 0.0, (0.0, [0.0; 2], [0.0; 3])),
        ("tanh(x)", 800.0, 0.0, (1.0, [0.0; 2], [0.0; 3])),
        ("exp(x)", -800.0, 0.0, (0.0, [0.0; 2], [0.0; 3])),
    ] {
        assert_eq!(local(&parse(text), [x, y]), expected, "{text} at {x}, {y}");
    }
    for (text, x, y, expected) in [
        ("0^0", 0.0, 0.0, 1.0),
        ("1/x", 0.0, 0.0, inf),
        ("-1/x", 0.0, 0.0, -inf),
        ("x^-1", 0.0, 0.0, inf),
        ("x^-0.5", 0.0, 0.0, inf),
        ("x^y", 0.0, -1.0, inf),
        ("x^y", -2.0, 3.0, -8.0),
        ("ln(x)", 0.0, 0.0, -inf),
        ("atan(1/x)", 0.0, 0.0, core::f64::consts::FRAC_PI_2),
        ("10^400", 0.0, 0.0, inf),
        ("9^9^9", 0.0, 0.0, inf),
        ("x^1000000000000", 2.0, 0.0, inf),
    ] {
        assert_eq!(value(text, x, y), expected, "{text} at {x}, {y}");
        assert_eq!(local(&parse(text), [x, y]).0, expected, "{text} at {x}, {y}");
    }
    for text in ["(-8)^(1/3)", "sqrt(x)", "ln(x)", "log10(x)", "x^0.5", "x^y", "0/0", "0*(1/0)", "√x"] {
        assert!(value(text, -1.5, 0.5).is_nan(), "{text}");
        assert!(local(&parse(text), [-1.5, 0.5]).0.is_nan(), "{text}");
    }
    // Nothing is said of a slope where there is no value.
    assert!(local(&parse("ln(x)"), [-1.0, 0.0]).1[0].is_nan());
}

/// Whole powers are products, to the last bit, at any base and however they are written.
#[test]
fn whole_powers_are_products() {
    for x in [-7.3, -1e-160, 0.1, 1.0 / 3.0, 1e150] {
        for text in ["x^2", "x²", "x**2", "pow(x, 2)", "x^(1+1)", "x^2.0", "(-x)^2", "|x|²"] {
            assert_eq!(value(text, x, 0.0).to_bits(), (x * x).to_bits(), "{text} at {x}");
        }
        assert_eq!(value("x^3", x, 0.0).to_bits(), (x * x * x).to_bits());
        assert_eq!(value("x^-2", x, 0.0).to_bits(), (1.0 / (x * x)).to_bits());
        assert_eq!(value("x⁻¹", x, 0.0).to_bits(), (1.0 / x).to_bits());
        assert_eq!(value("-x^2", x, 0.0).to_bits(), (-(x * x)).to_bits());
    }
}

const OPERAND: &str = "a number, a name or a parenthesis";
const MORE: &str = "an operator or the end";
const NAME: &str = "x, y, pi, e or a function";
const SYMBOL: &str = "a character of formulas";

#[test]
fn errors_say_what_and_where() {
    let perhaps = |advice: &str| format!("{NAME} (perhaps {advice})");
    let long = "x".repeat(LONGEST + 1);
    let deep = "(".repeat(100);
    for (text, expected, at) in [
        ("", OPERAND.into(), 1),
        ("   ", OPERAND.into(), 4),
        ("x +", OPERAND.into(), 4),
        ("x + ", OPERAND.into(), 5),
        ("*x", OPERAND.into(), 1),
        ("x * / y", OPERAND.into(), 5),
        ("x^", OPERAND.into(), 3),
        ("x^^2", OPERAND.into(), 3),
        ("x***2", OPERAND.into(), 4),
        ("()", OPERAND.into(), 2),
        ("²", OPERAND.into(), 1),
        ("--", OPERAND.into(), 3),
        ("√", OPERAND.into(), 2),
        ("√-x", OPERAND.into(), 2),
        ("||", OPERAND.into(), 3),
        ("sin()", OPERAND.into(), 5),
        ("max(x,)", OPERAND.into(), 7),
        (",", OPERAND.into(), 1),
        ("(x", "a closing parenthesis".into(), 3),
        ("((x)", "a closing parenthesis".into(), 5),
        ("(x|", OPERAND.into(), 4),
        ("|x", "a closing |".into(), 3),
        ("|(x|)", OPERAND.into(), 5),
        ("|x)", "a closing |".into(), 3),
        ("x)", MORE.into(), 2),
        ("2 3", MORE.into(), 3),
        ("x 2 3", MORE.into(), 5),
        ("2^3 4", MORE.into(), 5),
        ("x² 3", MORE.into(), 4),
        ("1.2.3", MORE.into(), 4),
        ("x²³^2", MORE.into(), 4),
        ("x² ²", MORE.into(), 4),
        ("0,5x", format!("{MORE} (decimals take a point)"), 2),
        ("max(x, y, 1)", "a closing parenthesis".into(), 9),
        ("max(x)", "a comma and another argument".into(), 6),
        ("pow(x)", "a comma and another argument".into(), 6),
        ("sin x", "( after the name of a function".into(), 5),
        ("sin^2(x)", "( after the name of a function".into(), 4),
        ("sin", "( after the name of a function".into(), 4),
        ("pow", "( after the name of a function".into(), 4),
        (".", "a number".into(), 1),
        ("x + .", "a number".into(), 5),
        (".e5", "a number".into(), 1),
        ("1e400", "a smaller number".into(), 1),
        ("x+1e9999", "a smaller number".into(), 3),
        ("1e99999999999", "a number".into(), 1),
        ("xyz", NAME.into(), 1),
        ("2 + xyx", perhaps("x*y*x"), 5),
        ("sinx", perhaps("sin(x)"), 1),
        ("sinhx", perhaps("sinh(x)"), 1),
        ("cos2x", perhaps("cos(2x)"), 1),
        ("x2", perhaps("x*2"), 1),
        ("xy2", perhaps("x*y*2"), 1),
        ("2ex", perhaps("e*x"), 2),
        ("2pix", perhaps("pi*x"), 2),
        ("0x1", perhaps("x*1"), 2),
        ("log(x)", perhaps("ln or log10"), 1),
        ("arctan(x)", perhaps("atan"), 1),
        ("X", perhaps("x"), 1),
        ("Sin(x)", perhaps("sin"), 1),
        ("z", NAME.into(), 1),
        ("θ + x", NAME.into(), 1),
        ("x + foo(y)", NAME.into(), 5),
        ("floor(x)", NAME.into(), 1),
        ("cases(x, 1, 2, 3)", NAME.into(), 1),
        ("x_1", NAME.into(), 1),
        ("x = y", SYMBOL.into(), 3),
        ("x; y", SYMBOL.into(), 2),
        ("１+x", SYMBOL.into(), 1),
        ("x+２", SYMBOL.into(), 3),
        ("x\0", SYMBOL.into(), 2),
        ("\u{202e}x", SYMBOL.into(), 1),
        ("−x + 🙂", SYMBOL.into(), 6),
        ("√(x²) ÷ ×", OPERAND.into(), 9),
        ("日本", SYMBOL.into(), 1),
        ("[x]", SYMBOL.into(), 1),
        ("{x}", SYMBOL.into(), 1),
        ("x⁺", NAME.into(), 1),
        ("x̂", NAME.into(), 1),
        (long.as_str(), format!("at most {LONGEST} characters: the end"), LONGEST + 1),
        (deep.as_str(), "fewer things inside each other".into(), 65),
    ] {
        let fault = Formula::parse(text).expect_err(text);
        assert_eq!((fault.expected.as_str(), fault.at), (expected.as_str(), at), "{text}");
    }
}

#[test]
fn prints_as_people_write() {
    for (text, printed) in [
        ("2x^3y", "2·x³·y"),
        ("2*(x*y)", "2·(x·y)"),
        ("((x))+(y*2)", "x + y·2"),
        ("x-(y-1)", "x − (y − 1)"),
        ("x-y-1", "x − y − 1"),
        ("x/(y*2)", "x/(y·2)"),
        ("1/2x", "1/2·x"),
        ("-x^2", "−x²"),
        ("(-x)^2", "(−x)²"),
        ("x^-2", "x⁻²"),
        ("x^-y", "x^(−y)"),
        ("x^2.5", "x^2.5"),
        ("2^3^2", "2^(3²)"),
        ("(x^2)^3", "(x²)³"),
        ("x*-y", "x·(−y)"),
        ("x+-y", "x + (−y)"),
        ("x--y*2", "x − (−y·2)"),
        ("--x", "x"),
        ("-(-x)", "−(−x)"),
        ("sqrt(x)", "√x"),
        ("sqrt(x+1)", "√(x + 1)"),
        ("sqrt(x)^2", "(√x)²"),
        ("√√x", "√(√x)"),
        ("abs(x)-1", "|x| − 1"),
        ("||x|-1|", "||x| − 1|"),
        ("pow(x,2)", "x²"),
        ("max(x,y)sin(2x)", "max(x, y)·sin(2·x)"),
        ("2pi x e^x", "2·π·x·e^x"),
        ("1e-3x", "0.001·x"),
        ("1e-7x", "1e-7·x"),
        ("(1e-7)^2", "(1e-7)²"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("1e21", "1e21"),
        ("1000000", "1000000"),
    ] {
        let formula = parse(text);
        assert_eq!(formula.print(), printed, "{text}");
        assert_eq!(parse(printed), formula, "{text}");
    }
}

/// What a ledger row shows: vectors, signs and powers of what stands for a name.
#[test]
fn rows_are_written_out_with_their_numbers() {
    let names = ["g", "β", "η", "t", "m̂"];
    let vocabulary = Vocabulary { names: &names, whole_words: false };
    let shown = |name: usize| ["(1, −2)", "0.9", "−0.5", "3", "(4, 9)"][name].to_owned();
    for (text, row) in [
        ("βm̂ + (1 − β)g", "0.9 · (4, 9) + (1 − 0.9) · (1, −2)"),
        ("−ηg", "−(−0.5) · (1, −2)"),
        ("−βg", "−0.9 · (1, −2)"),
        ("β − η", "0.9 − (−0.5)"),
        ("β − ηg", "0.9 − (−0.5 · (1, −2))"),
        ("gη", "(1, −2) · (−0.5)"),
        ("η²", "(−0.5)²"),
        ("g²", "(1, −2)²"),
        ("βᵗ", "0.9^3"),
        ("m̂/(1 − βᵗ)", "(4, 9) / (1 − 0.9^3)"),
        ("−β g/(√m̂ + 1e-8)", "−0.9 · (1, −2) / (√(4, 9) + 1·10⁻⁸)"),
        ("βg/(1e-8 m̂)", "0.9 · (1, −2) / (1·10⁻⁸ · (4, 9))"),
        ("β·(1e-8)", "0.9 · (1·10⁻⁸)"),
        ("max(|g|, β)", "max(|(1, −2)|, 0.9)"),
        ("sign(g) + √η", "sign((1, −2)) + √(−0.5)"),
    ] {
        let tree = Tree::parse(text, vocabulary).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        assert_eq!(tree.written(&shown, &many_clocks::number::short), row, "{text}");
    }
}

/// Python's own reading of what is written for it, on every case of the table.
#[test]
fn python_computes_the_same() {
    let cases = cases();
    let mut script = String::from("from math import *\n");
    for Case { formula, at: [x, y], .. } in &cases {
        script += &format!("x, y = {x:?}, {y:?}; print(repr(float({})))\n", parse(formula).python(Python::Plain));
    }
    let mut python = Command::new("python3")
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the tests need python3");
    python.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "{script}");
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), cases.len());
    for (line, case) in text.lines().zip(&cases) {
        let theirs: f64 = line.parse().unwrap();
        // A power of 64 factors may differ by 64 half ulps, 7e-15, and a case has a few operations more.
        assert!((theirs - case.value).abs() <= 1e-13 * case.value.abs(), "{}: {theirs}", case.formula);
    }
}

/// Whatever is not a formula is refused at once, however long it is.
#[test]
fn long_and_deep_texts_are_refused_at_once() {
    let many = |unit: &str, length: usize| unit.repeat(length / unit.len());
    for unit in
        ["(", "-", "x^", "|", "||x", " ", "7", "🙂", "√", "sin(", "x", "xy", "2^-", "max(x,", "²", "1e", "e", "\0"]
    {
        let deep = ["(".repeat(10_000), "x".into(), ")".repeat(10_000)].concat();
        for text in [many(unit, 1 << 20), many(unit, 10_000), deep] {
            let start = Instant::now();
            assert!(Formula::parse(&text).is_err(), "{unit}");
            assert!(start.elapsed() < limit(10), "{unit}: {:?}", start.elapsed());
        }
        // As long as a text may be: read or refused, and evaluated, in the same time.
        let text: String = unit.chars().cycle().take(LONGEST).collect();
        let start = Instant::now();
        if let Ok(formula) = Formula::parse(&text) {
            local(&formula, [1.1, 0.9]);
            assert!(!formula.print().is_empty());
        }
        assert!(start.elapsed() < limit(10), "{unit}: {:?}", start.elapsed());
    }
    let chain = many("x+", LONGEST - 1) + "x";
    assert!((value(&chain, 1.0, 0.0) - 500.0).abs() < 1e-9);
    assert_eq!(value(&("-".repeat(LONGEST - 1) + "x"), 1.0, 0.0), -1.0);
    assert_eq!(value(&["(".repeat(63), "x".into(), ")".repeat(63)].concat(), 2.0, 0.0), 2.0);
}

/// Milliseconds, or ten times as many where nothing is optimised.
fn limit(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds * if cfg!(debug_assertions) { 10 } else { 1 })
}

/// A random formula, every part of it in parentheses.
fn formulas(
    names: &'static [&'static str],
    functions: &'static [(&'static str, usize)],
) -> impl Strategy<Value = String> {
    let number = prop_oneof![
        (0u32..20).prop_map(|whole| whole.to_string()),
        (0.0..10.0f64).prop_map(|value| value.to_string()),
        (0u64..0x7ff0_0000_0000_0000).prop_map(|bits| format!("{:e}", f64::from_bits(bits))),
    ];
    let leaf = prop_oneof![
        number,
        proptest::sample::select(names).prop_map(str::to_owned),
        proptest::sample::select(&["π", "e"][..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 40, 4, move |inner| {
        let binary = (inner.clone(), proptest::sample::select(&["+", "-", "*", "/", "^"][..]), inner.clone());
        let call = (proptest::sample::select(functions), proptest::collection::vec(inner.clone(), 4));
        prop_oneof![
            4 => binary.prop_map(|(a, operator, b)| format!("({a}){operator}({b})")),
            1 => inner.prop_map(|a| format!("-({a})")),
            1 => call.prop_map(|((name, arity), arguments)| format!("{name}({})", arguments[..arity].join(", "))),
        ]
    })
}

const READERS: &[&str] = &["x", "y"];
const RULES: &[&str] = &["θ", "g", "η", "t", "β₁", "β", "m̂", "m", "μ′", "ρₜ", "η⁺", "d₀"];

proptest! {
    #![proptest_config(common::proptest_config())]

    #[test]
    fn print_and_parse_are_inverse_for_readers(
        text in formulas(READERS, &[("sin", 1), ("sqrt", 1), ("abs", 1), ("max", 2), ("atan", 1), ("pow", 2)]),
        x in -3.0..3.0f64,
        y in -3.0..3.0f64,
    ) {
        let vocabulary = Vocabulary { names: READERS, whole_words: true };
        // A text too long or too deep to be read says nothing here.
        let Ok(tree) = Tree::parse(&text, vocabulary) else { return Err(TestCaseError::reject("long")) };
        let printed = tree.print(READERS);
        let again = Tree::parse(&printed, vocabulary);
        prop_assert_eq!(again.as_ref(), Ok(&tree), "{} printed as {}", text, printed);
        let (first, second) = (tree.evaluate(&[x, y]), again.unwrap().evaluate(&[x, y]));
        prop_assert_eq!(first.to_bits(), second.to_bits());
        // Constant parts computed beforehand change nothing, nor do derivatives carried along.
        let formula = parse(&text);
        prop_assert!(same(formula.evaluate(x, y), local(&formula, [x, y]).0), "{}", text);
    }

    #[test]
    fn print_and_parse_are_inverse_for_rules(
        text in formulas(RULES, &[("sign", 1), ("sqrt", 1), ("abs", 1), ("max", 2), ("dot", 2), ("cases", 4)]),
        values in proptest::collection::vec((-3.0..3.0f64, -3.0..3.0f64), RULES.len()),
    ) {
        let vocabulary = Vocabulary { names: RULES, whole_words: false };
        let Ok(tree) = Tree::parse(&text, vocabulary) else { return Err(TestCaseError::reject("long")) };
        let printed = tree.print(RULES);
        let again = Tree::parse(&printed, vocabulary);
        prop_assert_eq!(again.as_ref(), Ok(&tree), "{} printed as {}", text, printed);
        let values: Vec<Pair> = values.into_iter().map(|(a, b)| Pair(Vec2::new(a, b))).collect();
        let (Pair(first), Pair(second)) = (tree.evaluate(&values), again.unwrap().evaluate(&values));
        prop_assert!(same(first.x, second.x) && same(first.y, second.y));
    }
}

fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
}

/// The trait's own promise: a plain number is a dual number without derivatives.
#[test]
fn plain_numbers_are_dual() {
    assert_eq!(2.0f64.chain([3.0, f64::NAN, f64::NAN]), 3.0);
}
