//! What the types for the headers of several responses cannot say.

use super::Cx;
use crate::ir::{Operation, Parameter, Response};
use crate::pointer::Pointer;

/// Warns of headers that the successes of an operation, or errors, declare with several types.
pub(super) fn warn_of_conflicts(cx: &mut Cx<'_>) {
    let of_errors = cx.api.error_headers();
    let mut conflicts = Vec::new();
    for (_, operation) in cx.api.operations.iter() {
        let of_successes = operation.headers();
        for response in &operation.responses {
            let is_success = response.status.is_success();
            let merged = match is_success {
                true => &of_successes,
                false => &of_errors,
            };
            for header in conflicting(response, merged) {
                let at = place(operation, response, header);
                conflicts.push((at, header.name.clone(), is_success));
            }
        }
    }
    for (at, name, is_success) in conflicts {
        let message = |who: &str| {
            format!("{who} declare the header `{name}` with several types, so it is read as text")
        };
        match is_success {
            true => cx.unsupported("success-headers", &at, message("successes")),
            false => cx.unsupported("error-headers", &at, message("errors")),
        }
    }
}

/// The headers of a response that are read in another way than it declares.
fn conflicting<'r>(
    response: &'r Response,
    merged: &[Parameter],
) -> impl Iterator<Item = &'r Parameter> {
    response.headers.iter().filter(|header| {
        let known = merged.iter().find(|it| it.is_named(&header.name));
        known.is_some_and(|known| !known.reads_as(header))
    })
}

fn place(operation: &Operation, response: &Response, header: &Parameter) -> Pointer {
    let at = Pointer::parse(&operation.place).unwrap_or_default();
    at.join([
        "responses",
        &response.status.to_string(),
        "headers",
        &header.name,
    ])
}
