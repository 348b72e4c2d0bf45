//! Properties that are described only where a condition holds: in `then`, `else`, `if` and `dependentSchemas`.
//!
//! A type has them always, so they are optional; the condition itself is documentation.

use std::collections::VecDeque;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema, SchemaData, SchemaKind};

use super::Cx;
use super::combine::combine;
use super::node::{Node, component_pointer};
use super::shape::Shape;

/// How many schemas of conditions are looked at for one object: one can refer to itself.
const LIMIT: usize = 256;

/// Adds the properties that only conditions describe. What the object says of a property itself holds always.
pub(super) fn add_conditional<'a>(cx: &mut Cx<'a>, shape: &mut Shape<'a>) {
    let mut open = VecDeque::from(std::mem::take(&mut shape.conditional));
    let mut found: IndexMap<String, Vec<Vec<Node<'a>>>> = IndexMap::new();
    for _ in 0..LIMIT {
        let Some(node) = open.pop_front() else {
            break;
        };
        let part = combine(cx, &[node], None);
        open.extend(part.conditional);
        open.extend(part.unions.into_iter().flat_map(|group| group.branches));
        for (name, nodes) in part.properties {
            if !shape.properties.contains_key(&name) {
                found.entry(name).or_default().push(nodes);
            }
        }
    }
    for (name, alternatives) in found {
        let nodes = either(cx, alternatives);
        shape.properties.insert(name, nodes);
    }
}

/// Schemas for a value that one of the alternatives describes.
fn either<'a>(cx: &mut Cx<'a>, alternatives: Vec<Vec<Node<'a>>>) -> Vec<Node<'a>> {
    let mut schemas: Vec<ReferenceOr<Schema>> = Vec::new();
    for schema in alternatives.iter().map(|nodes| whole(nodes)) {
        if !schemas.contains(&schema) {
            schemas.push(schema);
        }
    }
    let first = alternatives.into_iter().next().unwrap_or_default();
    let Some(at) = first.first().map(|node| node.at().clone()) else {
        return first;
    };
    if schemas.len() == 1 {
        return first;
    }
    let any = plain(SchemaKind::AnyOf { any_of: schemas });
    vec![Node::new(cx.schemas.alloc(any), at)]
}

/// One schema for several that must all hold.
fn whole(nodes: &[Node<'_>]) -> ReferenceOr<Schema> {
    let mut schemas: Vec<_> = nodes.iter().map(written).collect();
    match (schemas.pop(), schemas.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            schemas.extend(last);
            plain(SchemaKind::AllOf { all_of: schemas })
        }
    }
}

fn written(node: &Node<'_>) -> ReferenceOr<Schema> {
    match node {
        Node::Schema { schema, .. } => ReferenceOr::Item((*schema).clone()),
        Node::Reference { name, .. } => ReferenceOr::Reference {
            reference: component_pointer(name).to_string(),
        },
    }
}

fn plain(schema_kind: SchemaKind) -> ReferenceOr<Schema> {
    ReferenceOr::Item(Schema {
        schema_data: SchemaData::default(),
        schema_kind,
    })
}
