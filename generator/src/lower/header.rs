//! The headers of responses, and what can be one.

use indexmap::IndexMap;
use openapiv3::{Header, ReferenceOr};

use super::Cx;
use super::parameter::lower_format;
use super::reference::resolve;
use crate::ir::{Docs, Location, Parameter, ParameterFormat, Scalar, Style, TypeRef};
use crate::pointer::Pointer;

/// Lowers the headers of a response, in document order.
pub(super) fn lower_headers<'a>(
    cx: &mut Cx<'a>,
    headers: &'a IndexMap<String, ReferenceOr<Header>>,
    at: &Pointer,
) -> Vec<Parameter> {
    let mut lowered = Vec::new();
    for (name, header) in headers {
        // What it says is said by the media types already (OpenAPI 3.0.4, Response Object).
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let at = at.child(name);
        match is_header_name(name) {
            true => lowered.extend(lower_header(cx, name, header, &at)),
            false => report_invalid(cx, name, &at),
        }
    }
    lowered
}

fn lower_header<'a>(
    cx: &mut Cx<'a>,
    name: &str,
    header: &'a ReferenceOr<Header>,
    at: &Pointer,
) -> Option<Parameter> {
    let (header, at) = resolve(cx, header, at, |components| &components.headers)?;
    let mut lowered = lower_format(cx, name, &header.format, &at);
    if name.eq_ignore_ascii_case("set-cookie") {
        hide(&mut lowered.value.ty);
    }
    let explode = header.extensions.get("x-explode");
    let styled = ParameterFormat::Styled {
        style: Style::Simple,
        explode: explode.and_then(serde_json::Value::as_bool) == Some(true),
        allow_reserved: false,
    };
    Some(Parameter {
        name: name.to_owned(),
        location: Location::Header,
        format: lowered.content.unwrap_or(styled),
        is_whole: false,
        required: header.required,
        value: lowered.value,
        default: lowered.default,
        docs: Docs {
            title: None,
            description: header.description.clone().or(lowered.docs.description),
            deprecated: header.deprecated.unwrap_or_default(),
        },
    })
}

/// Whether a text can name a header (RFC 9110, section 5.1).
pub(super) fn is_header_name(text: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_sign)
}

/// Warns of a header that no message can have.
pub(super) fn report_invalid(cx: &mut Cx<'_>, name: &str, at: &Pointer) {
    let message = format!("{name:?} is no header that can be sent");
    cx.diagnostics
        .warn("invalid-header", at, message)
        .help("it is left out");
}

/// Texts that no log must show.
fn hide(ty: &mut TypeRef) {
    match ty {
        TypeRef::Scalar(scalar @ Scalar::String) => *scalar = Scalar::Secret,
        TypeRef::List(item) => hide(&mut item.ty),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => {}
    }
}
