//! Components that refer to each other in a circle and so never reach anything.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::origins::author_of;
use super::broken;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// Reports every circle once, at its first component by name, and breaks it there.
pub(super) fn break_circles(tree: &mut Value, diagnostics: &mut Diagnostics) {
    let mut settled = BTreeSet::new();
    for start in referring_components(tree) {
        let mut chain = Vec::new();
        let mut passed = BTreeSet::new();
        let mut at = start;
        while !settled.contains(&at) && passed.insert(at.clone()) {
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
        if let Some(circle) = circle.and_then(|start| chain.get(start..)) {
            break_circle(tree, circle, diagnostics);
        }
        settled.extend(chain);
    }
}

fn break_circle(tree: &mut Value, circle: &[Pointer], diagnostics: &mut Diagnostics) {
    let Some(first) = circle.iter().min() else {
        return;
    };
    let at = author_of(tree, first).child("$ref");
    let name = first.last().unwrap_or_default();
    let message = format!("`{name}` refers to itself and never to anything else");
    let is_schema = first.tokens().nth(1).is_some_and(|it| it == "schemas");
    // A schema that is only itself says nothing, whatever it was to become one day.
    let left = if is_schema && circle.len() == 1 {
        diagnostics.warn(
            "reference-cycle",
            &at,
            format!("{message}; taken for anything"),
        );
        Value::Object(Map::new())
    } else {
        let others = circle.iter().filter_map(Pointer::last);
        let names: Vec<_> = others.map(|name| format!("`{name}`")).collect();
        let diagnostic = diagnostics.error("reference-cycle", &at, message);
        if names.len() > 1 {
            diagnostic.help(format!("the circle is {}", names.join(", ")));
        }
        broken()
    };
    if let Some(node) = first.lookup_mut(tree) {
        *node = left;
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
