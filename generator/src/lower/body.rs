//! Request bodies.

use openapiv3::ReferenceOr;

use super::Cx;
use super::content::{Direction, lower_content};
use super::reference::resolve;
use crate::ir::RequestBody;
use crate::pointer::Pointer;

/// Lowers a request body with all its media types.
pub(super) fn lower_body<'a>(
    cx: &mut Cx<'a>,
    body: &'a ReferenceOr<openapiv3::RequestBody>,
    operation: &Pointer,
) -> Option<RequestBody> {
    let at = operation.child("requestBody");
    let (body, at) = resolve(cx, body, &at, |components| &components.request_bodies)?;
    let content = lower_content(cx, &body.content, &at.child("content"), Direction::Request);
    if content.is_empty() {
        return None;
    }
    Some(RequestBody {
        required: body.required,
        content,
        description: body.description.clone(),
    })
}
