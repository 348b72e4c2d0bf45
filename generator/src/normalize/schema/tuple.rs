//! Arrays: tuples, written `prefixItems` since 3.1 and as a list under `items` before, and arrays of anything.

use serde_json::{Map, Value};

use super::super::version::Version;
use super::super::walk::Walker;
use super::newer;

/// Carries the items of a tuple in `x-prefix-items`, and supplies the items an array must have.
pub(super) fn settle(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    if walker.version <= Version::V30 {
        join(walker, schema);
    }
    if matches!(schema.get("items"), Some(Value::Array(_))) {
        walker.rename(schema, "items", "x-prefix-items");
        walker.rename(schema, "additionalItems", "items");
    }
    if schema.contains_key("prefixItems") {
        newer(walker, "prefixItems");
        walker.rename(schema, "prefixItems", "x-prefix-items");
    }
    settle_items(walker, schema);
}

/// Before 3.1, `items` is one schema. A list of them describes each item, unless its length is said, too.
fn join(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let Some(Value::Array(schemas)) = schema.get("items") else {
        return;
    };
    let length = schemas.len();
    let is_said = |bound: &&str| schema.get(*bound) == Some(&Value::from(length));
    let is_exact = length > 1 && ["minItems", "maxItems"].iter().all(is_said);
    if is_exact || schema.contains_key("additionalItems") {
        return;
    }
    let mut list = schema.shift_remove("items").unwrap_or_default();
    walker.mark_moved(&mut list, "items");
    let (items, taken) = match length {
        0 => (Value::Object(Map::new()), "taken for anything"),
        1 => (list[0].take(), "its one schema is taken"),
        _ => (
            Value::Object(Map::from_iter([("anyOf".to_owned(), list)])),
            "each item is taken for one of the list",
        ),
    };
    schema.insert("items".to_owned(), items);
    let version = walker.version.name();
    let message = format!("`items` is one schema in {version}, not a list; {taken}");
    walker.warn_at("items", "wrong-type", message);
}

/// `items: false` closes a tuple: there are no more elements than it has.
fn settle_items(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let is_closed = schema.get("items") == Some(&Value::Bool(false));
    let length = schema
        .get("x-prefix-items")
        .and_then(Value::as_array)
        .map(Vec::len);
    if let (true, Some(length)) = (is_closed, length) {
        schema.shift_remove("items");
        schema
            .entry("maxItems")
            .or_insert_with(|| Value::from(length));
        return;
    }
    let is_array = match schema.get("type") {
        Some(Value::String(name)) => name == "array",
        Some(
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_),
        )
        | None => false,
    };
    let is_missing = schema.get("items").is_none_or(Value::is_null);
    if is_array && is_missing && length.is_none() {
        if walker.version <= Version::V30 {
            let message = "an array says in `items` what it holds; taken for anything";
            walker.warn_at("type", "missing-items", message);
        }
        schema.insert("items".to_owned(), Value::Object(Map::new()));
    }
}
