//! What the author of a dangling reference most likely meant.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::Value;

use super::super::origins::author_of;
use super::super::shape::Kind;
use super::component;
use crate::bundle::{file_of, place_of};
use crate::diagnostic::suggest;
use crate::pointer::Pointer;

/// How many names are looked at in all, as there may be many missing nodes as well as many names.
const MAX_NAMES: usize = 200_000;

/// The node that a reference names, and that is not there.
pub(super) struct Missing<'r> {
    pub(super) text: &'r str,
    pub(super) at: Pointer,
    /// The kind that is wanted.
    pub(super) kind: Kind,
}

/// What is near to a missing node.
#[derive(Debug, Clone)]
enum Near {
    /// The name of one of its siblings.
    Sibling(String),
    /// The place of a component, as its author writes it.
    Component(Pointer),
}

/// The searches so far: many references lead to one node that is missing.
#[derive(Debug, Default)]
pub(super) struct Meant {
    found: RefCell<BTreeMap<(Pointer, Kind), Option<Near>>>,
    /// How many names were looked at.
    names: Cell<usize>,
}

impl Meant {
    /// The nearest name among the siblings of the missing node, or else the reference to a component of the kind that
    /// is wanted: then it is the way to it that is wrong.
    pub(super) fn instead(&self, tree: &Value, missing: &Missing<'_>) -> Option<String> {
        let key = (missing.at.clone(), missing.kind);
        let near = match self.found.borrow_mut().entry(key) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(_) if self.names.get() >= MAX_NAMES => None,
            Entry::Vacant(place) => place.insert(self.search(tree, missing)).clone(),
        };
        near.map(|near| match near {
            Near::Sibling(name) => name,
            Near::Component(at) => {
                let file = missing.text.split('#').next().unwrap_or_default();
                format!("{file}{at}")
            }
        })
    }

    fn search(&self, tree: &Value, missing: &Missing<'_>) -> Option<Near> {
        let name = missing.at.last()?;
        let nearest = |parent: &Pointer| {
            let members = parent.lookup(tree)?.as_object()?;
            let names = members.keys().map(String::as_str);
            let names = names.filter(|name| !name.starts_with('\u{0}'));
            let names = names.inspect(|_| self.names.update(|it| it + 1));
            suggest::nearest(&name, names).map(str::to_owned)
        };
        let siblings = missing.at.parent()?;
        if let Some(name) = nearest(&siblings) {
            return Some(Near::Sibling(name));
        }
        let file = place_of(file_of(&missing.at).0.as_deref());
        let section = component(missing.kind, "")?.parent()?;
        let section = section.rebased(&Pointer::root(), &file)?;
        let near = section.child(&nearest(&section)?);
        Some(Near::Component(file_of(&author_of(tree, &near)).1))
    }
}
