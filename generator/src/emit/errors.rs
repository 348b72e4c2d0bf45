//! What an operation's error responses carry: the table for the runtime, and the list for the reader.

use super::cx::Cx;
use super::docs;
use super::known::Known;
use super::type_ref::spell;
use crate::ir::{OperationId, Response, Status};

/// What frameworks write where nobody has described a response.
const BOILERPLATE: [&str; 4] = ["", "default response", "error", "response"];

/// The errors of an operation's description: an item per payload, with its statuses.
pub(super) fn rows(cx: &Cx<'_>, id: OperationId) -> Vec<String> {
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    for (status, payload) in declared(cx, id) {
        match rows.iter_mut().find(|row| row.0 == payload) {
            Some(row) => row.1.push(status.to_string()),
            None => rows.push((payload, vec![status.to_string()])),
        }
    }
    let rows = rows.iter().map(|(payload, statuses)| {
        let body = spell(&cx.known(Known::ErrorBody));
        let decoder = &cx.names().error(*payload).decoder;
        format!("(\"{}\", {body}::{decoder})", statuses.join(" "))
    });
    rows.collect()
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
