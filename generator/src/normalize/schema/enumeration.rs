//! Enumerated values: each once, and of the type the schema has.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::scalar;
use super::super::walk::Walker;
use super::type_name;
use crate::pointer::Pointer;

/// Makes values the type that is wanted, which only the notation of the file takes for another one.
pub(super) fn fit(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let Some(wanted) = schema.get("type").and_then(only_type) else {
        return;
    };
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        let at = walker.at.child("enum");
        for (index, value) in values.iter_mut().enumerate() {
            fit_value(walker, &at.index(index), value, wanted);
        }
    }
    if let Some(value) = schema.get_mut("const") {
        fit_value(walker, &walker.at.child("const"), value, wanted);
    }
}

/// The one type, beside null, that a `type` names.
fn only_type(written: &Value) -> Option<&'static str> {
    let names: Vec<_> = match written {
        Value::String(name) => vec![name.as_str()],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    };
    let mut others = names.into_iter().filter(|name| *name != "null");
    match (others.next(), others.next()) {
        (Some(only), None) => type_name::meant(only).map(|it| it.name),
        (_, _) => None,
    }
}

fn fit_value(walker: &mut Walker<'_>, at: &Pointer, value: &mut Value, wanted: &str) {
    let Some(fitting) = fitted(walker, at, value, wanted) else {
        return;
    };
    if !same_type(&fitting, value) {
        let message = format!("the type is `{wanted}`, but a value is not; taken for `{fitting}`");
        walker.warn_place(at, "enum-type", message);
    }
    *value = fitting;
}

/// Leaves each value once.
pub(super) fn settle(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    move_to_items(walker, schema);
    let Some(Value::Array(values)) = schema.get_mut("enum") else {
        return;
    };
    let mut kept: Vec<Value> = Vec::with_capacity(values.len());
    let mut known = HashSet::new();
    for value in std::mem::take(values) {
        if known.insert(value.clone()) {
            kept.push(value);
        }
    }
    let is_empty = kept.is_empty();
    *values = kept;
    if is_empty {
        schema.shift_remove("enum");
        walker.warn_at(
            "enum",
            "empty-enum",
            "an `enum` without values allows none; left out",
        );
    }
    carry_whole_numbers(schema);
}

/// Numbers that `openapiv3` would make floating-point ones are carried in `x-enum`: `1` is not sent as `1.0`.
fn carry_whole_numbers(schema: &mut Map<String, Value>) {
    let is_number = schema.get("type").is_some_and(|name| name == "number");
    let values = schema.get("enum").and_then(Value::as_array);
    let values = values.filter(|values| is_number && values.iter().any(is_whole));
    if let Some(values) = values.cloned() {
        schema.insert("x-enum".to_owned(), Value::Array(values));
    }
}

fn is_whole(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
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

fn fitted(walker: &mut Walker<'_>, at: &Pointer, value: &Value, wanted: &str) -> Option<Value> {
    match (wanted, value) {
        ("string", Value::Bool(_) | Value::Number(_)) => {
            Some(Value::String(walker.written(at, value)))
        }
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
