//! `ErrorBody`: everything that error responses are declared to carry.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::docs::{self, Prose};
use super::field::{self, FieldPlan, Presence};
use super::ident::ident;
use super::known::Known;
use super::module::{Item, Module};
use super::payload;
use crate::analyze::ErrorPayload;
use crate::ir::{Enum, EnumValues, Media, MediaFormat, Scalar, Struct, TypeId, TypeKind, TypeRef};

/// The properties in which servers put what a person should read, best first.
const MESSAGES: [&str; 5] = ["message", "detail", "title", "error_description", "error"];

/// `src/error_body.rs`.
pub(super) fn emit_error_body(cx: &Cx<'_>) -> Module {
    let errors = &cx.facts().errors;
    let variants = errors
        .iter()
        .enumerate()
        .map(|(index, payload)| emit_variant(cx, index, payload));
    let decoders = errors
        .iter()
        .enumerate()
        .map(|(index, payload)| emit_decoder(cx, index, &payload.media));
    let message = emit_message(cx, errors);
    let mut items = vec![
        Item::Rust(quote! {
            /// The decoded body of an error response.
            ///
            /// Each operation declares which body comes with which status; the lists under *Errors* in its
            /// documentation name the variants.
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
    let ty = error_type(cx, &payload.media);
    let (count, media) = (payload.uses.len(), media_types(payload));
    let plural = if count == 1 { "response" } else { "responses" };
    let docs =
        Prose::sentence(format!("The body of {count} declared {plural}, {media}.")).attributes();
    quote!(#docs #variant(#ty),)
}

/// Whether an error body is read as text.
pub(super) fn is_text(media: &Media) -> bool {
    Read::of(media) == Read::Text
}

/// How an error body is read: whole, whatever its media type.
#[derive(PartialEq, Eq)]
enum Read {
    Json,
    Text,
    Bytes,
}

impl Read {
    fn of(media: &Media) -> Self {
        match media.format {
            MediaFormat::Json => Self::Json,
            MediaFormat::Binary | MediaFormat::Multipart => Self::Bytes,
            MediaFormat::Form
            | MediaFormat::Text
            | MediaFormat::Events { .. }
            | MediaFormat::JsonLines
            | MediaFormat::JsonSequence => Self::Text,
        }
    }
}

fn error_type(cx: &Cx<'_>, media: &Media) -> TokenStream {
    match Read::of(media) {
        Read::Json => payload::variant_type(cx, media),
        Read::Text => cx.known(Known::String),
        Read::Bytes => cx.known(Known::Bytes),
    }
}

/// The media types that responses declare for a payload.
fn media_types(payload: &ErrorPayload) -> String {
    let mut names: Vec<String> = Vec::new();
    names.extend(payload.uses.iter().map(|it| docs::code(&it.media_type)));
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => docs::code(&payload.media.name),
    }
}

fn emit_decoder(cx: &Cx<'_>, index: usize, media: &Media) -> TokenStream {
    let names = cx.names().error(index);
    let (variant, decoder) = (ident(&names.variant), ident(&names.decoder));
    let (raw, option) = (cx.known(Known::RawResponse), cx.known(Known::Option));
    let body = match Read::of(media) {
        Read::Json => {
            let decode = cx.known(Known::Decode);
            quote!(#decode::error(raw).map(Self::#variant))
        }
        Read::Text => {
            let text = cx.known(Known::TextModule);
            quote!(#text::of_error(raw).map(Self::#variant))
        }
        Read::Bytes => quote!(Some(Self::#variant(raw.body().clone()))),
    };
    quote! {
        pub(crate) fn #decoder(raw: &#raw) -> #option<Self> {
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
    let text = match Read::of(media) {
        Read::Text => Some(Text::Certain(quote!(body))),
        Read::Bytes => None,
        Read::Json if media.value.nullable => None,
        Read::Json => text_in(cx, &media.value.ty, &quote!(body), 1),
    };
    text.map(Text::into_option)
}

/// An expression for a text.
enum Text {
    /// A `&str`.
    Certain(TokenStream),
    /// An `Option<&str>`.
    Possible(TokenStream),
}

impl Text {
    fn into_option(self) -> TokenStream {
        match self {
            Self::Certain(text) => quote!(Some(#text)),
            Self::Possible(text) => text,
        }
    }

    /// This text, or the other where it is missing.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Certain(text), _) => Self::Certain(text),
            (Self::Possible(text), Self::Certain(other)) => {
                Self::Certain(quote!(#text.unwrap_or(#other)))
            }
            (Self::Possible(text), Self::Possible(other)) => {
                Self::Possible(quote!(#text.or(#other)))
            }
        }
    }
}

/// The text of a value: its own, or that of the best property that has one.
fn text_in(cx: &Cx<'_>, ty: &TypeRef, place: &TokenStream, depth: usize) -> Option<Text> {
    match cx.resolved(ty) {
        // A payload is matched by reference already.
        TypeRef::Scalar(Scalar::String) if !place.to_string().contains('.') => {
            Some(Text::Certain(quote!(#place.as_str())))
        }
        TypeRef::Scalar(Scalar::String) => Some(Text::Certain(quote!(&#place))),
        TypeRef::Named(id) => match &cx.definition(*id).kind {
            TypeKind::Struct(it) => text_in_struct(cx, *id, it, place, depth),
            TypeKind::Enum(Enum {
                values: EnumValues::Strings(_),
            }) => Some(Text::Certain(quote!(#place.as_str()))),
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => None,
        },
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_) => None,
    }
}

fn text_in_struct(
    cx: &Cx<'_>,
    id: TypeId,
    it: &Struct,
    place: &TokenStream,
    depth: usize,
) -> Option<Text> {
    let fields = field::plan(cx, id, it);
    let found = MESSAGES
        .iter()
        .filter_map(|name| fields.iter().find(|field| field.field.property == *name));
    found
        .filter_map(|field| text_in_field(cx, field, place, depth))
        .reduce(Text::or)
}

fn text_in_field(
    cx: &Cx<'_>,
    field: &FieldPlan<'_>,
    place: &TokenStream,
    depth: usize,
) -> Option<Text> {
    let (name, ty) = (&field.ident, &field.field.value.ty);
    let is_struct = matches!(cx.resolved(ty), TypeRef::Named(id) if matches!(cx.definition(*id).kind, TypeKind::Struct(_)));
    let depth = if is_struct {
        depth.checked_sub(1)?
    } else {
        depth
    };
    if field.presence == Presence::Required {
        return text_in(cx, ty, &quote!(#place.#name), depth);
    }
    let is_string = matches!(cx.resolved(ty), TypeRef::Scalar(Scalar::String));
    if is_string && field.presence != Presence::TriState && !field.boxed {
        return Some(Text::Possible(quote!(#place.#name.as_deref())));
    }
    Some(Text::Possible(match text_in(cx, ty, &quote!(it), depth)? {
        Text::Certain(_) if is_string => quote!(#place.#name.as_ref().map(|it| it.as_str())),
        Text::Certain(text) => quote!(#place.#name.as_ref().map(|it| #text)),
        Text::Possible(text) => quote!(#place.#name.as_ref().and_then(|it| #text)),
    }))
}
