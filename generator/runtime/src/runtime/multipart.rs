//! Bodies of several parts: `multipart/form-data` (RFC 7578), `multipart/mixed` and `multipart/related` (RFC 2387).
//!
//! The crates that write them belong to one HTTP client each, and the transport here can be any. Parts are sent as
//! they stand, one after another, so a file of any size takes no memory.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::body::Body;
use super::call::Call;
use super::media_type;
use super::pairs;
use super::parameter::Parameter;
use super::part::Part;
use super::parts::Parts;
use super::transport::BoxError;

/// The parts of a body, in the order in which they are sent.
#[derive(Debug)]
pub(crate) struct Form {
    kind: Kind,
    parts: Vec<(Option<String>, Part)>,
    encoding: Vec<Encoding>,
}

/// How the part of a property is written that is not written as usual.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Encoding {
    name: &'static str,
    content_type: Option<&'static str>,
    style: Option<Parameter>,
    headers: &'static [(&'static str, &'static str)],
}

impl Encoding {
    /// A property whose part is written as usual unless said otherwise.
    pub(crate) const fn property(name: &'static str) -> Self {
        Encoding {
            name,
            content_type: None,
            style: None,
            headers: &[],
        }
    }

    /// Its media type.
    pub(crate) const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// The style of its texts, which a media type says nothing of then.
    pub(crate) const fn style(mut self, style: Parameter) -> Self {
        self.style = Some(style);
        self
    }

    /// Headers that it always has.
    pub(crate) const fn headers(
        mut self,
        headers: &'static [(&'static str, &'static str)],
    ) -> Self {
        self.headers = headers;
        self
    }
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
        Form {
            kind,
            parts: Vec::new(),
            encoding: Vec::new(),
        }
    }

    /// Says how properties are written, before they are added.
    pub(crate) fn encoding(mut self, encoding: &[Encoding]) -> Self {
        self.encoding.extend_from_slice(encoding);
        self
    }

    /// Adds a part that carries the name of a property. In `multipart/form-data` a file has a name besides (RFC 7578,
    /// section 4.2): without one, servers take it for text.
    pub(crate) fn part(mut self, name: &str, part: Part) -> Self {
        let encoding = self.encoding.iter().find(|it| it.name == name);
        let part = match encoding {
            Some(it) => part.described(it.content_type, it.headers),
            None => part,
        };
        let part = match self.kind {
            Kind::FormData => part.called(name),
            Kind::Mixed | Kind::Related => part,
        };
        self.parts.push((Some(name.to_owned()), part));
        self
    }

    /// Adds a part of the same name for each that there is: for an optional property or an array.
    pub(crate) fn parts(self, name: &str, parts: impl IntoIterator<Item = Part>) -> Self {
        let parts = parts.into_iter();
        parts.fold(self, |form, part| form.part(name, part))
    }

    /// Adds parts without names.
    pub(crate) fn listed(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts
            .extend(parts.into_iter().map(|part| (None, part)));
        self
    }

    /// Sorts the parts by their names. The first one of `multipart/related` is the root of the others.
    pub(crate) fn in_order(mut self, names: &[&str]) -> Self {
        self.parts.sort_by_key(|(name, _)| {
            let name = name.as_deref();
            name.and_then(|name| names.iter().position(|it| *it == name))
                .unwrap_or(names.len())
        });
        self
    }

    /// Adds parts with names of their own.
    pub(crate) fn named(self, parts: impl Into<Parts>) -> Self {
        let parts = parts.into().into_iter();
        parts.fold(self, |form, (name, part)| form.part(&name, part))
    }

    /// Adds parts with names of their own, of which each can come several times.
    pub(crate) fn lists(self, lists: impl IntoIterator<Item = (String, Vec<Part>)>) -> Self {
        let lists = lists.into_iter();
        lists.fold(self, |form, (name, parts)| form.parts(&name, parts))
    }

    /// Adds the properties of an object: texts for strings, numbers and booleans, JSON for objects, a part for each item
    /// of an array (OpenAPI 3.0.4, Encoding Object). Files are no values; they are added one by one.
    pub(crate) fn values(self, body: &(impl Serialize + ?Sized)) -> Self {
        let values = serde_json::to_vec(body).and_then(|text| serde_json::from_slice(&text));
        match values {
            Ok(Members(members)) => members
                .iter()
                .fold(self, |form, (name, value)| form.value(name, value)),
            Err(error) => self.unnamed(Part::unwritable(&error)),
        }
    }

    fn value(self, name: &str, value: &Value) -> Self {
        let encoding = self.encoding.iter().find(|it| it.name == name).copied();
        if let Some(style) = encoding.and_then(|it| it.style) {
            let pairs = pairs::of(&style, value).into_iter();
            return pairs.fold(self, |form, (name, text)| {
                form.part(&name, Part::text(text))
            });
        }
        let as_json = encoding
            .and_then(|it| it.content_type)
            .is_some_and(media_type::names_json);
        let part = |value: &Value| match as_json {
            true => Part::json(value),
            false => Part::of(value),
        };
        match value {
            Value::Null => self,
            Value::Array(items) => {
                let items = items.iter().filter(|item| !item.is_null());
                self.parts(name, items.map(part))
            }
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                self.part(name, part(value))
            }
        }
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

/// The members of an object in their order, which a map of values would not keep.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, each member of which is a part")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
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
