//! The fuzz bodies on a stable compiler: every entry of the corpus, then short random changes of them, always the same.
//!
//! `tests/fuzz/libfuzzer` looks for new entries: `cargo +nightly fuzz run --fuzz-dir . formula ../corpus/formula` there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "fuzz/bodies.rs"]
mod bodies;
mod random;

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use random::Random;

/// Pieces that random changes insert: the language, its limits and what lies just outside of it.
const PIECES: &[&str] = &[
    "x",
    "y",
    "(",
    ")",
    "|",
    "||",
    "+",
    "-",
    "−",
    "*",
    "**",
    "·",
    "/",
    "^",
    "^-",
    "√",
    "²",
    "⁻¹",
    "⁹⁹",
    "1",
    "0",
    ".5",
    "1e",
    "e-3",
    "1e308",
    "5e-324",
    "1e999",
    "pi",
    "e",
    "π",
    ",",
    "sin(",
    "ln(",
    "sqrt(",
    "abs(",
    "max(",
    "pow(",
    "tan(",
    "0.5",
    "(1/3)",
    "x^y",
    "(x+1)^y",
    " ",
    "\t",
    "\0",
    "θ",
    "ᵗ",
    "x̂",
    "🙂",
    "＋",
    "\u{202e}",
    "xy",
    "xyz",
    "sinx",
    "0x1",
    "_",
    ";",
    ":",
    "~",
    "~c3",
    ";v1",
    "loss:",
    ",schedule:",
    "step:",
];

/// Changes of each entry: all of them where time does not count.
fn rounds() -> usize {
    if std::env::var_os("FULL").is_some() { 1000 } else { 30 }
}

/// An entry with a few bytes cut out, turned over or exchanged.
fn changed(random: &mut Random, entry: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = entry.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..bytes.len().min(at + 1 + random.below(4)))),
            2 => bytes.truncate(at),
            3 => drop(bytes.splice(at..at, other.iter().skip(random.below(other.len())).copied())),
            _ => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].bytes())),
        }
    }
    bytes
}

fn replay(corpus: &str, least: usize, body: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(corpus);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let entries: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    assert!(entries.len() >= least, "{} entries in {}", entries.len(), folder.display());
    let mut random = Random(1);
    let timed = |bytes: &[u8]| {
        let start = Instant::now();
        body(bytes);
        // A formula takes well under a millisecond when optimised; this is for what would hang.
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", String::from_utf8_lossy(bytes));
    };
    for entry in &entries {
        timed(entry);
        for _ in 0..rounds() {
            let other = &entries[random.below(entries.len())];
            timed(&changed(&mut random, entry, other));
        }
    }
}

#[test]
fn formulas() {
    replay("formula", 50, bodies::formula);
}

#[test]
fn number_fields() {
    replay("number", 15, bodies::number);
}

#[test]
fn configurations() {
    replay("configuration", 50, bodies::configuration);
}

#[test]
fn links() {
    replay("link", 50, bodies::link);
}
