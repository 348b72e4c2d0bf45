//! What an operation answers: the type of its success, the decoder, and the enum where there are several.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs::Prose;
use super::ident::ident;
use super::known::Known;
use super::{docs, size, type_ref};
use crate::ir::{Media, MediaFormat, OperationId, Response, Status};

/// What an operation answers when it succeeds.
pub(super) enum Success<'a> {
    /// No payload.
    Empty,
    /// One payload, whatever the status.
    One(&'a Media),
    /// Different payloads for different statuses.
    Several(Vec<Outcome<'a>>),
}

/// A success response among several.
pub(super) struct Outcome<'a> {
    pub(super) variant: Ident,
    pub(super) response: &'a Response,
}

impl<'a> Success<'a> {
    /// Looks at the success responses of an operation.
    pub(super) fn plan(cx: &Cx<'a>, id: OperationId) -> Self {
        let operation = &cx.api().operations[id];
        let successes: Vec<&Response> = operation
            .responses
            .iter()
            .filter(|it| it.status.is_success())
            .collect();
        let Some(first) = successes.first() else {
            return Self::Empty;
        };
        if successes
            .iter()
            .all(|it| same_payload(it.media.as_ref(), first.media.as_ref()))
        {
            return first.media.as_ref().map_or(Self::Empty, Self::One);
        }
        let names = &cx.names().operation(id).successes;
        let outcomes = successes.into_iter().zip(names);
        Self::Several(
            outcomes
                .map(|(response, name)| Outcome {
                    variant: ident(name),
                    response,
                })
                .collect(),
        )
    }
}

fn same_payload(a: Option<&Media>, b: Option<&Media>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.format == b.format && a.value == b.value,
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// The type that a successful call returns, and the function that decodes it.
pub(super) fn output(
    cx: &Cx<'_>,
    id: OperationId,
    success: &Success<'_>,
) -> (TokenStream, TokenStream) {
    match success {
        Success::Empty => {
            let decode = cx.known(Known::Decode);
            (quote!(()), quote!(#decode::empty))
        }
        Success::One(media) => (payload_type(cx, media), decoder(cx, media)),
        Success::Several(_) => {
            let name = ident(&cx.names().operation(id).success);
            (quote!(#name), quote!(#name::decode))
        }
    }
}

/// The type of a payload.
pub(super) fn payload_type(cx: &Cx<'_>, media: &Media) -> TokenStream {
    match media.format {
        MediaFormat::Json => type_ref::emit_value(cx, &media.value),
        MediaFormat::Text | MediaFormat::Form => cx.known(Known::String),
        MediaFormat::Binary => cx.known(Known::Bytes),
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
fn decoder(cx: &Cx<'_>, media: &Media) -> TokenStream {
    let decode = cx.known(Known::Decode);
    match media.format {
        MediaFormat::Json => quote!(#decode::json),
        MediaFormat::Text | MediaFormat::Form => quote!(#decode::text),
        MediaFormat::Binary => quote!(#decode::bytes),
    }
}

/// The enum of several successes.
pub(super) fn emit_success_enum(
    cx: &Cx<'_>,
    id: OperationId,
    outcomes: &[Outcome<'_>],
) -> TokenStream {
    let names = cx.names().operation(id);
    let (name, method) = (ident(&names.success), docs::code(names.request.as_str()));
    let title = Prose::sentence(format!("What {method} answers.")).attributes();
    let variants = outcomes.iter().map(|outcome| {
        let (docs, variant) = (outcome_docs(outcome), &outcome.variant);
        match &outcome.response.media {
            Some(media) => {
                let ty = variant_type(cx, media);
                quote!(#docs #variant(#ty),)
            }
            None => quote!(#docs #variant,),
        }
    });
    let decode = emit_decode(cx, outcomes);
    quote! {
        #title
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
        impl #name {
            #decode
        }
    }
}

fn outcome_docs(outcome: &Outcome<'_>) -> TokenStream {
    let status = outcome.response.status;
    let text = outcome
        .response
        .description
        .as_deref()
        .map(docs::line)
        .filter(|text| !text.is_empty());
    let sentence = text.map_or_else(
        || format!("Status {status}."),
        |text| format!("Status {status}: {text}"),
    );
    Prose::sentence(sentence).attributes()
}

fn emit_decode(cx: &Cx<'_>, outcomes: &[Outcome<'_>]) -> TokenStream {
    let raw_response = cx.known(Known::RawResponse);
    let (result, error) = (cx.known(Known::Result), cx.known(Known::Error));
    // A success status that is not declared is read as the first one with a payload.
    let fallback = outcomes
        .iter()
        .find(|it| matches!(it.response.status, Status::Range(_)));
    let fallback = fallback
        .or_else(|| outcomes.iter().find(|it| it.response.media.is_some()))
        .or(outcomes.first());
    let fallback = fallback.map(|outcome| {
        let decoded = decoded(cx, outcome);
        quote!(_ => #decoded,)
    });
    let arms = outcomes
        .iter()
        .filter_map(|outcome| match outcome.response.status {
            Status::Code(code) => {
                let (code, decoded) = (Literal::u16_unsuffixed(code), decoded(cx, outcome));
                Some(quote!(#code => #decoded,))
            }
            Status::Range(_) | Status::Default => None,
        });
    quote! {
        fn decode(raw: #raw_response) -> #result<Self, #error> {
            match raw.status().as_u16() {
                #(#arms)*
                #fallback
            }
        }
    }
}

fn decoded(cx: &Cx<'_>, outcome: &Outcome<'_>) -> TokenStream {
    let variant = &outcome.variant;
    match &outcome.response.media {
        Some(media) => {
            let decode = decoder(cx, media);
            quote!(#decode(raw).map(Self::#variant))
        }
        None => quote!(Ok(Self::#variant)),
    }
}
