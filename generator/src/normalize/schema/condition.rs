//! Conditions: `if`, `then` and `else`, which no type expresses, become part of the description.

use serde_json::{Map, Value};

/// What is longer than this explains nothing to a reader.
const MAX_LENGTH: usize = 240;

/// Adds the condition of a schema to its description, where it is short enough to be read.
pub(super) fn describe(schema: &mut Map<String, Value>) {
    let part = |keyword: &str| {
        let text = plain(schema.get(keyword)?).to_string();
        (text.len() <= MAX_LENGTH).then_some(text)
    };
    let Some(condition) = part("if") else {
        return;
    };
    let sentence = match (part("then"), part("else")) {
        (Some(then), Some(other)) => {
            format!("Values that match `{condition}` match `{then}`, all others `{other}`.")
        }
        (Some(then), None) => format!("Values that match `{condition}` match `{then}`."),
        (None, Some(other)) => format!("Values that do not match `{condition}` match `{other}`."),
        (None, None) => return,
    };
    let description = match schema.get("description").and_then(Value::as_str) {
        Some(description) => format!("{}\n\n{sentence}", description.trim_end()),
        None => sentence,
    };
    schema.insert("description".to_owned(), Value::String(description));
}

/// The value without what only this stage keeps in it.
fn plain(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().map(plain).collect(),
        Value::Object(object) => object
            .iter()
            .filter(|(key, _)| !key.starts_with('\u{0}'))
            .map(|(key, value)| (key.clone(), plain(value)))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}
