//! Values as the text of a link, and back.

use super::SHOWN;
use crate::{
    decimal,
    parameter::Kind,
    value::{Value, cut},
};

/// `key:value;`.
pub(super) fn item(out: &mut String, key: &str, value: &Value) {
    out.extend([key, ":"]);
    write(out, value);
    out.push(';');
}

/// A map begins with the id of what it is, without a key.
fn write(out: &mut String, value: &Value) {
    match value {
        Value::Map(entries) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                if index > 0 {
                    out.extend([",", key, ":"]);
                }
                write(out, value);
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push('_');
                }
                write(out, item);
            }
        }
        Value::Number(number) => out.push_str(&decimal::shortest(*number)),
        Value::Text(text) => escape(out, text),
        Value::Boolean(true) => out.push_str("true"),
        Value::Boolean(false) => out.push_str("false"),
        Value::Null | Value::Foreign(_) => {}
    }
}

fn escape(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b".*()+-/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('~');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from_digit(half.into(), 16).unwrap_or('0'));
            }
        }
    }
}

/// The text that was escaped; what is not one is for validation to refuse.
fn unescape(raw: &str) -> Value {
    let mut bytes = Vec::new();
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        let mut half = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
        bytes.push(match byte {
            b'~' => match (half(), half()) {
                (Some(high), Some(low)) => (16 * high + low) as u8,
                _ => return Value::Foreign("text with a faulty escape".into()),
            },
            _ => byte,
        });
    }
    String::from_utf8(bytes).map_or_else(|_| Value::Foreign("bytes that are no text".into()), Value::from)
}

/// A value as its kind is written; what is not one becomes a text, which validation refuses.
pub(super) fn typed(kind: Kind, raw: &str) -> Value {
    match kind {
        Kind::Number(_) | Kind::Whole(_) => scalar(raw),
        Kind::Boolean(_) if raw == "true" => true.into(),
        Kind::Boolean(_) if raw == "false" => false.into(),
        Kind::Boolean(_) | Kind::Choice(_) => raw.to_owned().into(),
        Kind::Numbers(_) | Kind::List(..) | Kind::Box => list(raw),
        Kind::Pairs { .. } => match list(raw) {
            Value::List(items) => Value::List(items.chunks(2).map(|pair| Value::List(pair.to_vec())).collect()),
            other => other,
        },
        Kind::Formula(_) => unescape(raw),
    }
}

/// A number, or what stands in its place.
pub(super) fn scalar(raw: &str) -> Value {
    let (sign, digits) = raw.strip_prefix('-').map_or((1.0, raw), |digits| (-1.0, digits));
    decimal::parse(digits).map_or_else(|| cut(raw, SHOWN).to_owned().into(), |number| (sign * number).into())
}

/// Numbers apart by `_`.
pub(super) fn list(raw: &str) -> Value {
    let mut items = Vec::new();
    for item in raw.split('_').filter(|_| !raw.is_empty()) {
        items.push(scalar(item));
    }
    Value::List(items)
}
