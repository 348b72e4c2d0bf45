//! What the author of a dangling reference most likely meant.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::Value;

use super::super::shape::Kind;
use super::component;
use crate::diagnostic::suggest;
use crate::pointer::Pointer;

/// For so many missing nodes a near name is looked for, as looking takes time for every name there is.
const MAX_SEARCHES: usize = 200;

/// The searches so far: many references lead to one node that is missing.
#[derive(Debug, Default)]
pub(super) struct Meant {
    found: RefCell<BTreeMap<(Pointer, Kind), Option<String>>>,
}

impl Meant {
    /// The name nearest to the missing node's, among its siblings and the components of the kind that is wanted.
    pub(super) fn instead(&self, tree: &Value, missing: &Pointer, kind: Kind) -> Option<String> {
        let key = (missing.clone(), kind);
        let mut found = self.found.borrow_mut();
        if let Some(known) = found.get(&key) {
            return known.clone();
        }
        if found.len() >= MAX_SEARCHES {
            return None;
        }
        let near = nearest(tree, missing, kind);
        found.insert(key, near.clone());
        near
    }
}

fn nearest(tree: &Value, missing: &Pointer, kind: Kind) -> Option<String> {
    let siblings = missing.parent();
    let section = component(kind, "").and_then(|any| any.parent());
    let section = section.filter(|section| Some(section) != siblings.as_ref());
    let candidates = [siblings, section]
        .into_iter()
        .flatten()
        .filter_map(|parent| parent.lookup(tree)?.as_object())
        .flat_map(|object| object.keys())
        .filter(|name| !name.starts_with('\u{0}'));
    let name = missing.last().unwrap_or_default();
    suggest::nearest(&name, candidates.map(String::as_str)).map(str::to_owned)
}
