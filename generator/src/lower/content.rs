//! Media types: how their payloads are written, and of which types those are.

use indexmap::IndexMap;
use openapiv3::MediaType;

use super::Cx;
use super::encoding::lower_encoding;
use super::events::lower_events;
use super::items::lower_items;
use super::media_type::lower_media_type;
use super::node::{self, Node};
use super::parts::{behind_aliases, is_written_by_caller, listed_parts, with_parts};
use super::sample::check_examples;
use super::schema::{Context, lower_value};
use crate::ir::{Encoding, Media, MediaFormat, Scalar, TypeKind, TypeRef, Value};
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
        let at = at.child(name);
        if let Some(name) = lower_media_type(cx, name, &at) {
            lowered.push(lower_media(cx, &name, media, &at, direction));
        }
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
        MediaFormat::Events { .. } => 5,
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
    let encoding = lower_encoding(cx, format, &media.encoding, &at.child("encoding"));
    let (format, value) = match format {
        MediaFormat::Json if is_any(name) => of_any(schema(cx, media, at)),
        MediaFormat::Json if has_items_alone(media) => (format, of_list(cx, name, media, at)),
        MediaFormat::Json => of_json(cx, media, at, direction),
        MediaFormat::Form => of_form(cx, name, media, &encoding, at),
        MediaFormat::Multipart => of_parts(cx, name, media, &encoding, at, direction),
        MediaFormat::Events { .. } => of_events(cx, media, at, direction),
        MediaFormat::JsonLines | MediaFormat::JsonSequence => {
            of_items(cx, media, format, at, direction)
        }
        MediaFormat::Text => of_text(cx, media, at),
        MediaFormat::Binary => (format, bytes()),
    };
    check_items(cx, media, format, at);
    // The example of a text such as XML is that text, whatever value its schema describes.
    if format != MediaFormat::Text
        && let Some(schema) = &media.schema
    {
        let nodes = [Node::new(schema, at.child("schema"))];
        check_examples(cx, &nodes, media.example.as_ref(), &media.examples, at);
    }
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
        encoding,
        format,
        value,
    }
}

fn schema<'a>(cx: &mut Cx<'a>, media: &'a MediaType, at: &Pointer) -> Option<Value> {
    let schema = media.schema.as_ref()?;
    let nodes = [Node::new(schema, at.child("schema"))];
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
        MediaFormat::Events { .. } | MediaFormat::JsonLines | MediaFormat::JsonSequence => true,
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

/// JSON, but for a response that is declared to be bytes: in JSON there are none.
fn of_json<'a>(
    cx: &mut Cx<'a>,
    media: &'a MediaType,
    at: &Pointer,
    direction: Direction,
) -> (MediaFormat, Value) {
    let value = schema(cx, media, at).unwrap_or(Value::of(TypeRef::Any));
    match direction {
        Direction::Response if is_binary(cx, &value) => (MediaFormat::Binary, bytes()),
        Direction::Request | Direction::Response => (MediaFormat::Json, value),
    }
}

/// A text with the constraints of its schema, which can also declare it to be bytes. Whatever else a schema says of a
/// text, it comes and goes as text.
fn of_text<'a>(cx: &mut Cx<'a>, media: &'a MediaType, at: &Pointer) -> (MediaFormat, Value) {
    let value = schema(cx, media, at);
    if value.as_ref().is_some_and(|value| is_binary(cx, value)) {
        return (MediaFormat::Binary, bytes());
    }
    let is_text = |value: &Value| behind_aliases(cx, &value.ty) == TypeRef::Scalar(Scalar::String);
    let constraints = value.filter(is_text).map(|value| value.constraints);
    let value = Value {
        constraints: constraints.unwrap_or_default(),
        ..text()
    };
    (MediaFormat::Text, value)
}

fn is_binary(cx: &Cx<'_>, value: &Value) -> bool {
    behind_aliases(cx, &value.ty) == TypeRef::Scalar(Scalar::Binary)
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

/// A form is the properties of an object; anything else is passed as it is written.
fn of_form<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    media: &'a MediaType,
    encoding: &[Encoding],
    at: &Pointer,
) -> (MediaFormat, Value) {
    let value = schema(cx, media, at).unwrap_or(Value::of(TypeRef::Any));
    check_form(cx, &value.ty, encoding, at);
    match behind_aliases(cx, &value.ty) {
        TypeRef::Any | TypeRef::Map(_) | TypeRef::Named(_) => (MediaFormat::Form, value),
        TypeRef::Scalar(Scalar::String | Scalar::Binary) => (MediaFormat::Text, text()),
        TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Tuple(_) => {
            let message = format!("a body of `{name}` is made of the properties of an object");
            cx.diagnostics
                .warn("form-schema", at, message)
                .help("it is passed as it is written");
            (MediaFormat::Text, text())
        }
    }
}

/// Tells what a form has no place for: bytes, and objects in a syntax that is not made of values.
fn check_form(cx: &mut Cx<'_>, ty: &TypeRef, encoding: &[Encoding], at: &Pointer) {
    let TypeRef::Named(id) = behind_aliases(cx, ty) else {
        return;
    };
    let TypeKind::Struct(it) = &cx.api.types[id].kind else {
        return;
    };
    let mut told = Vec::new();
    for field in &it.fields {
        let encoding = encoding.iter().find(|it| it.property == field.property);
        let content_type = encoding
            .filter(|it| it.style.is_none())
            .and_then(|it| it.content_type.as_deref());
        let name = &field.property;
        if is_binary(cx, &field.value) {
            told.push(format!(
                "a form is text; `{name}` is sent as the text that the caller makes of the bytes"
            ));
        } else if is_written_by_caller(cx, &field.value.ty, content_type) {
            let media = content_type.unwrap_or_default();
            told.push(format!(
                "`{name}` cannot be written as `{media}` in a form; it is written as JSON"
            ));
        }
    }
    for message in told {
        cx.unsupported("form-property", at, message);
    }
}

fn of_parts<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    media: &'a MediaType,
    encoding: &[Encoding],
    at: &Pointer,
    direction: Direction,
) -> (MediaFormat, Value) {
    if direction == Direction::Response {
        return (MediaFormat::Binary, bytes());
    }
    if media.extensions.contains_key(ITEM_SCHEMA) {
        return (MediaFormat::Multipart, listed_parts());
    }
    let value = schema(cx, media, at).unwrap_or(Value::of(TypeRef::Any));
    let value = with_parts(cx, name, value, encoding, at);
    (MediaFormat::Multipart, value)
}

/// Streams of values.
fn of_items<'a>(
    cx: &mut Cx<'a>,
    media: &'a MediaType,
    format: MediaFormat,
    at: &Pointer,
    direction: Direction,
) -> (MediaFormat, Value) {
    match lower_items(cx, media, at, direction) {
        Some(value) => (format, value),
        None => (MediaFormat::Binary, bytes()),
    }
}

/// Streams of events, which a request passes encoded.
fn of_events<'a>(
    cx: &mut Cx<'a>,
    media: &'a MediaType,
    at: &Pointer,
    direction: Direction,
) -> (MediaFormat, Value) {
    match direction {
        Direction::Request => (MediaFormat::Binary, bytes()),
        Direction::Response => lower_events(cx, media, at),
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
        "text/event-stream" => MediaFormat::Events {
            is_whole: false,
            is_text: true,
        },
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
