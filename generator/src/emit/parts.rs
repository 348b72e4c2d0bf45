//! Bodies in parts: what they are made of, and the call that writes them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::checks::{Step, checks};
use super::cx::Cx;
use super::field::{self, Presence};
use super::ident::{fixed, ident};
use super::known::Known;
use super::{format, type_ref};
use crate::ir::{Encoding, Media, Scalar, Struct, TypeId, TypeKind, TypeRef, Value};

/// The body of several parts.
pub(super) enum Body<'a> {
    /// Parts with any names: `Parts`.
    Named,
    /// Parts without names: a list of `Part`.
    Listed,
    /// An object, some properties of which are parts.
    Struct(TypeId, &'a Struct),
    /// A value without parts.
    Values,
}

impl<'a> Body<'a> {
    /// Looks at the value of a body.
    pub(super) fn of(cx: &Cx<'a>, value: &Value) -> Self {
        match cx.resolved(&value.ty) {
            TypeRef::Map(item) if item.ty.is_part() => Self::Named,
            TypeRef::List(item) if item.ty.is_part() => Self::Listed,
            TypeRef::Named(id) => {
                let kind = &cx.definition(*id).kind;
                match kind {
                    TypeKind::Struct(it) if kind.has_parts() => Self::Struct(*id, it),
                    TypeKind::Struct(_)
                    | TypeKind::Enum(_)
                    | TypeKind::Union(_)
                    | TypeKind::Alias(_) => Self::Values,
                }
            }
            TypeRef::Any
            | TypeRef::Scalar(_)
            | TypeRef::List(_)
            | TypeRef::Map(_)
            | TypeRef::Tuple(_) => Self::Values,
        }
    }

    /// Whether it is taken: parts that are streams cannot be sent twice.
    pub(super) fn is_taken(&self) -> bool {
        match self {
            Self::Named | Self::Listed | Self::Struct(..) => true,
            Self::Values => false,
        }
    }
}

/// The type of a body in parts where it is kept.
pub(super) fn emit_type(cx: &Cx<'_>, media: &Media) -> TokenStream {
    type_ref::emit_type(cx, &media.value.ty)
}

/// The type of a body in parts as an argument.
pub(super) fn emit_argument(cx: &Cx<'_>, media: &Media) -> TokenStream {
    let ty = emit_type(cx, media);
    match Body::of(cx, &media.value) {
        Body::Named => {
            let into = cx.known(Known::Into);
            quote!(impl #into<#ty>)
        }
        Body::Listed => {
            let (iterator, part) = (cx.known(Known::IntoIterator), cx.known(Known::Part));
            quote!(impl #iterator<Item = #part>)
        }
        Body::Struct(..) => ty,
        Body::Values => quote!(&#ty),
    }
}

/// The calls that check the body and write its parts: values first, so that a server knows them when files arrive.
pub(super) fn write(cx: &Cx<'_>, media: &Media, value: &TokenStream) -> Vec<TokenStream> {
    let (form, kind) = (cx.known(Known::Form), fixed(kind(&media.name)));
    let encoding = encoding(cx, media);
    let start = quote!(#form::#kind() #encoding);
    let checked = matches!(checks(cx, &media.value).as_slice(), [Step::Validate]);
    let check = |body: TokenStream| checked.then(|| quote!(.check_body(#body)));
    let (check, parts) = match Body::of(cx, &media.value) {
        Body::Named => (None, quote!(.named(#value))),
        Body::Listed => (None, quote!(.listed(#value))),
        Body::Values => (check(value.clone()), quote!(.values(#value))),
        Body::Struct(id, it) => {
            let (files, order) = (files(cx, id, it, value), order(media, it));
            let parts = quote!(.values(&#value) #(#files)* #order);
            (check(quote!(&#value)), parts)
        }
    };
    let call = quote!(.multipart(#start #parts));
    check.into_iter().chain([call]).collect()
}

fn kind(name: &str) -> &'static str {
    let essence = name.split(';').next().unwrap_or_default().trim();
    match essence.to_ascii_lowercase().as_str() {
        "multipart/mixed" => "mixed",
        "multipart/related" => "related",
        _ => "data",
    }
}

/// The calls that add the parts of a struct.
fn files(cx: &Cx<'_>, id: TypeId, it: &Struct, body: &TokenStream) -> Vec<TokenStream> {
    let fields = field::plan(cx, id, it).into_iter();
    let fields = fields.filter(|plan| plan.field.value.ty.is_part());
    let files = fields.map(|plan| {
        let (name, property) = (&plan.ident, Literal::string(&plan.field.property));
        let is_list = matches!(plan.field.value.ty, TypeRef::List(_));
        match (plan.presence == Presence::Required, is_list) {
            (true, false) => quote!(.part(#property, #body.#name)),
            (true, true) | (false, false) => quote!(.parts(#property, #body.#name)),
            (false, true) => quote!(.parts(#property, #body.#name.into_iter().flatten())),
        }
    });
    let others = it.additional.as_deref().filter(|value| value.ty.is_part());
    let others = others.map(|value| {
        let rest = ident(&cx.type_names(id).rest);
        match value.ty {
            TypeRef::List(_) => quote!(.lists(#body.#rest)),
            TypeRef::Any
            | TypeRef::Scalar(_)
            | TypeRef::Map(_)
            | TypeRef::Tuple(_)
            | TypeRef::Named(_) => quote!(.named(#body.#rest)),
        }
    });
    files.chain(others).collect()
}

/// The first part of `multipart/related` is the root, so where that is a file it cannot come last.
fn order(media: &Media, it: &Struct) -> Option<TokenStream> {
    let is_related = kind(&media.name) == "related";
    let is_file = it
        .fields
        .first()
        .is_some_and(|field| field.value.ty.is_part());
    let names = it
        .fields
        .iter()
        .map(|field| Literal::string(&field.property));
    (is_related && is_file).then(|| quote!(.in_order(&[#(#names),*])))
}

/// The call that says how properties are written that are not written as usual.
fn encoding(cx: &Cx<'_>, media: &Media) -> Option<TokenStream> {
    let said = media.encoding.iter().filter_map(|it| row(cx, it));
    let rows: Vec<TokenStream> = said.chain(encoded_bytes(cx, media)).collect();
    (!rows.is_empty()).then(|| quote!(.encoding(&[#(#rows),*])))
}

fn row(cx: &Cx<'_>, encoding: &Encoding) -> Option<TokenStream> {
    let style = encoding.style.as_ref().and_then(|_| {
        let parameter = format::emit_property(cx, encoding)?;
        Some(quote!(.style(#parameter)))
    });
    // A style beats a media type (OpenAPI 3.1.1, Encoding Object).
    let content_type = encoding.content_type.as_ref().filter(|_| style.is_none());
    let content_type = content_type.map(|name| {
        let name = Literal::string(name);
        quote!(.content_type(#name))
    });
    let headers = encoding.headers.iter().map(|(name, value)| {
        let (name, value) = (Literal::string(name), Literal::string(value));
        quote!((#name, #value))
    });
    let headers = (!encoding.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    if content_type.is_none() && style.is_none() && headers.is_none() {
        return None;
    }
    let start = start(cx, &encoding.property);
    Some(quote!(#start #content_type #style #headers))
}

/// Bytes that are text in base64 have the media type of bytes (OpenAPI 3.0.4, Encoding Object).
fn encoded_bytes(cx: &Cx<'_>, media: &Media) -> Vec<TokenStream> {
    let TypeRef::Named(id) = cx.resolved(&media.value.ty) else {
        return Vec::new();
    };
    let TypeKind::Struct(it) = &cx.definition(*id).kind else {
        return Vec::new();
    };
    let is_said = |name: &str| media.encoding.iter().any(|it| it.property == name);
    let fields = it.fields.iter().filter(|field| {
        let ty = cx.resolved(&field.value.ty);
        *ty == TypeRef::Scalar(Scalar::Base64) && !is_said(&field.property)
    });
    let rows = fields.map(|field| {
        let start = start(cx, &field.property);
        quote!(#start.content_type("application/octet-stream"))
    });
    rows.collect()
}

fn start(cx: &Cx<'_>, property: &str) -> TokenStream {
    let (ty, property) = (cx.known(Known::Encoding), Literal::string(property));
    quote!(#ty::property(#property))
}
