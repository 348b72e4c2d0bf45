//! What statuses are called.

use crate::ir::Status;

/// The reason phrase of a status (RFC 9110, section 15).
pub(super) fn reason(status: Status) -> Option<&'static str> {
    let Status::Code(code) = status else {
        return None;
    };
    let reason = match code {
        400 => "bad request",
        401 => "unauthorized",
        402 => "payment required",
        403 => "forbidden",
        404 => "not found",
        405 => "method not allowed",
        406 => "not acceptable",
        408 => "timeout",
        409 => "conflict",
        410 => "gone",
        412 => "precondition failed",
        413 => "content too large",
        415 => "unsupported media type",
        422 => "unprocessable content",
        423 => "locked",
        424 => "failed dependency",
        428 => "precondition required",
        429 => "too many requests",
        500 => "internal server",
        501 => "not implemented",
        502 => "bad gateway",
        503 => "service unavailable",
        504 => "gateway timeout",
        _ => return None,
    };
    Some(reason)
}

/// The reason phrase of a success (RFC 9110, section 15.3).
pub(super) fn success_text(status: Status) -> String {
    let text = match status {
        Status::Code(200) => "ok",
        Status::Code(201) => "created",
        Status::Code(202) => "accepted",
        Status::Code(203) => "non authoritative",
        Status::Code(204) => "no content",
        Status::Code(205) => "reset content",
        Status::Code(206) => "partial content",
        Status::Code(207) => "multi status",
        Status::Code(other) => return format!("status {other}"),
        Status::Range(_) | Status::Default => "success",
    };
    text.to_owned()
}
