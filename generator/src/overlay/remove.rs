//! Takes nodes out of the objects and lists they stand in.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Target;
use crate::pointer::{Moves, Pointer};

/// Removes nodes, which must not be the root.
pub(super) fn remove(target: &mut Target, found: &[Pointer]) {
    // The deepest first, so that the pointers of the others stay right.
    let mut gone: BTreeMap<(Reverse<usize>, Pointer), BTreeSet<String>> = BTreeMap::new();
    for node in found {
        if let (Some(parent), Some(last)) = (node.parent(), node.last()) {
            let parent = (Reverse(parent.depth()), parent);
            gone.entry(parent).or_default().insert(last.into_owned());
        }
    }
    for ((_, parent), gone) in gone {
        let is_gone = |name: &str| gone.contains(name);
        match parent.lookup_mut(&mut target.tree) {
            Some(Value::Object(members)) => {
                members.retain(|key, _| !is_gone(key));
                for name in &gone {
                    target.moves.forget(&parent.child(name));
                }
            }
            Some(Value::Array(items)) => {
                close_ranks(&mut target.moves, &parent, items.len(), is_gone);
                let mut indexes = 0_usize..;
                items.retain(|_| indexes.next().is_some_and(|it| !is_gone(&it.to_string())));
            }
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {}
        }
    }
}

/// The elements of a list that stay move up.
fn close_ranks(moves: &mut Moves, list: &Pointer, length: usize, is_gone: impl Fn(&str) -> bool) {
    let before = moves.of(list);
    for index in 0..length {
        moves.forget(&list.index(index));
    }
    let stay = (0..length).filter(|index| !is_gone(&index.to_string()));
    for (index, old) in stay.enumerate() {
        moves.copy(&list.index(index), &before, &list.index(old));
    }
}
