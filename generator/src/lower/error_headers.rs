//! What the one type for the headers of all errors cannot say.

use super::Cx;
use crate::ir::{Operation, Parameter, Response};
use crate::pointer::Pointer;

/// Warns of headers that errors declare with several types.
pub(super) fn warn_of_conflicts(cx: &mut Cx<'_>) {
    let merged = cx.api.error_headers();
    let is_text = |header: &&Parameter| {
        let known = merged.iter().find(|it| it.is_named(&header.name));
        known.is_some_and(|known| !known.reads_as(header))
    };
    let mut conflicts = Vec::new();
    for (_, operation) in cx.api.operations.iter() {
        for response in operation.errors() {
            let conflicting = response.headers.iter().filter(is_text);
            conflicts
                .extend(conflicting.map(|it| (place(operation, response, it), it.name.clone())));
        }
    }
    for (at, name) in conflicts {
        let message =
            format!("errors declare the header `{name}` with several types, so it is read as text");
        cx.unsupported("error-headers", &at, message);
    }
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
