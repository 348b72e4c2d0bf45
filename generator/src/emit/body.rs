//! The request body: how it is taken, and the call that writes it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::arguments::{self, Argument, Passed};
use super::checks::{Step, checks};
use super::cx::Cx;
use super::docs;
use super::intake::{self, Intake};
use super::known::Known;
use super::type_ref;
use crate::ir::{MediaFormat, RequestBody};

/// The body as it is passed.
pub(super) fn emit_body(cx: &Cx<'_>, body: &RequestBody, argument: &Argument<'_>) -> Passed {
    let name = &argument.name;
    let (ty, value, subject) = match body.media.format {
        MediaFormat::Json | MediaFormat::Form => {
            let Intake { ty, expr } = intake::borrowed(cx, &body.media.value, name);
            (ty, expr, intake::checked(cx, &body.media.value, name))
        }
        MediaFormat::Text | MediaFormat::Binary => {
            let (into, any) = (cx.known(Known::Into), cx.known(Known::Body));
            (quote!(impl #into<#any>), quote!(#name), TokenStream::new())
        }
    };
    let content_type = argument.content_type.clone().map(|name| {
        let as_ref = cx.known(Known::AsRef);
        (name, quote!(impl #as_ref<str>))
    });
    let media_type = argument
        .content_type
        .as_ref()
        .map(|name| quote!(#name.as_ref()));
    Passed {
        declared: content_type
            .into_iter()
            .chain([(name.clone(), ty)])
            .collect(),
        calls: encode(cx, body, media_type, &value, &subject),
    }
}

/// The body as a field of a struct `args`.
pub(super) fn emit_owned_body(cx: &Cx<'_>, body: &RequestBody, argument: &Argument<'_>) -> Passed {
    let name = &argument.name;
    let (ty, value) = match body.media.format {
        MediaFormat::Json | MediaFormat::Form => (
            type_ref::emit_type(cx, &body.media.value.ty),
            quote!(&args.#name),
        ),
        MediaFormat::Text => (cx.known(Known::String), quote!(args.#name)),
        MediaFormat::Binary => (cx.known(Known::Bytes), quote!(args.#name)),
    };
    let content_type = argument.content_type.clone();
    let content_type = content_type.map(|name| (name, cx.known(Known::String)));
    let media_type = argument
        .content_type
        .as_ref()
        .map(|name| quote!(&args.#name));
    Passed {
        declared: content_type
            .into_iter()
            .chain([(name.clone(), ty)])
            .collect(),
        calls: encode(cx, body, media_type, &value, &value),
    }
}

/// The calls that make the body and check it. `media_type` is what the caller says, where only the caller knows.
fn encode(
    cx: &Cx<'_>,
    body: &RequestBody,
    media_type: Option<TokenStream>,
    value: &TokenStream,
    subject: &TokenStream,
) -> Vec<TokenStream> {
    let as_is = |otherwise: &str| {
        let media_type = media_type.unwrap_or_else(|| {
            let name = Literal::string(sendable(&body.media.name, otherwise));
            quote!(#name)
        });
        vec![quote!(.body(#media_type, #value))]
    };
    let checked = |call: TokenStream| {
        let check = arguments::check(cx, &body.media.value, subject);
        [call].into_iter().chain(check).collect()
    };
    match body.media.format {
        MediaFormat::Json => match checks(cx, &body.media.value).as_slice() {
            [Step::Validate] => vec![quote!(.json_checked(#value))],
            _ => checked(quote!(.json(#value))),
        },
        MediaFormat::Form => checked(quote!(.form(#value))),
        MediaFormat::Text => as_is("text/plain; charset=utf-8"),
        MediaFormat::Binary => as_is("application/octet-stream"),
    }
}

/// Whether the body is in parts, between boundaries that the content type names (RFC 2046, section 5.1).
pub(super) fn is_multipart(body: &RequestBody) -> bool {
    let start = body.media.name.get(..10).unwrap_or_default();
    start.eq_ignore_ascii_case("multipart/")
}

/// What the caller has to know of a body in parts.
pub(super) fn multipart_docs(body: &RequestBody, content_type: &Ident) -> String {
    let media_type = sendable(&body.media.name, "multipart/form-data");
    let example = format!("{media_type}; boundary=…");
    format!(
        "The body is passed encoded, and `{content_type}` names the boundary between its parts: {}.",
        docs::code(&example)
    )
}

/// The media type to send: a range such as `image/*` names none.
pub(super) fn sendable<'m>(name: &'m str, otherwise: &'m str) -> &'m str {
    if name.contains('*') { otherwise } else { name }
}
