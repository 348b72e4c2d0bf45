//! Paths, path items and the map of responses: their keys.

use serde_json::{Map, Value};

use super::super::walk::Walker;

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Gives every path its leading slash.
pub(super) fn before_paths(walker: &mut Walker<'_>, paths: &mut Map<String, Value>) {
    if paths
        .keys()
        .all(|path| path.starts_with('/') || path.starts_with("x-"))
    {
        return;
    }
    let authors = std::mem::take(paths);
    for (path, mut item) in authors {
        if path.starts_with('/') || path.starts_with("x-") {
            paths.insert(path, item);
            continue;
        }
        walker.warn_at(
            &path,
            "path-without-slash",
            format!("the path `{path}` does not start with a slash"),
        );
        walker.mark_moved(&mut item, &path);
        paths.entry(format!("/{path}")).or_insert(item);
    }
}

/// Writes methods in small letters and moves those 3.0 does not have to `x-additional-operations`.
pub(super) fn before_path_item(walker: &mut Walker<'_>, item: &mut Map<String, Value>) {
    let shouted = |key: &&String| {
        !METHODS.contains(&key.as_str()) && METHODS.contains(&&*key.to_ascii_lowercase())
    };
    for method in item.keys().filter(shouted).cloned().collect::<Vec<_>>() {
        let lower = method.to_ascii_lowercase();
        if !item.contains_key(&lower) {
            walker.warn_at(
                &method,
                "method-case",
                format!("the method `{method}` is written in small letters here"),
            );
            walker.rename(item, &method, &lower);
        }
    }
    walker.rename(item, "additionalOperations", "x-additional-operations");
    if let Some(mut query) = item.shift_remove("query") {
        walker.mark_moved(&mut query, "query");
        let additional = item
            .entry("x-additional-operations")
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(additional) = additional {
            additional.insert("QUERY".to_owned(), query);
        }
    }
}

/// Leaves out what is no status, no range of statuses and not `default`.
pub(super) fn before_responses(walker: &mut Walker<'_>, responses: &mut Map<String, Value>) {
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

fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] | [b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => true,
        _ => key == "default",
    }
}
