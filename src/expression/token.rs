//! Characters to tokens: numbers, names, operators.

use super::{FUNCTIONS, Fault, Function, LONGEST, Vocabulary, advice::advice};
use crate::decimal;

/// A token and where it begins, counted in characters from 0.
pub(super) type Placed = (Token, usize);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Constant(&'static str),
    Name(usize),
    Function(Function),
    /// `pow`, which is `^` written as a function.
    Pow,
    /// `+ - * / ^ ( ) , |`, and `√` for a root without parentheses.
    Sign(char),
    /// A superscript that is a whole number without its sign, and whether it has one.
    Superscript(f64, bool),
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

/// What begins a superscript of digits, so that x⁻² is a power and g⁺ a name.
fn is_raised_number(c: char, next: Option<char>) -> bool {
    let digit = |c: char| SUPERSCRIPTS.chars().any(|other| other == c);
    digit(c) || (c == '⁻' && next.is_some_and(digit))
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
        if c.is_ascii_digit() || self.is_point(c) {
            return self.number();
        }
        if c == 'π' {
            self.at += 1;
            return Ok(Token::Constant("π"));
        }
        if let Some((_, name)) = RAISED.iter().find(|(raised, _)| *raised == c)
            && let Some(index) = self.vocabulary.names.iter().position(|known| known == name)
        {
            self.at += 1;
            return Ok(Token::Name(index));
        }
        if is_letter(c) {
            return self.word();
        }
        if is_raised_number(c, self.peek(1)) {
            return self.superscript();
        }
        let sign = match c {
            '*' if self.peek(1) == Some('*') => {
                self.at += 1;
                '^'
            }
            '−' | '–' => '-',
            '·' | '×' | '⋅' => '*',
            '÷' | ':' => '/',
            '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' | '|' | '√' => c,
            _ => return Err(self.fault("a character of formulas")),
        };
        self.at += 1;
        Ok(Token::Sign(sign))
    }

    fn superscript(&mut self) -> Result<Token, Fault> {
        let from = self.at;
        let mut value = 0.0;
        let negative = self.peek(0) == Some('⁻');
        self.at += usize::from(negative);
        while let Some(digit) = self.peek(0).and_then(|c| SUPERSCRIPTS.chars().position(|other| other == c)) {
            value = 10.0 * value + digit as f64;
            self.at += 1;
        }
        if value.is_finite() {
            return Ok(Token::Superscript(value, negative));
        }
        self.at = from;
        Err(self.fault("a smaller number"))
    }

    /// Number fields, which have no names, take a decimal comma too; where functions have arguments, `max(1, 2)`, a
    /// space tells the commas apart.
    fn is_point(&self, c: char) -> bool {
        c == '.' || (c == ',' && self.vocabulary.names.is_empty() && self.peek(1).is_some_and(|c| c.is_ascii_digit()))
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
        if self.peek(0).is_some_and(|c| self.is_point(c)) {
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
        let value = decimal::parse(&text);
        value.filter(|value| value.is_finite()).map(Token::Number).ok_or_else(|| {
            self.at = from;
            self.fault(if value.is_some() { "a smaller number" } else { "a number" })
        })
    }

    /// The letters at hand, with the marks that belong to them.
    fn letters(&self) -> String {
        let rest = self.characters.get(self.at..).unwrap_or(&[]);
        let mut word = String::new();
        for (index, c) in rest.iter().enumerate() {
            let part = (is_letter(*c) && *c != 'π') || c.is_ascii_digit() || is_mark(*c);
            if !part || is_raised_number(*c, rest.get(index + 1).copied()) {
                break;
            }
            word.push(*c);
        }
        word
    }

    fn word(&mut self) -> Result<Token, Fault> {
        let letters = self.letters();
        if self.vocabulary.whole_words {
            return self.whole_word(&letters);
        }
        for end in (1..=letters.len()).rev() {
            let Some((word, rest)) = letters.split_at_checked(end) else { continue };
            // A mark belongs to the letter before it: m is not the beginning of m̂.
            if let Some(token) = self.known(word)
                && !rest.chars().next().is_some_and(is_mark)
            {
                self.at += word.chars().count();
                return Ok(token);
            }
        }
        Err(self.fault("a known name"))
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
        let names = self.vocabulary.names;
        // Number fields know all functions, too; what is said there is what one may need.
        let mut expected = match names.is_empty() {
            true => "a number, pi, e or sqrt( )".to_owned(),
            false => names.join(", ") + ", pi, e or a function",
        };
        let advice = advice(word, names);
        if !advice.is_empty() {
            expected.extend([" (perhaps ", advice.as_str(), ")"]);
        }
        Err(self.fault(expected))
    }

    fn known(&self, word: &str) -> Option<Token> {
        if let Some(index) = self.vocabulary.names.iter().position(|name| *name == word) {
            return Some(Token::Name(index));
        }
        let allowed = |entry: &&(&str, Function, bool)| entry.0 == word && (entry.2 || !self.vocabulary.whole_words);
        match word {
            "pi" => Some(Token::Constant("π")),
            "e" => Some(Token::Constant("e")),
            "pow" => Some(Token::Pow),
            _ => FUNCTIONS.iter().find(allowed).map(|entry| Token::Function(entry.1)),
        }
    }
}
