//! Moves what references name outside the components into the components.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::component;
use super::target::Target;
use crate::pointer::Pointer;

/// The new place of every node that moves, by its old one.
pub(super) type Names = BTreeMap<Pointer, Pointer>;

/// Gives every target outside the components a name there: by its pointer, so that it stays from run to run.
pub(super) fn names(tree: &Value, found: &[Option<Target>]) -> Names {
    let mut names = Names::new();
    let mut taken = BTreeSet::new();
    let mut moving: Vec<_> = found
        .iter()
        .flatten()
        .filter(|target| !target.kind.is_inlined() && !target.is_component())
        .collect();
    moving.sort_by(|a, b| a.at.cmp(&b.at));
    for target in moving {
        if names.contains_key(&target.at) {
            continue;
        }
        let fresh = candidates(&target.at)
            .filter_map(|name| component(target.kind, &name))
            .find(|place| place.lookup(tree).is_none() && !taken.contains(place));
        taken.extend(fresh.clone());
        names.extend(fresh.map(|place| (target.at.clone(), place)));
    }
    names
}

/// A definition by its own name, everything else and every clash by the telling parts of its pointer, a number last.
fn candidates(at: &Pointer) -> impl Iterator<Item = String> {
    let tokens: Vec<_> = at.tokens().collect();
    let definition = match &tokens[..] {
        [.., section, name] if section == "$defs" || section == "definitions" => {
            Some(cleaned(name))
        }
        _ => None,
    };
    let telling: Vec<_> = tokens
        .iter()
        .filter(|token| is_telling(token))
        .map(|token| cleaned(token))
        .collect();
    let telling: Vec<_> = telling
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let full = if telling.is_empty() {
        "Hoisted".to_owned()
    } else {
        telling.join("_")
    };
    let numbered = full.clone();
    let numbers = (2..u32::MAX).map(move |number| format!("{numbered}_{number}"));
    definition
        .into_iter()
        .filter(|name| !name.is_empty())
        .chain([full])
        .chain(numbers)
}

/// Whether the token is a name of the author's, not one of the specification's.
fn is_telling(token: &str) -> bool {
    const STRUCTURE: &[&str] = &[
        "components",
        "schemas",
        "paths",
        "properties",
        "$defs",
        "definitions",
        "content",
        "schema",
        "responses",
        "parameters",
        "requestBodies",
        "application/json",
        "allOf",
        "anyOf",
        "oneOf",
        "headers",
        "examples",
    ];
    !STRUCTURE.contains(&token)
}

fn cleaned(token: &str) -> String {
    let parts =
        token.split(|character: char| !character.is_ascii_alphanumeric() && character != '-');
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

/// Moves the nodes, the innermost first, so that what moves out of a moving node leaves a reference in it.
pub(super) fn hoist(tree: &mut Value, names: &Names) {
    let mut moves: Vec<_> = names.iter().collect();
    moves.sort_by(|(a, _), (b, _)| b.depth().cmp(&a.depth()).then_with(|| a.cmp(b)));
    let mut moved = Vec::new();
    for (from, to) in moves {
        if let Some(node) = from.lookup_mut(tree) {
            let reference = Map::from_iter([("$ref".to_owned(), Value::String(to.to_string()))]);
            let mut node = std::mem::replace(node, Value::Object(reference));
            mark(&mut node, from);
            moved.push((to, node));
        }
    }
    moved.sort_by_key(|(to, _)| *to);
    for (to, node) in moved {
        insert(tree, to, node);
    }
}

/// Puts a node at a place of the components, whose sections are made where they are missing.
fn insert(tree: &mut Value, to: &Pointer, node: Value) {
    let tokens: Vec<_> = to.tokens().collect();
    let mut slot = tree;
    for token in tokens {
        if !slot.is_object() {
            *slot = Value::Object(Map::new());
        }
        let Value::Object(object) = slot else {
            return;
        };
        slot = object.entry(token.into_owned()).or_insert(Value::Null);
    }
    *slot = node;
}
