//! Where the nodes of the canonical tree stand in the author's own document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::bundle::Sources;
use crate::diagnostic::Place;
use crate::pointer::{Moves, Pointer};

/// The origins of moved nodes; every other node stands where it stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(Moves);

impl Origins {
    /// Records that the node at `canonical`, with all below it, was the author's node at `author`.
    pub(super) fn record(&mut self, canonical: &Pointer, author: &Pointer) {
        self.0.record(canonical, author);
    }

    /// The author's pointer of a node of the canonical tree.
    pub fn author(&self, canonical: &Pointer) -> Pointer {
        self.0.origin(canonical)
    }

    /// Finds canonical nodes in the author's documents, for use with
    /// [`Diagnostics::locate`](crate::diagnostic::Diagnostics::locate).
    pub fn places(
        &self,
        sources: &Sources,
        wanted: &BTreeSet<Pointer>,
    ) -> BTreeMap<Pointer, Place> {
        let authors: BTreeMap<_, _> = wanted
            .iter()
            .map(|pointer| (pointer, self.author(pointer)))
            .collect();
        let places = sources.places(&authors.values().cloned().collect());
        let found = authors
            .into_iter()
            .filter_map(|(pointer, author)| Some((pointer.clone(), places.get(&author)?.clone())));
        found.collect()
    }
}

/// A member no description can have by accident. While the tree is rewritten, it holds the author's pointer of the
/// object it is in, if that object was moved.
const MARK: &str = "\u{0}origin";

/// The same for members of the object it is in that have another origin and may be no objects: their origins by key.
const MEMBERS: &str = "\u{0}members";

/// Marks a member of an object as the author's node at `author`.
pub(super) fn mark_member(object: &mut Map<String, Value>, member: &str, author: &Pointer) {
    let origins = object.entry(MEMBERS).or_insert_with(|| Map::new().into());
    if let Value::Object(origins) = origins {
        origins.insert(member.to_owned(), author.as_str().into());
    }
}

/// Takes the marks of its members off an object.
pub(super) fn unmark_members(object: &mut Map<String, Value>) -> BTreeMap<String, Pointer> {
    let origins = object.shift_remove(MEMBERS);
    let origins = origins.as_ref().and_then(Value::as_object);
    let origins = origins.into_iter().flatten();
    origins
        .filter_map(|(member, author)| Some((member.clone(), Pointer::parse(author.as_str()?)?)))
        .collect()
}

/// Marks an object as the author's node at `author`, unless an earlier move has marked it.
pub(super) fn mark(node: &mut Value, author: &Pointer) {
    if let Value::Object(object) = node {
        object
            .entry(MARK)
            .or_insert_with(|| Value::String(author.as_str().to_owned()));
    }
}

/// The author's pointer of an object that was moved.
pub(super) fn marked(object: &Map<String, Value>) -> Option<Pointer> {
    Pointer::parse(object.get(MARK)?.as_str()?)
}

/// The author's pointer of a node of a tree that is being rewritten.
pub(super) fn author_of(tree: &Value, pointer: &Pointer) -> Pointer {
    let mut author = Pointer::root();
    let mut node = Some(tree);
    for token in pointer.tokens() {
        if let Some(origin) = node.and_then(Value::as_object).and_then(marked) {
            author = origin;
        }
        author.push(&token);
        node = node.and_then(|node| match node {
            Value::Object(object) => object.get(&*token),
            Value::Array(list) => list.get(token.parse::<usize>().ok()?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        });
    }
    match node.and_then(Value::as_object).and_then(marked) {
        Some(origin) => origin,
        None => author,
    }
}

/// A value that is not walked into, without the marks that a move put on it or on its elements.
pub(super) fn unmarked(mut value: Value) -> Value {
    match &mut value {
        Value::Object(object) => {
            object.shift_remove(MARK);
        }
        Value::Array(list) => {
            for object in list.iter_mut().filter_map(Value::as_object_mut) {
                object.shift_remove(MARK);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    value
}

/// Takes the mark off an object.
pub(super) fn unmark(object: &mut Map<String, Value>) -> Option<Pointer> {
    match object.shift_remove(MARK)? {
        Value::String(author) => Pointer::parse(&author),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            None
        }
    }
}
