//! What an update does to a node: objects are merged, lists grow, everything else is replaced (Overlay 1.1, Action
//! Object).

use serde_json::Value;

use crate::pointer::{Moves, Pointer};

/// A value to merge into nodes, and where it and its parts stand.
pub(super) struct Source<'v> {
    pub(super) value: &'v Value,
    /// Where the value is.
    pub(super) at: Pointer,
    /// What is known of the value and its parts.
    pub(super) moves: Moves,
}

/// Two values of which neither can be merged into the other.
pub(super) struct Clash {
    /// Where the one that should have changed stands in its file.
    pub(super) old: Pointer,
    pub(super) is: &'static str,
    /// Where the one it should have changed by stands in its file.
    pub(super) new: Pointer,
    pub(super) by: &'static str,
}

/// Merges one value into one node.
pub(super) struct Merge<'t> {
    pub(super) source: &'t Source<'t>,
    pub(super) moves: &'t mut Moves,
    /// The node that is being changed, and what it is changed by.
    pub(super) to: Pointer,
    pub(super) from: Pointer,
    pub(super) clashes: Vec<Clash>,
}

impl Merge<'_> {
    /// Merges the value into the node that an action selected. What does not fit stays as it is.
    pub(super) fn target(&mut self, node: &mut Value) {
        match (node, self.source.value) {
            (Value::Array(items), value) if !value.is_array() => {
                self.added(items.len(), None);
                items.push(value.clone());
            }
            (node, value) => self.node(node, value),
        }
    }

    fn node(&mut self, node: &mut Value, value: &Value) {
        match (node, value) {
            (Value::Object(members), Value::Object(more)) => {
                for (key, value) in more {
                    self.to.push(key);
                    self.from.push(key);
                    match members.get_mut(key) {
                        Some(member) => self.node(member, value),
                        None => {
                            self.is_from_source();
                            members.insert(key.clone(), value.clone());
                        }
                    }
                    self.to.pop();
                    self.from.pop();
                }
            }
            (Value::Array(items), Value::Array(more)) => {
                for (index, value) in more.iter().enumerate() {
                    self.added(items.len(), Some(index));
                    items.push(value.clone());
                }
            }
            (node, value) if is_primitive(node) && is_primitive(value) => {
                self.is_from_source();
                *node = value.clone();
            }
            (node, value) => self.clashes.push(Clash {
                old: self.moves.origin(&self.to),
                is: noun(node),
                new: self.source.moves.origin(&self.from),
                by: noun(value),
            }),
        }
    }

    /// A list gets an element, which is one of a list or the value itself.
    fn added(&mut self, length: usize, index: Option<usize>) {
        let from = index.map_or_else(|| self.from.clone(), |index| self.from.index(index));
        let to = self.to.index(length);
        self.moves.copy(&to, &self.source.moves, &from);
    }

    /// The current node is the source's from now on.
    fn is_from_source(&mut self) {
        self.moves.copy(&self.to, &self.source.moves, &self.from);
    }
}

fn is_primitive(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

/// What a value is called in a message.
fn noun(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => "a single value",
    }
}
