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
            let (merged, code, who) = match response.status.is_success() {
                true => (&of_successes, "success-headers", "successes"),
                false => (&of_errors, "error-headers", "errors"),
            };
            for header in conflicting(response, merged) {
                let message = format!(
                    "{who} declare the header `{}` with several types, so it is read as text",
                    header.name
                );
                conflicts.push((code, place(operation, response, header), message));
            }
        }
    }
    for (code, at, message) in conflicts {
        cx.unsupported(code, &at, message);
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
