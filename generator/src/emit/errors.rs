//! What an operation's error responses carry: the table for the runtime, and the list for the reader.

use proc_macro2::Literal;

use super::cx::Cx;
use super::docs;
use super::known::Known;
use super::successes::word;
use super::type_ref::spell;
use crate::ir::{MediaFormat, OperationId, Response, Status};

/// What frameworks write where nobody has described a response.
const BOILERPLATE: [&str; 4] = ["", "default response", "error", "response"];

/// The rows of the table.
pub(super) fn rows(cx: &Cx<'_>, id: OperationId) -> Vec<String> {
    let mut rows: Vec<Row> = Vec::new();
    for response in errors(cx, id) {
        for (payload, media_types) in declared(cx, id, response) {
            let same = |row: &&mut Row| row.payload == payload && row.media_types == media_types;
            let status = response.status.to_string();
            match rows.iter_mut().find(same) {
                Some(row) => row.statuses.push(status),
                None => rows.push(Row {
                    payload,
                    media_types,
                    statuses: vec![status],
                }),
            }
        }
    }
    rows.iter().map(|row| row.spell(cx)).collect()
}

/// A row of the table: an error payload, where it is declared.
struct Row {
    /// None where statuses are declared without one.
    payload: Option<usize>,
    statuses: Vec<String>,
    /// The media types that tell it from others of the same status, or from what cannot be read as it.
    media_types: Vec<String>,
}

impl Row {
    fn spell(&self, cx: &Cx<'_>) -> String {
        let words = self.statuses.iter().chain(&self.media_types);
        let words = words.cloned().collect::<Vec<_>>().join(" ");
        let decode = match self.payload {
            Some(payload) => {
                let body = spell(&cx.known(Known::ErrorBody));
                format!("{body}::{}", cx.names().error(payload).decoder)
            }
            None => "|_| None".to_owned(),
        };
        format!("({}, {decode})", Literal::string(&words))
    }
}

/// The payloads that rows are made of, each with the media types that stand there.
fn declared(
    cx: &Cx<'_>,
    id: OperationId,
    response: &Response,
) -> Vec<(Option<usize>, Vec<String>)> {
    let payloads = payloads(cx, id, response.status);
    // Whether a body is JSON, reading it tells.
    let is_json = |payload: usize| cx.facts().errors[payload].media.format == MediaFormat::Json;
    match payloads.as_slice() {
        [] if is_covered(cx, id, response.status) => vec![(None, Vec::new())],
        [(payload, _)] if is_json(*payload) => vec![(Some(*payload), Vec::new())],
        _ => payloads
            .into_iter()
            .map(|(payload, names)| (Some(payload), names))
            .collect(),
    }
}

/// Whether a payload is declared for statuses that include this one.
fn is_covered(cx: &Cx<'_>, id: OperationId, status: Status) -> bool {
    let mut wider = errors(cx, id).filter(|it| it.status.includes(status));
    wider.any(|it| it.status != status && !it.content.is_empty())
}

fn errors<'a>(cx: &Cx<'a>, id: OperationId) -> impl Iterator<Item = &'a Response> {
    cx.api().operations[id]
        .responses
        .iter()
        .filter(|it| !it.status.is_success())
}

/// Which of the error payloads an operation declares for a status, each with its media types.
fn payloads(cx: &Cx<'_>, id: OperationId, status: Status) -> Vec<(usize, Vec<String>)> {
    let payloads = cx.facts().errors.iter().enumerate();
    let payloads = payloads.map(|(index, payload)| {
        let uses = payload.uses.iter();
        let here = uses.filter(|it| it.operation == id && it.status == status);
        (index, here.map(|it| word(&it.media_type)).collect())
    });
    payloads
        .filter(|(_, names): &(_, Vec<_>)| !names.is_empty())
        .collect()
}

/// The errors of an operation's description: one list item per kind, with its statuses, what it means, and the variant
/// of `ErrorBody`.
pub(super) fn lines(cx: &Cx<'_>, id: OperationId) -> Vec<String> {
    let mut kinds: Vec<(Vec<Status>, String, Vec<usize>)> = Vec::new();
    for response in errors(cx, id) {
        let text = description(response);
        let payloads = payloads(cx, id, response.status).into_iter();
        let payloads: Vec<usize> = payloads.map(|(payload, _)| payload).collect();
        match kinds
            .iter_mut()
            .find(|kind| kind.1 == text && kind.2 == payloads)
        {
            Some(kind) => kind.0.push(response.status),
            None => kinds.push((vec![response.status], text, payloads)),
        }
    }
    kinds
        .iter()
        .flat_map(|(statuses, text, payloads)| line(cx, statuses, text, payloads))
        .collect()
}

fn line(cx: &Cx<'_>, statuses: &[Status], text: &str, payloads: &[usize]) -> Vec<String> {
    let statuses: Vec<String> = statuses
        .iter()
        .map(|status| format!("`{status}`"))
        .collect();
    let statuses = statuses.join(", ");
    let bodies = payloads.iter().map(|payload| {
        let variant = cx.names().error(*payload).variant.as_str();
        match cx.is_plain(Known::ErrorBody) {
            true => format!("[`ErrorBody::{variant}`]"),
            false => format!("[`{variant}`](crate::ErrorBody::{variant})"),
        }
    });
    let bodies: Vec<String> = bodies.collect();
    let body = (!bodies.is_empty()).then(|| bodies.join(" or "));
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
