//! Properties that no request has.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{arguments::Source, node::Node};

/// Whether an object somewhere in a schema requires what is `readOnly`, which requests leave out.
pub(super) fn is_required<'d>(source: &Source<'d>, schema: Node<'d>) -> bool {
    is_required_within(source, schema, &mut BTreeSet::new())
}

fn is_required_within<'d>(
    source: &Source<'d>,
    schema: Node<'d>,
    seen: &mut BTreeSet<String>,
) -> bool {
    let Some(schema) = source.follow(schema) else {
        return false;
    };
    if !seen.insert(schema.pointer.clone()) {
        return false;
    }
    let properties = schema.child("properties");
    let properties = properties.map(|it| it.members()).unwrap_or_default();
    let required = schema.value["required"].as_array();
    let is_required = |name: &str| {
        let names = required.into_iter().flatten();
        names.filter_map(Value::as_str).any(|it| it == name)
    };
    let is_read_only = |it: &Node<'d>| {
        let it = source.follow(it.clone());
        it.is_some_and(|it| it.value["readOnly"] == true)
    };
    if properties
        .iter()
        .any(|(name, it)| is_required(name) && is_read_only(it))
    {
        return true;
    }
    let within = properties.into_iter().map(|(_, it)| it);
    let single = ["items", "additionalProperties"].map(|word| schema.child(word));
    let branches = ["allOf", "anyOf", "oneOf"].map(|word| schema.children(word));
    within
        .chain(single.into_iter().flatten())
        .chain(branches.into_iter().flatten())
        .any(|it| is_required_within(source, it, seen))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use serde_json::json;

    use super::*;
    use crate::round_trip::Description;

    #[test]
    fn what_is_required_and_read_only_is_found_at_any_depth() {
        let description = Description::new(json!({
            "openapi": "3.1.0",
            "components": {"schemas": {
                "Leaf": {"required": ["id"], "properties": {"id": {"readOnly": true}, "tree": {"$ref": "#/components/schemas/Tree"}}},
                "Tree": {"properties": {"leaves": {"items": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Leaf"}]}}}},
                "Free": {"required": ["name"], "properties": {"id": {"readOnly": true}, "name": {}}},
            }},
        }))
        .unwrap();
        let source = Source::new(&description).unwrap();
        let root = Node::root(&description);
        let of = |name: &str| {
            let schemas = root.child("components").unwrap().child("schemas").unwrap();
            is_required(&source, schemas.child(name).unwrap())
        };
        assert!(of("Tree"));
        assert!(!of("Free"));
    }
}
