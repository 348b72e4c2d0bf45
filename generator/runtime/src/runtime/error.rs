//! The one error type of this crate.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::super::ErrorBody;
use super::response::request_id;
use super::transport::BoxError;
use super::violation::{Violation, Violations};

/// Every failure of this crate; one pointer wide.
///
/// Neither `Display` nor `Debug` shows bodies, headers, query values or credentials; of what an error body says in
/// words, the first line shows, as far as it is short.
pub struct Error(Box<Repr>);

/// How many characters of a message show.
const LONGEST_LINE: usize = 200;

struct Repr {
    operation: &'static str,
    kind: ErrorKind,
}

/// What went wrong.
#[non_exhaustive]
pub enum ErrorKind {
    /// The client was built with settings that cannot work.
    #[non_exhaustive]
    Config {
        /// What is wrong with them.
        reason: String,
    },
    /// The request cannot be made; nothing was sent.
    #[non_exhaustive]
    Request {
        /// Why it cannot be made.
        reason: String,
        /// The constraints it breaks, where that is the reason.
        violations: Violations,
    },
    /// No credential could be had; nothing was sent.
    Credential(BoxError),
    /// No response came back, or not all of it.
    #[non_exhaustive]
    Transport {
        /// What the transport says.
        source: BoxError,
        /// Whether a time limit ran out.
        timeout: bool,
        /// Whether the server may have seen the request.
        sent: bool,
        /// The status code, where the response broke off after it.
        status: Option<StatusCode>,
        /// The headers that came before the response broke off.
        headers: HeaderMap,
    },
    /// The server answered with an error.
    Api(ApiError),
    /// A success status with a body or headers that are not what the description declares.
    #[non_exhaustive]
    Decode {
        /// Where in the body: a JSON Pointer (RFC 6901), as in `/connections/1/created_at`; empty for the whole, and
        /// for headers.
        pointer: String,
        /// What is wrong there, without the value.
        reason: String,
        /// The status code.
        status: StatusCode,
        /// The headers.
        headers: HeaderMap,
        /// The body, or its first 64 KiB.
        raw: Bytes,
        /// The error of the decoder; its text can quote values.
        source: BoxError,
    },
    /// The body, or a single event or line of a stream, is larger than
    /// [`max_response_bytes`](super::ClientBuilder::max_response_bytes).
    #[non_exhaustive]
    BodyTooLarge {
        /// The limit, in bytes.
        limit: usize,
        /// The status code.
        status: StatusCode,
        /// The headers.
        headers: HeaderMap,
    },
    /// A response could not be written to a file.
    File(std::io::Error),
}

/// An error response of the server: one with an error status, or one with a success status that is not declared and
/// the body of the declared `default`.
#[derive(Clone)]
#[non_exhaustive]
pub struct ApiError {
    /// The status code.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, decoded as the operation declares it for this status.
    pub body: ErrorBody,
    /// The body as it came.
    pub raw_body: Bytes,
}

impl ErrorKind {
    /// A request that cannot be made, for a reason other than its constraints.
    pub(crate) fn request(reason: impl Into<String>) -> Self {
        ErrorKind::Request {
            reason: reason.into(),
            violations: Violations::default(),
        }
    }

    /// A request that breaks constraints.
    pub(crate) fn violations(violations: Violations) -> Self {
        ErrorKind::Request {
            reason: violations.to_string(),
            violations,
        }
    }

    /// A request that breaks one.
    pub(crate) fn violation(violation: Violation) -> Self {
        Self::violations(Violations::new(vec![violation]))
    }
}

impl Error {
    pub(crate) fn new(operation: &'static str, kind: ErrorKind) -> Self {
        Error(Box::new(Repr { operation, kind }))
    }

    pub(crate) fn request(operation: &'static str, reason: impl Into<String>) -> Self {
        Error::new(operation, ErrorKind::request(reason))
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// What went wrong, taken out.
    pub fn into_kind(self) -> ErrorKind {
        self.0.kind
    }

    /// The `operationId` of the call that failed.
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// The error response, where the server sent one.
    pub fn api(&self) -> Option<&ApiError> {
        match &self.0.kind {
            ErrorKind::Api(error) => Some(error),
            ErrorKind::Config { .. }
            | ErrorKind::Request { .. }
            | ErrorKind::Credential(_)
            | ErrorKind::Transport { .. }
            | ErrorKind::Decode { .. }
            | ErrorKind::BodyTooLarge { .. }
            | ErrorKind::File(_) => None,
        }
    }

    /// The status code, where a response came back.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(|(status, _)| status)
    }

    /// The headers, where a response came back.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(|(_, headers)| headers)
    }

    /// What the server calls this request, where it says so.
    pub fn request_id(&self) -> Option<&str> {
        self.headers().and_then(request_id)
    }

    /// The body as it came, where one was read.
    pub fn raw_body(&self) -> Option<&Bytes> {
        match &self.0.kind {
            ErrorKind::Api(error) => Some(&error.raw_body),
            ErrorKind::Decode { raw, .. } => Some(raw),
            ErrorKind::Config { .. }
            | ErrorKind::Request { .. }
            | ErrorKind::Credential(_)
            | ErrorKind::Transport { .. }
            | ErrorKind::BodyTooLarge { .. }
            | ErrorKind::File(_) => None,
        }
    }

    /// Where in the body decoding failed: a JSON Pointer (RFC 6901), as in `/connections/1/created_at`.
    pub fn pointer(&self) -> Option<&str> {
        match &self.0.kind {
            ErrorKind::Decode { pointer, .. } => Some(pointer),
            ErrorKind::Config { .. }
            | ErrorKind::Request { .. }
            | ErrorKind::Credential(_)
            | ErrorKind::Transport { .. }
            | ErrorKind::Api(_)
            | ErrorKind::BodyTooLarge { .. }
            | ErrorKind::File(_) => None,
        }
    }

    /// The constraints the request breaks, where that is what went wrong.
    pub fn violations(&self) -> Option<&Violations> {
        match &self.0.kind {
            ErrorKind::Request { violations, .. } if !violations.is_empty() => Some(violations),
            ErrorKind::Config { .. }
            | ErrorKind::Request { .. }
            | ErrorKind::Credential(_)
            | ErrorKind::Transport { .. }
            | ErrorKind::Api(_)
            | ErrorKind::Decode { .. }
            | ErrorKind::BodyTooLarge { .. }
            | ErrorKind::File(_) => None,
        }
    }

    /// Whether a time limit ran out.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Transport { timeout: true, .. })
    }

    /// Whether the same request may succeed when it is sent again. Says nothing of what it then does twice.
    pub fn is_retryable(&self) -> bool {
        match &self.0.kind {
            ErrorKind::Transport { status, .. } => {
                status.is_none_or(|status| status.is_success() || is_transient(status))
            }
            ErrorKind::Api(error) => is_transient(error.status),
            ErrorKind::Config { .. }
            | ErrorKind::Request { .. }
            | ErrorKind::Credential(_)
            | ErrorKind::Decode { .. }
            | ErrorKind::BodyTooLarge { .. }
            | ErrorKind::File(_) => false,
        }
    }

    fn response(&self) -> Option<(StatusCode, &HeaderMap)> {
        match &self.0.kind {
            ErrorKind::Api(error) => Some((error.status, &error.headers)),
            ErrorKind::Decode {
                status, headers, ..
            }
            | ErrorKind::BodyTooLarge {
                status, headers, ..
            } => Some((*status, headers)),
            ErrorKind::Transport {
                status, headers, ..
            } => status.map(|status| (status, headers)),
            ErrorKind::Config { .. }
            | ErrorKind::Request { .. }
            | ErrorKind::Credential(_)
            | ErrorKind::File(_) => None,
        }
    }
}

/// Statuses that pass: too early, too many, or a server in trouble.
fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::Config { reason } => write!(f, "the client cannot be built: {reason}"),
            ErrorKind::Request { reason, .. } => write!(f, "not sent: {reason}"),
            ErrorKind::Credential(_) => f.write_str("not sent: no credential could be had"),
            ErrorKind::Transport { timeout: true, .. } => f.write_str("timed out"),
            ErrorKind::Transport { sent: false, .. } => f.write_str("not sent: no connection"),
            ErrorKind::Transport {
                status: Some(status),
                ..
            } => write!(f, "status {}, but the body broke off", status.as_u16()),
            ErrorKind::Transport { .. } => f.write_str("no complete response"),
            ErrorKind::Api(error) => error.fmt(f),
            ErrorKind::Decode {
                pointer,
                reason,
                status,
                ..
            } => {
                write!(f, "status {}, but not as declared", status.as_u16())?;
                match pointer.as_str() {
                    "" => write!(f, ": {reason}"),
                    pointer => write!(f, ", at {pointer}: {reason}"),
                }
            }
            ErrorKind::File(_) => f.write_str("the file could not be written"),
            ErrorKind::BodyTooLarge { limit, status, .. } => {
                write!(
                    f,
                    "status {} with a body of more than {limit} bytes",
                    status.as_u16()
                )
            }
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.status.as_u16())?;
        match self.body.message() {
            Some(message) => write!(f, ": {}", first_line(message)),
            None => Ok(()),
        }
    }
}

/// The beginning of a message, which can be a whole page.
fn first_line(message: &str) -> String {
    let mut lines = message.lines().map(str::trim);
    let line = lines.find(|line| !line.is_empty()).unwrap_or_default();
    let mut line = line.chars().filter(|c| !c.is_control());
    let mut shown: String = line.by_ref().take(LONGEST_LINE).collect();
    if line.next().is_some() {
        shown.push('…');
    }
    shown
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.operation, self.0.kind)
    }
}

impl fmt::Debug for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ErrorKind({self})")
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiError({self})")
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("operation", &self.0.operation)
            .field("kind", &self.0.kind)
            .field("request_id", &self.request_id())
            .field("source", &std::error::Error::source(self))
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::Credential(source) | ErrorKind::Transport { source, .. } => Some(&**source),
            ErrorKind::File(source) => Some(source),
            // What the decoder says is part of `Display` already, freed of the values it quotes.
            ErrorKind::Decode { .. }
            | ErrorKind::Config { .. }
            | ErrorKind::Request { .. }
            | ErrorKind::Api(_)
            | ErrorKind::BodyTooLarge { .. } => None,
        }
    }
}
