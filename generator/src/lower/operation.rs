//! Operations of path items.

use std::collections::HashMap;

use openapiv3::{PathItem, ReferenceOr};

use super::Cx;
use super::body::lower_body;
use super::parameter::lower_parameters;
use super::path::{lower_path, match_parameters};
use super::response::lower_responses;
use super::security::lower_requirements;
use super::server::lower_server_url;
use super::webhook::lower_callbacks;
use crate::ir::{Docs, Operation};
use crate::pointer::Pointer;
use crate::selection::{Candidate, Selection};

/// Lowers every operation that is selected, in document order.
pub(super) fn lower_operations(cx: &mut Cx<'_>, selection: &Selection) {
    report_unused(cx, selection);
    let openapi = cx.openapi;
    let mut ids = HashMap::new();
    let at = Pointer::root().child("paths");
    for (path, item) in &openapi.paths.paths {
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        let at = at.child(path);
        for (method, operation) in item.iter() {
            if !selection.takes(&candidate(path, &method.to_ascii_uppercase(), operation)) {
                continue;
            }
            let at = at.child(method);
            let mut lowered = lower_operation(cx, path, item, method, operation, &at);
            claim_id(cx, &mut ids, &mut lowered, &at);
            let id = cx.api.operations.push(lowered);
            lower_callbacks(cx, id, operation, &at);
        }
    }
}

fn candidate<'c>(
    path: &'c str,
    method: &'c str,
    operation: &'c openapiv3::Operation,
) -> Candidate<'c> {
    Candidate {
        id: operation.operation_id.as_deref(),
        method,
        path,
        tags: &operation.tags,
        deprecated: operation.deprecated,
    }
}

/// A selector that selects nothing is misspelt, or the description has changed.
fn report_unused(cx: &mut Cx<'_>, selection: &Selection) {
    let openapi = cx.openapi;
    let items = openapi.paths.paths.iter();
    let operations: Vec<_> = items
        .filter_map(|(path, item)| Some((path, item.as_item()?)))
        .flat_map(|(path, item)| item.iter().map(move |(method, it)| (path, method, it)))
        .map(|(path, method, it)| (path, method.to_ascii_uppercase(), it))
        .collect();
    let candidates: Vec<_> = operations
        .iter()
        .map(|(path, method, it)| candidate(path, method, it))
        .collect();
    for selector in selection.unused(&candidates) {
        let message = format!("`{selector}` selects no operation");
        cx.diagnostics
            .error("unused-selector", &Pointer::root().child("paths"), message)
            .help("write `tag:NAME`, `deprecated`, `/path`, `METHOD /path` or an `operationId`; `*` stands for any text");
    }
}

fn lower_operation<'a>(
    cx: &mut Cx<'a>,
    path: &str,
    item: &'a PathItem,
    method: &str,
    operation: &'a openapiv3::Operation,
    at: &Pointer,
) -> Operation {
    let mut parameters = lower_parameters(cx, &item.parameters, &operation.parameters, at);
    match_parameters(cx, path, &mut parameters, at);
    let requirements = operation
        .security
        .as_deref()
        .or(cx.openapi.security.as_deref());
    let servers = if operation.servers.is_empty() {
        &item.servers
    } else {
        &operation.servers
    };
    let id = operation.operation_id.clone();
    let id = id.filter(|id| !id.trim().is_empty());
    Operation {
        id: id.clone(),
        declared_id: id,
        method: method.to_ascii_uppercase(),
        path: lower_path(path),
        tags: operation
            .tags
            .iter()
            .filter(|tag| !tag.trim().is_empty())
            .cloned()
            .collect(),
        docs: Docs {
            title: operation.summary.clone(),
            description: operation.description.clone(),
            deprecated: operation.deprecated,
        },
        parameters,
        body: operation
            .request_body
            .as_ref()
            .and_then(|body| lower_body(cx, body, at)),
        responses: lower_responses(cx, &operation.responses, method, at),
        security: lower_requirements(cx, requirements.unwrap_or_default(), at),
        server: servers.first().map(lower_server_url),
        place: at.as_str().to_owned(),
    }
}

/// Of operations with one id, the first keeps it; the others are named by method and path.
fn claim_id(
    cx: &mut Cx<'_>,
    ids: &mut HashMap<String, Pointer>,
    operation: &mut Operation,
    at: &Pointer,
) {
    let Some(id) = operation.id.clone() else {
        let message = "the operation has no `operationId`; it is named by its method and path";
        cx.diagnostics.warn("missing-operation-id", at, message);
        return;
    };
    let Some(first) = ids.get(&id) else {
        ids.insert(id, at.clone());
        return;
    };
    cx.diagnostics
        .warn(
            "duplicate-operation-id",
            &at.child("operationId"),
            format!("`{id}` names two operations"),
        )
        .related("first used here", &first.child("operationId"))
        .help("this one is named by its method and path");
    operation.id = None;
}
