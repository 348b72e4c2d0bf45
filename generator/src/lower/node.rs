//! A schema where it stands: a reference or the schema itself, with its place.

use openapiv3::{ReferenceOr, Schema};

use super::Cx;
use crate::pointer::Pointer;

/// A schema or a reference to one.
#[derive(Clone, Debug)]
pub(super) enum Node<'a> {
    /// A reference to a component schema, by its key.
    Reference { name: String, at: Pointer },
    /// A schema in place.
    Schema { schema: &'a Schema, at: Pointer },
}

impl<'a> Node<'a> {
    pub(super) fn new(schema: &'a ReferenceOr<Schema>, at: Pointer) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::reference(reference, at),
            ReferenceOr::Item(schema) => Self::Schema { schema, at },
        }
    }

    pub(super) fn boxed(schema: &'a ReferenceOr<Box<Schema>>, at: Pointer) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::reference(reference, at),
            ReferenceOr::Item(schema) => Self::Schema { schema, at },
        }
    }

    pub(super) fn at(&self) -> &Pointer {
        match self {
            Self::Reference { at, .. } | Self::Schema { at, .. } => at,
        }
    }

    /// Whether two schemas are written alike, wherever they stand.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Reference { name, .. }, Self::Reference { name: other, .. }) => name == other,
            (Self::Schema { schema, .. }, Self::Schema { schema: other, .. }) => schema == other,
            (Self::Reference { .. }, Self::Schema { .. })
            | (Self::Schema { .. }, Self::Reference { .. }) => false,
        }
    }

    /// `{nullable: true}` beside a reference is how OpenAPI 3.0 authors write "or null".
    pub(super) fn is_null_marker(&self) -> bool {
        match self {
            Self::Reference { .. } => false,
            Self::Schema { schema, .. } => {
                let any = openapiv3::AnySchema::default();
                schema.schema_data.nullable && schema.schema_kind == openapiv3::SchemaKind::Any(any)
            }
        }
    }

    /// After normalizing, every schema reference leads to a component.
    fn reference(reference: &str, at: Pointer) -> Self {
        let name = Pointer::parse(reference)
            .and_then(|pointer| pointer.last().map(|name| name.into_owned()))
            .unwrap_or_else(|| reference.to_owned());
        Self::Reference { name, at }
    }
}

/// Adds schemas that must hold, too; one that is met again on another way says nothing new.
pub(super) fn join<'a>(all: &mut Vec<Node<'a>>, more: Vec<Node<'a>>) {
    for node in more {
        let is_same = |known: &Node<'_>| known.at() == node.at() && known.is_like(&node);
        if !all.iter().any(is_same) {
            all.push(node);
        }
    }
}

/// The component schema of a name, with its place.
pub(super) fn component<'a>(cx: &Cx<'a>, name: &str) -> Option<Node<'a>> {
    let openapi = cx.openapi;
    let schema = openapi.components.as_ref()?.schemas.get(name)?;
    Some(Node::new(schema, component_pointer(name)))
}

pub(super) fn component_pointer(name: &str) -> Pointer {
    Pointer::root().join(["components", "schemas", name])
}

/// Parses a schema that normalizing left in an `x-` key.
pub(super) fn parse<'a>(cx: &mut Cx<'a>, json: &serde_json::Value, at: Pointer) -> Node<'a> {
    let schema = serde_json::from_value(json.clone()).unwrap_or_else(|error| {
        cx.diagnostics
            .internal("schema-extension", &at, format!("cannot be read: {error}"));
        ReferenceOr::Item(Schema {
            schema_data: openapiv3::SchemaData::default(),
            schema_kind: openapiv3::SchemaKind::Any(openapiv3::AnySchema::default()),
        })
    });
    Node::new(cx.schemas.alloc(schema), at)
}
