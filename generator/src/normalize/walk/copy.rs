//! References to anything but schemas: kept, or replaced by a copy of what they name.

use serde_json::{Map, Value};

use super::super::object::merged_item;
use super::super::shape::Kind;
use super::Walker;
use crate::pointer::Pointer;

/// A copy may hold references to be replaced by copies, but not for ever: the stack is limited.
const MAX_INLINING: usize = 8;

/// How many copies there may be in all: copies of copies grow fast.
const MAX_COPIES: usize = 10_000;

/// What may be said beside a reference of what it names.
pub(in super::super) const DESCRIBING: &[&str] = &["description", "summary"];

/// What shows values, and changes nothing wherever it stands.
const SHOWING: &[&str] = &["example", "examples"];

impl Walker<'_> {
    /// A reference to a component, or a copy of it where a description of its own stands beside the reference
    /// (OpenAPI 3.1.1, Reference Object). Earlier versions have none there, but their authors mean it.
    pub(super) fn reference(
        &mut self,
        mut object: Map<String, Value>,
        text: &str,
        kind: Kind,
    ) -> Option<Value> {
        let is_known = |key: &str| {
            DESCRIBING.contains(&key) || SHOWING.contains(&key) || key.starts_with("x-")
        };
        let others = object.keys().filter(|key| *key != "$ref" && !is_known(key));
        for member in others.cloned().collect::<Vec<_>>() {
            let message = format!("`{member}` has no effect beside a reference");
            self.warn_at(&member, "beside-reference", message);
        }
        object.retain(|key, value| key == "$ref" || (is_member(kind, key) && value.is_string()));
        let target = Pointer::parse(text)?;
        let is_copied = self
            .inlined
            .get(&target)
            .is_some_and(|copy| copy.get("$ref").is_none());
        let is_possible = self.inlining.len() < MAX_INLINING && self.copies < MAX_COPIES;
        if object.len() > 1 && is_copied && is_possible {
            return self.inline(object, &target, kind);
        }
        object.retain(|key, _| key == "$ref");
        Some(Value::Object(object))
    }

    /// Replaces a reference by a copy of what it names. Members beside the reference win over those of the copy.
    pub(super) fn inline(
        &mut self,
        mut object: Map<String, Value>,
        target: &Pointer,
        kind: Kind,
    ) -> Option<Value> {
        self.copies += 1;
        let is_too_much = self.inlining.len() >= MAX_INLINING || self.copies > MAX_COPIES;
        if self.inlining.contains(target) || is_too_much {
            let message = format!("{} that contains itself is not generated", kind.noun());
            self.diagnostics
                .unsupported("recursive-reference", &self.at, message);
            return None;
        }
        let mut copy = self.inlined.get(target)?.clone();
        object.shift_remove("$ref");
        if let Value::Object(copy) = &mut copy {
            if kind == Kind::PathItem {
                merged_item::merge(self, copy, object);
            } else {
                copy.extend(object);
            }
        }
        self.inlining.push(target.clone());
        let node = self.node(copy, kind);
        self.inlining.pop();
        node
    }
}

/// Whether it is a description that this kind has.
fn is_member(kind: Kind, key: &str) -> bool {
    DESCRIBING.contains(&key) && kind.member(key).is_some()
}
