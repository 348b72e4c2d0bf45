//! What a mere name in the mapping of a discriminator stands for.

use serde_json::Value;

use super::super::origins::author_of;
use super::component;
use super::survey::{Form, Reference};
use super::target::{Targets, is_bare};
use crate::bundle::{file_of, place_of};
use crate::pointer::Pointer;

/// Ends of the names of files that hold a schema, which its name is without.
const ENDINGS: [&str; 3] = [".json", ".yaml", ".yml"];

impl Targets<'_> {
    /// The schema that a mapping names without saying where it is: a component of the root document (OpenAPI 3.2,
    /// Discriminator Object). Authors of several files also mean a component of their own file, a branch of the union,
    /// or a schema beside it.
    pub(super) fn bare_name(&self, reference: &Reference) -> Option<Pointer> {
        let name = &reference.text;
        let named = component(reference.kind, name).filter(|_| reference.form == Form::Mapping)?;
        let is_there = |at: &Pointer| at.lookup(self.tree).is_some();
        if is_there(&named) || !is_bare(name) {
            return Some(named).filter(is_there);
        }
        let written = author_of(self.tree, &reference.at);
        let file = place_of(file_of(&written).0.as_deref());
        let own = named.rebased(&Pointer::root(), &file).filter(is_there);
        let beside = || union_of(&written)?.parent().map(|all| all.child(name));
        own.or_else(|| self.branch(&union_of(&reference.at)?, name))
            .or_else(|| beside().filter(is_there))
    }

    /// The branch of a union that refers to something of this name.
    fn branch(&self, union: &Pointer, name: &str) -> Option<Pointer> {
        let schema = union.lookup(self.tree)?;
        let lists = ["oneOf", "anyOf"].into_iter();
        let lists = lists.filter_map(|key| Some((key, schema.get(key)?.as_array()?)));
        let branches =
            lists.flat_map(|(key, list)| list.iter().enumerate().map(move |it| (key, it)));
        branches
            .filter_map(|(key, (index, branch))| {
                let text = branch.get("$ref").and_then(Value::as_str)?;
                Some((text, union.child(key).index(index)))
            })
            .find(|(text, _)| name_of(text) == Some(name))
            .and_then(|(text, at)| self.place(text, &at))
    }
}

/// The schema whose discriminator a place is in.
fn union_of(at: &Pointer) -> Option<Pointer> {
    let mut enclosing = at.clone();
    while enclosing.last()? != "discriminator" {
        enclosing = enclosing.parent()?;
    }
    enclosing.parent()
}

/// The name of what a reference names: the last part of it.
fn name_of(text: &str) -> Option<&str> {
    let last = text.rsplit(['/', '#']).find(|part| !part.is_empty())?;
    let stem = ENDINGS.iter().find_map(|ending| last.strip_suffix(ending));
    Some(stem.unwrap_or(last))
}
