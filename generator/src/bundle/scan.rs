//! Finds every text of a tree that may lead to another file.

use serde_json::{Map, Value};

/// Lists of code samples in many files, which nothing is generated from.
const SKIPPED: &[&str] = &["x-codeSamples", "x-code-samples"];

/// Calls `found` with the text of every reference of the tree, and of every mapping of a discriminator.
pub(super) fn texts(tree: &Value, found: &mut impl FnMut(&str)) {
    match tree {
        Value::Array(elements) => {
            for element in elements {
                texts(element, found);
            }
        }
        Value::Object(object) => {
            in_object(object, found);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn in_object(object: &Map<String, Value>, found: &mut impl FnMut(&str)) {
    for (key, value) in object {
        match (key.as_str(), value) {
            ("$ref" | "$dynamicRef", Value::String(text)) => found(text),
            ("discriminator", Value::Object(discriminator)) => {
                in_mapping(discriminator, found);
                in_object(discriminator, found);
            }
            (skipped, _) if SKIPPED.contains(&skipped) => {}
            (_, _) => texts(value, found),
        }
    }
}

fn in_mapping(discriminator: &Map<String, Value>, found: &mut impl FnMut(&str)) {
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping.into_iter().flat_map(Map::values);
    let all = mapped.chain(discriminator.get("defaultMapping"));
    for text in all.filter_map(Value::as_str) {
        found(text);
    }
}
