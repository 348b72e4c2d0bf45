//! Request bodies and media types.

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr};

use super::Cx;
use super::node::Node;
use super::reference::resolve;
use super::schema::{Context, lower_value};
use crate::ir::{Media, MediaFormat, RequestBody, Scalar, TypeRef, Value};
use crate::pointer::Pointer;

/// Lowers a request body. Of several media types, the client sends the one it types best.
pub(super) fn lower_body<'a>(
    cx: &mut Cx<'a>,
    body: &'a ReferenceOr<openapiv3::RequestBody>,
    operation: &Pointer,
) -> Option<RequestBody> {
    let at = operation.child("requestBody");
    let (body, at) = resolve(cx, body, &at, |components| &components.request_bodies)?;
    let media = lower_content(cx, &body.content, &at.child("content"))?;
    if media.name.starts_with("multipart/") {
        let message = format!(
            "`{}` bodies are not built yet; the caller passes the encoded bytes",
            media.name
        );
        cx.unsupported("multipart-body", &at, message);
    }
    Some(RequestBody {
        required: body.required,
        media,
        description: body.description.clone(),
    })
}

/// Lowers the media type that the client types best: JSON, then forms, then text, then bytes.
pub(super) fn lower_content<'a>(
    cx: &mut Cx<'a>,
    content: &'a IndexMap<String, MediaType>,
    at: &Pointer,
) -> Option<Media> {
    let rank = |name: &str| match media_format(name) {
        MediaFormat::Json => 0,
        MediaFormat::Form => 1,
        MediaFormat::Text => 2,
        MediaFormat::Binary => 3,
    };
    let (name, media) = content.iter().min_by_key(|(name, _)| rank(name))?;
    let others = content
        .keys()
        .filter(|other| *other != name)
        .map(String::as_str)
        .collect::<Vec<_>>();
    if !others.is_empty() {
        let message = format!(
            "of several media types only `{name}` is used, not {}",
            others.join(", ")
        );
        cx.unsupported("several-media-types", at, message);
    }
    let format = media_format(name);
    if name.starts_with("text/event-stream") {
        let message = "an event stream is not read event by event; its bytes are read whole";
        cx.unsupported("event-stream", &at.child(name), message);
    }
    let value = match (&media.schema, format) {
        (Some(schema), MediaFormat::Json | MediaFormat::Form) => {
            let nodes = [Node::new(schema, at.child(name).child("schema"))];
            lower_value(cx, &nodes, Context::default())
        }
        (None, MediaFormat::Json | MediaFormat::Form) => Value::of(TypeRef::Any),
        (_, MediaFormat::Text) => Value::of(TypeRef::Scalar(Scalar::String)),
        (_, MediaFormat::Binary) => Value::of(TypeRef::Scalar(Scalar::Binary)),
    };
    Some(Media {
        name: name.clone(),
        format,
        value,
    })
}

/// How a media type is written (RFC 6838; `+json` by RFC 6839).
pub(super) fn media_format(name: &str) -> MediaFormat {
    let essence = name
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "*/*" | "text/json" | "application/*" => MediaFormat::Json,
        "application/x-www-form-urlencoded" => MediaFormat::Form,
        "text/event-stream" => MediaFormat::Binary,
        _ if essence.ends_with("+json") => MediaFormat::Json,
        _ if essence.starts_with("text/")
            || essence.ends_with("/xml")
            || essence.ends_with("+xml") =>
        {
            MediaFormat::Text
        }
        _ => MediaFormat::Binary,
    }
}
