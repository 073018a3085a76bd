//! `www/catalogue.md`, the list of everything that can be set, is what the registries say.
//!
//! After a change: `WRITE=1 cargo test --test catalogue`, and commit it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{fmt::Write, fs, path::Path};

use many_clocks::{
    config::{FARTHEST_START, FEWEST_PAIRS, MOST_PAIRS, MOST_STEPS, MOST_TRACKS},
    decimal,
    loss::LOSSES,
    optimizer::OPTIMIZERS,
    parameter::{Kind, Parameter, Scale},
    registry::Entry,
    schedule::SCHEDULES,
};

const HEAD: &str = "<!-- Made from the registries: WRITE=1 cargo test --test catalogue -->
# Losses, optimizers, schedules

Everything that a configuration can name, with its parameters. What is not given takes the default; what is not listed is
refused, and so is a number outside its range.
";

/// Numbers as in print: 0.000001 is 1e-6.
fn number(value: f64) -> String {
    decimal::shortest(value)
}

fn list(values: &[f64]) -> String {
    format!("[{}]", values.iter().copied().map(number).collect::<Vec<_>>().join(", "))
}

/// Kind, range and default of a parameter, each as a cell.
fn cells(parameter: &Parameter) -> [String; 3] {
    let range = format!("{} to {}", number(parameter.minimum), number(parameter.maximum));
    let spread = if parameter.scale == Scale::Log { ", logarithmic" } else { "" };
    let kind = |text: &str| format!("{text}{spread}");
    match parameter.kind {
        Kind::Number(value) => [kind("number"), range, number(value)],
        Kind::Whole(value) => [kind("whole number"), range, number(value)],
        Kind::Boolean(on) => ["switch".into(), "true, false".into(), on.to_string()],
        Kind::Choice(words) => ["choice".into(), words.join(", "), words[0].into()],
        Kind::Numbers(values) => [kind(&format!("{} numbers", values.len())), format!("each {range}"), list(values)],
        Kind::List(values, [least, most]) => {
            [kind(&format!("{least} to {most} numbers")), format!("each {range}"), list(values)]
        }
        Kind::Pairs { default, labels } => [
            format!("{FEWEST_PAIRS} to {MOST_PAIRS} pairs"),
            if labels { format!("x {range}, class 0 or 1") } else { format!("each {range}") },
            format!("the {} pairs of the source", default.len()),
        ],
        Kind::Box => ["none or 4 numbers".into(), format!("each {range}"), "none".into()],
        Kind::Formula(text) => [
            "formula in x and y".into(),
            format!("at most {} characters", number(parameter.maximum)),
            format!("`{text}`"),
        ],
    }
}

/// A line of a table; a bar inside a cell would end it.
fn row<const N: usize>(out: &mut String, cells: [&str; N]) {
    let cells = cells.map(|cell| cell.replace('|', "\\|"));
    writeln!(out, "| {} |", cells.join(" | ")).unwrap();
}

fn chapter<T: ?Sized>(out: &mut String, title: &str, entries: &[Entry<T>]) {
    writeln!(out, "\n## {title}").unwrap();
    for entry in entries {
        writeln!(out, "\n### `{}`: {}\n\n`{}`\n", entry.id, entry.label, entry.formula).unwrap();
        if !entry.symbols.is_empty() {
            let symbols: Vec<String> =
                entry.symbols().map(|(symbol, meaning)| format!("{symbol}: {meaning}")).collect();
            writeln!(out, "{}.\n", symbols.join("; ")).unwrap();
        }
        writeln!(out, "{}\n\nSource: {}.", entry.notice, entry.source).unwrap();
        if entry.parameters.is_empty() {
            continue;
        }
        out.push('\n');
        row(out, ["parameter", "what", "symbol", "kind", "range", "default"]);
        out.push_str("| --- | --- | --- | --- | --- | --- |\n");
        for parameter in entry.parameters {
            let [kind, range, default] = cells(parameter);
            let id = format!("`{}`", parameter.id);
            row(out, [&id, parameter.label, parameter.symbol, &kind, &range, &default]);
        }
    }
}

fn catalogue() -> String {
    let mut out = String::from(HEAD);
    out.push_str("\n## A configuration\n\n");
    row(&mut out, ["key", "what", "range", "default"]);
    out.push_str("| --- | --- | --- | --- |\n");
    let far = number(FARTHEST_START);
    let tracks = format!(
        "1 to {MOST_TRACKS}, each with `optimizer`, its parameters and, where it has a `learningRate`, a `schedule`"
    );
    for cells in [
        ["`loss`", "the landscape: an `id` and its parameters", "any of those below", "the first of them"],
        ["`start`", "where every run starts", &format!("two numbers, each -{far} to {far}"), "the loss’s own"],
        ["`steps`", "how many steps each run takes", &format!("1 to {}", number(MOST_STEPS)), "60"],
        ["`tolerance`", "the part of max(1, first slope) that counts as none", "0 to 1", "1e-6"],
        ["`tracks`", "the runs", &tracks, "one, of the first optimizer"],
    ] {
        row(&mut out, cells);
    }
    chapter(&mut out, "Losses", LOSSES);
    chapter(&mut out, "Optimizers", OPTIMIZERS);
    chapter(&mut out, "Schedules", SCHEDULES);
    out
}

#[test]
fn the_list_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/catalogue.md");
    let now = catalogue();
    if std::env::var_os("WRITE").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(now.lines()).find(|(kept, now)| kept != now);
    assert!(kept == now, "www/catalogue.md is not current ({differs:?}): WRITE=1 cargo test --test catalogue");
}

/// What the test above would not see: an entry that has lost its words.
#[test]
fn everything_is_said() {
    fn complete<T: ?Sized>(entries: &[Entry<T>]) {
        for entry in entries {
            for text in [entry.id, entry.label, entry.formula, entry.source, entry.notice] {
                assert!(!text.trim().is_empty() && !text.contains('\n'), "{}: {text:?}", entry.id);
            }
            for parameter in entry.parameters {
                assert!(!parameter.id.is_empty() && !parameter.label.is_empty(), "{}: {parameter:?}", entry.id);
                assert!(parameter.minimum <= parameter.maximum, "{}: {parameter:?}", entry.id);
            }
        }
    }
    complete(LOSSES);
    complete(OPTIMIZERS);
    complete(SCHEDULES);
}
