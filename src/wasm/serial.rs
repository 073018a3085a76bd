//! Plain data and JavaScript values: the one bridge between the two.
//!
//! What goes out goes through serde. What comes in is plain data already, so that six questions tell what it is; the
//! library's reader, which is ready for every type that JavaScript has, weighs several times as much.

use std::borrow::Cow;

use js_sys::{Array, Object};
use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};
use wasm_bindgen::{JsCast, JsValue};

use crate::value::Value;

/// The key under which the page hands over something that is not plain data, with a word for what it was.
const FOREIGN: &str = "\u{0}foreign";

/// Reads a JavaScript value that the page has already copied into plain data of limited depth and size.
pub(super) fn read(value: JsValue) -> Value {
    if value.is_null() || value.is_undefined() {
        return Value::Null;
    }
    if let Some(flag) = value.as_bool() {
        return Value::Boolean(flag);
    }
    if let Some(number) = value.as_f64() {
        return Value::Number(number);
    }
    if let Some(text) = value.as_string() {
        return text.into();
    }
    if Array::is_array(&value) {
        let (items, mut list): (Array, _) = (value.unchecked_into(), Vec::new());
        for index in 0..items.length() {
            list.push(read(items.get(index)));
        }
        return Value::List(list);
    }
    if !value.is_object() {
        return Value::Foreign(Cow::Borrowed("something that is not plain data"));
    }
    let (entries, mut map) = (Object::entries(value.unchecked_ref()), Vec::new());
    for index in 0..entries.length() {
        let entry: Array = entries.get(index).unchecked_into();
        let (key, value) = (entry.get(0).as_string().unwrap_or_default(), read(entry.get(1)));
        if key == FOREIGN {
            return Value::Foreign(value.text().unwrap_or_default().to_owned().into());
        }
        map.push((key.into(), value));
    }
    Value::Map(map)
}

/// Gives plain data to JavaScript: objects, not maps; null for what is not finite.
pub(super) fn write(value: &Value) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) if number.is_finite() => serializer.serialize_f64(*number),
            Self::Number(_) => serializer.serialize_unit(),
            Self::Text(text) | Self::Foreign(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key.as_ref(), value)?;
                }
                map.end()
            }
        }
    }
}
