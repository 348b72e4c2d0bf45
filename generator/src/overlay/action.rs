//! One action: what it selects is updated, copied into or removed (Overlay 1.1, Action Object).

use serde_json::Value;

use super::merge::merge;
use super::select::select;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// Applies an action to a tree.
pub(super) fn apply(tree: &mut Value, action: &Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    let Some(found) = query(tree, action, "target", at, diagnostics) else {
        return;
    };
    if found.is_empty() {
        diagnostics
            .warn(
                "unmatched-action",
                &at.child("target"),
                "the action matches nothing",
            )
            .help("the description may have changed; remove the action, or mend its `target`");
        return;
    }
    if action.get("remove") == Some(&Value::Bool(true)) {
        // Backwards, so that the indexes of what follows stay right.
        found.iter().rev().for_each(|pointer| remove(tree, pointer));
        return;
    }
    if action.get("copy").is_some()
        && let Some(source) = source(tree, action, at, diagnostics)
    {
        update(tree, &found, &source);
    }
    if let Some(value) = action.get("update") {
        update(tree, &found, value);
    }
}

/// The nodes that the JSONPath under a key of the action selects; none where there is no such path.
fn query(
    tree: &Value,
    action: &Value,
    key: &str,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Pointer>> {
    let Some(path) = action.get(key).and_then(Value::as_str) else {
        let message = format!("an action has a JSONPath under `{key}`");
        diagnostics.error("invalid-overlay", at, message);
        return None;
    };
    match select(tree, path) {
        Ok(found) => Some(found),
        Err(reason) => {
            let message = format!("`{path}` is no JSONPath: {reason}");
            diagnostics.error("invalid-json-path", &at.child(key), message);
            None
        }
    }
}

/// The one node that `copy` selects.
fn source(
    tree: &Value,
    action: &Value,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    let found = query(tree, action, "copy", at, diagnostics)?;
    let [source] = found.as_slice() else {
        let message = format!("`copy` has to select one node, and selects {}", found.len());
        diagnostics.error("invalid-overlay", &at.child("copy"), message);
        return None;
    };
    tree.pointer(source.as_str()).cloned()
}

fn update(tree: &mut Value, found: &[Pointer], value: &Value) {
    for pointer in found {
        if let Some(node) = tree.pointer_mut(pointer.as_str()) {
            merge(node, value);
        }
    }
}

/// Takes a node out of the object or list it stands in. The root stays.
fn remove(tree: &mut Value, pointer: &Pointer) {
    let (Some(parent), Some(last)) = (pointer.parent(), pointer.last()) else {
        return;
    };
    match tree.pointer_mut(parent.as_str()) {
        Some(Value::Object(members)) => {
            members.shift_remove(last.as_ref());
        }
        Some(Value::Array(items)) => {
            if let Some(index) = last.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {}
    }
}
