//! Enumerated values: each once, and of the type the schema has.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::scalar;
use super::super::walk::Walker;

/// Leaves each value once. A value that only YAML takes for another type becomes the type that is wanted.
pub(super) fn settle(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    move_to_items(walker, schema);
    let name = schema
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let Some(Value::Array(values)) = schema.get_mut("enum") else {
        return;
    };
    let mut kept: Vec<Value> = Vec::with_capacity(values.len());
    let mut known = HashSet::new();
    let mut repaired = Vec::new();
    for value in std::mem::take(values) {
        let fitting = fitted(&value, &name).unwrap_or_else(|| value.clone());
        if !same_type(&fitting, &value) {
            repaired.push(fitting.clone());
        }
        if known.insert(fitting.clone()) {
            kept.push(fitting);
        }
    }
    let is_empty = kept.is_empty();
    *values = kept;
    for value in repaired {
        walker.warn_at(
            "enum",
            "enum-type",
            format!("the type is `{name}`, but a value is not; taken for `{value}`"),
        );
    }
    if is_empty {
        schema.shift_remove("enum");
        walker.warn_at(
            "enum",
            "empty-enum",
            "an `enum` without values allows none; left out",
        );
    }
}

/// Values of an array that are no lists are those of its items.
fn move_to_items(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let is_array = schema.get("type").is_some_and(|name| name == "array");
    let Some(Value::Array(values)) = schema.get("enum").filter(|_| is_array) else {
        return;
    };
    if values.is_empty() || values.iter().any(Value::is_array) {
        return;
    }
    let values = Value::Array(values.clone());
    let Some(Value::Object(items)) = schema.get_mut("items") else {
        return;
    };
    if items.contains_key("$ref") || items.contains_key("enum") {
        return;
    }
    items.insert("enum".to_owned(), values);
    schema.shift_remove("enum");
    let message = "the values of this `enum` are not lists; taken for those of the items";
    walker.warn_at("enum", "enum-type", message);
}

fn fitted(value: &Value, name: &str) -> Option<Value> {
    match (name, value) {
        ("string", Value::Bool(_) | Value::Number(_)) => Some(Value::String(value.to_string())),
        ("integer", Value::Number(_) | Value::String(_)) => scalar::number(value)
            .and_then(|number| scalar::integer(&number))
            .map(Value::from),
        ("number", Value::String(_)) => scalar::number(value).map(Value::Number),
        ("boolean", Value::String(_)) => scalar::flag(value).map(Value::Bool),
        (_, _) => None,
    }
}

fn same_type(a: &Value, b: &Value) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}
