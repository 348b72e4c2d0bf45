//! Media types: how their payloads are written, and of which types those are.

use indexmap::IndexMap;
use openapiv3::MediaType;

use super::Cx;
use super::encoding::lower_encoding;
use super::items::{Items, lower_items};
use super::node::{self, Node};
use super::parts::with_parts;
use super::sample::check_examples;
use super::schema::{Context, lower_value};
use crate::ir::{Media, MediaFormat, Scalar, TypeRef, Value};
use crate::pointer::Pointer;

/// Where normalizing puts the schema of items, which 3.0 does not have.
const ITEM_SCHEMA: &str = "x-item-schema";

/// Which way a payload travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// Lowers every media type, those first that type the payload best; otherwise in document order.
pub(super) fn lower_content<'a>(
    cx: &mut Cx<'a>,
    content: &'a IndexMap<String, MediaType>,
    at: &Pointer,
    direction: Direction,
) -> Vec<Media> {
    let mut lowered = Vec::new();
    for (name, media) in content {
        lowered.push(lower_media(cx, name, media, &at.child(name), direction));
    }
    lowered.sort_by_key(|media| rank(media.format));
    lowered
}

fn rank(format: MediaFormat) -> u8 {
    match format {
        MediaFormat::Json => 0,
        MediaFormat::Form => 1,
        MediaFormat::Multipart => 2,
        MediaFormat::JsonLines => 3,
        MediaFormat::JsonSequence => 4,
        MediaFormat::Events | MediaFormat::WholeEvents => 5,
        MediaFormat::Text => 6,
        MediaFormat::Binary => 7,
    }
}

fn lower_media<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    media: &'a MediaType,
    at: &Pointer,
    direction: Direction,
) -> Media {
    let format = media_format(name);
    let (format, value) = match format {
        MediaFormat::Json if is_any(name) => of_any(schema(cx, media, at)),
        MediaFormat::Json if has_items_alone(media) => (format, of_list(cx, name, media, at)),
        MediaFormat::Json | MediaFormat::Form => {
            let value = schema(cx, media, at);
            (format, value.unwrap_or(Value::of(TypeRef::Any)))
        }
        MediaFormat::Multipart => of_parts(cx, media, at, direction),
        MediaFormat::Events
        | MediaFormat::WholeEvents
        | MediaFormat::JsonLines
        | MediaFormat::JsonSequence => of_items(cx, media, format, at, direction),
        MediaFormat::Text => (format, text()),
        MediaFormat::Binary => (format, bytes()),
    };
    check_items(cx, media, format, at);
    if format == MediaFormat::Binary && name.to_ascii_lowercase().starts_with("multipart/") {
        let message = format!("the parts of `{name}` are not built; they are passed encoded");
        match direction {
            Direction::Request => cx.unsupported("multipart-body", at, message),
            Direction::Response => {
                let message =
                    "the parts of a response are not told apart; its bytes come as they are";
                cx.unsupported("multipart-response", at, message);
            }
        }
    }
    Media {
        name: name.to_owned(),
        encoding: lower_encoding(cx, format, &media.encoding, &at.child("encoding")),
        format,
        value,
    }
}

fn schema<'a>(cx: &mut Cx<'a>, media: &'a MediaType, at: &Pointer) -> Option<Value> {
    let schema = media.schema.as_ref()?;
    let nodes = [Node::new(schema, at.child("schema"))];
    check_examples(cx, &nodes, media.example.as_ref(), &media.examples, at);
    Some(lower_value(cx, &nodes, Context::default()))
}

fn has_items_alone(media: &MediaType) -> bool {
    media.schema.is_none() && media.extensions.contains_key(ITEM_SCHEMA)
}

/// JSON is no sequence of values, so that what has items is a list.
fn of_list<'a>(cx: &mut Cx<'a>, name: &str, media: &'a MediaType, at: &Pointer) -> Value {
    let message = format!("`{name}` is one value; taken for a list of these items");
    let Some(schema) = media.extensions.get(ITEM_SCHEMA) else {
        return Value::of(TypeRef::Any);
    };
    let at = at.child(ITEM_SCHEMA);
    cx.diagnostics.warn("item-schema", &at, message);
    let node = node::parse(cx, schema, at);
    let item = lower_value(cx, &[node], Context::default());
    Value::of(TypeRef::List(Box::new(item)))
}

/// Reports an item schema that is not read.
fn check_items(cx: &mut Cx<'_>, media: &MediaType, format: MediaFormat, at: &Pointer) {
    let is_read = match format {
        MediaFormat::Json => has_items_alone(media),
        MediaFormat::Events
        | MediaFormat::WholeEvents
        | MediaFormat::JsonLines
        | MediaFormat::JsonSequence => true,
        MediaFormat::Form | MediaFormat::Multipart | MediaFormat::Text | MediaFormat::Binary => {
            false
        }
    };
    if media.extensions.contains_key(ITEM_SCHEMA) && !is_read {
        let message = "the items of this media type are not told apart; `itemSchema` has no effect";
        cx.unsupported("item-schema", &at.child(ITEM_SCHEMA), message);
    }
}

fn text() -> Value {
    Value::of(TypeRef::Scalar(Scalar::String))
}

fn bytes() -> Value {
    Value::of(TypeRef::Scalar(Scalar::Binary))
}

/// Where any media type will do, the schema tells what is meant.
fn of_any(value: Option<Value>) -> (MediaFormat, Value) {
    match value {
        None => (MediaFormat::Binary, bytes()),
        Some(value) => match value.ty {
            TypeRef::Scalar(Scalar::Binary) => (MediaFormat::Binary, value),
            TypeRef::Scalar(Scalar::String) => (MediaFormat::Text, text()),
            TypeRef::Any
            | TypeRef::Scalar(_)
            | TypeRef::List(_)
            | TypeRef::Map(_)
            | TypeRef::Tuple(_)
            | TypeRef::Named(_) => (MediaFormat::Json, value),
        },
    }
}

fn of_parts<'a>(
    cx: &mut Cx<'a>,
    media: &'a MediaType,
    at: &Pointer,
    direction: Direction,
) -> (MediaFormat, Value) {
    if direction == Direction::Response {
        return (MediaFormat::Binary, bytes());
    }
    let value = schema(cx, media, at).unwrap_or(Value::of(TypeRef::Any));
    (MediaFormat::Multipart, with_parts(cx, value, at))
}

/// Streams of values. A request sends items only where the description says that it consists of them.
fn of_items<'a>(
    cx: &mut Cx<'a>,
    media: &'a MediaType,
    format: MediaFormat,
    at: &Pointer,
    direction: Direction,
) -> (MediaFormat, Value) {
    let is_event = format == MediaFormat::Events;
    let has_items = media.extensions.contains_key(ITEM_SCHEMA);
    if direction == Direction::Request && (is_event || !has_items) {
        return (MediaFormat::Binary, bytes());
    }
    match lower_items(cx, media, at, is_event) {
        Items::Of(value) => (format, value),
        Items::Whole(value) => (MediaFormat::WholeEvents, value),
        Items::Raw if is_event => (format, text()),
        Items::Raw => (MediaFormat::Binary, bytes()),
    }
}

fn essence(name: &str) -> String {
    let essence = name.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn is_any(name: &str) -> bool {
    matches!(essence(name).as_str(), "*/*" | "application/*")
}

/// How a media type is written (RFC 6838; `+json` by RFC 6839).
pub(super) fn media_format(name: &str) -> MediaFormat {
    let essence = essence(name);
    match essence.as_str() {
        "application/json" | "*/*" | "text/json" | "application/*" => MediaFormat::Json,
        "application/x-www-form-urlencoded" => MediaFormat::Form,
        "text/event-stream" => MediaFormat::Events,
        "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/x-json-stream"
        | "application/stream+json"
        | "text/jsonl"
        | "text/ndjson" => MediaFormat::JsonLines,
        "application/json-seq" => MediaFormat::JsonSequence,
        _ if essence.ends_with("+json-seq") => MediaFormat::JsonSequence,
        _ if essence.ends_with("+json") => MediaFormat::Json,
        "multipart/form-data" | "multipart/mixed" | "multipart/related" | "multipart/*" => {
            MediaFormat::Multipart
        }
        _ if essence.starts_with("text/")
            || essence.ends_with("/xml")
            || essence.ends_with("+xml") =>
        {
            MediaFormat::Text
        }
        _ => MediaFormat::Binary,
    }
}
