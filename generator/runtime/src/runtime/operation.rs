//! What the description says about an operation, as a constant table.

use std::fmt;

use http::HeaderMap;

use super::super::ErrorBody;
use super::media_type;
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
    /// The media types of the responses, for the `Accept` header; empty sends none.
    pub(crate) accept: &'static str,
    /// The media type a JSON body is sent as.
    pub(crate) content_type: &'static str,
    /// The media types of successes whose bodies are handed over unread; `*/*` for all, empty for none.
    pub(crate) streams: &'static [&'static str],
    /// The error bodies by their statuses: codes, ranges such as `4XX`, or `default`, with spaces between. Where a
    /// status has several, the media types stand there too.
    pub(crate) errors: &'static [(&'static str, DecodeError)],
}

impl Operation {
    /// An operation without parameters, credentials or declared errors, that answers with JSON.
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

    pub(crate) const fn streams(mut self, streams: &'static [&'static str]) -> Self {
        self.streams = streams;
        self
    }

    pub(crate) const fn errors(mut self, errors: &'static [(&'static str, DecodeError)]) -> Self {
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
        accept: "application/json",
        content_type: "application/json",
        streams: &[],
        errors: &[],
    };

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

/// Decodes an error body as declared for its status: by the code, else its range, else `default`.
pub(crate) fn decode_error(errors: &[(&'static str, DecodeError)], raw: &RawResponse) -> ErrorBody {
    let status = raw.status();
    let range = match status.as_u16() / 100 {
        3 => "3XX",
        4 => "4XX",
        5 => "5XX",
        _ => "",
    };
    let keys = [status.as_str(), range, "default"];
    let declared = keys.iter().find_map(|key| {
        let rows = errors
            .iter()
            .filter(|(words, _)| words.split(' ').any(|it| it == *key));
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty()).then_some(rows)
    });
    let rows = declared.unwrap_or_default();
    let chosen = match rows.as_slice() {
        [] | [_] => 0,
        several => by_media_type(several, raw.headers()).unwrap_or_default(),
    };
    rows.get(chosen)
        .and_then(|(_, decode)| decode(raw))
        .unwrap_or(ErrorBody::Undeclared)
}

/// Which of the rows names the media type of the body.
fn by_media_type(rows: &[&(&'static str, DecodeError)], headers: &HeaderMap) -> Option<usize> {
    let named = rows.iter().enumerate().flat_map(|(index, (words, _))| {
        let media_types = words.split(' ').filter(|word| word.contains('/'));
        media_types.map(move |media_type| (media_type, index))
    });
    let (media_types, indices): (Vec<_>, Vec<_>) = named.unzip();
    indices
        .get(media_type::find(&media_types, headers)?)
        .copied()
}
