//! The payload of a success: its type, and the function that decodes it.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::ident::fixed;
use super::known::Known;
use super::{size, type_ref};
use crate::ir::{Media, MediaFormat};

/// The type of a payload.
pub(super) fn payload_type(cx: &Cx<'_>, media: &Media) -> TokenStream {
    let item = |known: Known| {
        let (stream, item) = (cx.known(known), type_ref::emit_value(cx, &media.value));
        quote!(#stream<#item>)
    };
    match media.format {
        MediaFormat::Json => type_ref::emit_value(cx, &media.value),
        MediaFormat::Text | MediaFormat::Form => cx.known(Known::String),
        MediaFormat::Binary | MediaFormat::Multipart => cx.known(Known::ByteStream),
        MediaFormat::Events { .. } => item(Known::EventStream),
        MediaFormat::JsonLines | MediaFormat::JsonSequence => item(Known::JsonLines),
    }
}

/// The type of a payload inside an enum.
pub(super) fn variant_type(cx: &Cx<'_>, media: &Media) -> TokenStream {
    let ty = payload_type(cx, media);
    if media.format != MediaFormat::Json || !size::is_large(cx, &media.value) {
        return ty;
    }
    let boxed = cx.known(Known::Box);
    quote!(#boxed<#ty>)
}

/// The function that decodes a payload.
pub(super) fn decoder(cx: &Cx<'_>, media: &Media) -> TokenStream {
    let (module, function) = match media.format {
        MediaFormat::Json => (Known::Decode, "json"),
        MediaFormat::Text if media.is_range() && !media.name.starts_with("text/") => {
            (Known::TextModule, "any")
        }
        MediaFormat::Text | MediaFormat::Form => (Known::TextModule, "decode"),
        MediaFormat::Binary | MediaFormat::Multipart => (Known::ByteStreamModule, "decode"),
        MediaFormat::Events { is_whole, is_text } => {
            let function = match (is_whole, is_text) {
                (false, true) => "text",
                (false, false) => "json",
                (true, true) => "whole",
                (true, false) => "whole_json",
            };
            (Known::EventsModule, function)
        }
        MediaFormat::JsonLines => (Known::JsonLinesModule, "lines"),
        MediaFormat::JsonSequence => (Known::JsonLinesModule, "records"),
    };
    let (module, function) = (cx.known(module), fixed(function));
    quote!(#module::#function)
}
