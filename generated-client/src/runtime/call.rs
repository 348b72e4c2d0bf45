//! A call in the making: an operation with what the caller gives for it.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use serde::Serialize;
use serde_json::Value;

use super::body::Body;
use super::check::Check;
use super::client::Client;
use super::describe;
use super::error::{Error, ErrorKind};
use super::exchange::{Exchange, Head};
use super::form;
use super::locate::escape;
use super::media_type;
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
    headers: HeaderMap,
    /// The media type of the body, where no parameter says it.
    content_type: Option<HeaderValue>,
    body: Option<Body>,
    options: RequestOptions,
    last: Part,
    violations: Vec<(Part, Violation)>,
    fault: Option<Error>,
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
            headers: HeaderMap::new(),
            content_type: None,
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
            Part::Body => String::new(),
            Part::Parameter(_, name) => escape(name),
        };
        let mut found = Vec::new();
        check(Validator::new(&mut found, &root).here(value));
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

    /// Sets an `application/x-www-form-urlencoded` body.
    pub(crate) fn form(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.form_with(body, &[])
    }

    /// The same, with the properties that are not written as usual.
    pub(crate) fn form_with(
        mut self,
        body: &(impl Serialize + ?Sized),
        encoding: &[Parameter],
    ) -> Self {
        match to_value(body) {
            Ok(fields) => {
                let content_type = self.operation.content_type;
                let pairs = form::write(encoding, &fields);
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
            Ok(value) if media_type::is_sendable(content_type) => self.content_type = Some(value),
            Ok(_) | Err(_) => self.refuse("the content type is no media type".to_owned()),
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
            (Some(parameter), Err(_)) => self.refuse_parameter(parameter, "cannot be written"),
            (Some(parameter), Ok(value)) => self.place(parameter, &value),
        }
        self
    }

    fn place(&mut self, parameter: &'static Parameter, value: &Value) {
        self.last = Part::Parameter(parameter.location, parameter.name);
        if let Some(fault) = style::fault(parameter, value) {
            return self.refuse_parameter(parameter, fault);
        }
        let text = style::write(parameter, value);
        match parameter.location {
            Location::Path => put(&mut self.path, parameter.name, text),
            Location::Query => put(&mut self.query, parameter.name, text),
            Location::Cookie => put(&mut self.cookies, parameter.name, text),
            Location::Header => self.place_header(parameter, text),
        }
    }

    fn place_header(&mut self, parameter: &'static Parameter, text: Option<String>) {
        let Ok(header) = HeaderName::try_from(parameter.name) else {
            return self.refuse_parameter(parameter, "has a name that no header can have");
        };
        let Some(text) = text else {
            return drop(self.headers.remove(header));
        };
        if text.trim_matches([' ', '\t']) != text {
            let rule = "starts or ends with a blank, which a header loses";
            return self.refuse_parameter(parameter, rule);
        }
        match HeaderValue::try_from(text) {
            Ok(mut value) => {
                value.set_sensitive(header == header::AUTHORIZATION);
                self.headers.insert(header, value);
            }
            Err(_) => {
                let rule = "has characters that a header cannot carry";
                self.refuse_parameter(parameter, rule);
            }
        }
    }

    /// Keeps the first reason why this cannot be sent.
    pub(crate) fn refuse(&mut self, reason: String) {
        self.fail(ErrorKind::request(reason));
    }

    fn refuse_parameter(&mut self, parameter: &Parameter, rule: &str) {
        let violation = Violation::of_parameter(parameter.location, parameter.name, rule);
        self.fail(ErrorKind::violation(violation));
    }

    fn fail(&mut self, kind: ErrorKind) {
        let operation = self.operation.id;
        self.fault
            .get_or_insert_with(|| Error::new(operation, kind));
    }

    /// The request with nothing left to decide.
    pub(crate) fn into_exchange(mut self) -> Result<Exchange, Error> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        let violations = std::mem::take(&mut self.violations).into_iter();
        let violations = Violations::new(violations.map(|(_, violation)| violation).collect());
        let is_checked = self.options.validate.unwrap_or(self.client.inner.validate);
        if is_checked && !violations.is_empty() {
            let kind = ErrorKind::violations(violations);
            return Err(Error::new(self.operation.id, kind));
        }
        self.exchange()
    }

    fn exchange(self) -> Result<Exchange, Error> {
        let operation = self.operation;
        let fail = |kind| Error::new(operation.id, kind);
        let filled = template::fill(operation.path, &self.path).map_err(|refusal| {
            let (place, rule) = (Location::Path, refusal.rule);
            let violation = Violation::of_parameter(place, &refusal.name, rule);
            fail(ErrorKind::violation(violation))
        })?;
        let method = Method::from_bytes(operation.method.as_bytes());
        let method = method.map_err(|_| {
            let reason = format!("`{}` is no method", operation.method);
            fail(ErrorKind::request(reason))
        })?;
        let mut headers = self.headers;
        if let Some(accept) = operation.accepted() {
            let accept = HeaderValue::from_static(accept);
            supply(&mut headers, header::ACCEPT, accept);
        }
        if let Some(content_type) = self.content_type {
            supply(&mut headers, header::CONTENT_TYPE, content_type);
        }
        let inner = &self.client.inner;
        let url = inner.url(&self.options, operation.server, &filled.path);
        let url = url.map_err(|reason| fail(ErrorKind::request(reason)))?;
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
            url,
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

/// Adds a header unless a parameter says otherwise. Parts can only be read with the boundary that they were written
/// with, so of those no parameter says the type.
fn supply(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    if value.as_bytes().starts_with(b"multipart/") || !headers.contains_key(&name) {
        headers.insert(name, value);
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
