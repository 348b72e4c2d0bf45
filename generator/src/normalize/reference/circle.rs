//! Components that refer to each other in a circle and so never reach anything.

use std::collections::BTreeSet;

use serde_json::Value;

use super::broken;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// Reports every circle once, at its first component by name, and breaks it there.
pub(super) fn break_circles(tree: &mut Value, diagnostics: &mut Diagnostics) {
    let mut settled = BTreeSet::new();
    for start in referring_components(tree) {
        let mut chain = Vec::new();
        let mut at = start;
        while !settled.contains(&at) && !chain.contains(&at) {
            chain.push(at.clone());
            match referred(tree, &at) {
                Some(next) => at = next,
                None => break,
            }
        }
        let circle = chain
            .iter()
            .position(|component| *component == at)
            .filter(|_| referred(tree, &at).is_some());
        if let Some(first) = circle
            .and_then(|start| chain.get(start..))
            .and_then(|circle| circle.iter().min())
        {
            let message = format!("`{first}` refers to itself and never to anything else");
            diagnostics.error("reference-cycle", &first.child("$ref"), message);
            if let Some(node) = first.lookup_mut(tree) {
                *node = broken();
            }
        }
        settled.extend(chain);
    }
}

fn referring_components(tree: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    let Some(Value::Object(components)) = tree.get("components") else {
        return found;
    };
    for (section, members) in components {
        for (name, component) in members.as_object().into_iter().flatten() {
            if component.get("$ref").is_some() {
                found.push(Pointer::root().join(["components", section, name]));
            }
        }
    }
    found.sort();
    found
}

fn referred(tree: &Value, at: &Pointer) -> Option<Pointer> {
    at.lookup(tree)?
        .get("$ref")?
        .as_str()
        .and_then(Pointer::parse)
}
