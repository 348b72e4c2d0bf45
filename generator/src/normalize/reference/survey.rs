//! Finds everything that refers to something or can be referred to, by the shape table.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::shape::{Kind, Shape};
use crate::pointer::Pointer;

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The `$ref` of an object.
    Ref,
    /// The `$dynamicRef` or `$recursiveRef` of a schema, which no schema of the same document redirects.
    Dynamic(&'static str),
    /// A value of a discriminator's mapping: a reference, or the bare name of a schema.
    Mapping,
}

/// A reference of the description.
#[derive(Debug)]
pub(super) struct Reference {
    /// The object with the `$ref`, or the value in the mapping.
    pub(super) at: Pointer,
    pub(super) text: String,
    /// The kind of object that is wanted.
    pub(super) kind: Kind,
    pub(super) form: Form,
}

/// All references of a tree, in document order, and all names schemas have beside their pointers.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) references: Vec<Reference>,
    /// `$anchor` and `$dynamicAnchor`, without `#`.
    pub(super) anchors: BTreeMap<String, Pointer>,
    /// `$id`, as written.
    pub(super) ids: BTreeMap<String, Pointer>,
}

impl Survey {
    /// Surveys a whole description.
    pub(super) fn of(tree: &Value) -> Self {
        let mut survey = Self::default();
        survey.visit(tree, Shape::Node(Kind::Document), &mut Pointer::root());
        survey
    }

    fn visit(&mut self, value: &Value, shape: Shape, at: &mut Pointer) {
        match (value, shape) {
            (Value::Object(object), Shape::Map(shape)) => {
                for (key, child) in object {
                    self.below(child, *shape, at, key);
                }
            }
            // A list where one object is wanted is repaired later; its elements have references all the same.
            (Value::Array(list), Shape::List(shape)) => self.elements(list, *shape, at),
            (Value::Array(list), Shape::Node(_)) => self.elements(list, shape, at),
            (Value::Object(_), Shape::List(shape)) => self.visit(value, *shape, at),
            (Value::Object(object), _) => {
                if let Some(kind) = shape.kind() {
                    self.visit_object(object, kind, at);
                }
            }
            (
                Value::Array(_)
                | Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_),
                _,
            ) => {}
        }
    }

    fn elements(&mut self, list: &[Value], shape: Shape, at: &mut Pointer) {
        for (index, element) in list.iter().enumerate() {
            self.below(element, shape, at, &index.to_string());
        }
    }

    fn below(&mut self, child: &Value, shape: Shape, at: &mut Pointer, token: &str) {
        if matches!(child, Value::Array(_) | Value::Object(_)) {
            at.push(token);
            self.visit(child, shape, at);
            at.pop();
        }
    }

    fn visit_object(&mut self, object: &Map<String, Value>, kind: Kind, at: &mut Pointer) {
        if let (Some(Value::String(text)), Some(_)) = (object.get("$ref"), kind.section()) {
            self.references.push(Reference {
                at: at.clone(),
                text: text.clone(),
                kind,
                form: Form::Ref,
            });
        }
        if kind == Kind::Schema {
            self.visit_schema_names(object, at);
            self.visit_dynamic(object, at);
        }
        if kind == Kind::Discriminator {
            self.visit_mapping(object, at);
        }
        for (key, child) in object {
            if let Some(shape) = kind.member(key) {
                self.below(child, shape, at, key);
            }
        }
    }

    fn visit_schema_names(&mut self, schema: &Map<String, Value>, at: &Pointer) {
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(Value::String(anchor)) = schema.get(keyword) {
                self.anchors
                    .entry(anchor.clone())
                    .or_insert_with(|| at.clone());
            }
        }
        if let Some(Value::String(id)) = schema.get("$id") {
            self.ids.entry(id.clone()).or_insert_with(|| at.clone());
        }
    }

    fn visit_dynamic(&mut self, schema: &Map<String, Value>, at: &Pointer) {
        for keyword in ["$dynamicRef", "$recursiveRef"] {
            if let (Some(Value::String(text)), false) =
                (schema.get(keyword), schema.contains_key("$ref"))
            {
                let (text, form) = (text.clone(), Form::Dynamic(keyword));
                self.references.push(Reference {
                    at: at.clone(),
                    text,
                    kind: Kind::Schema,
                    form,
                });
            }
        }
    }

    fn visit_mapping(&mut self, discriminator: &Map<String, Value>, at: &Pointer) {
        let Some(Value::Object(mapping)) = discriminator.get("mapping") else {
            return;
        };
        for (tag, value) in mapping {
            if let Value::String(text) = value {
                let at = at.child("mapping").child(tag);
                self.references.push(Reference {
                    at,
                    text: text.clone(),
                    kind: Kind::Schema,
                    form: Form::Mapping,
                });
            }
        }
    }
}
