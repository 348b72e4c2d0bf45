//! Responses by status.

use openapiv3::{ReferenceOr, Responses, StatusCode};

use super::Cx;
use super::content::{Direction, lower_content};
use super::header::lower_headers;
use super::reference::resolve;
use crate::ir::{Response, Status};
use crate::pointer::Pointer;

/// Lowers the responses of an operation, in document order, `default` last.
pub(super) fn lower_responses<'a>(
    cx: &mut Cx<'a>,
    responses: &'a Responses,
    operation: &Pointer,
) -> Vec<Response> {
    let at = operation.child("responses");
    let mut lowered = Vec::new();
    for (code, response) in &responses.responses {
        let Some(status) = lower_status(code) else {
            continue;
        };
        lowered.extend(lower_response(
            cx,
            status,
            response,
            &at.child(&code.to_string()),
        ));
    }
    let has_success = lowered.iter().any(|response| response.status.is_success());
    if let Some(response) = &responses.default {
        lowered.extend(lower_response(
            cx,
            Status::Default,
            response,
            &at.child("default"),
        ));
    }
    if !has_success {
        promote_default(&mut lowered);
    }
    lowered
}

fn lower_response<'a>(
    cx: &mut Cx<'a>,
    status: Status,
    response: &'a ReferenceOr<openapiv3::Response>,
    at: &Pointer,
) -> Option<Response> {
    let (response, at) = resolve(cx, response, at, |components| &components.responses)?;
    // These statuses never carry a body (RFC 9110, sections 15.3.5 and 15.4.5).
    let empty = matches!(status, Status::Code(204 | 205 | 304));
    let content = if empty {
        Vec::new()
    } else {
        lower_content(
            cx,
            &response.content,
            &at.child("content"),
            Direction::Response,
        )
    };
    let headers = lower_headers(cx, &response.headers, &at.child("headers"));
    let description = Some(response.description.clone()).filter(|text| !text.trim().is_empty());
    Some(Response {
        status,
        content,
        headers,
        description,
    })
}

fn lower_status(code: &StatusCode) -> Option<Status> {
    match code {
        StatusCode::Code(code) => Some(Status::Code(*code)),
        StatusCode::Range(class) => u8::try_from(*class).ok().map(Status::Range),
    }
}

/// Where only `default` is declared it describes the success as well.
fn promote_default(responses: &mut Vec<Response>) {
    let default = responses
        .iter()
        .find(|response| response.status == Status::Default)
        .cloned();
    if let Some(default) = default {
        responses.insert(
            0,
            Response {
                status: Status::Range(2),
                ..default
            },
        );
    }
}
