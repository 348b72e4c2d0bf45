//! A response body that the caller reads: bytes as they arrive.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::answers::Payload;
use super::body::ResponseBody;
use super::error::{Error, ErrorKind};
use super::exchange::Exchange;
use super::pending::Pending;
use super::raw_request::RawRequest;
use super::reader;
use super::response::{RawResponse, Response, Unread};

/// The body of a response, read while it arrives. Dropping it closes the connection.
///
/// It is a [`Stream`], and [`next`](Self::next) reads it without any further crate. After an error it is at its end.
pub struct ByteStream {
    head: Box<Head>,
    body: ResponseBody,
    is_done: bool,
}

/// What the errors of a stream tell.
struct Head {
    operation: &'static str,
    status: StatusCode,
    headers: HeaderMap,
    limit: usize,
}

/// The body as it arrives.
pub(crate) fn decode(mut raw: RawResponse) -> Result<ByteStream, Error> {
    let (operation, unread) = (raw.operation(), raw.take_unread());
    let (status, headers, whole) = raw.into_parts();
    let unread = unread.unwrap_or_else(|| Unread {
        limit: whole.len(),
        body: ResponseBody::from(whole),
    });
    let head = Head {
        operation,
        status,
        headers,
        limit: unread.limit,
    };
    Ok(ByteStream {
        head: Box::new(head),
        body: unread.body,
        is_done: false,
    })
}

impl RawRequest {
    /// Sends the request; resolves to the body as it arrives, together with status and headers.
    ///
    /// # Errors
    ///
    /// An error status is [`ErrorKind::Api`] with an undeclared body, which is read whole.
    pub fn send_streamed(self) -> Pending<Response<ByteStream>> {
        let exchange = self.into_exchange().map(|exchange| Exchange {
            successes: &[("2XX", Payload::Streamed)],
            ..exchange
        });
        Pending::new(exchange, |raw| Response::decode(raw, decode))
    }
}

impl ByteStream {
    /// The next piece of the body, as large as it came; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The rest of the body, whole.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BodyTooLarge`] where that is more than
    /// [`max_response_bytes`](super::ClientBuilder::max_response_bytes); nothing limits reading piece by piece.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut out = BytesMut::new();
        while let Some(piece) = self.next().await {
            let piece = piece?;
            if piece.len() > self.head.limit - out.len() {
                return Err(self.too_large());
            }
            out.extend_from_slice(&piece);
        }
        Ok(out.freeze())
    }

    /// The status of the response.
    pub(crate) fn status(&self) -> StatusCode {
        self.head.status
    }

    /// How many bytes of it may be held in memory at once.
    pub(crate) fn limit(&self) -> usize {
        self.head.limit
    }

    /// The error for more bytes than that.
    pub(crate) fn too_large(&self) -> Error {
        self.error(ErrorKind::BodyTooLarge {
            limit: self.head.limit,
            status: self.head.status,
            headers: self.head.headers.clone(),
        })
    }

    /// The head of this response with another body, for the errors of decoders.
    pub(crate) fn part(&self, body: Bytes) -> RawResponse {
        RawResponse::new(
            self.head.operation,
            self.head.status,
            self.head.headers.clone(),
            body,
        )
    }

    /// An error of this call.
    pub(crate) fn error(&self, kind: ErrorKind) -> Error {
        Error::new(self.head.operation, kind)
    }
}

#[cfg(feature = "dynamic")]
impl super::encoding::Encode<super::encoding::ByRule> for ByteStream {
    fn encode(self) -> super::encoding::Encoding {
        Box::pin(async { Ok(super::encoding::Encoded::Bytes(self.bytes().await?)) })
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.is_done {
            return Poll::Ready(None);
        }
        let piece = ready!(Pin::new(&mut self.body).poll_next(cx));
        self.is_done = !matches!(piece, Some(Ok(_)));
        let failed = |error| {
            let Head {
                status, headers, ..
            } = &*self.head;
            self.error(reader::broken_off(error, *status, headers))
        };
        Poll::Ready(piece.map(|piece| piece.map_err(failed)))
    }
}

impl fmt::Debug for ByteStream {
    // Headers can hold cookies, so they are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("operation", &self.head.operation)
            .field("status", &self.head.status)
            .finish_non_exhaustive()
    }
}
