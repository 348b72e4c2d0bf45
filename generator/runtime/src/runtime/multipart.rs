//! Bodies of several parts: `multipart/form-data` (RFC 7578), `multipart/mixed` and `multipart/related` (RFC 2387).
//!
//! The crates that write them belong to one HTTP client each, and the transport here can be any. Parts are sent as
//! they stand, one after another, so a file of any size takes no memory.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::body::Body;
use super::call::Call;
use super::part::Part;
use super::transport::BoxError;

/// The parts of a body, in the order in which they are sent.
#[derive(Debug)]
pub(crate) struct Form {
    kind: Kind,
    parts: Vec<(Option<String>, Part)>,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    FormData,
    Mixed,
    Related,
}

impl Form {
    /// `multipart/form-data`.
    pub(crate) fn data() -> Self {
        Self::new(Kind::FormData)
    }

    /// `multipart/mixed`.
    pub(crate) fn mixed() -> Self {
        Self::new(Kind::Mixed)
    }

    /// `multipart/related`; its first part is the root.
    pub(crate) fn related() -> Self {
        Self::new(Kind::Related)
    }

    fn new(kind: Kind) -> Self {
        let parts = Vec::new();
        Form { kind, parts }
    }

    /// Adds a part that carries the name of a property.
    pub(crate) fn part(mut self, name: &str, part: Part) -> Self {
        self.parts.push((Some(name.to_owned()), part));
        self
    }

    /// Adds a part of the same name for each that there is: for an optional property or an array.
    pub(crate) fn parts(mut self, name: &str, parts: impl IntoIterator<Item = Part>) -> Self {
        let parts = parts.into_iter().map(|part| (Some(name.to_owned()), part));
        self.parts.extend(parts);
        self
    }

    /// Adds a part without a name.
    pub(crate) fn unnamed(mut self, part: Part) -> Self {
        self.parts.push((None, part));
        self
    }

    /// The media type with its parameters, and the body.
    pub(crate) fn encode(self, boundary: &str) -> Result<(String, Body), String> {
        let content_type = self.content_type(boundary);
        let mut bodies = VecDeque::new();
        for (name, part) in self.parts {
            let mut head = format!("--{boundary}\r\n");
            let body = part.encode(name.as_deref(), &mut head)?;
            bodies.extend([Body::from(head), body, Body::from("\r\n")]);
        }
        bodies.push_back(Body::from(format!("--{boundary}--\r\n")));
        Ok((content_type, concatenated(bodies)))
    }

    fn content_type(&self, boundary: &str) -> String {
        match self.kind {
            Kind::FormData => format!("multipart/form-data; boundary={boundary}"),
            Kind::Mixed => format!("multipart/mixed; boundary={boundary}"),
            Kind::Related => {
                let root = self.parts.first();
                let root = root.and_then(|(_, part)| part.media_type());
                let root = quoted(root.unwrap_or("text/plain"));
                format!("multipart/related; boundary={boundary}; type=\"{root}\"")
            }
        }
    }
}

impl Call {
    /// Sets a body of several parts.
    pub(crate) fn multipart(mut self, form: Form) -> Self {
        match form.encode(&boundary()) {
            Ok((content_type, body)) => self.body(&content_type, body),
            Err(fault) => {
                self.refuse(fault);
                self
            }
        }
    }
}

/// Nobody can foresee 128 random bits, so no part contains them; searching the parts would mean holding them.
fn boundary() -> String {
    format!("{:032x}", fastrand::u128(..))
}

/// The inside of a quoted string (RFC 9110, section 5.6.4).
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Bodies one after another. Bytes only stay bytes, which can be sent a second time.
fn concatenated(bodies: VecDeque<Body>) -> Body {
    if bodies.iter().all(|body| body.as_bytes().is_some()) {
        let bytes = bodies.iter().filter_map(Body::as_bytes);
        let mut out = BytesMut::new();
        bytes.for_each(|bytes| out.extend_from_slice(bytes));
        return Body::from(out);
    }
    let lengths = bodies.iter().map(Body::length);
    let length = lengths.reduce(|sum, length| sum?.checked_add(length?));
    match length.flatten() {
        Some(length) => Body::sized_stream(Chain(bodies), length),
        None => Body::stream(Chain(bodies)),
    }
}

struct Chain(VecDeque<Body>);

impl Stream for Chain {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(body) = self.0.front_mut() {
            match ready!(Pin::new(body).poll_next(cx)) {
                Some(piece) => return Poll::Ready(Some(piece)),
                None => drop(self.0.pop_front()),
            }
        }
        Poll::Ready(None)
    }
}
