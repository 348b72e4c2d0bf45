//! Names that nodes have beside their places: anchors, the `$id` of a schema, the `$self` of a description.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::bundle::{Sources, file_of, place_of};
use crate::pointer::Pointer;

/// Members whose values are the author's, so that nothing in them names anything.
const LITERAL: &[&str] = &["example", "examples", "value", "enum", "const"];

/// The names of all files.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// `$anchor` and `$dynamicAnchor`, without `#`, by the file they are in.
    anchors: BTreeMap<(Option<String>, String), Pointer>,
    /// `$id` and `$self`, as written.
    ids: BTreeMap<String, Pointer>,
}

impl Anchors {
    /// Collects the names in the tree of the root document and of all other files.
    pub(super) fn of(tree: &Value, sources: &Sources) -> Self {
        let mut anchors = Self::default();
        let others = sources.paths().map(Some);
        for file in std::iter::once(None).chain(others) {
            let mut at = place_of(file);
            let Some(tree) = at.lookup(tree) else {
                continue;
            };
            if let Some(Value::String(uri)) = tree.get("$self") {
                anchors.ids.entry(uri.clone()).or_insert_with(|| at.clone());
            }
            anchors.collect(tree, &mut at);
        }
        anchors
    }

    /// The node with this anchor in a file.
    pub(super) fn anchor(&self, file: Option<&str>, name: &str) -> Option<&Pointer> {
        self.anchors
            .get(&(file.map(str::to_owned), name.to_owned()))
    }

    /// The schema with this `$id`, or the file with this `$self`.
    pub(super) fn id(&self, uri: &str) -> Option<&Pointer> {
        self.ids.get(uri)
    }

    fn collect(&mut self, value: &Value, at: &mut Pointer) {
        match value {
            Value::Array(list) => {
                for (index, element) in list.iter().enumerate() {
                    self.below(&index.to_string(), element, at);
                }
            }
            Value::Object(object) => {
                self.collect_names(object, at);
                let nodes = object
                    .iter()
                    .filter(|(key, _)| !LITERAL.contains(&key.as_str()));
                for (key, child) in nodes {
                    self.below(key, child, at);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn below(&mut self, token: &str, child: &Value, at: &mut Pointer) {
        // The other files are in the tree of the root document, and collected on their own.
        if child.is_array() || (child.is_object() && !token.starts_with('\u{0}')) {
            at.push(token);
            self.collect(child, at);
            at.pop();
        }
    }

    fn collect_names(&mut self, object: &Map<String, Value>, at: &Pointer) {
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(Value::String(anchor)) = object.get(keyword) {
                self.anchors
                    .entry((file_of(at).0, anchor.clone()))
                    .or_insert_with(|| at.clone());
            }
        }
        if let Some(Value::String(id)) = object.get("$id") {
            self.ids.entry(id.clone()).or_insert_with(|| at.clone());
        }
    }
}
