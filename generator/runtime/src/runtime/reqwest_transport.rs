//! The default transport: the `reqwest` crate. Nothing else in this crate names it, but one builder method.

use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderValue, Method, header};
use reqwest::redirect::{Attempt, Policy};

use super::body::{Body, ResponseBody};
use super::transport::{
    AttemptTimeout, BoxError, BoxFuture, ReadTimeout, Transport, TransportError,
};

/// The longest chain of redirects that is followed.
const MAX_REDIRECTS: usize = 10;

/// Sends requests with `reqwest::Client`s.
pub(crate) struct ReqwestTransport {
    whole: reqwest::Client,
    streams: Streams,
}

/// The client for responses that are streams.
///
/// A limit for a single read belongs to a `reqwest::Client` and not to a request, and the other requests must not
/// have one: a slow answer with a generous limit of its own would be cut off.
enum Streams {
    /// The caller brought a client: it serves both, with the limits it was built with.
    Same,
    /// Built when the first stream is asked for.
    Own {
        connect_timeout: Duration,
        read_timeout: Duration,
        client: OnceLock<reqwest::Client>,
    },
}

impl ReqwestTransport {
    /// Clients that follow redirects within the origin only.
    pub(crate) fn new(connect_timeout: Duration, read_timeout: Duration) -> Result<Self, BoxError> {
        Ok(ReqwestTransport {
            whole: settings(connect_timeout).build()?,
            streams: Streams::Own {
                connect_timeout,
                read_timeout,
                client: OnceLock::new(),
            },
        })
    }

    /// Sends everything with a client that the caller built.
    pub(crate) fn over(client: reqwest::Client) -> Self {
        ReqwestTransport {
            whole: client,
            streams: Streams::Same,
        }
    }

    fn client(&self, is_stream: bool) -> Result<&reqwest::Client, TransportError> {
        let Streams::Own {
            connect_timeout,
            read_timeout,
            client,
        } = &self.streams
        else {
            return Ok(&self.whole);
        };
        if !is_stream {
            return Ok(&self.whole);
        }
        if let Some(client) = client.get() {
            return Ok(client);
        }
        let built = settings(*connect_timeout)
            .read_timeout(*read_timeout)
            .build()
            .map_err(failure)?;
        Ok(client.get_or_init(|| built))
    }
}

fn settings(connect_timeout: Duration) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .connect_timeout(connect_timeout)
        .redirect(Policy::custom(follow_within_origin))
        // The header would repeat the query, in which an API key can travel.
        .referer(false)
}

impl Transport for ReqwestTransport {
    fn execute(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(async move {
            let client = self.client(request.extensions().get::<ReadTimeout>().is_some())?;
            let request = reqwest_request(request)?;
            let response = client.execute(request).await.map_err(failure)?;
            Ok(runtime_response(response))
        })
    }
}

fn reqwest_request(request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
    let (parts, body) = request.into_parts();
    let url = reqwest::Url::parse(&parts.uri.to_string());
    let url = url.map_err(|error| TransportError::new(error).not_sent())?;
    let expects_body = matches!(parts.method, Method::POST | Method::PUT | Method::PATCH);
    let mut out = reqwest::Request::new(parts.method, url);
    *out.headers_mut() = parts.headers;
    *out.timeout_mut() = parts.extensions.get().map(|AttemptTimeout(limit)| *limit);
    match body.as_bytes() {
        // Some servers refuse such a method without a length (RFC 9110, section 8.6), and the client sends none.
        Some(bytes) if bytes.is_empty() && expects_body => {
            let zero = HeaderValue::from_static("0");
            out.headers_mut().insert(header::CONTENT_LENGTH, zero);
        }
        Some(bytes) if bytes.is_empty() => {}
        Some(bytes) => *out.body_mut() = Some(reqwest::Body::from(bytes.clone())),
        None => {
            if let Some(length) = body.length() {
                out.headers_mut()
                    .insert(header::CONTENT_LENGTH, length.into());
            }
            *out.body_mut() = Some(reqwest::Body::wrap_stream(body));
        }
    }
    Ok(out)
}

fn runtime_response(response: reqwest::Response) -> http::Response<ResponseBody> {
    let (status, headers) = (response.status(), response.headers().clone());
    let mut out = http::Response::new(ResponseBody::stream(Chunks(Box::pin(
        response.bytes_stream(),
    ))));
    *out.status_mut() = status;
    *out.headers_mut() = headers;
    out
}

/// The body of a response, its errors freed of the URL.
struct Chunks<S>(Pin<Box<S>>);

impl<S: Stream<Item = reqwest::Result<Bytes>>> Stream for Chunks<S> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.0.as_mut().poll_next(cx);
        piece.map(|piece| piece.map(|bytes| bytes.map_err(|error| failure(error).into())))
    }
}

/// A URL can hold an API key in its query, so no error keeps one.
fn failure(error: reqwest::Error) -> TransportError {
    let (timeout, sent) = (
        error.is_timeout(),
        !(error.is_connect() || error.is_builder()),
    );
    let mut out = TransportError::new(error.without_url());
    if timeout {
        out = out.timed_out();
    }
    if sent { out } else { out.not_sent() }
}

/// Another origin must see neither credentials nor headers, so the redirect itself is the answer there.
fn follow_within_origin(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    if attempt.previous().len() > MAX_REDIRECTS {
        return attempt.error("more than 10 redirects");
    }
    let within = attempt
        .previous()
        .last()
        .is_some_and(|from| from.origin() == attempt.url().origin());
    if within {
        attempt.follow()
    } else {
        attempt.stop()
    }
}
