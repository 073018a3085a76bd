//! Number fields take small expressions: `2/11`, `1/(1 + 25)`, `sqrt(2)/10`.

use crate::{
    error::{Code, ConfigError},
    value::Value,
};

/// The longest expression that is read.
const LONGEST: usize = 200;
/// The deepest nesting of parentheses and signs.
const DEEPEST: usize = 32;

/// The value of a constant expression: numbers (decimal point or comma, scientific), + − × ÷ ^, parentheses, pi, e,
/// sqrt. `^` binds tighter than a sign before it and groups to the right: −2^2 is −4, 2^3^2 is 512.
///
/// # Errors
/// `Code::Syntax` at `field`, saying at which character something else was expected. The value may be non-finite;
/// whoever asks validates it.
pub fn evaluate(field: &str, text: &str) -> Result<f64, ConfigError> {
    let refuse = |expected: String| {
        Err(ConfigError::new(field, Code::Syntax, &Value::from(text.chars().take(LONGEST).collect::<String>()))
            .expecting(expected))
    };
    if text.chars().count() > LONGEST {
        return refuse(format!("at most {LONGEST} characters"));
    }
    let characters: Vec<char> = text.chars().collect();
    let mut reader = Reader { characters: &characters, at: 0, depth: 0 };
    match reader.sum().and_then(|value| reader.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(expected) => refuse(format!("{expected} at character {}", reader.at + 1)),
    }
}

struct Reader<'a> {
    characters: &'a [char],
    at: usize,
    depth: usize,
}

type Read = Result<f64, &'static str>;

impl Reader<'_> {
    fn peek(&mut self) -> Option<char> {
        while self.characters.get(self.at).is_some_and(|c| c.is_ascii_whitespace() || *c == '\u{a0}') {
            self.at += 1;
        }
        self.characters.get(self.at).copied()
    }

    fn take(&mut self, wanted: &[char]) -> Option<char> {
        let next = self.peek().filter(|c| wanted.contains(c))?;
        self.at += 1;
        Some(next)
    }

    fn end(&mut self) -> Result<(), &'static str> {
        if self.peek().is_none() { Ok(()) } else { Err("an operator or the end") }
    }

    fn sum(&mut self) -> Read {
        let mut value = self.product()?;
        while let Some(operator) = self.take(&['+', '-', '−']) {
            let right = self.product()?;
            value = if operator == '+' { value + right } else { value - right };
        }
        Ok(value)
    }

    fn product(&mut self) -> Read {
        let mut value = self.signed()?;
        while let Some(operator) = self.take(&['*', '·', '×', '/', '÷', ':']) {
            let right = self.signed()?;
            value = if matches!(operator, '*' | '·' | '×') { value * right } else { value / right };
        }
        Ok(value)
    }

    fn signed(&mut self) -> Read {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("less nesting");
        }
        let value = match self.take(&['+', '-', '−']) {
            None => self.power(),
            Some('+') => self.signed(),
            Some(_) => self.signed().map(|value| -value),
        };
        self.depth -= 1;
        value
    }

    fn power(&mut self) -> Read {
        let base = self.atom()?;
        if self.take(&['^']).is_none() {
            return Ok(base);
        }
        Ok(libm::pow(base, self.signed()?))
    }

    fn atom(&mut self) -> Read {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let value = self.sum()?;
                self.take(&[')']).map(|_| value).ok_or("a closing parenthesis")
            }
            Some(c) if c.is_ascii_digit() || c == '.' || c == ',' => self.number(),
            Some(c) if is_letter(c) => self.name(),
            _ => Err("a number"),
        }
    }

    fn number(&mut self) -> Read {
        let from = self.at;
        let mut text = String::new();
        while let Some(c) = self.characters.get(self.at).copied() {
            let before_sign = self.at > from && matches!(text.chars().last(), Some('e' | 'E'));
            match c {
                '0'..='9' => text.push(c),
                '.' | ',' => text.push('.'),
                'e' | 'E' if self.has_exponent() => text.push(c),
                '+' | '-' | '−' if before_sign => text.push(if c == '+' { c } else { '-' }),
                _ => break,
            }
            self.at += 1;
        }
        crate::decimal::parse(&text).ok_or("a number")
    }

    /// Whether the `e` at hand begins an exponent rather than the constant.
    fn has_exponent(&self) -> bool {
        let next = |offset: usize| self.characters.get(self.at + offset).copied();
        match next(1) {
            Some(c) if c.is_ascii_digit() => true,
            Some('+' | '-' | '−') => next(2).is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        }
    }

    fn name(&mut self) -> Read {
        let from = self.at;
        let name: String =
            self.characters.iter().skip(from).take_while(|c| is_letter(**c) || c.is_ascii_digit()).collect();
        self.at += name.chars().count();
        match name.as_str() {
            "pi" | "π" => Ok(core::f64::consts::PI),
            "e" => Ok(core::f64::consts::E),
            "sqrt" if self.peek() == Some('(') => self.atom().map(f64::sqrt),
            _ => {
                self.at = from;
                Err("a number, pi, e or sqrt( )")
            }
        }
    }
}

/// Letters of names: Latin and Greek. The standard library's notion of a letter brings tables of all scripts.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || ('α'..='ω').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::evaluate;

    #[test]
    fn computes_as_on_paper() {
        for (text, value) in [
            ("2/11", 2.0 / 11.0),
            ("−2^2", -4.0),
            ("2^3^2", 512.0),
            ("2^-1", 0.5),
            ("1e-3*2", 2e-3),
            ("0,07", 0.07),
            ("2·(1 + sqrt(4))", 6.0),
            ("--3", 3.0),
            (" pi / 2 ", core::f64::consts::FRAC_PI_2),
        ] {
            assert_eq!(evaluate("f", text).ok(), Some(value), "{text}");
        }
    }

    #[test]
    fn says_where_and_what() {
        for (text, message) in [
            ("2/", "a number at character 3"),
            ("2 3", "an operator or the end at character 3"),
            ("(1", "a closing parenthesis at character 3"),
            ("eta", "a number, pi, e or sqrt( ) at character 1"),
            ("", "a number at character 1"),
        ] {
            let error = evaluate("tracks[0].learningRate", text).err();
            assert_eq!(error.map(|error| error.expected.clone()), Some(message.to_owned()), "{text}");
        }
        assert!(evaluate("f", &"(".repeat(150)).is_err());
        assert!(evaluate("f", &"1".repeat(1000)).is_err());
    }
}
