//! How the properties of forms and of bodies in parts are written (OpenAPI 3.0.4, Encoding Object).

use indexmap::IndexMap;
use openapiv3::{Header, QueryStyle, ReferenceOr};
use serde_json::Value as Json;

use super::Cx;
use super::header::{is_header_name, report_invalid};
use super::media_type::lower_media_type;
use super::parameter::{extended_style, query_style};
use super::reference::resolve;
use crate::ir::{Encoding, MediaFormat, ParameterFormat};
use crate::pointer::Pointer;

/// Lowers the encodings of a form or of a body in parts; other bodies have none.
pub(super) fn lower_encoding<'a>(
    cx: &mut Cx<'a>,
    format: MediaFormat,
    encoding: &'a IndexMap<String, openapiv3::Encoding>,
    at: &Pointer,
) -> Vec<Encoding> {
    if !matches!(format, MediaFormat::Form | MediaFormat::Multipart) {
        return Vec::new();
    }
    let mut lowered = Vec::new();
    for (property, encoding) in encoding {
        let at = at.child(property);
        let mut property = Encoding {
            property: property.clone(),
            style: lower_style(encoding),
            content_type: lower_content_type(cx, encoding.content_type.as_deref(), &at),
            headers: Vec::new(),
            is_for_caller: false,
        };
        // Only parts have headers of their own.
        if format == MediaFormat::Multipart {
            lower_headers(cx, &mut property, &encoding.headers, &at.child("headers"));
        }
        lowered.push(property);
    }
    lowered
}

/// A property whose style is not said is written by its media type.
fn lower_style(encoding: &openapiv3::Encoding) -> Option<ParameterFormat> {
    // `openapiv3` takes what is not there for `false`, so normalizing keeps it in a key of its own.
    let explode = encoding.extensions.get("x-explode").and_then(Json::as_bool);
    if encoding.style.is_none() && explode.is_none() && !encoding.allow_reserved {
        return None;
    }
    let style = query_style(encoding.style.as_ref().unwrap_or(&QueryStyle::Form));
    let style = extended_style(&encoding.extensions).unwrap_or(style);
    Some(ParameterFormat::Styled {
        style,
        explode: explode.unwrap_or(style.explodes()),
        allow_reserved: encoding.allow_reserved,
    })
}

/// A list of media types or a range leaves the choice to the caller.
fn lower_content_type(cx: &mut Cx<'_>, name: Option<&str>, at: &Pointer) -> Option<String> {
    let name = name?.trim();
    if name.is_empty() || name.contains(['*', ',']) {
        return None;
    }
    let name = lower_media_type(cx, name, &at.child("contentType"))?;
    Some(name.into_owned())
}

/// Headers with one value are sent with it; of others only the caller knows the value.
fn lower_headers<'a>(
    cx: &mut Cx<'a>,
    encoding: &mut Encoding,
    headers: &'a IndexMap<String, ReferenceOr<Header>>,
    at: &Pointer,
) {
    for (name, header) in headers {
        // The media type of a part is described separately (OpenAPI 3.0.4, Encoding Object).
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let at = at.child(name);
        let Some((header, at)) = resolve(cx, header, &at, |components| &components.headers) else {
            continue;
        };
        let value = constant(header);
        if !is_header_name(name) || value.as_deref().is_some_and(|it| !is_header_value(it)) {
            report_invalid(cx, name, &at);
            continue;
        }
        match value {
            Some(value) => encoding.headers.push((name.clone(), value)),
            None if header.required => encoding.is_for_caller = true,
            None => {
                let message = format!(
                    "the header `{name}` of a part is sent only where the caller adds it to a `Part`"
                );
                cx.unsupported("part-header", &at, message);
            }
        }
    }
}

/// Whether a text can be the value of a header (RFC 9110, section 5.5).
fn is_header_value(text: &str) -> bool {
    text.trim() == text && !text.contains(|c: char| c.is_control() && c != '\t')
}

/// The one value a header can have, or the one that it has unless something else is said.
fn constant(header: &Header) -> Option<String> {
    let openapiv3::ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) = &header.format
    else {
        return None;
    };
    let schema = serde_json::to_value(schema).ok()?;
    let values = schema.get("enum").and_then(Json::as_array);
    let only = values.filter(|values| values.len() == 1);
    let value = only
        .and_then(|values| values.first())
        .or_else(|| schema.get("default"))?;
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Bool(_) | Json::Number(_) => Some(value.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}
