//! Responses: as they came, and decoded.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::body::ResponseBody;
use super::error::Error;

/// A decoded body with the status and the headers it came with. `H` stands for the headers that the operation declares.
#[derive(Clone)]
pub struct Response<T, H = ()> {
    operation: &'static str,
    status: StatusCode,
    headers: HeaderMap,
    body: T,
    declared: PhantomData<fn() -> H>,
}

impl<T, H> Response<T, H> {
    /// Decodes the body and keeps the rest.
    pub(crate) fn decode(
        raw: RawResponse,
        decode: fn(RawResponse) -> Result<T, Error>,
    ) -> Result<Self, Error> {
        let (operation, status, headers) = (raw.operation, raw.status, raw.headers.clone());
        decode(raw).map(|body| Response {
            operation,
            status,
            headers,
            body,
            declared: PhantomData,
        })
    }

    /// The `operationId` of the call.
    pub(crate) fn operation(&self) -> &'static str {
        self.operation
    }

    /// The status code. It is not necessarily one that is declared: servers say 200 for 201.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What the server calls this request, where it says so; worth logging.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// The decoded body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The decoded body, taken out.
    pub fn into_body(self) -> T {
        self.body
    }

    /// Status, headers and body, taken apart.
    pub fn into_parts(self) -> (StatusCode, HeaderMap, T) {
        (self.status, self.headers, self.body)
    }
}

impl<T: fmt::Debug, H> fmt::Debug for Response<T, H> {
    // Headers can hold cookies, so they are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// A response with a success status, not decoded yet.
pub(crate) struct RawResponse {
    operation: &'static str,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    unread: Option<Unread>,
    answer: Option<&'static str>,
}

/// A body that the decoder reads itself.
pub(crate) struct Unread {
    /// The body.
    pub(crate) body: ResponseBody,
    /// How many bytes of it may be held in memory at once.
    pub(crate) limit: usize,
}

impl RawResponse {
    pub(crate) fn new(
        operation: &'static str,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        RawResponse {
            operation,
            status,
            headers,
            body,
            unread: None,
            answer: None,
        }
    }

    /// The same response, which is the answer with this key; `None` where its media type is not declared.
    pub(crate) fn of(self, answer: Option<&'static str>) -> Self {
        RawResponse { answer, ..self }
    }

    /// The same response with a body that is still to be read; [`body`](Self::body) is empty.
    pub(crate) fn unread(self, body: Unread) -> Self {
        RawResponse {
            unread: Some(body),
            ..self
        }
    }

    /// The key of the declared answer that it is; empty where its status has none.
    pub(crate) fn answer(&self) -> &'static str {
        self.answer.unwrap_or_default()
    }

    /// Whether it is of a media type that its answer has.
    pub(crate) fn is_of_declared_type(&self) -> bool {
        self.answer.is_some()
    }

    /// The body to read, where the operation streams it.
    pub(crate) fn take_unread(&mut self) -> Option<Unread> {
        self.unread.take()
    }

    /// The `operationId` of the call.
    pub(crate) fn operation(&self) -> &'static str {
        self.operation
    }

    /// The status code.
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub(crate) fn body(&self) -> &Bytes {
        &self.body
    }

    /// Status, headers and body, taken apart.
    pub(crate) fn into_parts(self) -> (StatusCode, HeaderMap, Bytes) {
        (self.status, self.headers, self.body)
    }
}

/// The names servers give to the identifier of a request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["x-request-id", "request-id", "x-correlation-id"]
        .iter()
        .find_map(|name| headers.get(*name)?.to_str().ok())
}
