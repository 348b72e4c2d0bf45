//! A call in the making: an operation with what the caller gives for it.

use std::fmt;

use http::{HeaderName, HeaderValue, Method, header};
use serde::Serialize;
use serde_json::Value;

use super::body::Body;
use super::check::Check;
use super::client::Client;
use super::describe;
use super::error::{Error, ErrorKind};
use super::exchange::{Exchange, Head};
use super::form;
use super::operation::Operation;
use super::options::RequestOptions;
use super::parameter::{Location, Parameter};
use super::pending::Pending;
use super::response::{RawResponse, Response};
use super::style;
use super::template;
use super::validate::{Validate, Validator};
use super::value::to_value;
use super::violation::{Violation, Violations};

/// An operation with its parameters and its body.
///
/// Nothing here fails: the first fault is kept and returned when the call is awaited, before anything is sent.
pub(crate) struct Call {
    client: Client,
    operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    query: Vec<(&'static str, String)>,
    cookies: Vec<(&'static str, String)>,
    headers: http::HeaderMap,
    body: Option<Body>,
    options: RequestOptions,
    last: Part,
    violations: Vec<(Part, Violation)>,
    fault: Option<String>,
}

/// What a call is made of, and what violations are found in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Body,
    Parameter(Location, &'static str),
}

impl Call {
    pub(crate) fn new(client: &Client, operation: &'static Operation) -> Self {
        Call {
            client: client.clone(),
            operation,
            path: Vec::new(),
            query: Vec::new(),
            cookies: Vec::new(),
            headers: http::HeaderMap::new(),
            body: None,
            options: RequestOptions::default(),
            last: Part::Body,
            violations: Vec::new(),
            fault: None,
        }
    }

    /// Sets a path parameter.
    pub(crate) fn path(self, name: &str, value: &(impl Serialize + ?Sized)) -> Self {
        self.parameter(Location::Path, name, to_value(value))
    }

    /// Sets a query parameter.
    pub(crate) fn query(self, name: &str, value: &(impl Serialize + ?Sized)) -> Self {
        self.parameter(Location::Query, name, to_value(value))
    }

    /// Sets a header parameter.
    pub(crate) fn header(self, name: &str, value: &(impl Serialize + ?Sized)) -> Self {
        self.parameter(Location::Header, name, to_value(value))
    }

    /// Sets a cookie parameter.
    pub(crate) fn cookie(self, name: &str, value: &(impl Serialize + ?Sized)) -> Self {
        self.parameter(Location::Cookie, name, to_value(value))
    }

    /// Checks the parameter or body that was set last, whose value this is.
    ///
    /// Violations are named as the parameter, or `name/0` for its first item; in a body by their pointer.
    pub(crate) fn check<T: ?Sized, R: ?Sized>(
        mut self,
        value: &T,
        check: impl for<'c> FnOnce(Check<'c, T>) -> Check<'c, R>,
    ) -> Self {
        let part = self.last;
        let root = match part {
            Part::Body => "",
            Part::Parameter(_, name) => name,
        };
        let mut found = Vec::new();
        check(Validator::new(&mut found, root).here(value));
        // Options of the call can still turn checking on or off, so the outcome is judged when sending.
        self.violations.retain(|(known, _)| *known != part);
        let location = match part {
            Part::Body => None,
            Part::Parameter(location, _) => Some(location),
        };
        let found = found.into_iter().map(|violation| Violation {
            location,
            ..violation
        });
        self.violations.extend(found.map(|it| (part, it)));
        self
    }

    /// The texts of a list, to be sent as a parameter.
    pub(crate) fn texts(list: &[impl AsRef<str>]) -> Vec<&str> {
        list.iter().map(AsRef::as_ref).collect()
    }

    /// Sets a JSON body.
    pub(crate) fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => {
                let content_type = self.operation.content_type;
                self.body(content_type, bytes)
            }
            Err(error) => {
                self.refuse(describe::unwritable(&error));
                self
            }
        }
    }

    /// Sets a JSON body whose constraints are checked before sending, unless that is turned off.
    pub(crate) fn json_checked(self, body: &(impl Serialize + Validate + ?Sized)) -> Self {
        self.json(body).check(body, |x| x.validate())
    }

    /// Sets an `application/x-www-form-urlencoded` body, its properties written as the operation's `encoding` says.
    pub(crate) fn form(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_value(body) {
            Ok(fields) => {
                let content_type = self.operation.content_type;
                let pairs = form::write(self.operation.encoding, &fields);
                self.body(content_type, pairs)
            }
            Err(error) => {
                self.refuse(describe::unwritable(&error));
                self
            }
        }
    }

    /// Sets a body of any media type.
    pub(crate) fn body(mut self, content_type: &str, body: impl Into<Body>) -> Self {
        self.body = Some(body.into());
        self.last = Part::Body;
        self.content_type(content_type)
    }

    /// Whether it has a body.
    pub(crate) fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// The media type that the operation sends unless told otherwise.
    pub(crate) fn usual_content_type(&self) -> &'static str {
        self.operation.content_type
    }

    /// Says which media type the body has, where it is not the usual one.
    pub(crate) fn content_type(mut self, content_type: &str) -> Self {
        match HeaderValue::try_from(content_type) {
            Ok(value) => drop(self.headers.insert(header::CONTENT_TYPE, value)),
            Err(_) => self.refuse("the content type is no value a header can have".to_owned()),
        }
        self
    }

    /// Checks a body before it is taken apart, unless that is turned off.
    pub(crate) fn check_body(mut self, body: &(impl Validate + ?Sized)) -> Self {
        self.last = Part::Body;
        self.check(body, |x| x.validate())
    }

    /// Sets a body that writes itself.
    pub(crate) fn with<T>(self, body: T, write: fn(T, Self) -> Self) -> Self {
        write(body, self)
    }

    /// Changes the settings of this call.
    pub(crate) fn options(mut self, change: impl FnOnce(&mut RequestOptions)) -> Self {
        change(&mut self.options);
        self
    }

    /// Sends the request and decodes the body of the response.
    pub(crate) fn run<T>(self, decode: fn(RawResponse) -> Result<T, Error>) -> Pending<T> {
        Pending::new(self.into_exchange(), decode)
    }

    /// Sends the request and decodes the whole response; `decode` is built on [`Response::decode`].
    pub(crate) fn send<T, H>(
        self,
        decode: fn(RawResponse) -> Result<Response<T, H>, Error>,
    ) -> Pending<Response<T, H>> {
        Pending::new(self.into_exchange(), decode)
    }

    fn parameter(
        mut self,
        location: Location,
        name: &str,
        value: Result<Value, serde_json::Error>,
    ) -> Self {
        match (self.operation.parameter(location, name), value) {
            (None, _) => self.refuse(format!("the operation has no parameter `{name}`")),
            (Some(_), Err(_)) => self.refuse(format!("the parameter `{name}` cannot be written")),
            (Some(parameter), Ok(value)) => self.place(parameter, &value),
        }
        self
    }

    fn place(&mut self, parameter: &'static Parameter, value: &Value) {
        self.last = Part::Parameter(parameter.location, parameter.name);
        let text = style::write(parameter, value);
        match parameter.location {
            Location::Path => put(&mut self.path, parameter.name, text),
            Location::Query => put(&mut self.query, parameter.name, text),
            Location::Cookie => put(&mut self.cookies, parameter.name, text),
            Location::Header => self.place_header(parameter.name, text),
        }
    }

    fn place_header(&mut self, name: &'static str, text: Option<String>) {
        let Ok(header) = HeaderName::try_from(name) else {
            return self.refuse(format!("`{name}` is no name a header can have"));
        };
        match text.map(HeaderValue::try_from) {
            None => drop(self.headers.remove(header)),
            Some(Ok(value)) => drop(self.headers.insert(header, value)),
            Some(Err(_)) => {
                self.refuse(format!(
                    "the header `{name}` has characters that a header cannot carry"
                ));
            }
        }
    }

    /// Keeps the first reason why this cannot be sent.
    pub(crate) fn refuse(&mut self, reason: String) {
        self.fault.get_or_insert(reason);
    }

    /// The request with nothing left to decide.
    pub(crate) fn into_exchange(mut self) -> Result<Exchange, Error> {
        let validate = self.options.validate.unwrap_or(self.client.inner.validate);
        let violations = match validate {
            true => std::mem::take(&mut self.violations),
            false => Vec::new(),
        };
        let violations = violations.into_iter().map(|(_, violation)| violation);
        let violations = Violations::new(violations.collect());
        if self.fault.is_some() || !violations.is_empty() {
            let reason = self.fault.unwrap_or_else(|| violations.to_string());
            return Err(Error::new(
                self.operation.id,
                ErrorKind::Request { reason, violations },
            ));
        }
        self.exchange()
            .map_err(|(id, reason)| Error::request(id, reason))
    }

    fn exchange(self) -> Result<Exchange, (&'static str, String)> {
        let operation = self.operation;
        let fail = |reason| (operation.id, reason);
        let filled = template::fill(operation.path, &self.path).map_err(fail)?;
        let method = Method::from_bytes(operation.method.as_bytes())
            .map_err(|_| fail(format!("`{}` is no method", operation.method)))?;
        let mut headers = self.headers;
        if !operation.accept.is_empty() {
            headers.insert(header::ACCEPT, HeaderValue::from_static(operation.accept));
        }
        let query = filled
            .query
            .into_iter()
            .chain(self.query.into_iter().map(|(_, text)| text));
        let cookies = self.cookies.into_iter().map(|(_, text)| text);
        Ok(Exchange {
            operation: operation.id,
            successes: operation.successes,
            errors: operation.errors,
            credentials: self.client.inner.select(operation.security),
            url: self.client.inner.url(operation.server, &filled.path),
            client: self.client,
            method,
            head: Head {
                query: query.collect(),
                headers,
                cookies: cookies.collect(),
            },
            body: self.body.unwrap_or_default(),
            options: self.options,
        })
    }
}

/// Setting a parameter again replaces it.
fn put(to: &mut Vec<(&'static str, String)>, name: &'static str, text: Option<String>) {
    to.retain(|(known, _)| *known != name);
    to.extend(text.map(|text| (name, text)));
}

impl fmt::Debug for Call {
    // Parameters and bodies can hold personal data, so only the operation shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.operation, f)
    }
}
