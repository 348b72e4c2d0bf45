//! How a part is named: alone where its name tells enough, else behind what it is a part of.

use super::words::Words;

/// Property and parameter names that say too little alone.
const GENERIC: &[&str] = &[
    "action",
    "actions",
    "attributes",
    "body",
    "category",
    "condition",
    "config",
    "configuration",
    "content",
    "context",
    "data",
    "detail",
    "details",
    "direction",
    "entry",
    "environment",
    "error",
    "errors",
    "event",
    "field",
    "fields",
    "filter",
    "filters",
    "format",
    "group",
    "header",
    "headers",
    "id",
    "info",
    "input",
    "item",
    "items",
    "key",
    "kind",
    "label",
    "level",
    "link",
    "links",
    "list",
    "location",
    "meta",
    "metadata",
    "method",
    "mode",
    "model",
    "name",
    "node",
    "object",
    "operation",
    "operator",
    "option",
    "options",
    "order",
    "output",
    "parameters",
    "params",
    "payload",
    "properties",
    "property",
    "reason",
    "record",
    "records",
    "request",
    "resource",
    "response",
    "result",
    "results",
    "role",
    "roles",
    "rows",
    "scope",
    "settings",
    "sort",
    "source",
    "spec",
    "state",
    "status",
    "step",
    "steps",
    "subtype",
    "summary",
    "target",
    "type",
    "types",
    "value",
    "values",
    "version",
];

/// Property names that only wrap what the operation is about.
const WRAPPERS: &[&str] = &[
    "content", "data", "entries", "items", "list", "records", "response", "result", "results",
    "rows", "values",
];

/// A property or parameter as a part of something.
pub(super) fn part(name: &str, item: bool) -> Words {
    let words = Words::of(name);
    if item { words.singular() } else { words }
}

/// A telling part stands alone, another behind what it is a part of, or behind its only value.
pub(super) fn in_context(base: &Words, part: &Words, constant: Option<Words>) -> Vec<Words> {
    let near = base.slice(base.len().saturating_sub(2)..).then(part);
    let last = base.slice(base.len().saturating_sub(1)..).then(part);
    let full = base.then(part);
    let telling = !part.is_empty() && !is_generic(part);
    let names = match (telling, constant) {
        (true, _) => vec![part.clone(), near, full],
        (false, Some(constant)) => vec![constant, near, full],
        (false, None) => vec![near, last, full, part.clone()],
    };
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}

/// Whether a property of this name only wraps what the operation is about.
pub(super) fn is_wrapper(words: &Words) -> bool {
    words.len() == 1 && words.first().is_some_and(|word| WRAPPERS.contains(&word))
}

/// Whether words say too little alone.
pub(super) fn is_generic(words: &Words) -> bool {
    words.len() == 1 && words.first().is_some_and(|word| GENERIC.contains(&word))
}
