//! What an operation answers: the type of its success, the decoder, and the enum where there are several.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs;
use super::docs::Prose;
use super::ident::ident;
use super::known::Known;
use super::payload::{decoder, payload_type, variant_type};
use crate::ir::{self, Media, MediaFormat, OperationId, Status};

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
    let (result, error) = (cx.known(Known::Result), cx.known(Known::Error));
    // A success status that is not declared is read as the first one with a payload.
    let status = |outcome: &Outcome<'_>| outcome.is.response.status;
    let fallback = outcomes
        .iter()
        .find(|it| matches!(status(it), Status::Range(_)))
        .or_else(|| outcomes.iter().find(|it| it.is.media().is_some()))
        .or(outcomes.first())
        .map(status);
    let mut statuses: Vec<Status> = outcomes.iter().map(status).collect();
    statuses.dedup();
    let others = statuses.iter().filter(|status| Some(**status) != fallback);
    let arms = others.filter_map(|status| match status {
        Status::Code(code) => {
            let (code, decoded) = (
                Literal::u16_unsuffixed(*code),
                decoded(cx, outcomes, *status),
            );
            Some(quote!(#code => #decoded,))
        }
        Status::Range(_) | Status::Default => None,
    });
    let fallback = fallback.map(|status| decoded(cx, outcomes, status));
    let body = match statuses.as_slice() {
        [_] => quote!(#fallback),
        _ => quote! {
            match raw.status().as_u16() {
                #(#arms)*
                _ => #fallback,
            }
        },
    };
    quote! {
        fn decode(raw: #raw_response) -> #result<Self, #error> {
            #body
        }
    }
}

/// The decoded payload of a status, by its content type where there are several.
fn decoded(cx: &Cx<'_>, outcomes: &[Outcome<'_>], status: Status) -> TokenStream {
    let same: Vec<&Outcome<'_>> = with_status(outcomes, status).collect();
    if let [outcome] = same.as_slice() {
        return decoded_one(cx, outcome);
    }
    let rows = same.iter().flat_map(|outcome| {
        let decoded = decoded_one(cx, outcome);
        let names = media_types(&outcome.is.payload).into_iter();
        names.map(move |name| {
            let name = Literal::string(name);
            quote!((#name, |raw| #decoded))
        })
    });
    let decode = cx.known(Known::Decode);
    quote!(#decode::by_content_type(raw, &[#(#rows),*]))
}

/// The names by which a payload is recognized: of those with the syntax of JSON the first stands for all.
fn media_types<'a>(payload: &[&'a Media]) -> Vec<&'a str> {
    let mut has_json = false;
    let names = payload.iter().filter(|media| {
        let is_json = media.format == MediaFormat::Json && !media.is_range();
        let is_known = is_json && has_json;
        has_json |= is_json;
        !is_known
    });
    names.map(|media| media.name.as_str()).collect()
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
