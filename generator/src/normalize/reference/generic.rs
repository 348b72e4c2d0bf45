//! Schemas with parameters: what a `$dynamicRef` names is up to the schema that refers to the one around it (JSON
//! Schema 2020-12, section 8.2.3.2).
//!
//! A schema that gives a parameter its value, in its `$defs` or by being the value itself, becomes a copy of the one
//! that it refers to, with the value in it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::origins::{author_of, mark};
use super::Context;
use super::anchors::LITERAL;
use super::target::Targets;
use crate::bundle::file_of;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// Members that name a schema or hold others for it, and are no part of a copy.
const NAMES: &[&str] = &[
    "$id",
    "$schema",
    "$anchor",
    "$dynamicAnchor",
    "$comment",
    "$defs",
    "definitions",
];

/// Members beside a reference that make no other type of it.
const ADDING_NOTHING: &[&str] = &["$ref", "description", "title", "unevaluatedProperties"];

/// How many schemas are looked into for parameters.
const MAX_SCHEMAS: usize = 1_000;

/// How many values copies may have in all.
const MAX_SIZE: usize = 1_000_000;

/// The values of parameters by their names.
type Values = BTreeMap<String, Value>;

/// Makes copies of the schemas that are referred to with values for their parameters.
pub(super) fn instantiate(tree: &mut Value, cx: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut givers: BTreeMap<Pointer, Vec<(&str, &Pointer)>> = BTreeMap::new();
    for (name, at) in cx.anchors.parameters() {
        givers.entry(giver(at)).or_default().push((name, at));
    }
    let mut budget = MAX_SIZE;
    let (mut copies, mut free) = (Vec::new(), Vec::new());
    for (giver, parameters) in &givers {
        let targets = Targets::new(tree, cx);
        let values = values(tree, giver, parameters);
        let anything = values.iter().filter(|(_, value)| is_anything(value));
        let anything: Values = anything.map(|(a, b)| (a.clone(), b.clone())).collect();
        free.push((giver.clone(), anything));
        for (slot, text) in references(tree, giver) {
            let Some(there) = targets.place(&text, &slot).filter(|there| there != giver) else {
                continue;
            };
            match copy(tree, &there, &values, &mut budget) {
                Some(copy) => copies.push((slot, copy)),
                None if is_further_away(&targets, &there, &values) => {
                    let at = parameters.first().map_or(giver, |(_, at)| at);
                    let message = "the `$dynamicRef` that this is for is not in the schema that is referred to, but further away; it is generated without this";
                    diagnostics.unsupported("dynamic-reference", at, message);
                }
                None => {}
            }
        }
    }
    // A parameter that can be anything needs no schema of its own.
    for (giver, values) in free {
        if let Some(schema) = giver.lookup_mut(tree) {
            fill(schema, &values);
        }
    }
    for (slot, copy) in copies {
        place(tree, &slot, copy);
    }
}

/// The schema that gives a parameter the value at this place.
fn giver(value: &Pointer) -> Pointer {
    let section = value.parent();
    let is_held = section.as_ref().and_then(Pointer::last);
    let is_held = is_held.is_some_and(|name| name == "$defs" || name == "definitions");
    let holder = section.filter(|_| is_held).and_then(|it| it.parent());
    holder.unwrap_or_else(|| value.clone())
}

/// Whether a value, which is marked, says nothing else.
fn is_anything(value: &Value) -> bool {
    value.as_object().is_some_and(|value| value.len() == 1)
}

fn values(tree: &Value, giver: &Pointer, parameters: &[(&str, &Pointer)]) -> Values {
    let mut values = Values::new();
    for (name, at) in parameters {
        let mut value = if *at == giver {
            let text = file_of(at).1.to_string();
            Value::Object(Map::from_iter([("$ref".to_owned(), Value::String(text))]))
        } else {
            at.lookup(tree).cloned().unwrap_or_default()
        };
        forget_names(&mut value);
        mark(&mut value, at);
        values.insert((*name).to_owned(), value);
    }
    values
}

/// The references of a schema to what it is as a whole, with their places.
fn references(tree: &Value, giver: &Pointer) -> Vec<(Pointer, String)> {
    let Some(Value::Object(schema)) = giver.lookup(tree) else {
        return Vec::new();
    };
    let adds =
        |key: &String| !NAMES.contains(&key.as_str()) && !ADDING_NOTHING.contains(&key.as_str());
    // A schema that is a value itself is the other one, unless it says more.
    if schema.contains_key("$dynamicAnchor") && !schema.keys().any(adds) {
        return Vec::new();
    }
    let parts = schema.get("allOf").and_then(Value::as_array);
    let parts = (0..).zip(parts.into_iter().flatten());
    let parts = parts.map(|(index, part)| (giver.child("allOf").index(index), part.get("$ref")));
    let all = std::iter::once((giver.clone(), schema.get("$ref"))).chain(parts);
    all.filter_map(|(at, text)| Some((at, text?.as_str()?.to_owned())))
        .collect()
}

/// A copy of a schema with values for its parameters; none if it has no such parameters.
fn copy(tree: &Value, at: &Pointer, values: &Values, budget: &mut usize) -> Option<Value> {
    let schema = at.lookup(tree)?;
    *budget = budget.checked_sub(size(schema))?;
    let mut copy = schema.clone();
    forget_names(&mut copy);
    mark(&mut copy, &author_of(tree, at));
    fill(&mut copy, values).then_some(copy)
}

fn size(value: &Value) -> usize {
    let inner: usize = match value {
        Value::Array(list) => list.iter().map(size).sum(),
        Value::Object(object) => object.values().map(size).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    };
    1 + inner
}

fn forget_names(schema: &mut Value) {
    if let Value::Object(schema) = schema {
        schema.retain(|key, _| !NAMES.contains(&key.as_str()));
    }
}

/// Puts values for parameters, and returns whether there were any.
fn fill(node: &mut Value, values: &Values) -> bool {
    match node {
        Value::Array(list) => list
            .iter_mut()
            .fold(false, |any, it| fill(it, values) | any),
        Value::Object(object) => {
            if let Some(value) = parameter(object).and_then(|name| values.get(name)) {
                object.shift_remove("$dynamicRef");
                match object.is_empty() {
                    true => *node = value.clone(),
                    false => add_part(object, value.clone()),
                }
                return true;
            }
            let nodes = object.iter_mut();
            let nodes = nodes.filter(|(key, _)| !LITERAL.contains(&key.as_str()));
            nodes.fold(false, |any, (_, it)| fill(it, values) | any)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The parameter that a schema is.
fn parameter(schema: &Map<String, Value>) -> Option<&str> {
    schema.get("$dynamicRef")?.as_str()?.strip_prefix('#')
}

/// Whether parameters of these names are in a schema, or in what it refers to.
fn is_further_away(targets: &Targets<'_>, from: &Pointer, values: &Values) -> bool {
    let mut seen = BTreeSet::from([from.clone()]);
    let mut open = vec![from.clone()];
    while let Some(at) = open.pop() {
        let mut texts = Vec::new();
        let schema = at.lookup(targets.tree);
        if schema.is_some_and(|schema| look(schema, &at, values, &mut texts)) {
            return true;
        }
        for (at, text) in texts {
            let there = targets.place(&text, &at);
            open.extend(
                there.filter(|there| seen.len() < MAX_SCHEMAS && seen.insert(there.clone())),
            );
        }
    }
    false
}

/// Collects the references in a schema, and returns whether it has one of the parameters.
fn look(node: &Value, at: &Pointer, values: &Values, texts: &mut Vec<(Pointer, String)>) -> bool {
    match node {
        Value::Array(list) => (0..)
            .zip(list)
            .any(|(index, it)| look(it, &at.index(index), values, texts)),
        Value::Object(object) => {
            if let Some(Value::String(text)) = object.get("$ref") {
                texts.push((at.clone(), text.clone()));
            }
            parameter(object).is_some_and(|name| values.contains_key(name))
                || object
                    .iter()
                    .filter(|(key, _)| !LITERAL.contains(&key.as_str()))
                    .any(|(key, it)| look(it, &at.child(key), values, texts))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Puts a copy where the reference to the original is.
fn place(tree: &mut Value, slot: &Pointer, copy: Value) {
    if let Some(Value::Object(schema)) = slot.lookup_mut(tree) {
        schema.shift_remove("$ref");
        add_part(schema, copy);
    }
}

fn add_part(schema: &mut Map<String, Value>, part: Value) {
    match schema.get_mut("allOf") {
        Some(Value::Array(parts)) => parts.insert(0, part),
        Some(_) | None => {
            schema.insert("allOf".to_owned(), Value::Array(vec![part]));
        }
    }
}
