//! What a stream of JSON values consists of: one value after another, each of a type.

use openapiv3::MediaType;

use super::Cx;
use super::content::Direction;
use super::node::{self, Node};
use super::parts::behind_aliases;
use super::schema::{Context, lower_value};
use crate::ir::{Scalar, TypeRef, Value};
use crate::pointer::Pointer;

/// What a schema of a stream describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Described {
    /// Each of its items (OpenAPI 3.2, `itemSchema`).
    Item,
    /// All of it.
    Stream,
}

/// Lowers what a media type says of the items of its stream; `None` where that is text or bytes of any kind, as it is
/// in a request that is described neither item by item nor as a list.
pub(super) fn lower_items<'a>(
    cx: &mut Cx<'a>,
    media: &'a MediaType,
    at: &Pointer,
    direction: Direction,
) -> Option<Value> {
    let (node, described) = described(cx, media, at)?;
    let value = lower_value(cx, &[node], Context::default());
    if described == Described::Item {
        return Some(value);
    }
    let is_list = matches!(behind_aliases(cx, &value.ty), TypeRef::List(_));
    if direction == Direction::Request && !is_list {
        return None;
    }
    let value = item_of(cx, value);
    match behind_aliases(cx, &value.ty) {
        TypeRef::Scalar(Scalar::String | Scalar::Binary | Scalar::Secret) => None,
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => Some(value),
    }
}

/// The schema of a stream, and what it describes.
pub(super) fn described<'a>(
    cx: &mut Cx<'a>,
    media: &'a MediaType,
    at: &Pointer,
) -> Option<(Node<'a>, Described)> {
    if let Some(schema) = media.extensions.get("x-item-schema") {
        let node = node::parse(cx, schema, at.child("x-item-schema"));
        return Some((node, Described::Item));
    }
    let schema = media.schema.as_ref()?;
    Some((Node::new(schema, at.child("schema")), Described::Stream))
}

/// A list describes the whole stream, each of its items one value.
pub(super) fn item_of(cx: &Cx<'_>, value: Value) -> Value {
    match behind_aliases(cx, &value.ty) {
        TypeRef::List(item) => *item,
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => value,
    }
}
