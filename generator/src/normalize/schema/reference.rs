//! Keywords beside a `$ref`: in 3.1 they hold too, in 3.0 they do not, but authors mean those that document.

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::super::version::Version;
use super::super::walk::Walker;
use super::is_docs;

/// Keywords that name or explain a schema, of no meaning once references are settled.
const SILENT: &[&str] = &[
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$comment",
    "$defs",
    "definitions",
    "$vocabulary",
];

/// Leaves a schema that only refers; moves what stands beside a reference around it.
pub(super) fn settle(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    match schema.get("$ref") {
        None => return,
        Some(Value::String(_)) => {}
        Some(_) => {
            walker.warn_at("$ref", "wrong-type", "a reference is a string; left out");
            schema.shift_remove("$ref");
            return;
        }
    }
    let mut reference = Map::new();
    let mut docs = Map::new();
    let mut constraints = Map::new();
    for (keyword, value) in std::mem::take(schema) {
        match keyword.as_str() {
            "$ref" => reference.insert(keyword, value),
            silent if SILENT.contains(&silent) => None,
            documentation if is_docs(documentation) => docs.insert(keyword, value),
            _ => constraints.insert(keyword, value),
        };
    }
    if walker.version <= Version::V30 {
        for keyword in constraints.keys() {
            let message = format!("`{keyword}` has no effect beside a reference");
            walker.warn_at(keyword, "beside-reference", message);
        }
        constraints.clear();
    }
    if docs.is_empty() && constraints.is_empty() {
        *schema = reference;
        return;
    }
    let parts = [reference, constraints]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| {
            let mut part = Value::Object(part);
            mark(&mut part, &walker.at);
            part
        });
    schema.insert("allOf".to_owned(), parts.collect());
    schema.extend(docs);
}
