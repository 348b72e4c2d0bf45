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
        for (method, operation) in item.iter() {
            let at = at.child(method);
            let mut operation = lower_operation(cx, path, item, method, operation, &at);
            claim_id(cx, &mut ids, &mut operation, &at);
            cx.api.operations.push(operation);
        }
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
