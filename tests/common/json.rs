//! JSON as the engine takes data.
#![allow(clippy::unwrap_used)]

use many_clocks::value::Value;

/// JSON as plain data.
pub fn value(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(flag) => (*flag).into(),
        serde_json::Value::Number(number) => number.as_f64().unwrap().into(),
        serde_json::Value::String(text) => text.clone().into(),
        serde_json::Value::Array(items) => Value::List(items.iter().map(value).collect()),
        serde_json::Value::Object(entries) => {
            Value::Map(entries.iter().map(|(key, item)| (key.clone().into(), value(item))).collect())
        }
    }
}
