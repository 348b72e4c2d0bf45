//! `ErrorBody`: everything that error responses are declared to carry.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::docs::{self, Prose};
use super::ident::ident;
use super::known::Known;
use super::module::{Item, Module};
use super::{response, size};
use crate::analyze::ErrorPayload;
use crate::ir::{Media, MediaFormat, Scalar, Struct, TypeKind, TypeRef, Value};

/// The properties in which servers put what a person should read, best first.
const MESSAGES: [&str; 5] = ["message", "detail", "title", "error_description", "error"];

/// `src/error_body.rs`.
pub(super) fn emit_error_body(cx: &Cx<'_>) -> Module {
    let errors = &cx.facts().errors;
    let variants = errors.iter().enumerate().map(|(index, payload)| emit_variant(cx, index, payload));
    let decoders = errors.iter().enumerate().map(|(index, payload)| emit_decoder(cx, index, &payload.media));
    let sizes = errors.iter().map(|payload| size::of(cx, &payload.media.value)).chain([0]);
    let allow = size::exceeds(sizes.collect())
        .then(|| quote!(#[allow(clippy::large_enum_variant, reason = "errors are boxed as a whole")]));
    let message = emit_message(cx, errors);
    let mut items = vec![
        Item::Rust(quote! {
            /// The decoded body of an error response.
            ///
            /// Each operation declares which body comes with which status; the lists under *Errors* in its
            /// documentation name the variants.
            #allow
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum ErrorBody {
                #(#variants)*
                /// Not declared for this operation and status, or not what is declared; the bytes are in
                /// [`Error::raw_body`](crate::Error::raw_body).
                Undeclared,
            }
        }),
        Item::Rust(quote! {
            impl ErrorBody {
                #message
                #(#decoders)*
            }
        }),
    ];
    items.splice(0..0, cx.uses());
    let docs = Prose::sentence("What the API answers when a request fails.");
    Module::rust("src/error_body.rs", docs.into_lines(), items)
}

fn emit_variant(cx: &Cx<'_>, index: usize, payload: &ErrorPayload) -> TokenStream {
    let variant = ident(&cx.names().error(index).variant);
    let ty = response::payload_type(cx, &payload.media);
    let (count, media) = (payload.uses.len(), docs::code(&payload.media.name));
    let plural = if count == 1 { "response" } else { "responses" };
    let docs = Prose::sentence(format!("The body of {count} declared {plural}, {media}.")).attributes();
    quote!(#docs #variant(#ty),)
}

fn emit_decoder(cx: &Cx<'_>, index: usize, media: &Media) -> TokenStream {
    let names = cx.names().error(index);
    let (variant, decoder) = (ident(&names.variant), ident(&names.decoder));
    let result = cx.known(Known::Result);
    let body = match media.format {
        MediaFormat::Json => quote!(serde_json::from_slice(raw).map(Self::#variant)),
        MediaFormat::Text | MediaFormat::Form => {
            let string = cx.known(Known::String);
            quote!(Ok(Self::#variant(#string::from_utf8_lossy(raw).into_owned())))
        }
        MediaFormat::Binary => {
            let bytes = cx.known(Known::Bytes);
            quote!(Ok(Self::#variant(#bytes::copy_from_slice(raw))))
        }
    };
    quote! {
        pub(crate) fn #decoder(raw: &[u8]) -> #result<Self, serde_json::Error> {
            #body
        }
    }
}

fn emit_message(cx: &Cx<'_>, errors: &[ErrorPayload]) -> TokenStream {
    let mut arms = Vec::new();
    let mut silent = Vec::new();
    for (index, payload) in errors.iter().enumerate() {
        let variant = ident(&cx.names().error(index).variant);
        match message_of(cx, &payload.media) {
            Some(message) => arms.push(quote!(Self::#variant(body) => #message,)),
            None => silent.push(quote!(Self::#variant(_))),
        }
    }
    silent.push(quote!(Self::Undeclared));
    let option = cx.known(Known::Option);
    quote! {
        /// What the body says in words, whatever its type.
        #[must_use]
        pub fn message(&self) -> #option<&str> {
            match self {
                #(#arms)*
                #(#silent)|* => None,
            }
        }
    }
}

fn message_of(cx: &Cx<'_>, media: &Media) -> Option<TokenStream> {
    match media.format {
        MediaFormat::Text | MediaFormat::Form => Some(quote!(Some(body))),
        MediaFormat::Binary => None,
        MediaFormat::Json if media.value.nullable => None,
        MediaFormat::Json => message_in(cx, &media.value, &quote!(body), 1),
    }
}

/// The text of a value as an `Option<&str>`: its own, or that of the best property that has one.
fn message_in(cx: &Cx<'_>, value: &Value, place: &TokenStream, depth: usize) -> Option<TokenStream> {
    match cx.resolved(&value.ty) {
        TypeRef::Scalar(Scalar::String) => Some(quote!(Some(#place.as_str()))),
        TypeRef::Named(id) => match &cx.definition(*id).kind {
            TypeKind::Struct(it) => message_in_struct(cx, *id, it, place, depth),
            TypeKind::Enum(it) => match it.values {
                crate::ir::EnumValues::Strings(_) => Some(quote!(Some(#place.as_str()))),
                crate::ir::EnumValues::Integers(_) => None,
            },
            TypeKind::Union(_) | TypeKind::Alias(_) => None,
        },
        TypeRef::Any | TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Tuple(_) => None,
    }
}

fn message_in_struct(cx: &Cx<'_>, id: crate::ir::TypeId, it: &Struct, place: &TokenStream, depth: usize) -> Option<TokenStream> {
    let fields = super::field::plan(cx, id, it);
    let found = MESSAGES.iter().filter_map(|name| fields.iter().find(|field| field.field.property == *name));
    let mut message: Option<TokenStream> = None;
    for field in found {
        let (name, value) = (&field.ident, &field.field.value);
        let nested = matches!(cx.resolved(&value.ty), TypeRef::Named(id) if matches!(cx.definition(*id).kind, TypeKind::Struct(_)));
        if nested && depth == 0 {
            continue;
        }
        let is_certain = field.presence == super::field::Presence::Required && !nested;
        let next = if field.presence == super::field::Presence::Required {
            message_in(cx, value, &quote!(#place.#name), depth.saturating_sub(1))
        } else {
            let is_text = matches!(cx.resolved(&value.ty), TypeRef::Scalar(Scalar::String));
            let is_option = field.presence != super::field::Presence::TriState;
            if is_text && is_option && !field.boxed {
                Some(quote!(#place.#name.as_deref()))
            } else {
                message_in(cx, value, &quote!(it), depth.saturating_sub(1))
                    .map(|inner| quote!(#place.#name.as_ref().and_then(|it| #inner)))
            }
        };
        let Some(next) = next else { continue };
        message = Some(match message {
            None => next,
            Some(message) => quote!(#message.or(#next)),
        });
        if is_certain {
            break;
        }
    }
    message
}

