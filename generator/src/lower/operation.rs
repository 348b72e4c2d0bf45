//! Operations of path items.

use std::collections::HashMap;

use openapiv3::{Parameter, PathItem, ReferenceOr};
use serde_json::Value;

use super::Cx;
use super::body::lower_body;
use super::parameter::lower_parameters;
use super::path::{lower_path, match_parameters, settle_query};
use super::response::lower_responses;
use super::security::lower_requirements;
use super::server::lower_own_server;
use crate::ir::{Docs, Operation};
use crate::pointer::Pointer;

/// Lowers every operation, in document order.
pub(super) fn lower_operations(cx: &mut Cx<'_>) {
    let openapi = cx.openapi;
    let mut ids = HashMap::new();
    let at = Pointer::root().child("paths");
    for (path, item) in &openapi.paths.paths {
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        let at = at.child(path);
        let place = Item {
            path: lower_path(cx, path, &at),
            parameters: &item.parameters,
            server: lower_own_server(cx, &item.servers, &at),
            at,
        };
        for (method, operation, at) in methods(cx, item, &place.at) {
            let mut operation = lower_operation(cx, &place, &method, operation, &at);
            claim_id(cx, &mut ids, &mut operation, &at);
            cx.api.operations.push(operation);
        }
    }
}

/// What the operations of a path item share.
struct Item<'a> {
    path: String,
    parameters: &'a [ReferenceOr<Parameter>],
    server: Option<String>,
    at: Pointer,
}

/// The operations of a path item with their methods as they are sent: those that 3.0 knows, then others.
fn methods<'a>(
    cx: &mut Cx<'a>,
    item: &'a PathItem,
    at: &Pointer,
) -> Vec<(String, &'a openapiv3::Operation, Pointer)> {
    let known = item
        .iter()
        .map(|(method, it)| (method.to_ascii_uppercase(), it, at.child(method)));
    let mut all: Vec<_> = known.collect();
    let at = at.child(ADDITIONAL);
    let further = item.extensions.get(ADDITIONAL);
    for (method, json) in further.and_then(Value::as_object).into_iter().flatten() {
        let at = at.child(method);
        if !is_method(method) || all.iter().any(|(known, _, _)| known == method) {
            let message = format!("`{method}` is no further method of the path");
            cx.diagnostics
                .warn("unknown-method", &at, message)
                .help("the operation is left out");
            continue;
        }
        match serde_json::from_value(json.clone()) {
            Ok(operation) => all.push((method.clone(), cx.operations.alloc(operation), at)),
            Err(error) => {
                let message = format!("cannot be read: {error}");
                cx.diagnostics
                    .internal("additional-operation", &at, message);
            }
        }
    }
    all
}

/// Where normalizing puts the operations whose methods 3.0 does not have.
const ADDITIONAL: &str = "x-additional-operations";

/// Whether a text can be a method (RFC 9110, section 9.1). `CONNECT` is none that is sent to a path.
fn is_method(text: &str) -> bool {
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !text.is_empty() && text != "CONNECT" && text.bytes().all(is_token)
}

fn lower_operation<'a>(
    cx: &mut Cx<'a>,
    item: &Item<'a>,
    method: &str,
    operation: &'a openapiv3::Operation,
    at: &Pointer,
) -> Operation {
    let shared = (item.parameters, &item.at);
    let mut parameters = lower_parameters(cx, shared, (&operation.parameters, at));
    let path = settle_query(cx, &item.path, &mut parameters, at);
    match_parameters(cx, &path, &mut parameters, at);
    let requirements = operation
        .security
        .as_deref()
        .or(cx.openapi.security.as_deref());
    let server = match operation.servers.as_slice() {
        [] => item.server.clone(),
        servers => lower_own_server(cx, servers, at),
    };
    let body = operation.request_body.as_ref();
    let body = body.and_then(|body| lower_body(cx, body, at));
    let mut responses = lower_responses(cx, &operation.responses, at);
    if method == "HEAD" {
        // What is declared for it is what `GET` would answer (RFC 9110, section 9.3.2).
        responses.iter_mut().for_each(|it| it.media = None);
    }
    let id = operation.operation_id.clone();
    let id = id.filter(|id| !id.trim().is_empty());
    Operation {
        id: id.clone(),
        declared_id: id,
        method: method.to_owned(),
        path,
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
        body,
        responses,
        security: lower_requirements(cx, requirements.unwrap_or_default(), at),
        server,
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
