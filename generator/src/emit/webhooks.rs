//! `src/webhooks.rs`: a reader for the payload of each webhook and callback.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::docs::{Prose, code};
use super::field;
use super::ident::ident;
use super::known::Known;
use super::module::{Item, Module};
use super::type_ref::emit_type;
use crate::ir::{Webhook, WebhookSource};

/// The module; none for an API without webhooks and callbacks.
pub(super) fn emit_webhooks(cx: &Cx<'_>) -> Option<Module> {
    let webhooks = &cx.api().webhooks;
    if webhooks.is_empty() {
        return None;
    }
    let readers = webhooks
        .iter()
        .enumerate()
        .map(|(index, webhook)| Item::Rust(emit_reader(cx, index, webhook)))
        .collect::<Vec<_>>();
    cx.import("crate::runtime", "webhook");
    let exports = Item::Lines(quote!(
        pub use crate::runtime::webhook::PayloadError;
    ));
    let items = cx.uses().into_iter().chain([exports]).chain(readers);
    let docs = Prose::sentence(
        "What the server sends unasked: readers for the payloads of its webhooks and callbacks.",
    );
    Some(Module::rust(
        "src/webhooks.rs",
        docs.into_lines(),
        items.collect(),
    ))
}

fn emit_reader(cx: &Cx<'_>, index: usize, webhook: &Webhook) -> TokenStream {
    let docs = docs(cx, webhook).attributes();
    let name = ident(cx.names().webhook(index));
    let payload = emit_type(cx, &webhook.payload.ty);
    let (result, option) = (cx.known(Known::Result), cx.known(Known::Option));
    let payload = match webhook.payload.nullable {
        true => quote!(#option<#payload>),
        false => payload,
    };
    let deprecated = webhook.docs.deprecated.then(|| quote!(#[deprecated]));
    quote! {
        #docs
        #deprecated
        pub fn #name(payload: &[u8]) -> #result<#payload, PayloadError> {
            webhook::read(payload)
        }
    }
}

fn docs(cx: &Cx<'_>, webhook: &Webhook) -> Prose {
    let (name, method) = (code(&webhook.name), &webhook.method);
    let origin = match &webhook.source {
        WebhookSource::Declared => format!("The webhook {name} ({method})."),
        WebhookSource::Callback {
            operation,
            expression,
        } => {
            let operation = &cx.api().operations[*operation];
            let called = code(&format!("{} {}", operation.method, operation.path));
            let url = code(expression);
            format!("The callback {name} of {called} ({method} to {url}).")
        }
    };
    let errors = [
        "# Errors",
        "",
        "When the payload is not JSON, or does not fit the type.",
    ];
    field::described(&webhook.docs)
        .or(|| format!("Reads the payload of {name}."))
        .with_paragraph(origin)
        .with_lines(errors.map(str::to_owned))
}
