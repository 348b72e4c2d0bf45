//! Reads the body of a response whole, and tells why it cannot.

use std::time::Instant;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode, header};

use super::body::ResponseBody;
use super::error::ErrorKind;
use super::transport::{BoxError, TransportError};

/// Reads bodies up to a limit; what the server announces or sends beyond it is not read.
#[derive(Default)]
pub(crate) struct Reader {
    /// How many bytes a body can have.
    pub(crate) limit: usize,
    /// Whether the request was `HEAD`, the answer to which announces a body that never comes.
    pub(crate) is_head: bool,
    /// When time runs out, where the transport only limits every single wait.
    pub(crate) end: Option<Instant>,
}

impl Reader {
    /// The body of the response with this head.
    pub(crate) async fn read(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        mut body: ResponseBody,
    ) -> Result<Bytes, ErrorKind> {
        let too_large = || ErrorKind::BodyTooLarge {
            limit: self.limit,
            status,
            headers: headers.clone(),
        };
        if !self.is_head && announced(headers).is_some_and(|it| it > self.limit as u64) {
            return Err(too_large());
        }
        let mut out = BytesMut::new();
        while let Some(piece) = body.next().await {
            let piece = piece.map_err(|error| broken_off(error, status, headers))?;
            if piece.len() > self.limit - out.len() {
                return Err(too_large());
            }
            if self.end.is_some_and(|end| Instant::now() > end) {
                let error = TransportError::new("the body takes too long").timed_out();
                return Err(broken_off(error.into(), status, headers));
            }
            out.extend_from_slice(&piece);
        }
        Ok(out.freeze())
    }
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

/// The error for a response of which nothing came.
pub(crate) fn no_response(error: TransportError) -> ErrorKind {
    let (timeout, sent) = (error.is_timeout(), error.may_be_sent());
    ErrorKind::Transport {
        source: error.into_source(),
        timeout,
        sent,
        status: None,
        headers: HeaderMap::new(),
    }
}

/// The error for a body that breaks off: it can be one of its transport, which knows whether time ran out, or any other.
pub(crate) fn broken_off(error: BoxError, status: StatusCode, headers: &HeaderMap) -> ErrorKind {
    let (source, timeout) = match error.downcast::<TransportError>() {
        Ok(error) => {
            let timeout = error.is_timeout();
            (error.into_source(), timeout)
        }
        Err(source) => (source, false),
    };
    ErrorKind::Transport {
        source,
        timeout,
        sent: true,
        status: Some(status),
        headers: headers.clone(),
    }
}
