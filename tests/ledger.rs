//! The ledger's numbers are this step's numbers: what is printed as substituted comes to what is printed as the
//! result, what is remembered is what the next step begins with, and the last line is the step that was taken.
//!
//! A printed number is rounded to four digits, so it stands for an interval, and so does all that is computed from
//! it. A line is right where the interval of its right side meets that of its result; no other tolerance is in here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

#[path = "ledger/amount.rs"]
mod amount;
mod common;
#[path = "ledger/interval.rs"]
mod interval;
mod known;
#[path = "ledger/names.rs"]
mod names;
#[path = "ledger/reader.rs"]
mod reader;

use amount::Amount;
use interval::Interval;
use std::sync::OnceLock;

use many_clocks::{
    experiment::Status,
    frame::Frame,
    ledger::Row,
    loss::Loss,
    math::{Mat2, Vec2},
    number,
    optimizer::{Remembered, Unit},
};
use serde_json::{Value as Json, json};

const STEPS: usize = 18;
const LOOKED_AT: [usize; 6] = [0, 1, 2, 5, 17, 18];
/// A bowl, walls that curve, several minima, a reader's formula, data, and a valley of minima.
const LANDSCAPES: [&str; 6] = ["quadratic", "rosenbrock", "himmelblau", "formula", "logistic", "factorization"];

/// What a reader sees of one step.
struct Page {
    what: String,
    loss: &'static str,
    frame: Frame,
    rows: Vec<Row>,
    /// The frame before this one.
    before: Option<Frame>,
    next: Vec2,
    memory: Memory,
    next_memory: Memory,
}

type Memory = Vec<(&'static str, Remembered)>;

impl Page {
    /// Whether a step was taken: else only what is known at this point is written.
    fn has_step(&self) -> bool {
        self.frame.displacement.is_some() && self.frame.status != Status::Stopped
    }

    /// Whether the method had nothing to write: at rest it may say so with the gradient alone.
    fn is_at_rest(&self) -> bool {
        self.frame.displacement == Some(Vec2::zeros())
    }
}

/// The landscapes themselves, for what a line says of another point.
fn losses() -> Vec<(&'static str, Box<dyn Loss>)> {
    let build = |id| common::run(&json!({ "loss": { "id": id }, "steps": 1 })).config().loss.build();
    LANDSCAPES.into_iter().map(|id| (id, build(id))).collect()
}

fn of<'a>(losses: &'a [(&'static str, Box<dyn Loss>)], page: &Page) -> &'a dyn Loss {
    losses.iter().find(|(id, _)| *id == page.loss).unwrap().1.as_ref()
}

/// A few losses with every listed setting of every registered method, worked out once.
fn pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let mut pages = Vec::new();
        for (known, parameters) in known::registered() {
            for track in known::tracks(known) {
                for loss in LANDSCAPES {
                    pages.extend(written(&track, loss, known::has_rate(parameters)));
                }
            }
        }
        pages
    })
}

fn written(track: &Json, loss: &'static str, has_rate: bool) -> Vec<Page> {
    let run = |track: &Json| common::run(&json!({ "loss": { "id": loss }, "steps": STEPS, "tracks": [track] }));
    let mut experiment = run(track);
    // The defaults suit a bowl; where walls are steeper a gradient step must be shorter.
    if experiment.status(0, STEPS) == Status::Diverged && experiment.gear(0).unit() == Unit::PerCurvature && has_rate {
        let mut shorter = track.clone();
        shorter["learningRate"] = 1e-4.into();
        experiment = run(&shorter);
    }
    let page = |step: usize| {
        let frame = experiment.frame(0, step);
        let next = (step + 1).min(STEPS);
        Page {
            what: format!("{track} on {loss} at step {step}"),
            loss,
            rows: frame.ledger(&experiment, 0),
            before: step.checked_sub(1).map(|before| experiment.frame(0, before)),
            frame,
            next: experiment.theta(0, next),
            memory: experiment.memory(0, step),
            next_memory: experiment.memory(0, next),
        }
    };
    LOOKED_AT.into_iter().map(page).collect()
}

/// How many lines were seen, and how.
#[derive(Default)]
struct Count {
    lines: usize,
    computed: usize,
    words: usize,
    wide: usize,
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// What a line assigns to, and the formula for it.
fn assigned(row: &Row) -> Option<(&'static str, &'static str)> {
    row.formula.split_once(" ← ").or_else(|| row.formula.split_once(" = "))
}

fn exactly(vector: Vec2) -> Amount {
    Amount::Two([vector.x, vector.y].map(Interval::exact))
}

#[test]
fn every_line_comes_to_its_result() {
    let (losses, mut count, mut wrong) = (losses(), Count::default(), Vec::new());
    for page in pages() {
        let loss = of(&losses, page);
        for row in &page.rows {
            count.lines += 1;
            if !has_digit(&row.substituted) || !has_digit(&row.value) {
                count.words += 1;
                continue;
            }
            let side = reader::read(&row.substituted, row.formula, loss);
            let value = reader::read(&row.value, "", loss);
            match (side, value) {
                (Ok(side), Ok(value)) if side.meets(value) => {
                    count.computed += 1;
                    count.wide += usize::from(side.parts().into_iter().any(|part| part.openness() > 0.2));
                }
                (side, value) => wrong.push(format!("{}: {row:?}\n  {side:?}\n  {value:?}", page.what)),
            }
        }
    }
    let Count { lines, computed, words, wide } = count;
    println!("{lines} lines: {computed} computed, {wide} of them leave more than 20 % open, {words} in words");
    assert!(wrong.is_empty(), "{} of {lines} lines are wrong:\n{}", wrong.len(), first(&wrong));
    // The digits left open are few, else a line could say anything: only differences of nearly equal numbers are.
    assert!(wide * 10 <= computed, "{wide} of {computed} lines leave more than 20 % open");
    assert!(words * 4 <= lines, "{words} of {lines} lines are words");
}

fn first(wrong: &[String]) -> String {
    wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n")
}

/// The last line of the method itself is the displacement of the frame, to the digits printed.
#[test]
fn the_step_is_the_displacement() {
    let (losses, mut steps, mut wrong) = (losses(), 0, Vec::new());
    for page in pages() {
        let Page { what, frame, rows, .. } = page;
        let Some(displacement) = frame.displacement else {
            assert!(rows.len() <= 1, "{what}: {rows:?}");
            continue;
        };
        let stated: Vec<_> = rows.iter().filter(|row| row.label == "step").collect();
        if !page.has_step() || (page.is_at_rest() && stated.is_empty()) {
            continue;
        }
        let [row] = stated.as_slice() else {
            wrong.push(format!("{what}: {} lines are the step in {rows:?}", stated.len()));
            continue;
        };
        // The displacement is the difference of two rounded points: θ + Δθ was rounded to an ulp of its size.
        let slack = f64::EPSILON * (frame.theta.amax() + displacement.amax());
        let moved = Amount::Two([displacement.x, displacement.y].map(|part| Interval::around(part, slack)));
        let printed = reader::read(&row.value, "", of(&losses, page));
        steps += 1;
        if !printed.as_ref().is_ok_and(|printed| moved.meets(*printed)) {
            wrong.push(format!("{what}: {displacement:?} is not {row:?}"));
        }
        let last = rows.last().unwrap();
        assert_eq!((last.label, &last.value), ("point", &number::vector(page.next)), "{what}");
    }
    println!("{steps} steps");
    assert!(wrong.is_empty(), "{} of {steps} steps are wrong:\n{}", wrong.len(), first(&wrong));
}

/// A step begins with the gradient at this frame's point, but for a simplex, which knows none.
#[test]
fn the_gradient_line_is_the_gradient_here() {
    for page in pages() {
        let begins = page.rows.first().is_some_and(|row| row.label == "gradient");
        let has_one = !page.what.contains("nelder-mead");
        assert!(!page.has_step() || begins == has_one, "{}: {:?}", page.what, page.rows);
        for row in page.rows.iter().filter(|row| row.label == "gradient") {
            assert_eq!(row.substituted, format!("∇L{}", number::vector(page.frame.theta)), "{}", page.what);
            assert_eq!(row.value, number::vector(page.frame.gradient), "{}", page.what);
        }
    }
}

/// The instrument itself: what it must accept, and what it must not.
#[test]
fn the_pencil_reads_what_is_printed_and_sees_a_wrong_digit() {
    let experiment = common::run(&json!({ "loss": { "curvatures": [1, 25], "angle": 0 } }));
    let agree = |text: &str, formula: &str, value: &str| {
        let side = reader::read(text, formula, experiment.loss()).unwrap();
        side.meets(reader::read(value, "", experiment.loss()).unwrap())
    };
    for (text, formula, value, wrong) in [
        ("−0.07 · (1.5, −2)", "−ηg", "(−0.105, 0.14)", "(−0.1052, 0.14)"),
        ("1 − 0.9^3", "1 − βᵗ", "0.271", "0.2716"),
        ("2·10⁻⁷·3", "", "6·10⁻⁷", "6.01·10⁻⁷"),
        ("−1 · [[2, 0], [0, 4]]⁻¹ (1, 2)", "", "(−0.5, −0.5)", "(−0.5, 0.5)"),
        ("√(4, 9) + |−1|", "", "(3, 4)", "(3, 4.01)"),
        ("max((1, 5), (3, 2)) − min(1, 2)", "", "(2, 4)", "(2, 3.99)"),
        ("dot((1, 2), (3, 4))/‖(3, 4)‖²", "", "0.44", "0.4404"),
        ("(0, 1)/(0, 2)", "", "(0, 0.5)", "(0, 0.51)"),
        ("cases((1, −1), 1.2, 1, 0.5)·(1, 1)", "", "(1.2, 0.5)", "(1, 0.5)"),
        ("sign((−3, 0))", "", "(−1, 0)", "(1, 0)"),
        ("∇L(2, 1)", "", "(2, 25)", "(2, 25.1)"),
        ("(1, 2)ᵀ (3, 4)", "", "11", "11.02"),
        ("(1 + 2)(3 − 1)", "", "6", "6.01"),
        ("(4, 9)^0.5", "x^0.5", "(2, 3)", "(2, 3.01)"),
    ] {
        assert!(agree(text, formula, value), "{text} is {value}");
        assert!(!agree(text, formula, wrong), "{text} is not {wrong}");
    }
    for unreadable in ["", "1 2", "(1, 2", "3 apples", "1 +", "[[1, 2], 3]", "f(1)"] {
        assert!(reader::read(unreadable, "", experiment.loss()).is_err(), "{unreadable}");
    }
    assert!(exactly(Vec2::new(0.07, 0.0)).meets(reader::read("(0.07, 0)", "", experiment.loss()).unwrap()));
    assert!(!exactly(Vec2::new(0.07001, 0.0)).meets(reader::read("(0.07, 0)", "", experiment.loss()).unwrap()));
}
