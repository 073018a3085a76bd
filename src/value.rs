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
    pub fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A list of anything that becomes plain data.
    // A loop: what `collect` is made of would be compiled anew for each kind of iterator.
    pub fn list<T: Into<Value>>(items: impl IntoIterator<Item = T>) -> Self {
        let mut list = Vec::new();
        for item in items {
            add(&mut list, item.into());
        }
        Self::List(list)
    }

    /// A list of copies: one function for arrays and slices of all lengths.
    #[must_use]
    pub fn copies<T: Into<Value> + Copy>(items: &[T]) -> Self {
        Self::list(items.iter().copied())
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
            text = cut(&text, limit.saturating_sub(1)).to_owned();
            text.push('…');
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
            Self::Text(text) => out.extend(["\"", cut(text, limit), "\""]),
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
                    out.extend([cut(key, limit), ": "]);
                    value.write(out, limit);
                }
                out.push('}');
            }
        }
    }
}

/// The first characters of a text, at most `most`.
#[must_use]
pub fn cut(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Texts one after another, with something between them.
#[must_use]
pub fn joined(texts: &[String], between: &str) -> String {
    let mut joined = String::new();
    for (index, text) in texts.iter().enumerate() {
        joined.push_str(if index > 0 { between } else { "" });
        joined.push_str(text);
    }
    joined
}

#[inline(never)]
fn add(list: &mut Vec<Value>, value: Value) {
    list.push(value);
}

/// A map that is being written, its keys known at compile time; see `record!`.
pub struct Record {
    keys: std::str::Split<'static, char>,
    entries: Vec<(Cow<'static, str>, Value)>,
}

impl Record {
    /// A map of these keys, apart by spaces.
    #[must_use]
    pub fn new(keys: &'static str) -> Self {
        Self { keys: keys.split(' '), entries: Vec::new() }
    }

    /// Adds the value of the next key.
    pub fn put(&mut self, value: impl Into<Value>) {
        self.entry(value.into());
    }

    #[inline(never)]
    fn entry(&mut self, value: Value) {
        self.entries.push((self.keys.next().unwrap_or_default().into(), value));
    }

    /// The whole map.
    #[must_use]
    pub fn done(self) -> Value {
        Value::Map(self.entries)
    }
}

/// A map of plain data: `record! { id: entry.id, label: entry.label }`.
///
/// All its keys are one text, and each value is one call: what a reader downloads for a record is little more than that.
macro_rules! record {
    ($($key:ident: $value:expr),+ $(,)?) => {{
        let mut record = $crate::value::Record::new(concat!($(stringify!($key), " "),+));
        $(record.put($value);)+
        record.done()
    }};
}
pub(crate) use record;

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
        Self::copies(&[vector.x, vector.y])
    }
}

impl From<Mat2> for Value {
    fn from(matrix: Mat2) -> Self {
        Self::copies(&[[matrix.m11, matrix.m12], [matrix.m21, matrix.m22]])
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(option: Option<T>) -> Self {
        option.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Value> + Copy, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        Self::copies(&items)
    }
}
