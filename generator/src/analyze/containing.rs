//! Which types contain others, at any depth: what is true of a part is often true of the whole.

use crate::ir::{Api, TypeId};

/// For every type, whether it is one of these or contains one.
pub(super) fn containing(api: &Api, these: Vec<TypeId>) -> Vec<bool> {
    let mut users = vec![Vec::new(); api.types.len()];
    for (user, definition) in api.types.iter() {
        for value in definition.kind.values() {
            value
                .ty
                .for_each_named(&mut |used| users[used.index()].push(user));
        }
    }
    let mut found = vec![false; api.types.len()];
    let mut open = these;
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut found[id.index()], true) {
            open.extend(&users[id.index()]);
        }
    }
    found
}
