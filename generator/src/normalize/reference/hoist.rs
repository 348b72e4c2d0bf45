//! Moves what references name outside the components into the components.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::origins::{author_of, mark};
use crate::pointer::Pointer;

/// The new place of every node that moves, by its old one.
pub(super) type Names = BTreeMap<Pointer, Pointer>;

/// Moves the nodes, the innermost first, so that what moves out of a moving node leaves a reference in it.
pub(super) fn hoist(tree: &mut Value, names: &Names) {
    let mut moves: Vec<_> = names.iter().collect();
    moves.sort_by(|(a, _), (b, _)| b.depth().cmp(&a.depth()).then_with(|| a.cmp(b)));
    let mut moved = Vec::new();
    for (from, to) in moves {
        let author = author_of(tree, from);
        if let Some(node) = from.lookup_mut(tree) {
            let reference = Map::from_iter([("$ref".to_owned(), Value::String(to.to_string()))]);
            let mut node = std::mem::replace(node, Value::Object(reference));
            mark(&mut node, &author);
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
