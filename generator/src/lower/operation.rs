//! Operations of path items.

use std::collections::HashMap;

use openapiv3::{Parameter, ReferenceOr};

use super::body::lower_body;
use super::combine::ALLOWANCE;
use super::method::{Selected, selected};
use super::parameter::lower_parameters;
use super::path::{lower_path, match_parameters, settle_query};
use super::response::lower_responses;
use super::security::lower_security;
use super::server::lower_own_server;
use super::template::settle_template;
use super::webhook::lower_callbacks;
use super::{Cx, whole_query};
use crate::ir::{Docs, Operation, Response};
use crate::pointer::Pointer;
use crate::selection::Selection;

/// Lowers every operation that is selected, in document order.
pub(super) fn lower_operations(cx: &mut Cx<'_>, selection: &Selection) {
    let mut ids = HashMap::new();
    for item in selected(cx, selection) {
        let place = Item {
            path: lower_path(item.path),
            declared_path: declared_path(&item),
            parameters: &item.item.parameters,
            server: lower_own_server(cx, &item.item.servers, &item.at),
            at: item.at,
        };
        for method in item.methods {
            let (operation, at) = (method.operation, method.at);
            cx.allowance += ALLOWANCE;
            let mut lowered = lower_operation(cx, &place, &method.name, operation, &at);
            let named = format!("{} {}", method.name, place.declared_path);
            claim_id(cx, &mut ids, &mut lowered, Claim { at: &at, named });
            let id = cx.api.operations.push(lowered);
            lower_callbacks(cx, id, operation, &at);
        }
    }
}

/// What the operations of a path item share.
struct Item<'a> {
    path: String,
    declared_path: String,
    parameters: &'a [ReferenceOr<Parameter>],
    server: Option<String>,
    at: Pointer,
}

/// The key in `paths` as the author wrote it.
fn declared_path(item: &Selected<'_>) -> String {
    let written = item.item.extensions.get("x-declared-path");
    let written = written.and_then(serde_json::Value::as_str);
    written.unwrap_or(item.path).to_owned()
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
    whole_query::settle(cx, &mut parameters);
    let path = settle_query(cx, &item.path, &mut parameters, at);
    let path = settle_template(cx, &path, &parameters, &item.at);
    match_parameters(cx, &path, &mut parameters, at);
    let parameters = parameters.into_iter().map(|it| it.parameter).collect();
    let security = lower_security(cx, operation, at);
    let server = match operation.servers.as_slice() {
        [] => item.server.clone(),
        servers => lower_own_server(cx, servers, at),
    };
    let body = request_body(cx, method, operation, at);
    let body = body.and_then(|body| lower_body(cx, body, at));
    let mut responses = lower_responses(cx, &operation.responses, at);
    let accept = Response::media_types(&responses);
    // The answer to `HEAD` has the headers of a body, but never the body (RFC 9110, section 9.3.2).
    if method == "HEAD" {
        responses.iter_mut().for_each(|it| it.content.clear());
    }
    let is_said = |text: &&String| !text.trim().is_empty();
    Operation {
        id: operation.operation_id.as_ref().filter(is_said).cloned(),
        method: method.to_owned(),
        path,
        declared_path: item.declared_path.clone(),
        tags: operation.tags.iter().filter(is_said).cloned().collect(),
        docs: Docs {
            title: operation.summary.clone(),
            description: operation.description.clone(),
            deprecated: operation.deprecated,
        },
        parameters,
        body,
        responses,
        accept,
        security,
        server,
        place: at.as_str().to_owned(),
    }
}

/// The body of an operation, unless its method has none.
fn request_body<'a>(
    cx: &mut Cx<'a>,
    method: &str,
    operation: &'a openapiv3::Operation,
    at: &Pointer,
) -> Option<&'a ReferenceOr<openapiv3::RequestBody>> {
    let body = operation.request_body.as_ref()?;
    if method != "TRACE" {
        return Some(body);
    }
    let message = "a request of the method TRACE has no body (RFC 9110, section 9.3.8)";
    cx.diagnostics
        .warn("trace-body", &at.child("requestBody"), message)
        .help("it is left out");
    None
}

/// An operation that has an id, and how it is called where others have it too.
struct Claim<'a> {
    at: &'a Pointer,
    /// Method and path: operations of one path item that several paths refer to stand in one place.
    named: String,
}

/// Of operations with one id, the first keeps it; the others are named by method and path.
fn claim_id(
    cx: &mut Cx<'_>,
    ids: &mut HashMap<String, (Pointer, String)>,
    operation: &mut Operation,
    Claim { at, named }: Claim<'_>,
) {
    let Some(id) = operation.id.clone() else {
        let message = "the operation has no `operationId`; it is named by its method and path";
        cx.diagnostics.warn("missing-operation-id", at, message);
        return;
    };
    let Some((first, first_named)) = ids.get(&id) else {
        ids.insert(id, (at.clone(), named));
        return;
    };
    cx.diagnostics
        .warn(
            "duplicate-operation-id",
            &at.child("operationId"),
            format!("`{id}` names two operations: `{first_named}` and `{named}`"),
        )
        .related("first used here", &first.child("operationId"))
        .help("this one is named by its method and path");
    operation.id = None;
}
