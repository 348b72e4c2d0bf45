//! What a JSONPath (RFC 9535) selects, as pointers in document order.

use std::collections::BTreeSet;
use std::ptr;

use jsonpath_rust::JsonPath;
use serde_json::Value;

use crate::pointer::Pointer;

/// The nodes that a path selects, each once.
///
/// # Errors
/// The reason in words, for text that is no JSONPath.
pub(super) fn select(tree: &Value, path: &str) -> Result<Vec<Pointer>, String> {
    let nodes = tree.query(path).map_err(|error| error.to_string())?;
    let wanted: BTreeSet<*const Value> = nodes.into_iter().map(ptr::from_ref).collect();
    let mut found = Vec::with_capacity(wanted.len());
    find(tree, &Pointer::root(), &wanted, &mut found);
    Ok(found)
}

/// Finds nodes by their addresses, so that it does not matter how a query spells where they are.
fn find(node: &Value, at: &Pointer, wanted: &BTreeSet<*const Value>, found: &mut Vec<Pointer>) {
    if found.len() == wanted.len() {
        return;
    }
    if wanted.contains(&ptr::from_ref(node)) {
        found.push(at.clone());
    }
    match node {
        Value::Object(members) => {
            for (key, member) in members {
                find(member, &at.child(key), wanted, found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                find(item, &at.child(&index.to_string()), wanted, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
