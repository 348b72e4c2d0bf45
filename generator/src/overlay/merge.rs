//! What an update does to a node: objects are merged, lists grow, everything else is replaced.

use serde_json::Value;

/// Merges a value into a node.
pub(super) fn merge(node: &mut Value, value: &Value) {
    match (node, value) {
        (Value::Object(members), Value::Object(more)) => {
            for (key, value) in more {
                match members.get_mut(key) {
                    Some(member) => merge(member, value),
                    None => {
                        members.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(more)) => items.extend(more.iter().cloned()),
        (Value::Array(items), value) => items.push(value.clone()),
        (node, value) => *node = value.clone(),
    }
}
