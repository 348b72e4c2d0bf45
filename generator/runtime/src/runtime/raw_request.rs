//! Requests that the description does not offer, over the same client.

use std::fmt;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, header};
use serde::Serialize;

use super::answers::Payload;
use super::body::Body;
use super::client::Client;
use super::decode;
use super::describe;
use super::error::Error;
use super::exchange::{Exchange, Head};
use super::options::RequestOptions;
use super::pending::Pending;
use super::response::Response;
use super::security::{Credential, Scheme};
use super::style;

/// What errors of raw requests call the operation.
const OPERATION: &str = "request";

/// A request put together by hand; made by [`Client::request`]. It is sent when [`send`](Self::send) is awaited.
#[must_use = "a request is not sent until it is awaited"]
pub struct RawRequest {
    client: Client,
    method: Method,
    path: String,
    head: Head,
    credentials: Vec<(Scheme, Credential)>,
    body: Body,
    options: RequestOptions,
    fault: Option<String>,
}

impl RawRequest {
    pub(crate) fn new(client: Client, method: Method, path: String) -> Self {
        RawRequest {
            client,
            method,
            path,
            head: Head::default(),
            credentials: Vec::new(),
            body: Body::default(),
            options: RequestOptions::default(),
            fault: None,
        }
    }

    /// Adds a query parameter.
    pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.head
            .query
            .push(style::pair(name.as_ref(), value.as_ref()));
        self
    }

    /// Sets a header.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        match (
            HeaderName::try_from(name),
            HeaderValue::try_from(value.as_ref()),
        ) {
            (Ok(name), Ok(value)) => drop(self.head.headers.insert(name, value)),
            (Err(_), _) | (_, Err(_)) => self.refuse(format!("the header `{name}` cannot be sent")),
        }
        self
    }

    /// Sends the credential that was set for the security scheme of this name.
    pub fn auth(mut self, scheme: impl AsRef<str>) -> Self {
        let scheme = scheme.as_ref();
        match self.client.inner.credential(scheme) {
            Some(credential) => self.credentials.push(credential),
            None => self.refuse(format!("no credential is set for the scheme `{scheme}`")),
        }
        self
    }

    /// Sets a JSON body.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => self
                .header(header::CONTENT_TYPE, "application/json")
                .body(bytes),
            Err(error) => {
                self.refuse(describe::unwritable(&error));
                self
            }
        }
    }

    /// Sets a body; its media type is for [`header`](Self::header) to say.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self
    }

    /// Changes the settings of this request.
    pub fn options(mut self, change: impl FnOnce(&mut RequestOptions)) -> Self {
        change(&mut self.options);
        self
    }

    /// Sends the request; resolves to the bytes of the body together with status and headers.
    ///
    /// # Errors
    ///
    /// An error status is [`ErrorKind::Api`](super::ErrorKind::Api) with an undeclared body.
    pub fn send(self) -> Pending<Response<Bytes>> {
        Pending::new(self.into_exchange(), |raw| {
            Response::decode(raw, decode::bytes)
        })
    }

    fn refuse(&mut self, reason: String) {
        self.fault.get_or_insert(reason);
    }

    pub(crate) fn into_exchange(self) -> Result<Exchange, Error> {
        if let Some(reason) = self.fault {
            return Err(Error::request(OPERATION, reason));
        }
        // The slash keeps a path from becoming part of the host name.
        let path = format!("/{}", self.path.trim_start_matches('/'));
        let (path, query) = path
            .split_once('?')
            .map_or((path.as_str(), None), |(path, query)| (path, Some(query)));
        let url = self.client.inner.url(&self.options, None, path);
        let url = url.map_err(|reason| Error::request(OPERATION, reason))?;
        let mut head = self.head;
        head.query.splice(0..0, query.map(str::to_owned));
        Ok(Exchange {
            operation: OPERATION,
            successes: &[("2XX", Payload::Whole)],
            errors: &[],
            url,
            client: self.client,
            method: self.method,
            head,
            credentials: self.credentials,
            body: self.body,
            options: self.options,
        })
    }
}

impl fmt::Debug for RawRequest {
    // A path, a query and a body can hold personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawRequest({} …)", self.method)
    }
}
