//! What an operation answers: the type of its success, the decoder, and the enum where there are several.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs;
use super::docs::Prose;
use super::ident::ident;
use super::known::Known;
use super::payload::{decoder, payload_type, variant_type};
use super::successes;
use crate::ir::{self, Media, OperationId, Status};

/// What an operation answers when it succeeds.
pub(super) enum Success<'a> {
    /// No payload.
    Empty,
    /// One payload, whatever the status.
    One(&'a Media),
    /// Different payloads for different statuses or media types.
    Several(Vec<Outcome<'a>>),
}

/// A success among several.
pub(super) struct Outcome<'a> {
    pub(super) variant: Ident,
    pub(super) is: ir::Outcome<'a>,
}

impl<'a> Success<'a> {
    /// Looks at the success responses of an operation.
    pub(super) fn plan(cx: &Cx<'a>, id: OperationId) -> Self {
        let operation = &cx.api().operations[id];
        let outcomes = operation.outcomes();
        let Some(first) = outcomes.first() else {
            return Self::Empty;
        };
        let first = first.media();
        if outcomes.iter().all(|it| same_payload(it.media(), first)) {
            return first.map_or(Self::Empty, Self::One);
        }
        let names = &cx.names().operation(id).successes;
        let outcomes = outcomes.into_iter().zip(names);
        Self::Several(
            outcomes
                .map(|(is, name)| Outcome {
                    variant: ident(name),
                    is,
                })
                .collect(),
        )
    }
}

/// Whether two payloads are of one type and decoded alike.
pub(super) fn same_payload(a: Option<&Media>, b: Option<&Media>) -> bool {
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
        let (docs, variant) = (outcome_docs(outcome, outcomes), &outcome.variant);
        match outcome.is.media() {
            Some(media) => {
                let ty = variant_type(cx, media);
                quote!(#docs #variant(#ty),)
            }
            None => quote!(#docs #variant,),
        }
    });
    let is_stream =
        |outcome: &Outcome<'_>| outcome.is.media().is_some_and(|it| it.format.is_stream());
    // A stream can be read once, and is nothing to compare.
    let derives = match outcomes.iter().any(is_stream) {
        true => quote!(Debug),
        false => quote!(Clone, Debug, PartialEq),
    };
    let decode = emit_decode(cx, outcomes);
    quote! {
        #title
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
        impl #name {
            #decode
        }
    }
}

fn outcome_docs(outcome: &Outcome<'_>, outcomes: &[Outcome<'_>]) -> TokenStream {
    let response = outcome.is.response;
    let status = response.status;
    let text = response
        .description
        .as_deref()
        .map(docs::line)
        .filter(|text| !text.is_empty());
    let has_siblings = with_status(outcomes, status).count() > 1;
    let media = outcome.is.media().filter(|_| has_siblings);
    let place = media.map_or(format!("Status {status}"), |media| {
        format!("Status {status} as {}", docs::code(&media.name))
    });
    let sentence = text.map_or_else(|| format!("{place}."), |text| format!("{place}: {text}"));
    Prose::sentence(sentence).attributes()
}

fn with_status<'o, 'a>(
    outcomes: &'o [Outcome<'a>],
    status: Status,
) -> impl Iterator<Item = &'o Outcome<'a>> {
    outcomes
        .iter()
        .filter(move |it| it.is.response.status == status)
}

fn emit_decode(cx: &Cx<'_>, outcomes: &[Outcome<'_>]) -> TokenStream {
    let raw_response = cx.known(Known::RawResponse);
    let (result, error, decode) = (
        cx.known(Known::Result),
        cx.known(Known::Error),
        cx.known(Known::Decode),
    );
    let all: Vec<ir::Outcome<'_>> = outcomes.iter().map(|outcome| outcome.is.clone()).collect();
    let arms = outcomes.iter().map(|outcome| {
        let key = successes::key(&[&outcome.is], &all);
        let decoded = decoded_one(cx, outcome);
        quote!(#key => #decoded,)
    });
    quote! {
        fn decode(raw: #raw_response) -> #result<Self, #error> {
            match raw.answer() {
                #(#arms)*
                _ => #decode::undeclared(raw),
            }
        }
    }
}

fn decoded_one(cx: &Cx<'_>, outcome: &Outcome<'_>) -> TokenStream {
    let variant = &outcome.variant;
    match outcome.is.media() {
        Some(media) => {
            let decode = decoder(cx, media);
            quote!(#decode(raw).map(Self::#variant))
        }
        None => quote!(Ok(Self::#variant)),
    }
}
