//! Enumerated values: each once, and of the type the schema has.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::scalar;
use super::super::walk::Walker;
use super::type_name;
use crate::pointer::Pointer;

/// The values, and what is said of each in a list as long.
const LISTS: &[&str] = &["enum", "x-enum-varnames", "x-enum-descriptions"];

/// Makes values the type that is wanted, which only the notation of the file takes for another one.
pub(super) fn fit(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    list_values(walker, schema);
    let Some(wanted) = schema.get("type").and_then(only_type) else {
        return;
    };
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        let at = walker.at.child("enum");
        for (index, value) in values.iter_mut().enumerate() {
            fit_value(walker, &at.index(index), value, wanted);
        }
        leave_out_others(walker, schema, wanted);
    }
    if let Some(value) = schema.get_mut("const") {
        fit_value(walker, &walker.at.child("const"), value, wanted);
    }
}

/// Makes a list of an object: of its values, which its keys name, or of its keys, which its values explain.
fn list_values(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let Some(Value::Object(named)) = schema.get("enum") else {
        return;
    };
    let is_value = |value: &Value| match value {
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => !text.contains(char::is_whitespace),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    };
    let keys = named.keys().map(|key| Value::String(key.clone()));
    let has_values = named.values().all(is_value);
    let (list, taken): (Value, _) = match has_values {
        true => (named.values().cloned().collect(), "values"),
        false => (keys.clone().collect(), "keys"),
    };
    if has_values {
        let names = keys.collect();
        schema.entry("x-enum-varnames").or_insert(names);
    }
    schema.insert("enum".to_owned(), list);
    let message = format!("an `enum` is a list, not an object; its {taken} are taken");
    walker.warn_at("enum", "wrong-type", message);
}

/// Leaves out the values that are of another type, or the type if it is that of none.
fn leave_out_others(walker: &mut Walker<'_>, schema: &mut Map<String, Value>, wanted: &str) {
    let Some(Value::Array(values)) = schema.get("enum") else {
        return;
    };
    let fits: Vec<_> = values
        .iter()
        .map(|value| is_of_type(value, wanted))
        .collect();
    let others = fits.iter().zip(values).enumerate();
    let others = others.filter(|(_, (fits, value))| !**fits && !value.is_null());
    let others: Vec<_> = others
        .map(|(index, (_, value))| (index, value.to_string()))
        .collect();
    if others.is_empty() {
        return;
    }
    if !fits.contains(&true) {
        let message = format!("the type is `{wanted}`, which no value of the `enum` is; left out");
        walker.warn_at("type", "enum-type", message);
        schema.shift_remove("type");
        return;
    }
    let at = walker.at.child("enum");
    for (index, value) in others.into_iter().rev() {
        for list in LISTS {
            if let Some(Value::Array(list)) = schema.get_mut(*list)
                && index < list.len()
            {
                list.remove(index);
            }
        }
        let message = format!("the type is `{wanted}`, but `{value}` is not; left out");
        walker.warn_place(&at.index(index), "enum-type", message);
    }
}

/// Whether a value of an enum has the type, as far as enums can be of it.
fn is_of_type(value: &Value, wanted: &str) -> bool {
    match (wanted, value) {
        ("string", _) => value.is_string(),
        ("boolean", _) => value.is_boolean(),
        ("number", _) => value.is_number(),
        ("integer", Value::Number(number)) => !number.is_f64(),
        ("integer", _) => false,
        (_, _) => true,
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
