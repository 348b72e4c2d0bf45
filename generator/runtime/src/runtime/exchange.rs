//! The one place that sends: a request with nothing left to decide goes out, a response comes back whole.
//!
//! Nothing here depends on the operation's types, so it is compiled once however large the API is.

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

use super::body::{Body, ResponseBody};
use super::client::Client;
use super::error::{ApiError, Error, ErrorKind};
use super::operation::{self, DecodeError};
use super::options::RequestOptions;
use super::response::RawResponse;
use super::security::{Credential, Scheme};
use super::transport::{AttemptTimeout, TransportError};

/// A request with nothing left to decide but its credentials' texts.
pub(crate) struct Exchange {
    pub(crate) client: Client,
    /// The `operationId`.
    pub(crate) operation: &'static str,
    pub(crate) errors: &'static [(&'static str, DecodeError)],
    pub(crate) method: Method,
    /// The URL without its query.
    pub(crate) url: String,
    pub(crate) head: Head,
    pub(crate) credentials: Vec<(Scheme, Credential)>,
    pub(crate) body: Body,
    pub(crate) options: RequestOptions,
}

/// What parameters and credentials add to a request; query pairs and cookies are encoded.
#[derive(Default)]
pub(crate) struct Head {
    pub(crate) query: Vec<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<String>,
}

impl Exchange {
    /// Sends the request and reads the response; an error status is an error.
    pub(crate) async fn run(self) -> Result<RawResponse, Error> {
        let (operation, errors, client) = (self.operation, self.errors, self.client.clone());
        let response = self
            .answer()
            .await
            .map_err(|kind| Error::new(operation, kind))?;
        let (parts, body) = response.into_parts();
        let limit = client.inner.max_response_bytes;
        let body = read(body, limit, parts.status, &parts.headers);
        let body = body.await.map_err(|kind| Error::new(operation, kind))?;
        if parts.status.is_success() {
            return Ok(RawResponse::new(
                operation,
                parts.status,
                parts.headers,
                body,
            ));
        }
        Err(Error::new(
            operation,
            ErrorKind::Api(ApiError {
                body: operation::decode_error(errors, parts.status, &body),
                status: parts.status,
                headers: parts.headers,
                raw_body: body,
            }),
        ))
    }

    async fn answer(mut self) -> Result<http::Response<ResponseBody>, ErrorKind> {
        for (scheme, credential) in &self.credentials {
            let written = scheme.authorize(credential, &mut self.head).await;
            written.map_err(ErrorKind::Credential)?;
        }
        let client = self.client.clone();
        let request = self.request()?;
        client
            .inner
            .transport
            .execute(request)
            .await
            .map_err(transport_error)
    }

    fn request(mut self) -> Result<http::Request<Body>, ErrorKind> {
        let refuse = |reason: &str| ErrorKind::request(reason);
        let mut request = http::Request::new(self.body);
        *request.method_mut() = self.method;
        if !self.head.query.is_empty() {
            self.url.push('?');
            self.url.push_str(&self.head.query.join("&"));
        }
        // The error of the parser could quote the URL, and the URL can hold an API key.
        *request.uri_mut() =
            Uri::try_from(self.url).map_err(|_| refuse("the URL is too long or malformed"))?;
        let timeout = self.options.timeout.unwrap_or(self.client.inner.timeout);
        request.extensions_mut().insert(AttemptTimeout(timeout));
        let headers = request.headers_mut();
        headers.clone_from(&self.client.inner.headers);
        overwrite(headers, self.head.headers);
        if !self.head.cookies.is_empty() {
            let cookie = HeaderValue::try_from(self.head.cookies.join("; "));
            let mut cookie = cookie.map_err(|_| refuse("a cookie cannot be sent"))?;
            cookie.set_sensitive(true);
            headers.insert(header::COOKIE, cookie);
        }
        overwrite(headers, self.options.headers);
        Ok(request)
    }
}

/// Puts headers in, in place of those of the same name.
fn overwrite(headers: &mut HeaderMap, with: HeaderMap) {
    // The first value of a name replaces what was there; further ones are added to it.
    headers.extend(with);
}

fn transport_error(error: TransportError) -> ErrorKind {
    let (timeout, sent) = (error.is_timeout(), error.may_be_sent());
    ErrorKind::Transport {
        source: error.into_source(),
        timeout,
        sent,
    }
}

/// Reads a body up to the limit; what the server announces or sends beyond it is not read.
async fn read(
    mut body: ResponseBody,
    limit: usize,
    status: StatusCode,
    headers: &HeaderMap,
) -> Result<Bytes, ErrorKind> {
    let too_large = || ErrorKind::BodyTooLarge {
        limit,
        status,
        headers: headers.clone(),
    };
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|it| it.to_str().ok()?.parse().ok());
    if announced.is_some_and(|announced: u64| announced > limit as u64) {
        return Err(too_large());
    }
    let mut out = BytesMut::new();
    while let Some(piece) = body.next().await {
        let piece = piece.map_err(|error| match error.downcast::<TransportError>() {
            Ok(error) => transport_error(*error),
            Err(source) => ErrorKind::Transport {
                source,
                timeout: false,
                sent: true,
            },
        })?;
        if piece.len() > limit - out.len() {
            return Err(too_large());
        }
        out.extend_from_slice(&piece);
    }
    Ok(out.freeze())
}
