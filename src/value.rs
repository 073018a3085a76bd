//! Plain data at the border of the core: what a configuration arrives as, and what a readout leaves as.
//!
//! One small tree, the shape of JSON plus the numbers that JSON lacks, so that validation and every record can be
//! written and tested natively; only `wasm.rs` turns it into JavaScript values.

use std::borrow::Cow;

use crate::math::{Mat2, Vec2};

/// A tree of plain data.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: `null` and `undefined`.
    Null,
    /// A truth value.
    Boolean(bool),
    /// A number; NaN and the infinities may arrive here and are refused by validation.
    Number(f64),
    /// A string.
    Text(Cow<'static, str>),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in their order of arrival.
    Map(Vec<(Cow<'static, str>, Value)>),
    /// Something that is not plain data (a function, a date, a tree nested too deeply); the word says what.
    Foreign(Cow<'static, str>),
}

impl Value {
    /// A map from keys known at compile time.
    #[must_use]
    pub fn map<const N: usize>(mut entries: [(&'static str, Value); N]) -> Self {
        Self::taken(&mut entries)
    }

    /// The same for any number: one copy of the code for all lengths.
    #[inline(never)]
    fn taken(entries: &mut [(&'static str, Value)]) -> Self {
        let take =
            |(key, value): &mut (&'static str, Value)| (Cow::Borrowed(*key), std::mem::replace(value, Self::Null));
        Self::Map(entries.iter_mut().map(take).collect())
    }

    /// A list of anything that becomes plain data.
    pub fn list<T: Into<Value>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// The value under `key`, where this is a map that has it and it is not null.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value)
                .filter(|value| **value != Self::Null),
            _ => None,
        }
    }

    /// The number, where this is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The string, where this is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A short plain-text form for messages, at most `limit` characters long.
    #[must_use]
    pub fn brief(&self, limit: usize) -> String {
        let mut text = String::new();
        self.write(&mut text, limit);
        if text.chars().count() > limit {
            text = text.chars().take(limit.saturating_sub(1)).chain(['…']).collect();
        }
        text
    }

    /// Appends the plain-text form; stops early once `out` is longer than `limit`, whatever the size of the tree.
    fn write(&self, out: &mut String, limit: usize) {
        let full = |out: &String| out.len() > 4 * limit;
        match self {
            Self::Null => out.push_str("null"),
            Self::Boolean(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Text(text) => out.extend(['"'].into_iter().chain(text.chars().take(limit)).chain(['"'])),
            Self::Foreign(what) => out.push_str(what),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if full(out) {
                        break;
                    }
                    if index > 0 {
                        out.push_str(", ");
                    }
                    item.write(out, limit);
                }
                out.push(']');
            }
            Self::Map(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    if full(out) {
                        break;
                    }
                    if index > 0 {
                        out.push_str(", ");
                    }
                    out.extend(key.chars().take(limit));
                    out.push_str(": ");
                    value.write(out, limit);
                }
                out.push('}');
            }
        }
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Boolean(flag)
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<Vec2> for Value {
    fn from(vector: Vec2) -> Self {
        Self::list([vector.x, vector.y])
    }
}

impl From<Mat2> for Value {
    fn from(matrix: Mat2) -> Self {
        Self::list([Self::list([matrix.m11, matrix.m12]), Self::list([matrix.m21, matrix.m22])])
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(option: Option<T>) -> Self {
        option.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        Self::list(items)
    }
}
