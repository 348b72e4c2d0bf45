//! What the description says about an operation, as a constant table.

use std::fmt;

use super::super::ErrorBody;
use super::answers::{self, Payload, Row};
use super::parameter::{Location, Parameter};
use super::response::RawResponse;

/// Decodes the body of an error response; `None` where it is not what is declared.
pub(crate) type DecodeError = fn(&RawResponse) -> Option<ErrorBody>;

/// One operation, written as `Operation::new(id, method, path)` and what else is not as usual.
pub(crate) struct Operation {
    /// The `operationId`.
    pub(crate) id: &'static str,
    /// The method, in capitals.
    pub(crate) method: &'static str,
    /// The path template.
    pub(crate) path: &'static str,
    /// A server of its own; a base URL set by the caller beats it.
    pub(crate) server: Option<&'static str>,
    /// Every parameter.
    pub(crate) parameters: &'static [Parameter],
    /// Alternatives; each a set of scheme names needed together.
    pub(crate) security: &'static [&'static [&'static str]],
    /// The media types of the responses, where that is not JSON for all that have a body.
    pub(crate) accept: &'static str,
    /// The media type a JSON body is sent as.
    pub(crate) content_type: &'static str,
    /// The successes, and how their bodies are read.
    pub(crate) successes: &'static [Row<Payload>],
    /// The error bodies; a status that is declared without one has none of its range or of `default`.
    pub(crate) errors: &'static [Row<DecodeError>],
}

impl Operation {
    /// An operation without parameters, credentials or declared errors, that answers 200 with JSON.
    pub(crate) const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Operation {
            id,
            method,
            path,
            ..Operation::DEFAULT
        }
    }

    pub(crate) const fn server(mut self, server: &'static str) -> Self {
        self.server = Some(server);
        self
    }

    pub(crate) const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    pub(crate) const fn security(mut self, security: &'static [&'static [&'static str]]) -> Self {
        self.security = security;
        self
    }

    pub(crate) const fn accept(mut self, accept: &'static str) -> Self {
        self.accept = accept;
        self
    }

    pub(crate) const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = content_type;
        self
    }

    pub(crate) const fn successes(mut self, successes: &'static [Row<Payload>]) -> Self {
        self.successes = successes;
        self
    }

    pub(crate) const fn errors(mut self, errors: &'static [Row<DecodeError>]) -> Self {
        self.errors = errors;
        self
    }

    /// What is usual.
    pub(crate) const DEFAULT: Operation = Operation {
        id: "",
        method: "GET",
        path: "/",
        server: None,
        parameters: &[],
        security: &[],
        accept: "",
        content_type: "application/json",
        successes: &[("200", Payload::Whole)],
        errors: &[],
    };

    /// The value of the `Accept` header; `None` where no answer has a body.
    pub(crate) fn accepted(&self) -> Option<&'static str> {
        let has_body = |row: &Row<Payload>| row.1 != Payload::Empty;
        match self.accept {
            "" if self.successes.iter().any(has_body) || !self.errors.is_empty() => {
                Some("application/json")
            }
            "" => None,
            accept => Some(accept),
        }
    }

    /// The parameter of this name and location.
    pub(crate) fn parameter(&self, location: Location, name: &str) -> Option<&'static Parameter> {
        self.parameters
            .iter()
            .find(|it| it.location == location && it.name == name)
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.method, self.path, self.id)
    }
}

/// Decodes an error body as declared for its status and media type.
pub(crate) fn decode_error(errors: &[Row<DecodeError>], raw: &RawResponse) -> ErrorBody {
    let rows = answers::of_status(errors, raw.status());
    answers::of_media_type(&rows, raw.headers())
        .and_then(|(_, decode)| decode(raw))
        .unwrap_or(ErrorBody::Undeclared)
}
