//! Nodes that stand elsewhere in the author's tree: what moves them notes from where, and the walk goes on there.

use serde_json::{Map, Value};

use super::super::origins::{mark, unmark, unmark_members};
use super::super::shape::Shape;
use super::Walker;
use crate::pointer::Pointer;

impl Walker<'_> {
    /// Renames a member of the current node, keeping the origin of what it holds.
    pub(in super::super) fn rename(
        &mut self,
        object: &mut Map<String, Value>,
        from: &str,
        to: &str,
    ) {
        if let Some(mut value) = object.shift_remove(from) {
            self.mark_moved(&mut value, from);
            let author = self.author_of(from);
            self.moved.remove(from);
            self.is_now(to, author);
            object.insert(to.to_owned(), value);
        }
    }

    /// Notes that a member of the current node is the author's node at `author`.
    pub(in super::super) fn is_now(&mut self, member: &str, author: Pointer) {
        self.moved.insert(member.to_owned(), author);
    }

    /// Marks a value taken from a member of the current node with its origin, or if it is a list its elements.
    pub(in super::super) fn mark_moved(&self, value: &mut Value, member: &str) {
        let origin = self.at.child(member);
        match value {
            Value::Array(list) => {
                for (index, element) in list.iter_mut().enumerate() {
                    mark(element, &origin.index(index));
                }
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Object(_) => {
                mark(value, &origin);
            }
        }
    }

    /// The author's node that a member of the current object is.
    pub(in super::super) fn author_of(&self, member: &str) -> Pointer {
        let moved = self.moved.get(member).cloned();
        moved.unwrap_or_else(|| self.at.child(member))
    }

    /// A member of the current object, which may be one of those that were moved.
    pub(super) fn member(&mut self, key: &str, value: Value, shape: Shape) -> Option<Value> {
        let Some(origin) = self.moved.get(key).cloned() else {
            return self.child(key, key, value, shape);
        };
        let here = std::mem::replace(&mut self.at, origin);
        self.to.push(key);
        self.origins.record(&self.to, &self.at);
        let member = self.value(value, shape);
        self.to.pop();
        self.at = here;
        member
    }

    /// Walks an object as the author's node it was, if it was moved.
    pub(super) fn as_origin(
        &mut self,
        mut object: Map<String, Value>,
        walk: impl FnOnce(&mut Self, Map<String, Value>) -> Option<Value>,
    ) -> Option<Value> {
        let outer = std::mem::replace(&mut self.moved, unmark_members(&mut object));
        let walked = match unmark(&mut object) {
            Some(origin) => {
                let here = std::mem::replace(&mut self.at, origin);
                self.origins.record(&self.to, &self.at);
                let walked = walk(self, object);
                self.at = here;
                walked
            }
            None => walk(self, object),
        };
        self.moved = outer;
        walked
    }
}
