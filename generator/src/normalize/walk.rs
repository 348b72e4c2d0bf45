//! The walk over a description by the shape table: every value gets the type its place wants, every object the
//! members it needs, every construct its canonical form.

mod copy;
mod moved;

use std::collections::BTreeMap;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::origins::{Origins, unmarked};
use super::reference::{self, Inlined};
use super::shape::{Absent, Kind, Shape};
use super::swagger::Inherited;
use super::texts::Texts;
use super::version::Version;
use super::{object, scalar, schema};
use crate::bundle::Sources;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pointer::Pointer;

pub(super) use copy::DESCRIBING;

/// Walks a description whose references are settled.
pub(super) fn canonical<'d>(
    tree: Value,
    version: Version,
    inherited: Inherited,
    inlined: Inlined,
    sources: &'d Sources,
    diagnostics: &'d mut Diagnostics,
) -> (Value, Origins) {
    let schemas = tree
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    let schemas = schemas.into_iter().flat_map(Map::keys).cloned().collect();
    let mut walker = Walker {
        version,
        schemas,
        inherited,
        diagnostics,
        origins: Origins::default(),
        inlined,
        inlining: Vec::new(),
        copies: 0,
        at: Pointer::root(),
        to: Pointer::root(),
        moved: BTreeMap::new(),
        texts: Texts::of(sources),
    };
    let tree = walker.node(tree, Kind::Document).unwrap_or_default();
    (tree, walker.origins)
}

/// The state of the walk.
pub(super) struct Walker<'d> {
    pub(super) version: Version,
    /// The names of the schemas among the components.
    pub(super) schemas: BTreeSet<String>,
    /// What operations of Swagger 2.0 have from the document.
    pub(super) inherited: Inherited,
    diagnostics: &'d mut Diagnostics,
    origins: Origins,
    pub(super) inlined: Inlined,
    /// What is being inlined, outermost first: inlining it again would not end.
    inlining: Vec<Pointer>,
    copies: usize,
    /// The current node in the author's tree.
    pub(super) at: Pointer,
    /// The current node in the canonical tree.
    to: Pointer,
    /// The members of the current object that stand elsewhere in the author's tree, unless they are marked themselves.
    moved: BTreeMap<String, Pointer>,
    texts: Texts<'d>,
}

impl Walker<'_> {
    /// Reports a repair at the current node.
    pub(super) fn warn(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.warn(code, &self.at, message)
    }

    /// Reports a repair at a member of the current node.
    pub(super) fn warn_at(
        &mut self,
        member: &str,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let at = self.author_of(member);
        self.diagnostics.warn(code, &at, message)
    }

    /// Reports a repair at any place of the author's tree.
    pub(super) fn warn_place(
        &mut self,
        at: &Pointer,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.warn(code, at, message)
    }

    /// Reports that a member of the current node is legal but not generated.
    pub(super) fn unsupported_at(
        &mut self,
        member: &str,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let at = self.author_of(member);
        self.diagnostics.unsupported(code, &at, message)
    }

    /// Where what is found is reported.
    pub(super) fn diagnostics(&mut self) -> &mut Diagnostics {
        self.diagnostics
    }

    /// A scalar that is no string, as the author wrote it at this place.
    pub(super) fn written(&mut self, at: &Pointer, value: &Value) -> String {
        self.texts.written(at, value)
    }

    /// The canonical form of a value, none if it is left out.
    fn value(&mut self, value: Value, shape: Shape) -> Option<Value> {
        match shape {
            Shape::Any => Some(unmarked(value)),
            Shape::Text | Shape::Flag | Shape::Count | Shape::Number => {
                scalar::repaired(self, value, shape)
            }
            Shape::FlagOrSchema => match scalar::flag(&value) {
                Some(_) => scalar::repaired(self, value, Shape::Flag),
                None => self.node(value, Kind::Schema),
            },
            Shape::List(shape) => self.list(value, *shape),
            Shape::Map(shape) => self.map(value, *shape),
            Shape::Node(kind) => self.node(value, kind),
        }
    }

    fn child(&mut self, at: &str, to: &str, value: Value, shape: Shape) -> Option<Value> {
        self.at.push(at);
        self.to.push(to);
        if at != to {
            self.origins.record(&self.to, &self.at);
        }
        let child = self.value(value, shape);
        self.at.pop();
        self.to.pop();
        child
    }

    fn list(&mut self, value: Value, shape: Shape) -> Option<Value> {
        if value.is_null() {
            return None;
        }
        let Value::Array(elements) = value else {
            self.warn(
                "wrong-type",
                format!(
                    "a list is wanted here, not {}; taken for a list of one",
                    noun(&value)
                ),
            );
            return self
                .value(value, shape)
                .map(|single| Value::Array(vec![single]));
        };
        let mut list = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            let to = list.len().to_string();
            list.extend(self.child(&index.to_string(), &to, element, shape));
        }
        Some(Value::Array(list))
    }

    fn map(&mut self, value: Value, shape: Shape) -> Option<Value> {
        if value.is_null() {
            return None;
        }
        let Value::Object(members) = value else {
            return self.wrong_type(&value, "an object");
        };
        self.as_origin(members, |walker, members| {
            let walked = members.into_iter().filter_map(|(key, value)| {
                let value = walker.member(&key, value, shape)?;
                Some((key, value))
            });
            Some(Value::Object(walked.collect()))
        })
    }

    fn node(&mut self, value: Value, kind: Kind) -> Option<Value> {
        let object = match (value, kind) {
            (Value::Object(object), _) => object,
            (other, Kind::Schema) => schema::from_scalar(self, &other),
            (other, Kind::Example) => {
                self.warn(
                    "wrong-type",
                    format!(
                        "an example is wanted here, not {}; taken for its value",
                        noun(&other)
                    ),
                );
                Map::from_iter([("value".to_owned(), other)])
            }
            (
                other @ Value::Null,
                Kind::Info
                | Kind::Paths
                | Kind::PathItem
                | Kind::Response
                | Kind::MediaType
                | Kind::Components,
            )
            | (other, Kind::Responses) => {
                let (wanted, found) = (kind.noun(), noun(&other));
                let message = format!("{wanted} is wanted here, not {found}; taken for empty");
                self.warn("wrong-type", message);
                empty(kind)
            }
            (Value::String(name), Kind::Discriminator) => {
                if self.version > Version::V20 {
                    self.warn(
                        "wrong-type",
                        "a discriminator is an object with `propertyName`; the text is taken for it",
                    );
                }
                Map::from_iter([("propertyName".to_owned(), Value::String(name))])
            }
            // Without these nothing is left of the description.
            (other, Kind::Info | Kind::Paths | Kind::Components) => {
                let message = format!("{} is wanted here, not {}", kind.noun(), noun(&other));
                self.diagnostics.error("wrong-type", &self.at, message);
                empty(kind)
            }
            (other, _) => return self.wrong_type(&other, kind.noun()),
        };
        if reference::is_broken(&object) {
            return (kind == Kind::Schema).then_some(Value::Object(object));
        }
        self.as_origin(object, |walker, object| walker.object(object, kind))
    }

    fn object(&mut self, mut object: Map<String, Value>, kind: Kind) -> Option<Value> {
        if let (Some(Value::String(text)), Some(_)) = (object.get("$ref"), kind.section()) {
            if kind.is_inlined() {
                let target = Pointer::parse(text)?;
                return self.inline(object, &target, kind);
            }
            if kind != Kind::Schema {
                let target = text.clone();
                return self.reference(object, &target, kind);
            }
        }
        object::before(self, kind, &mut object)?;
        let mut object = self.members(object, kind);
        self.supply(&mut object, kind)?;
        object::after(self, kind, &mut object)?;
        Some(Value::Object(object))
    }

    fn members(&mut self, object: Map<String, Value>, kind: Kind) -> Map<String, Value> {
        let mut members = Map::with_capacity(object.len());
        for (key, value) in object {
            let value = match kind.member(&key) {
                Some(shape) => self.member(&key, value, shape),
                None => Some(value),
            };
            if let Some(value) = value {
                members.insert(key, value);
            }
        }
        members
    }

    /// Supplies the members that must be there; none if the object is no use without one.
    fn supply(&mut self, object: &mut Map<String, Value>, kind: Kind) -> Option<()> {
        for member in kind.members() {
            if member.absent == Absent::Fine || object.contains_key(member.name) {
                continue;
            }
            let missing = format!("{} needs `{}`", kind.noun(), member.name);
            // Since 3.1, an operation may do without responses.
            let is_optional = kind == Kind::Operation && self.version > Version::V30;
            let (value, warning) = match member.absent {
                Absent::Fine => continue,
                Absent::Text(text) => (Value::String(text.to_owned()), None),
                Absent::TextWarned(text) => (
                    Value::String(text.to_owned()),
                    Some(format!("{missing}; taken for `{text}`")),
                ),
                Absent::ObjectWarned if !is_optional => (
                    Value::Object(Map::new()),
                    Some(format!("{missing}; taken for empty")),
                ),
                Absent::Object | Absent::ObjectWarned => (Value::Object(Map::new()), None),
                Absent::Drop => {
                    self.warn("missing-member", format!("{missing}; left out without it"));
                    return None;
                }
            };
            if let Some(warning) = warning {
                self.warn("missing-member", warning);
            }
            let value = match (value, member.shape) {
                (Value::Object(_), Shape::Node(kind)) => Value::Object(empty(kind)),
                (value, _) => value,
            };
            object.insert(member.name.to_owned(), value);
        }
        Some(())
    }

    /// Leaves a value out because nothing can be made of it.
    pub(super) fn wrong_type(&mut self, value: &Value, wanted: &str) -> Option<Value> {
        self.warn(
            "wrong-type",
            format!("{wanted} is wanted here, not {}; left out", noun(value)),
        );
        None
    }
}

/// An object of which nothing is said, with the texts that it needs.
fn empty(kind: Kind) -> Map<String, Value> {
    let texts = kind
        .members()
        .iter()
        .filter_map(|member| match member.absent {
            Absent::Text(text) | Absent::TextWarned(text) => Some((member.name, text)),
            Absent::Fine | Absent::Object | Absent::ObjectWarned | Absent::Drop => None,
        });
    texts
        .map(|(name, text)| (name.to_owned(), Value::String(text.to_owned())))
        .collect()
}

/// What a value is called in a message.
pub(super) fn noun(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
