//! What a stream consists of: events or JSON values, each of a type.

use openapiv3::{MediaType, Schema};

use super::Cx;
use super::combine::combine;
use super::node::{self, Node};
use super::parts::behind_aliases;
use super::schema::{Context, lower_value};
use crate::ir::{Field, Scalar, TypeId, TypeKind, TypeRef, Value};
use crate::pointer::Pointer;

/// The members of an event (WHATWG HTML, 9.2.6; OpenAPI 3.2, Server-Sent Event Streams).
const MEMBERS: [&str; 5] = ["data", "event", "id", "retry", "comment"];

/// What a stream consists of.
pub(super) enum Items {
    /// Values, or events with such data.
    Of(Value),
    /// Events, described as objects with `event` and `data`.
    Whole(Value),
    /// Texts or bytes of which nothing more is said.
    Raw,
}

/// Lowers what a media type says of the items of its stream: an item schema, or the schema of all of them.
pub(super) fn lower_items<'a>(
    cx: &mut Cx<'a>,
    media: &'a MediaType,
    at: &Pointer,
    is_event: bool,
) -> Items {
    let (node, value) = match (media.extensions.get("x-item-schema"), &media.schema) {
        (Some(schema), _) => {
            let node = node::parse(cx, schema, at.child("x-item-schema"));
            let value = lower_value(cx, std::slice::from_ref(&node), Context::default());
            if is_event && is_text(cx, &value) {
                return Items::Raw;
            }
            (node, value)
        }
        (None, Some(schema)) => {
            let node = Node::new(schema, at.child("schema"));
            let value = lower_value(cx, std::slice::from_ref(&node), Context::default());
            let value = item_of(cx, value);
            if is_text(cx, &value) {
                return Items::Raw;
            }
            (node, value)
        }
        (None, None) => return Items::Raw,
    };
    match is_event {
        true => lower_event(cx, value, &node),
        false => Items::Of(value),
    }
}

/// A list describes the whole stream, each of its items one value.
fn item_of(cx: &Cx<'_>, value: Value) -> Value {
    match behind_aliases(cx, &value.ty) {
        TypeRef::List(item) => *item,
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => value,
    }
}

fn is_text(cx: &Cx<'_>, value: &Value) -> bool {
    matches!(
        behind_aliases(cx, &value.ty),
        TypeRef::Scalar(Scalar::String | Scalar::Binary | Scalar::Secret)
    )
}

fn lower_event<'a>(cx: &mut Cx<'a>, value: Value, node: &Node<'a>) -> Items {
    let TypeRef::Named(id) = behind_aliases(cx, &value.ty) else {
        return Items::Of(value);
    };
    if let TypeKind::Union(union) = &cx.api.types[id].kind {
        let mut branches = union.branches.iter();
        return match branches.all(|branch| is_whole(cx, &branch.value)) {
            true => Items::Whole(value),
            false => Items::Of(value),
        };
    }
    match data_of(cx, id).map(|field| field.value.clone()) {
        None => Items::Of(value),
        Some(data) => of_data(cx, data, node),
    }
}

fn is_whole(cx: &Cx<'_>, value: &Value) -> bool {
    match behind_aliases(cx, &value.ty) {
        TypeRef::Named(id) => data_of(cx, id).is_some(),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_) => false,
    }
}

/// The field `data` of an object that has nothing but members of an event.
fn data_of<'c>(cx: &'c Cx<'_>, id: TypeId) -> Option<&'c Field> {
    let TypeKind::Struct(it) = &cx.api.types[id].kind else {
        return None;
    };
    let is_event = it
        .fields
        .iter()
        .all(|field| MEMBERS.contains(&field.property.as_str()));
    let has_more = it.fields.len() > 1;
    let data = it.fields.iter().find(|field| field.property == "data");
    data.filter(|_| is_event && has_more)
}

/// What the data of all events is. Text can be described as JSON of a schema of its own.
fn of_data<'a>(cx: &mut Cx<'a>, data: Value, node: &Node<'a>) -> Items {
    if data.ty != TypeRef::Scalar(Scalar::String) {
        return Items::Of(data);
    }
    let shape = combine(cx, std::slice::from_ref(node), None);
    let nodes = shape.properties.get("data").map(Vec::as_slice);
    let content = nodes.unwrap_or_default().iter().find_map(content_schema);
    let Some((schema, at)) = content else {
        return Items::Raw;
    };
    let node = node::parse(cx, schema, at);
    Items::Of(lower_value(cx, &[node], Context::default()))
}

fn content_schema<'a>(node: &Node<'a>) -> Option<(&'a serde_json::Value, Pointer)> {
    let (schema, at): (&'a Schema, _) = match node {
        Node::Schema { schema, at } => (schema, at),
        Node::Reference { .. } => return None,
    };
    let extensions = &schema.schema_data.extensions;
    let found = extensions.get("x-content-schema")?;
    Some((found, at.child("x-content-schema")))
}
