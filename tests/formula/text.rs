//! Formulas as text: what is refused and where, how they are printed, what Python makes of them.

use super::*;

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
