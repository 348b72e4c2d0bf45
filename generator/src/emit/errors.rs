//! What an operation's error responses carry: the table for the runtime, and the list for the reader.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs;
use super::ident::{fixed, ident};
use super::known::Known;
use crate::ir::{OperationId, Response, Status};

/// What frameworks write where nobody has described a response.
const BOILERPLATE: [&str; 4] = ["", "default response", "error", "response"];

/// The tables of errors that several operations of a file have in common.
#[derive(Default)]
pub(super) struct SharedErrors {
    names: BTreeMap<Vec<(Status, usize)>, Ident>,
}

impl SharedErrors {
    /// Finds the tables that more than one of the operations have.
    pub(super) fn find(cx: &Cx<'_>, operations: &[OperationId]) -> Self {
        let mut counts: BTreeMap<Vec<(Status, usize)>, usize> = BTreeMap::new();
        for id in operations {
            *counts.entry(declared(cx, *id)).or_default() += 1;
        }
        let taken: Vec<&str> = cx
            .api()
            .operations
            .ids()
            .map(|id| cx.names().operation(id).constant.as_str())
            .collect();
        let mut names: BTreeMap<Vec<(Status, usize)>, Ident> = BTreeMap::new();
        for (errors, _) in counts
            .into_iter()
            .filter(|(errors, count)| *count > 1 && errors.len() > 1)
        {
            let statuses: Vec<String> = errors
                .iter()
                .map(|(status, _)| status.to_string().to_uppercase())
                .collect();
            let stem = format!("ERRORS_{}", statuses.join("_"));
            let is_free = |name: &String| {
                !taken.contains(&name.as_str()) && names.values().all(|other| other != name)
            };
            let numbered = (2..).map(|number| format!("{stem}_{number}"));
            if let Some(name) = [stem.clone()].into_iter().chain(numbered).find(is_free) {
                names.insert(errors, fixed(&name));
            }
        }
        Self { names }
    }

    /// The tables.
    pub(super) fn emit(&self, cx: &Cx<'_>) -> Vec<TokenStream> {
        let tables = self.names.iter().map(|(errors, name)| {
            let (decode, rows) = (cx.known(Known::DecodeError), rows(cx, errors));
            quote!(const #name: &[(&str, #decode)] = &[#(#rows),*];)
        });
        tables.collect()
    }

    /// The `errors` field of an operation's description.
    pub(super) fn emit_field(&self, cx: &Cx<'_>, id: OperationId) -> TokenStream {
        let errors = declared(cx, id);
        if errors.is_empty() {
            return TokenStream::new();
        }
        if let Some(name) = self.names.get(&errors) {
            return quote!(errors: #name,);
        }
        let rows = rows(cx, &errors);
        quote!(errors: &[#(#rows),*],)
    }
}

/// The statuses with a payload, and which payload.
fn declared(cx: &Cx<'_>, id: OperationId) -> Vec<(Status, usize)> {
    let errors = errors(cx, id);
    errors
        .filter_map(|response| Some((response.status, payload(cx, id, response.status)?)))
        .collect()
}

fn errors<'a>(cx: &Cx<'a>, id: OperationId) -> impl Iterator<Item = &'a Response> {
    cx.api().operations[id]
        .responses
        .iter()
        .filter(|it| !it.status.is_success())
}

/// Which of the error payloads an operation declares for a status.
fn payload(cx: &Cx<'_>, id: OperationId, status: Status) -> Option<usize> {
    cx.facts()
        .errors
        .iter()
        .position(|payload| payload.uses.contains(&(id, status)))
}

fn rows(cx: &Cx<'_>, errors: &[(Status, usize)]) -> Vec<TokenStream> {
    let rows = errors.iter().map(|(status, payload)| {
        let (body, decoder) = (
            cx.known(Known::ErrorBody),
            ident(&cx.names().error(*payload).decoder),
        );
        let status = Literal::string(&status.to_string());
        quote!((#status, #body::#decoder))
    });
    rows.collect()
}

/// One list item per kind of error: its statuses, what it means, and the variant of `ErrorBody`.
pub(super) fn lines(cx: &Cx<'_>, id: OperationId) -> Vec<String> {
    let mut kinds: Vec<(Vec<Status>, String, Option<usize>)> = Vec::new();
    for response in errors(cx, id) {
        let (text, payload) = (description(response), payload(cx, id, response.status));
        match kinds
            .iter_mut()
            .find(|kind| kind.1 == text && kind.2 == payload)
        {
            Some(kind) => kind.0.push(response.status),
            None => kinds.push((vec![response.status], text, payload)),
        }
    }
    kinds
        .iter()
        .flat_map(|(statuses, text, payload)| line(cx, statuses, text, *payload))
        .collect()
}

fn line(cx: &Cx<'_>, statuses: &[Status], text: &str, payload: Option<usize>) -> Vec<String> {
    let statuses: Vec<String> = statuses
        .iter()
        .map(|status| format!("`{status}`"))
        .collect();
    let statuses = statuses.join(", ");
    let body = payload.map(|payload| {
        let variant = cx.names().error(payload).variant.as_str();
        match cx.is_plain(Known::ErrorBody) {
            true => format!("[`ErrorBody::{variant}`]"),
            false => format!("[`{variant}`](crate::ErrorBody::{variant})"),
        }
    });
    let line = match (text, body) {
        ("", None) => format!("- {statuses}"),
        ("", Some(body)) => format!("- {statuses}: {body}"),
        (text, None) => format!("- {statuses}: {text}"),
        (text, Some(body)) => format!("- {statuses} with {body}: {text}"),
    };
    docs::wrap_item(&line)
}

fn description(response: &Response) -> String {
    let text = response
        .description
        .as_deref()
        .map(docs::line)
        .unwrap_or_default();
    let plain = text.trim_end_matches('.').to_ascii_lowercase();
    if BOILERPLATE.contains(&plain.as_str()) {
        String::new()
    } else {
        text
    }
}
