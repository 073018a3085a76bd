//! Characters to tokens: numbers, names, operators.

use super::{FUNCTIONS, Fault, Function, LONGEST, Vocabulary};
use crate::decimal;

/// A token and where it begins, counted in characters from 0.
pub(super) type Placed = (Token, usize);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Constant(&'static str),
    Name(usize),
    Function(Function, usize),
    /// `+ - * / ^ ( ) , |`, and `√` for a root without parentheses.
    Sign(char),
    /// A superscript that is a whole number.
    Superscript(f64),
    End,
}

const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/// Superscript letters and what they stand for.
const RAISED: &[(char, &str)] = &[('ᵗ', "t"), ('ᵏ', "k"), ('ᵖ', "p")];

/// Splits a formula; the last token is its end.
pub(super) fn tokens(text: &str, vocabulary: Vocabulary<'_>) -> Result<Vec<Placed>, Fault> {
    // Before anything that costs time: a text may be of any length. A character has at most four bytes.
    if text.len() > 4 * LONGEST || text.chars().count() > LONGEST {
        return Err(Fault { expected: format!("at most {LONGEST} characters: the end"), at: LONGEST + 1 });
    }
    let characters: Vec<char> = text.chars().collect();
    let mut reader = Reader { characters: &characters, at: 0, vocabulary };
    let mut tokens = Vec::new();
    loop {
        while reader.peek(0).is_some_and(char::blank) {
            reader.at += 1;
        }
        let from = reader.at;
        let token = reader.token()?;
        // A raised letter is a power of that name.
        if let Token::Name(_) = token
            && reader.was_raised(from)
        {
            tokens.push((Token::Sign('^'), from));
        }
        tokens.push((token, from));
        if token == Token::End {
            return Ok(tokens);
        }
    }
}

/// The standard library's notion of white space brings a table of all scripts.
trait WhiteSpace {
    fn blank(self) -> bool;
}

impl WhiteSpace for char {
    fn blank(self) -> bool {
        matches!(self, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2009}' | '\u{202f}')
    }
}

struct Reader<'a> {
    characters: &'a [char],
    at: usize,
    vocabulary: Vocabulary<'a>,
}

/// Letters of names and what may follow them: subscripts, primes, hats and bars.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'α'..='ω' | 'Δ' | '_')
}

fn is_mark(c: char) -> bool {
    matches!(c, '₀'..='₉' | 'ₐ'..='ₜ' | '′' | '\u{300}'..='\u{36f}' | '⁺' | '⁻')
}

impl Reader<'_> {
    fn peek(&self, offset: usize) -> Option<char> {
        self.characters.get(self.at + offset).copied()
    }

    fn was_raised(&self, from: usize) -> bool {
        self.characters.get(from).is_some_and(|c| RAISED.iter().any(|(raised, _)| raised == c))
    }

    fn fault(&self, expected: impl Into<String>) -> Fault {
        Fault { expected: expected.into(), at: self.at + 1 }
    }

    fn token(&mut self) -> Result<Token, Fault> {
        let Some(c) = self.peek(0) else { return Ok(Token::End) };
        if c.is_ascii_digit() || c == '.' {
            return self.number();
        }
        if let Some((_, name)) = RAISED.iter().find(|(raised, _)| *raised == c)
            && let Some(index) = self.vocabulary.names.iter().position(|known| known == name)
        {
            self.at += 1;
            return Ok(Token::Name(index));
        }
        if is_letter(c) || c == 'π' {
            return self.word();
        }
        if SUPERSCRIPTS.contains(c) {
            return Ok(self.superscript());
        }
        let sign = match c {
            '*' if self.peek(1) == Some('*') => {
                self.at += 1;
                '^'
            }
            '−' | '–' => '-',
            '·' | '×' | '⋅' => '*',
            '÷' => '/',
            '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' | '|' | '√' => c,
            _ => return Err(self.fault("a number, a name or an operator")),
        };
        self.at += 1;
        Ok(Token::Sign(sign))
    }

    fn superscript(&mut self) -> Token {
        let mut value = 0.0;
        while let Some(digit) = self.peek(0).and_then(|c| SUPERSCRIPTS.chars().position(|other| other == c)) {
            value = 10.0 * value + digit as f64;
            self.at += 1;
        }
        Token::Superscript(value)
    }

    fn number(&mut self) -> Result<Token, Fault> {
        let from = self.at;
        let mut text = String::new();
        let digits = |reader: &mut Self, text: &mut String| {
            while let Some(c) = reader.peek(0).filter(char::is_ascii_digit) {
                text.push(c);
                reader.at += 1;
            }
        };
        digits(self, &mut text);
        if self.peek(0) == Some('.') {
            text.push('.');
            self.at += 1;
            digits(self, &mut text);
        }
        // An e begins an exponent only before digits: 2e is twice the constant, 2exp(x) a product.
        let signed = matches!(self.peek(1), Some('+' | '-' | '−'));
        if matches!(self.peek(0), Some('e' | 'E'))
            && self.peek(1 + usize::from(signed)).is_some_and(|c| c.is_ascii_digit())
        {
            text.push('e');
            if signed && self.peek(1) != Some('+') {
                text.push('-');
            }
            self.at += 1 + usize::from(signed);
            digits(self, &mut text);
        }
        decimal::parse(&text).filter(|value| value.is_finite()).map(Token::Number).ok_or_else(|| {
            self.at = from;
            self.fault("a number")
        })
    }

    /// The letters at hand, with the marks that belong to them.
    fn letters(&self) -> String {
        let rest = self.characters.iter().skip(self.at);
        rest.take_while(|c| is_letter(**c) || c.is_ascii_digit() || is_mark(**c) || **c == 'π').collect()
    }

    fn word(&mut self) -> Result<Token, Fault> {
        let letters = self.letters();
        if self.vocabulary.whole_words {
            return self.whole_word(&letters);
        }
        let mut ends: Vec<usize> = letters.char_indices().map(|(index, _)| index).skip(1).collect();
        ends.push(letters.len());
        let longest = ends.into_iter().rev().find_map(|end| {
            let word = letters.get(..end)?;
            // A mark belongs to the letter before it: m is not the beginning of m̂.
            let cut = letters.get(end..).and_then(|rest| rest.chars().next()).is_some_and(is_mark);
            (!cut).then(|| self.known(word)).flatten().map(|token| (token, word.chars().count()))
        });
        let (token, length) = longest.ok_or_else(|| self.fault("a known name"))?;
        self.at += length;
        Ok(token)
    }

    /// A reader's word: known as a whole or refused, with the advice that most likely helps.
    fn whole_word(&mut self, word: &str) -> Result<Token, Fault> {
        if let Some(token) = self.known(word) {
            self.at += word.chars().count();
            return Ok(token);
        }
        // The one exception: two variables side by side.
        let mut characters = word.chars();
        if let (Some(first), Some(second), None) = (characters.next(), characters.next(), characters.next())
            && let Some(token @ Token::Name(_)) = self.known(first.encode_utf8(&mut [0; 4]))
            && let Some(Token::Name(_)) = self.known(second.encode_utf8(&mut [0; 4]))
        {
            self.at += 1;
            return Ok(token);
        }
        let names = self.vocabulary.names.join(", ");
        let advice = advice(word, self.vocabulary.names);
        let known = if names.is_empty() {
            "a number, pi, e or sqrt( )".into()
        } else {
            format!("{names}, pi, e or a function")
        };
        Err(self.fault(if advice.is_empty() { known } else { format!("{known} ({advice})") }))
    }

    fn known(&self, word: &str) -> Option<Token> {
        if let Some(index) = self.vocabulary.names.iter().position(|name| *name == word) {
            return Some(Token::Name(index));
        }
        let allowed =
            |entry: &&(&str, Function, usize, bool)| entry.0 == word && (entry.3 || !self.vocabulary.whole_words);
        match word {
            "pi" | "π" => Some(Token::Constant("π")),
            "e" => Some(Token::Constant("e")),
            "pow" => Some(Token::Function(Function::Cases, 2)),
            _ => FUNCTIONS.iter().find(allowed).map(|entry| Token::Function(entry.1, entry.2)),
        }
    }
}

/// What the writer of an unknown word may have meant.
fn advice(word: &str, names: &[&str]) -> String {
    let lower = word.to_ascii_lowercase();
    let near = match lower.as_str() {
        "log" => "ln or log10",
        "arctan" | "tg" => "atan",
        "sgn" | "sign" => "abs",
        _ => "",
    };
    if !near.is_empty() {
        return near.into();
    }
    if names.contains(&lower.as_str()) {
        return lower;
    }
    let function = FUNCTIONS.iter().find(|entry| entry.3 && word.starts_with(entry.0));
    if let Some((rest, entry)) = function.and_then(|entry| Some((word.strip_prefix(entry.0)?, entry))) {
        return format!("{}({rest})", entry.0);
    }
    let mut factors: Vec<String> = Vec::new();
    for c in word.chars() {
        match factors.last_mut() {
            Some(last) if c.is_ascii_digit() && last.chars().all(|c| c.is_ascii_digit()) => last.push(c),
            _ => factors.push(c.to_string()),
        }
    }
    let plain = |factor: &String| names.contains(&factor.as_str()) || factor.chars().all(|c| c.is_ascii_digit());
    if factors.len() > 1 && factors.len() <= 6 && factors.iter().all(plain) { factors.join("*") } else { String::new() }
}
