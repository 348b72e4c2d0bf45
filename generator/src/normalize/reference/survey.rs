//! Finds everything that refers to something, by the shape table.

use std::collections::BTreeSet;

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

/// A `$ref` where the specification has none, which stands for a copy of what it names.
#[derive(Debug)]
pub(super) struct Splice {
    pub(super) at: Pointer,
    pub(super) text: String,
    pub(super) shape: Shape,
}

/// All references of a tree, in document order.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) references: Vec<Reference>,
    pub(super) splices: Vec<Splice>,
    /// What was visited because a reference leads there.
    visited: BTreeSet<(Pointer, Kind)>,
}

impl Survey {
    /// Surveys the root document.
    pub(super) fn of(tree: &Value) -> Self {
        let mut survey = Self::default();
        survey.visit(tree, Shape::Node(Kind::Document), &mut Pointer::root());
        survey
    }

    /// Surveys a node that only a reference gives a kind to, once.
    pub(super) fn visit_target(&mut self, tree: &Value, at: &Pointer, kind: Kind) {
        let Some(node) = at.lookup(tree) else {
            return;
        };
        if self.visited.insert((at.clone(), kind)) {
            self.visit(node, Shape::Node(kind), &mut at.clone());
        }
    }

    fn visit(&mut self, value: &Value, shape: Shape, at: &mut Pointer) {
        match (value, shape) {
            (Value::Object(object), _) if is_splice(object, shape) && !at.is_root() => {
                self.splices.extend(text_of(object).map(|text| Splice {
                    at: at.clone(),
                    text: text.to_owned(),
                    shape,
                }));
            }
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
        if let (Some(text), Some(_)) = (text_of(object), kind.section()) {
            self.add(at.clone(), text, kind, Form::Ref);
        }
        if kind == Kind::Schema {
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

    fn add(&mut self, at: Pointer, text: &str, kind: Kind, form: Form) {
        self.references.push(Reference {
            at,
            text: text.to_owned(),
            kind,
            form,
        });
    }

    fn visit_dynamic(&mut self, schema: &Map<String, Value>, at: &Pointer) {
        for keyword in ["$dynamicRef", "$recursiveRef"] {
            if let (Some(Value::String(text)), false) =
                (schema.get(keyword), schema.contains_key("$ref"))
            {
                self.add(at.clone(), text, Kind::Schema, Form::Dynamic(keyword));
            }
        }
    }

    fn visit_mapping(&mut self, discriminator: &Map<String, Value>, at: &Pointer) {
        if let Some(Value::String(text)) = discriminator.get("defaultMapping") {
            let at = at.child("defaultMapping");
            self.add(at, text, Kind::Schema, Form::Mapping);
        }
        let Some(Value::Object(mapping)) = discriminator.get("mapping") else {
            return;
        };
        for (tag, value) in mapping {
            if let Value::String(text) = value {
                let at = at.child("mapping").child(tag);
                self.add(at, text, Kind::Schema, Form::Mapping);
            }
        }
    }
}

/// The text of the reference that an object is.
fn text_of(object: &Map<String, Value>) -> Option<&str> {
    object.get("$ref")?.as_str()
}

/// Whether an object with a `$ref` stands where the specification has no references.
fn is_splice(object: &Map<String, Value>, shape: Shape) -> bool {
    if text_of(object).is_none() {
        return false;
    }
    match shape {
        Shape::Node(kind) => kind.section().is_none(),
        Shape::FlagOrSchema => false,
        Shape::Any => object.len() == 1,
        Shape::Text
        | Shape::Flag
        | Shape::Count
        | Shape::Number
        | Shape::List(_)
        | Shape::Map(_) => true,
    }
}
