//! Path items and the map of responses: their keys.

use serde_json::{Map, Value};

use super::super::origins::marked;
use super::super::walk::Walker;

/// The methods that have keys of their own.
pub(super) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Writes methods in small letters and moves those 3.0 does not have to `x-additional-operations`.
pub(super) fn before_path_item(walker: &mut Walker<'_>, item: &mut Map<String, Value>) {
    lower_methods(walker, item);
    walker.rename(item, "additionalOperations", "x-additional-operations");
    move_query(walker, item);
}

fn lower_methods(walker: &mut Walker<'_>, item: &mut Map<String, Value>) {
    let shouted = |key: &&String| {
        !METHODS.contains(&key.as_str()) && METHODS.contains(&&*key.to_ascii_lowercase())
    };
    for method in item.keys().filter(shouted).cloned().collect::<Vec<_>>() {
        let lower = method.to_ascii_lowercase();
        let Some(first) = item.get(&lower) else {
            walker.warn_at(
                &method,
                "method-case",
                format!("the method `{method}` is written in small letters here"),
            );
            walker.rename(item, &method, &lower);
            continue;
        };
        let first = first.as_object().and_then(marked);
        let first = first.unwrap_or_else(|| walker.at.child(&lower));
        item.shift_remove(&method);
        let message = format!("`{method}` is the method `{lower}` once more; left out");
        walker
            .warn_at(&method, "duplicate-method", message)
            .related("the other one", &first)
            .help("a path has one operation for each method");
    }
}

/// Since 3.2 there is the method `QUERY`, which has a key of its own.
fn move_query(walker: &mut Walker<'_>, item: &mut Map<String, Value>) {
    let Some(mut query) = item.shift_remove("query") else {
        return;
    };
    walker.mark_moved(&mut query, "query");
    let additional = item
        .entry("x-additional-operations")
        .or_insert_with(|| Value::Object(Map::new()));
    let Value::Object(additional) = additional else {
        return;
    };
    if additional.insert("QUERY".to_owned(), query).is_some() {
        let second = walker.at.child("additionalOperations").child("QUERY");
        let message = "`QUERY` is no further method of the path";
        walker
            .warn_place(&second, "unknown-method", message)
            .help("the operation is left out");
    }
}

/// Leaves out what is no status, no range of statuses and not `default`.
pub(super) fn before_responses(walker: &mut Walker<'_>, responses: &mut Map<String, Value>) {
    name_default(walker, responses);
    let strange = responses
        .keys()
        .filter(|key| !is_status(key) && !key.starts_with("x-") && key.as_str() != "$ref");
    for key in strange.cloned().collect::<Vec<_>>() {
        responses.shift_remove(&key);
        let message = format!(
            "`{key}` is neither a status such as `200`, nor a range such as `2XX`, nor `default`; left out"
        );
        walker.warn_at(&key, "unknown-status", message);
    }
    responses.shift_remove("$ref");
}

fn name_default(walker: &mut Walker<'_>, responses: &mut Map<String, Value>) {
    let is_meant = |key: &&String| *key != "default" && key.eq_ignore_ascii_case("default");
    let Some(written) = responses.keys().find(is_meant).cloned() else {
        return;
    };
    if !responses.contains_key("default") {
        let message = format!("`{written}` is no status; taken for `default`");
        walker.warn_at(&written, "unknown-status", message);
        walker.rename(responses, &written, "default");
    }
}

fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] | [b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => true,
        _ => key == "default",
    }
}
