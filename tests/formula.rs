//! The formula language: against Python's values and 60-digit derivatives, its errors, its printing, its limits.
//!
//! `tests/formula/generate.py` wrote `cases.json`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
#[path = "formula/inverse.rs"]
mod inverse;
#[path = "formula/text.rs"]
mod text;

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

/// The trait's own promise: a plain number is a dual number without derivatives.
#[test]
fn plain_numbers_are_dual() {
    assert_eq!(2.0f64.chain([3.0, f64::NAN, f64::NAN]), 3.0);
}
