//! The seam between this crate and whatever sends its requests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use super::body::{Body, ResponseBody};

/// Any error, of any crate.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests. The default is the `reqwest` crate; tests and middleware bring their own.
///
/// The request is complete: URL, headers and credentials are set. An implementation honours the
/// [`AttemptTimeout`] it finds in the request's extensions, over the whole exchange up to the last byte of the
/// body, and the [`ReadTimeout`], over every single wait for bytes. It must not repeat credentials to another origin when it follows a redirect.
pub trait Transport: Send + Sync + 'static {
    /// Sends one request and answers as soon as status and headers are there.
    fn execute(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>>;
}

/// How long one attempt may take; found in the extensions of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptTimeout(pub Duration);

/// How long to wait for the head of a response, and then for each next piece of its body; found in the extensions of
/// a request whose response is a stream, which as a whole may take as long as it likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadTimeout(pub Duration);

/// No response came back.
#[derive(Debug)]
pub struct TransportError {
    source: BoxError,
    timeout: bool,
    sent: bool,
}

impl TransportError {
    /// A failure after which the server may have seen the request.
    pub fn new(source: impl Into<BoxError>) -> Self {
        TransportError {
            source: source.into(),
            timeout: false,
            sent: true,
        }
    }

    /// Marks the failure as a time limit that ran out.
    #[must_use]
    pub fn timed_out(mut self) -> Self {
        self.timeout = true;
        self
    }

    /// Marks that the server cannot have seen the request.
    #[must_use]
    pub fn not_sent(mut self) -> Self {
        self.sent = false;
        self
    }

    /// Whether a time limit ran out.
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }

    /// Whether the server may have seen the request.
    pub fn may_be_sent(&self) -> bool {
        self.sent
    }

    /// The cause, taken out.
    pub(crate) fn into_source(self) -> BoxError {
        self.source
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.timeout {
            "timed out"
        } else {
            "no response"
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
