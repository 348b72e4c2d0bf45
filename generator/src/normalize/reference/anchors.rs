//! Names that nodes have beside their places: anchors, the `$id` of a schema, the `$self` of a description.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::bundle::{Sources, file_of, place_of, resolve};
use crate::pointer::Pointer;

/// Members whose values are the author's, so that nothing in them names anything.
pub(super) const LITERAL: &[&str] = &["example", "examples", "value", "enum", "const"];

/// The names of all files.
///
/// A schema with an `$id` is a resource of its own: what is relative in it is relative to that (JSON Schema 2020-12,
/// sections 8.2.1 and 8.2.2).
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// `$anchor` and `$dynamicAnchor`, without `#`, by the resource they are in, and by its file.
    anchors: BTreeMap<(Pointer, String), Pointer>,
    /// Every `$dynamicAnchor`, with its name.
    parameters: Vec<(String, Pointer)>,
    /// `$id` and `$self`, absolute where that can be said, and as written.
    ids: BTreeMap<String, Pointer>,
    /// What is relative in a resource is relative to this.
    bases: BTreeMap<Pointer, String>,
}

/// The resource that is read, and its file.
struct Resource {
    root: Pointer,
    file: Pointer,
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
                anchors.name(uri, &at);
                anchors.bases.insert(at.clone(), uri.clone());
            }
            let resource = Resource {
                root: at.clone(),
                file: at.clone(),
            };
            anchors.collect(tree, &mut at, &resource);
        }
        anchors
    }

    /// The resource that a node of the author's tree is in: a schema with an `$id`, else the file.
    pub(super) fn resource(&self, at: &Pointer) -> Pointer {
        let file = place_of(file_of(at).0.as_deref());
        if self.bases.is_empty() {
            return file;
        }
        let mut enclosing = at.clone();
        while enclosing != file && !self.bases.contains_key(&enclosing) {
            match enclosing.parent() {
                Some(parent) => enclosing = parent,
                None => return file,
            }
        }
        enclosing
    }

    /// The node with this anchor in a resource, or in a file.
    pub(super) fn anchor(&self, root: &Pointer, name: &str) -> Option<&Pointer> {
        self.anchors.get(&(root.clone(), name.to_owned()))
    }

    /// The schema with this `$id`, or the file with this `$self`, written in a resource.
    pub(super) fn named(&self, uri: &str, resource: &Pointer) -> Option<&Pointer> {
        if uri.is_empty() {
            return None;
        }
        let base = self.bases.get(resource);
        let absolute = base.and_then(|base| self.ids.get(&resolve(base, uri)));
        absolute.or_else(|| self.ids.get(uri))
    }

    /// Every `$dynamicAnchor`, with its name.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&str, &Pointer)> {
        self.parameters.iter().map(|(name, at)| (name.as_str(), at))
    }

    fn name(&mut self, uri: &str, at: &Pointer) {
        self.ids.entry(uri.to_owned()).or_insert_with(|| at.clone());
    }

    fn collect(&mut self, value: &Value, at: &mut Pointer, resource: &Resource) {
        match value {
            Value::Array(list) => {
                for (index, element) in list.iter().enumerate() {
                    self.below(&index.to_string(), element, at, resource);
                }
            }
            Value::Object(object) => {
                let own = self.collect_id(object, at, resource);
                let resource = own.as_ref().unwrap_or(resource);
                self.collect_anchors(object, at, resource);
                let nodes = object
                    .iter()
                    .filter(|(key, _)| !LITERAL.contains(&key.as_str()));
                for (key, child) in nodes {
                    self.below(key, child, at, resource);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn below(&mut self, token: &str, child: &Value, at: &mut Pointer, resource: &Resource) {
        // The other files are in the tree of the root document, and collected on their own.
        if child.is_array() || (child.is_object() && !token.starts_with('\u{0}')) {
            at.push(token);
            self.collect(child, at, resource);
            at.pop();
        }
    }

    /// The resource that an `$id` begins; one that is only a fragment begins none.
    fn collect_id(
        &mut self,
        object: &Map<String, Value>,
        at: &Pointer,
        around: &Resource,
    ) -> Option<Resource> {
        let id = object.get("$id")?.as_str()?;
        let id = id.split('#').next().filter(|id| !id.is_empty())?;
        let absolute = match self.bases.get(&around.root) {
            Some(base) => resolve(base, id),
            None => id.to_owned(),
        };
        self.name(id, at);
        self.name(&absolute, at);
        self.bases.insert(at.clone(), absolute);
        Some(Resource {
            root: at.clone(),
            file: around.file.clone(),
        })
    }

    fn collect_anchors(&mut self, object: &Map<String, Value>, at: &Pointer, resource: &Resource) {
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(Value::String(anchor)) = object.get(keyword) {
                if keyword == "$dynamicAnchor" {
                    self.parameters.push((anchor.clone(), at.clone()));
                }
                for root in [&resource.root, &resource.file] {
                    self.anchors
                        .entry((root.clone(), anchor.clone()))
                        .or_insert_with(|| at.clone());
                }
            }
        }
    }
}
