//! Plain data held to what is allowed: a map to its keys, a value to its kind and its range.

use crate::{
    error::{Code, ConfigError},
    parameter::{Kind, Parameter},
    value::{Value, cut},
};

/// The fewest data pairs: a line through fewer is anybody's guess.
pub const FEWEST_PAIRS: usize = 2;
/// The most data pairs.
pub const MOST_PAIRS: usize = 500;

/// A map at a path.
pub(crate) struct Fields<'a> {
    value: &'a Value,
    path: String,
}

impl<'a> Fields<'a> {
    pub fn new(value: &'a Value, path: &str) -> Result<Self, ConfigError> {
        if matches!(value, Value::Map(_)) {
            Ok(Self { value, path: path.to_owned() })
        } else {
            let field = if path.is_empty() { "config" } else { path };
            Err(ConfigError::new(field, Code::WrongType, value).expecting("an object"))
        }
    }

    pub fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub fn get(&self, key: &str) -> Option<&'a Value> {
        self.value.get(key)
    }

    /// Refuses every key that is neither in `keys` nor a parameter.
    pub fn only(&self, keys: &[&str], parameters: &[Parameter]) -> Result<(), ConfigError> {
        let mut known = keys.to_vec();
        for parameter in parameters {
            known.push(parameter.id);
        }
        let Value::Map(entries) = self.value else { return Ok(()) };
        for (key, value) in entries {
            if *value != Value::Null && !known.contains(&key.as_ref()) {
                return Err(ConfigError::new(&self.path(cut(key, 60)), Code::UnknownKey, value).among(known));
            }
        }
        Ok(())
    }
}

/// Validates one setting.
///
/// # Errors
/// Where `value` is not of the parameter's kind or outside its range.
pub fn setting(value: &Value, parameter: &Parameter, path: &str) -> Result<Value, ConfigError> {
    let (minimum, maximum) = (parameter.minimum, parameter.maximum);
    let refuse = |code| ConfigError::new(path, code, value);
    match parameter.kind {
        Kind::Number(_) => number(value, path, minimum, maximum).map(Value::from),
        Kind::Whole(_) => whole(value, path, minimum, maximum).map(Value::from),
        Kind::Boolean(_) => match value {
            Value::Boolean(_) => Ok(value.clone()),
            _ => Err(refuse(Code::WrongType).expecting("true or false")),
        },
        Kind::Choice(words) => match value.text().and_then(|text| words.iter().copied().find(|word| *word == text)) {
            Some(word) => Ok(word.into()),
            None => {
                let code = if value.text().is_some() { Code::UnknownId } else { Code::WrongType };
                Err(refuse(code).among(words.iter().copied()))
            }
        },
        Kind::Numbers(default) => numbers(value, path, [default.len(); 2], [minimum, maximum]).map(Value::list),
        Kind::List(_, lengths) => numbers(value, path, lengths, [minimum, maximum]).map(Value::list),
        Kind::Box => {
            let expected = "an empty list or 4 numbers: left < right, bottom < top";
            let items = list(value, path, [0, 4], expected)?;
            if !matches!(items.len(), 0 | 4) {
                return Err(refuse(Code::WrongLength).expecting(expected));
            }
            let numbers = numbers(value, path, [0, 4], [minimum, maximum])?;
            if numbers.chunks_exact(2).any(|ends| ends.first() >= ends.last()) {
                return Err(refuse(Code::OutOfRange).expecting(expected));
            }
            Ok(Value::list(numbers))
        }
        Kind::Pairs { labels, .. } => {
            let expected = format!("a list of {FEWEST_PAIRS} to {MOST_PAIRS} pairs [x, y]");
            let mut pairs = Vec::new();
            for (index, item) in list(value, path, [FEWEST_PAIRS, MOST_PAIRS], &expected)?.iter().enumerate() {
                let path = element(path, index);
                let [x, y] = pair(item, &path, minimum, maximum)?;
                let y = if labels { whole(&y.into(), &element(&path, 1), 0.0, 1.0)? } else { y };
                pairs.push([x, y]);
            }
            Ok(Value::list(pairs))
        }
        Kind::Formula(_) => match value.text() {
            None => Err(refuse(Code::WrongType).expecting("text")),
            Some(text) => match crate::expression::Formula::parse(text) {
                Ok(_) => Ok(value.clone()),
                Err(fault) => Err(fault.at_field(path, text)),
            },
        },
    }
}

/// A finite number in a range.
///
/// # Errors
/// Where it is not one.
pub fn number(value: &Value, path: &str, minimum: f64, maximum: f64) -> Result<f64, ConfigError> {
    let refuse = |code| ConfigError::new(path, code, value).expecting("a number").within(minimum, maximum);
    match value.number() {
        None => Err(refuse(Code::WrongType)),
        Some(number) if !number.is_finite() => Err(refuse(Code::NotFinite)),
        Some(number) if number < minimum || number > maximum => Err(refuse(Code::OutOfRange)),
        Some(number) => Ok(number),
    }
}

/// A whole number in a range.
///
/// # Errors
/// Where it is not one.
pub fn whole(value: &Value, path: &str, minimum: f64, maximum: f64) -> Result<f64, ConfigError> {
    let number = number(value, path, minimum, maximum)?;
    if number.fract() == 0.0 {
        Ok(number)
    } else {
        Err(ConfigError::new(path, Code::NotWhole, value).expecting("a whole number").within(minimum, maximum))
    }
}

/// A pair of finite numbers in a range.
///
/// # Errors
/// Where it is not one.
pub fn pair(value: &Value, path: &str, minimum: f64, maximum: f64) -> Result<[f64; 2], ConfigError> {
    let numbers = numbers(value, path, [2; 2], [minimum, maximum])?;
    Ok([0, 1].map(|index| numbers.get(index).copied().unwrap_or(f64::NAN)))
}

/// A list of as many finite numbers in a range as one of these lengths says.
///
/// # Errors
/// Where it is not one.
pub fn numbers(value: &Value, path: &str, lengths: [usize; 2], range: [f64; 2]) -> Result<Vec<f64>, ConfigError> {
    let ([least, most], [minimum, maximum]) = (lengths, range);
    let count = if least == most { most.to_string() } else { format!("{least} to {most}") };
    let mut numbers = Vec::new();
    for (index, item) in list(value, path, lengths, &format!("a list of {count} numbers"))?.iter().enumerate() {
        numbers.push(number(item, &element(path, index), minimum, maximum)?);
    }
    Ok(numbers)
}

/// Lists that may have more items than this are told by their length: they are too long to be repeated in a message.
const TOLD: usize = 256;

/// A list of `least` to `most` items.
pub(super) fn list<'a>(
    value: &'a Value,
    path: &str,
    [least, most]: [usize; 2],
    expected: &str,
) -> Result<&'a [Value], ConfigError> {
    let refuse = |code, given: &Value| Err(ConfigError::new(path, code, given).expecting(expected));
    match value {
        Value::List(items) if (least..=most).contains(&items.len()) => Ok(items),
        Value::List(items) if most > TOLD => refuse(Code::WrongLength, &items.len().into()),
        Value::List(_) => refuse(Code::WrongLength, value),
        _ => refuse(Code::WrongType, value),
    }
}

/// A place in a list.
pub(super) fn element(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}
