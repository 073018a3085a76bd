//! What is wrong with a configuration: the field, the value, and what is allowed.

use crate::value::{Value, cut, joined, record};

/// How a field is wrong; the page words its message from this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The key does not exist here.
    UnknownKey,
    /// No entry has this id.
    UnknownId,
    /// Another type of value is expected.
    WrongType,
    /// NaN or an infinity.
    NotFinite,
    /// Below the minimum or above the maximum.
    OutOfRange,
    /// A whole number is expected.
    NotWhole,
    /// A list of another length is expected.
    WrongLength,
    /// An expression that cannot be read.
    Syntax,
    /// The field exists, but has no effect here.
    NotHere,
}

impl Code {
    /// The public id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::UnknownKey => "unknown-key",
            Self::UnknownId => "unknown-id",
            Self::WrongType => "wrong-type",
            Self::NotFinite => "not-finite",
            Self::OutOfRange => "out-of-range",
            Self::NotWhole => "not-whole",
            Self::WrongLength => "wrong-length",
            Self::Syntax => "syntax",
            Self::NotHere => "not-here",
        }
    }
}

/// A refused configuration or argument. A thin pointer: every `?` on the way moves it.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigError(Box<Refusal>);

impl std::ops::Deref for ConfigError {
    type Target = Refusal;

    fn deref(&self) -> &Refusal {
        &self.0
    }
}

/// What a refusal says.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Where, as a path: `tracks[0].learningRate`.
    pub field: String,
    /// How.
    pub code: Code,
    /// What was given.
    pub value: Value,
    /// The smallest that is allowed, where there is a range.
    pub minimum: Option<f64>,
    /// The largest that is allowed.
    pub maximum: Option<f64>,
    /// What is allowed, where it is a list of words.
    pub choices: Vec<String>,
    /// What was expected, in a word: `number`, `text`, `list of 2 numbers`.
    pub expected: String,
}

/// Characters of the given value that a message repeats.
const BRIEF: usize = 60;

impl ConfigError {
    /// An error at `field` for `value`; the rest is added where it applies.
    #[must_use]
    pub fn new(field: &str, code: Code, value: &Value) -> Self {
        Self(Box::new(Refusal {
            // A key without a letter is a field, too.
            field: if field.is_empty() { "\"\"" } else { field }.to_owned(),
            code,
            value: value.clone(),
            minimum: None,
            maximum: None,
            choices: Vec::new(),
            expected: String::new(),
        }))
    }

    /// Adds what was expected.
    #[must_use]
    pub fn expecting(mut self, expected: &str) -> Self {
        self.0.expected = expected.to_owned();
        self
    }

    /// Adds the allowed range.
    #[must_use]
    pub fn within(mut self, minimum: f64, maximum: f64) -> Self {
        self.0.minimum = Some(minimum);
        self.0.maximum = Some(maximum);
        self
    }

    /// Adds the allowed words.
    #[must_use]
    pub fn among<'a>(mut self, choices: impl IntoIterator<Item = &'a str>) -> Self {
        for choice in choices {
            self.0.choices.push(choice.to_owned());
        }
        self
    }

    /// The English message: field, value, what is allowed.
    #[must_use]
    pub fn message(&self) -> String {
        let (field, given) = (&self.field, self.value.brief(BRIEF));
        let choices = joined(&self.choices, ", ");
        let range = match (self.minimum, self.maximum) {
            (Some(minimum), Some(maximum)) => format!(" from {minimum} to {maximum}"),
            _ => String::new(),
        };
        match self.code {
            Code::UnknownKey => format!("{field} is not a setting here; known here: {choices}"),
            Code::UnknownId => format!("{field} is {given}; known: {choices}"),
            Code::WrongType if !self.choices.is_empty() => format!("{field} is {given}; expected one of: {choices}"),
            Code::WrongType | Code::WrongLength => format!("{field} is {given}; expected {}", self.expected),
            Code::NotFinite => format!("{field} is {given}; expected a finite number{range}"),
            Code::OutOfRange => format!("{field} is {given}; expected {}{range}", self.expected),
            Code::NotWhole => format!("{field} is {given}; expected a whole number{range}"),
            Code::Syntax => format!("{field} cannot be read: {given}; expected {}", self.expected),
            Code::NotHere => format!("{field} does not apply here; {}", self.expected),
        }
    }

    /// The public record; a value that JSON cannot carry is given as text.
    #[must_use]
    pub fn record(&self) -> Value {
        let value = match &self.value {
            Value::Number(number) if number.is_finite() => self.value.clone(),
            Value::Boolean(_) | Value::Null => self.value.clone(),
            Value::Text(text) => cut(text, BRIEF).to_owned().into(),
            other => other.brief(BRIEF).into(),
        };
        record! {
            name: "ConfigError",
            field: self.field.clone(),
            code: self.code.id(),
            value: value,
            minimum: self.minimum,
            maximum: self.maximum,
            choices: Value::list(self.choices.iter().cloned()),
            expected: self.expected.clone(),
            message: self.message(),
        }
    }
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message())
    }
}

impl std::error::Error for ConfigError {}
