//! What the author of a dangling reference most likely meant.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use serde_json::Value;

use super::super::shape::Kind;
use super::component;
use crate::diagnostic::suggest;
use crate::pointer::Pointer;

/// How many names are looked at in all, as there may be many missing nodes as well as many names.
const MAX_NAMES: usize = 200_000;

/// The searches so far: many references lead to one node that is missing.
#[derive(Debug, Default)]
pub(super) struct Meant {
    found: RefCell<BTreeMap<(Pointer, Kind), Option<String>>>,
    /// How many names were looked at.
    names: Cell<usize>,
}

impl Meant {
    /// The name nearest to the missing node's, among its siblings and the components of the kind that is wanted.
    pub(super) fn instead(&self, tree: &Value, missing: &Pointer, kind: Kind) -> Option<String> {
        let key = (missing.clone(), kind);
        let mut found = self.found.borrow_mut();
        if let Some(known) = found.get(&key) {
            return known.clone();
        }
        if self.names.get() >= MAX_NAMES {
            return None;
        }
        let names = candidates(tree, missing, kind).inspect(|_| self.names.update(|it| it + 1));
        let name = missing.last().unwrap_or_default();
        let near = suggest::nearest(&name, names).map(str::to_owned);
        found.insert(key, near.clone());
        near
    }
}

fn candidates<'t>(
    tree: &'t Value,
    missing: &Pointer,
    kind: Kind,
) -> impl Iterator<Item = &'t str> + use<'t> {
    let siblings = missing.parent();
    let section = component(kind, "").and_then(|any| any.parent());
    let section = section.filter(|section| Some(section) != siblings.as_ref());
    [siblings, section]
        .into_iter()
        .flatten()
        .filter_map(|parent| parent.lookup(tree)?.as_object())
        .flat_map(|object| object.keys().map(String::as_str))
        .filter(|name| !name.starts_with('\u{0}'))
}
