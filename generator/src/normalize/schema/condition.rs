//! Conditions: `if`, `then`, `else`, `dependentSchemas` and `not`, which no type expresses, become part of the
//! description. The properties in them are carried: values may have them.

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::super::walk::Walker;
use super::prose;

/// What is longer than this explains nothing to a reader.
const MAX_LENGTH: usize = 240;

/// Keywords that make a schema say anything of properties.
const HOLDING_PROPERTIES: &[&str] = &[
    "$ref",
    "allOf",
    "anyOf",
    "dependentSchemas",
    "else",
    "oneOf",
    "properties",
    "then",
];

/// Adds the conditions of a schema to its description, where they are short enough to be read.
pub(super) fn describe(schema: &mut Map<String, Value>) {
    let sentences = [of_if(schema), of_not(schema)].into_iter().flatten();
    let sentences: Vec<_> = sentences.chain(of_dependents(schema)).collect();
    for sentence in sentences {
        prose::describe(schema, &sentence);
    }
}

/// A schema as text, if it is short enough to be read.
pub(super) fn readable(schema: &Value) -> Option<String> {
    let text = plain(schema).to_string();
    (text.len() <= MAX_LENGTH).then_some(text)
}

/// Carries the schemas of conditions that may describe properties in `x-conditional`.
pub(super) fn carry(walker: &Walker<'_>, schema: &mut Map<String, Value>) {
    let mut carried = Vec::new();
    for keyword in ["if", "then", "else"] {
        let at = walker.at.child(keyword);
        carried.extend(schema.get(keyword).map(|part| (at, part.clone())));
    }
    if let Some(Value::Object(dependents)) = schema.get("dependentSchemas") {
        let at = walker.at.child("dependentSchemas");
        let parts = dependents.iter();
        carried.extend(parts.map(|(name, part)| (at.child(name), part.clone())));
    }
    let carried = carried.into_iter().filter_map(|(at, mut part)| {
        let members = part.as_object()?;
        let is_telling = |keyword: &&str| members.contains_key(*keyword);
        HOLDING_PROPERTIES.iter().find(|it| is_telling(it))?;
        mark(&mut part, &at);
        Some(part)
    });
    let carried: Vec<_> = carried.collect();
    if !carried.is_empty() && may_be_object(schema) {
        schema.insert("x-conditional".to_owned(), Value::Array(carried));
    }
}

fn may_be_object(schema: &Map<String, Value>) -> bool {
    match schema.get("type") {
        Some(Value::String(name)) => name == "object",
        Some(Value::Array(names)) => names.iter().any(|name| name == "object"),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => true,
    }
}

fn of_if(schema: &Map<String, Value>) -> Option<String> {
    let part = |keyword: &str| readable(schema.get(keyword)?);
    let condition = part("if")?;
    match (part("then"), part("else")) {
        (Some(then), Some(other)) => Some(format!(
            "Values that match `{condition}` match `{then}`, all others `{other}`."
        )),
        (Some(then), None) => Some(format!("Values that match `{condition}` match `{then}`.")),
        (None, Some(other)) => Some(format!(
            "Values that do not match `{condition}` match `{other}`."
        )),
        (None, None) => None,
    }
}

fn of_not(schema: &Map<String, Value>) -> Option<String> {
    let text = readable(schema.get("not")?)?;
    Some(match text.as_str() {
        "{}" | "true" => "No value is allowed.".to_owned(),
        text => format!("No value matches `{text}`."),
    })
}

fn of_dependents(schema: &Map<String, Value>) -> impl Iterator<Item = String> {
    let dependents = schema.get("dependentSchemas").and_then(Value::as_object);
    let dependents = dependents.into_iter().flatten();
    dependents.filter_map(|(name, part)| {
        let text = readable(part)?;
        Some(format!("Values with `{name}` match `{text}`."))
    })
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
