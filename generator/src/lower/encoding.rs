//! How the properties of forms and of bodies in parts are written (OpenAPI 3.0.4, Encoding Object).

use indexmap::IndexMap;
use openapiv3::{Header, QueryStyle, ReferenceOr};
use serde_json::Value as Json;

use super::Cx;
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
        lowered.push(Encoding {
            property: property.clone(),
            style: lower_style(encoding),
            content_type: lower_content_type(encoding.content_type.as_deref()),
            // Only parts have headers of their own.
            headers: match format == MediaFormat::Multipart {
                true => lower_headers(cx, &encoding.headers, &at.child("headers")),
                false => Vec::new(),
            },
        });
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
fn lower_content_type(content_type: Option<&str>) -> Option<String> {
    let name = content_type?.trim();
    (!name.is_empty() && !name.contains(['*', ','])).then(|| name.to_owned())
}

/// Headers with one value are sent with it; of others the caller would have to know the value.
fn lower_headers<'a>(
    cx: &mut Cx<'a>,
    headers: &'a IndexMap<String, ReferenceOr<Header>>,
    at: &Pointer,
) -> Vec<(String, String)> {
    let mut lowered = Vec::new();
    for (name, header) in headers {
        // The media type of a part is described separately (OpenAPI 3.0.4, Encoding Object).
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let at = at.child(name);
        let Some((header, at)) = resolve(cx, header, &at, |components| &components.headers) else {
            continue;
        };
        match constant(header) {
            Some(value) => lowered.push((name.clone(), value)),
            None => {
                let message = format!(
                    "the header `{name}` of a part is sent only where the caller adds it to a `Part`"
                );
                cx.unsupported("part-header", &at, message);
            }
        }
    }
    lowered
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
