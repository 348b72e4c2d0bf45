//! The request body: how it is taken, and the call that writes it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::arguments::Passed;
use super::cx::Cx;
use super::intake::{self, Intake};
use super::known::Known;
use super::{constraints, type_ref};
use crate::ir::{MediaFormat, RequestBody, TypeRef};

/// The body as it is passed.
pub(super) fn emit_body(cx: &Cx<'_>, body: &RequestBody, name: &Ident) -> Passed {
    match body.media.format {
        MediaFormat::Json | MediaFormat::Form => {
            let Intake { ty, expr } = intake::borrowed(cx, &body.media.value, name);
            Passed {
                ty,
                calls: vec![encode(cx, body, &expr)],
            }
        }
        MediaFormat::Text | MediaFormat::Binary => {
            let (into, any) = (cx.known(Known::Into), cx.known(Known::Body));
            Passed {
                ty: quote!(impl #into<#any>),
                calls: vec![encode(cx, body, &quote!(#name))],
            }
        }
    }
}

/// The body as a field of a struct `args`.
pub(super) fn emit_owned_body(cx: &Cx<'_>, body: &RequestBody, name: &Ident) -> Passed {
    let (ty, value) = match body.media.format {
        MediaFormat::Json | MediaFormat::Form => (
            type_ref::emit_type(cx, &body.media.value.ty),
            quote!(&args.#name),
        ),
        MediaFormat::Text => (cx.known(Known::String), quote!(args.#name)),
        MediaFormat::Binary => (cx.known(Known::Bytes), quote!(args.#name)),
    };
    Passed {
        ty,
        calls: vec![encode(cx, body, &value)],
    }
}

/// The call that makes the body.
fn encode(cx: &Cx<'_>, body: &RequestBody, value: &TokenStream) -> TokenStream {
    let as_is = |otherwise: &str| {
        let media_type = Literal::string(sendable(&body.media.name, otherwise));
        quote!(.body(#media_type, #value))
    };
    match body.media.format {
        MediaFormat::Json if is_checked(cx, body) => quote!(.json_checked(#value)),
        MediaFormat::Json => quote!(.json(#value)),
        MediaFormat::Form => quote!(.form(#value)),
        MediaFormat::Text => as_is("text/plain; charset=utf-8"),
        MediaFormat::Binary => as_is("application/octet-stream"),
    }
}

/// Whether the body has a type of its own whose constraints can be checked.
fn is_checked(cx: &Cx<'_>, body: &RequestBody) -> bool {
    match cx.resolved(&body.media.value.ty) {
        TypeRef::Named(id) => constraints::has_impl(cx, *id),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_) => false,
    }
}

/// The media type to send: a range such as `image/*` names none.
pub(super) fn sendable<'m>(name: &'m str, otherwise: &'m str) -> &'m str {
    if name.contains('*') { otherwise } else { name }
}
