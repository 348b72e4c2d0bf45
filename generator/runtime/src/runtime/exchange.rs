//! The one place that sends: a request with nothing left to decide goes out, a response comes back whole.
//!
//! Nothing here depends on the operation's types, so it is compiled once however large the API is.

use std::time::Instant;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

use super::super::ErrorBody;
use super::answers::{self, Payload, Row};
use super::body::{Body, ResponseBody};
use super::client::Client;
use super::decode;
use super::error::{ApiError, Error, ErrorKind};
use super::operation::{self, DecodeError};
use super::options::RequestOptions;
use super::reader::{self, Reader};
use super::response::{RawResponse, Unread};
use super::secret::Secret;
use super::security::{Credential, Scheme};
use super::transport::{AttemptTimeout, BoxError, ReadTimeout};

/// A request with nothing left to decide but its credentials' texts.
pub(crate) struct Exchange {
    pub(crate) client: Client,
    /// The `operationId`.
    pub(crate) operation: &'static str,
    pub(crate) successes: &'static [Row<Payload>],
    pub(crate) errors: &'static [Row<DecodeError>],
    pub(crate) method: Method,
    /// The URL without its query.
    pub(crate) url: String,
    pub(crate) head: Head,
    pub(crate) credentials: Vec<(Scheme, Credential)>,
    pub(crate) body: Body,
    pub(crate) options: RequestOptions,
}

/// What parameters and credentials add to a request; query pairs and cookies are encoded.
#[derive(Clone, Default)]
pub(crate) struct Head {
    pub(crate) query: Vec<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<String>,
}

impl Exchange {
    /// Sends the request and reads the response; an error status is an error, and so is a body of no declared type.
    pub(crate) async fn run(self) -> Result<RawResponse, Error> {
        let raw = self.response().await?;
        match raw.is_of_declared_type() {
            true => Ok(raw),
            false => Err(decode::undeclared_type(raw)),
        }
    }

    /// The response to the request, read unless its decoder does; an error status is an error.
    pub(crate) async fn response(self) -> Result<RawResponse, Error> {
        let (operation, successes, errors) = (self.operation, self.successes, self.errors);
        let reader = Reader {
            limit: self.client.inner.max_response_bytes,
            is_head: self.method == Method::HEAD,
            end: self.end(),
        };
        let answer = self.answer().await;
        let (parts, body) = answer?.into_parts();
        let (status, headers) = (parts.status, &parts.headers);
        let success = answers::success(successes, status, headers);
        let may_fail =
            !status.is_success() || answers::is_of_default(successes, errors, status, headers);
        let key = success.map(|(key, _)| key);
        if !may_fail && success.is_some_and(|row| row.1 == Payload::Streamed) {
            let limit = reader.limit;
            let raw = RawResponse::new(operation, status, parts.headers, Bytes::new());
            return Ok(raw.of(key).unread(Unread { body, limit }));
        }
        let body = reader.read(status, headers, body).await;
        let body = body.map_err(|kind| Error::new(operation, kind))?;
        let raw = RawResponse::new(operation, status, parts.headers, body).of(key);
        match may_fail {
            true => unless_error(errors, raw),
            false => Ok(raw),
        }
    }

    /// When time runs out for answers that are no streams, of an operation that has some. For others the transport
    /// sees to it.
    fn end(&self) -> Option<Instant> {
        let is_upload = self.body.as_bytes().is_none();
        let has_own = self.options.timeout.is_some();
        let is_limited = !has_own && !is_upload && has_streams(self.successes);
        let limit = is_limited.then_some(self.client.inner.timeout)?;
        Instant::now().checked_add(limit)
    }

    /// The answer of the server; the second one, where the first refuses a credential that can be renewed.
    async fn answer(mut self) -> Result<http::Response<ResponseBody>, Error> {
        let operation = self.operation;
        let again = self.again();
        let sent = self.authorize().await;
        let sent = sent.map_err(|error| Error::new(operation, ErrorKind::Credential(error)))?;
        let answer = self.execute().await?;
        let Some(mut again) = again.filter(|_| answer.status() == StatusCode::UNAUTHORIZED) else {
            return Ok(answer);
        };
        // A renewal that fails leaves the server's own answer, which says more than that failure.
        if renew(again.credentials.clone(), sent).await && again.authorize().await.is_ok() {
            drop(answer);
            return again.execute().await;
        }
        Ok(answer)
    }

    /// The same request, for the case that its credentials are refused; `None` where it cannot be repeated.
    fn again(&self) -> Option<Self> {
        let is_renewable = |(_, credential): &(Scheme, Credential)| credential.is_renewable();
        if !self.credentials.iter().any(is_renewable) {
            return None;
        }
        Some(Exchange {
            client: self.client.clone(),
            operation: self.operation,
            successes: self.successes,
            errors: self.errors,
            method: self.method.clone(),
            url: self.url.clone(),
            head: self.head.clone(),
            credentials: self.credentials.clone(),
            body: self.body.try_clone()?,
            options: self.options.clone(),
        })
    }

    /// Writes the credentials into the head; the texts that were written.
    async fn authorize(&mut self) -> Result<Vec<Secret>, BoxError> {
        let mut sent = Vec::with_capacity(self.credentials.len());
        for (scheme, credential) in &self.credentials {
            sent.push(scheme.authorize(credential, &mut self.head).await?);
        }
        Ok(sent)
    }

    async fn execute(self) -> Result<http::Response<ResponseBody>, Error> {
        let (operation, client) = (self.operation, self.client.clone());
        let request = self.request()?;
        let answer = client.inner.transport.execute(request).await;
        answer.map_err(|error| Error::new(operation, reader::no_response(error)))
    }

    fn request(mut self) -> Result<http::Request<Body>, Error> {
        let refuse = |reason: &str| Error::request(self.operation, reason);
        if !self.head.query.is_empty() {
            self.url.push('?');
            self.url.push_str(&self.head.query.join("&"));
        }
        let is_upload = self.body.as_bytes().is_none();
        let mut request = http::Request::new(self.body);
        *request.method_mut() = self.method;
        // The error of the parser could quote the URL, and the URL can hold an API key.
        let uri = Uri::try_from(self.url);
        *request.uri_mut() = uri.map_err(|_| refuse("the URL is too long or malformed"))?;
        let (inner, extensions) = (&self.client.inner, request.extensions_mut());
        let is_stream = has_streams(self.successes);
        if is_stream && !is_upload {
            extensions.insert(ReadTimeout(inner.read_timeout));
        }
        // A stream ends when it ends, down or up, so only a limit that the caller sets for this very call holds.
        let default = (!is_stream && !is_upload).then_some(inner.timeout);
        if let Some(limit) = self.options.timeout.or(default) {
            extensions.insert(AttemptTimeout(limit));
        }
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

fn has_streams(successes: &[Row<Payload>]) -> bool {
    successes.iter().any(|row| row.1 == Payload::Streamed)
}

/// The error that a response is. With a success status it is one only where its body is that of `default`.
fn unless_error(errors: &[Row<DecodeError>], raw: RawResponse) -> Result<RawResponse, Error> {
    let body = operation::decode_error(errors, &raw);
    let has_other_body = raw.body().is_empty() || matches!(body, ErrorBody::Undeclared);
    if raw.status().is_success() && has_other_body {
        return Ok(raw);
    }
    let operation = raw.operation();
    let (status, headers, raw_body) = raw.into_parts();
    let error = ApiError {
        body,
        status,
        headers,
        raw_body,
    };
    Err(Error::new(operation, ErrorKind::Api(error)))
}

/// Tells the credentials that they were refused; whether one of them has another text now.
async fn renew(credentials: Vec<(Scheme, Credential)>, sent: Vec<Secret>) -> bool {
    let mut is_renewed = false;
    for ((_, credential), text) in credentials.iter().zip(&sent) {
        is_renewed |= credential.rejected(text).await;
    }
    is_renewed
}

/// Puts headers in, in place of those of the same name.
fn overwrite(headers: &mut HeaderMap, with: HeaderMap) {
    // The first value of a name replaces what was there; further ones are added to it.
    headers.extend(with);
}
