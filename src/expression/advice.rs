//! What the writer of an unknown word may have meant.

use super::FUNCTIONS;

/// The longest word that advice is given on.
const LONGEST_ADVISED: usize = 12;

/// What the writer of an unknown word may have meant; nothing where that is anybody's guess.
pub(super) fn advice(word: &str, names: &[&str]) -> String {
    if word.len() > LONGEST_ADVISED {
        return String::new();
    }
    let lower = word.to_ascii_lowercase();
    let function = |start: &str| start == "pow" || FUNCTIONS.iter().any(|entry| entry.2 && start == entry.0);
    match lower.as_str() {
        "log" => return "ln or log10".into(),
        "arctan" | "tg" => return "atan".into(),
        _ => {}
    }
    if word != lower && (names.contains(&lower.as_str()) || function(&lower) || matches!(lower.as_str(), "pi" | "e")) {
        return lower;
    }
    // The longest function that the word begins with: sinhx is sinh(x).
    for end in (1..word.len()).rev() {
        if let (Some(start), Some(rest)) = (word.get(..end), word.get(end..))
            && function(start)
        {
            return [start, "(", rest, ")"].concat();
        }
    }
    factors(word, names).map(|factors| factors.join("*")).unwrap_or_default()
}

/// A word as names, constants and whole numbers side by side.
fn factors<'a>(word: &'a str, names: &[&str]) -> Option<Vec<&'a str>> {
    let mut factors = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let known = names.iter().chain(&["pi", "e"]).find(|name| rest.starts_with(**name)).map(|name| name.len());
        let (factor, after) = rest.split_at_checked(if digits > 0 { digits } else { known? })?;
        factors.push(factor);
        rest = after;
    }
    Some(factors).filter(|factors| factors.len() > 1)
}
