//! What cannot be said in a type is said in words.

use serde_json::{Map, Value};

/// Adds a paragraph to the description of an object.
pub(in super::super) fn describe(object: &mut Map<String, Value>, sentence: &str) {
    let description = match object.get("description").and_then(Value::as_str) {
        Some(description) => format!("{}\n\n{sentence}", description.trim_end()),
        None => sentence.to_owned(),
    };
    object.insert("description".to_owned(), Value::String(description));
}
