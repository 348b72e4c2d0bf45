//! Operations and models by name: what the `dynamic` feature adds for programs that know them only when they run.
//!
//! The generated module `dynamic` holds the tables; everything that does not vary from API to API is here.

use std::fmt;

use http::header::SET_COOKIE;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::fault::Fault;
use super::value::to_value;
use super::whole;

/// An operation that the client offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationEntry {
    /// The `operationId`; the method and the path, with a space between, where the description gives none or one that an
    /// earlier operation has.
    pub operation: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path, as the description writes it.
    pub path: &'static str,
}

impl OperationEntry {
    /// A row of the table of operations.
    pub(crate) const fn new(
        operation: &'static str,
        method: &'static str,
        path: &'static str,
    ) -> Self {
        Self {
            operation,
            method,
            path,
        }
    }
}

/// A row of the table of models: the JSON Pointer of the schema, and [`recode`] for its type.
pub(crate) type ModelEntry = (&'static str, Recode);

/// Decodes JSON text into a model and encodes the model again.
pub(crate) type Recode = fn(&str) -> Result<Value, Fault>;

/// Decodes into `T`. All that is compiled once per model; what stands around it is in [`round_trip`].
pub(crate) fn recode<T: DeserializeOwned + Serialize>(text: &str) -> Result<Value, Fault> {
    let model: T = whole::from_text(text.as_bytes())?;
    to_value(&model).map_err(|error| Fault::new(text.as_bytes(), error))
}

/// Decodes JSON into the model of a schema and encodes the model again.
///
/// The way leads through text, as it does in requests and responses: there an error has a place, and a
/// single-precision number keeps its shortest form.
pub(crate) fn round_trip(
    models: &[ModelEntry],
    schema: &str,
    json: &Value,
) -> Result<Value, DynamicError> {
    let Some((_, recode)) = models.iter().find(|(pointer, _)| *pointer == schema) else {
        return Err(DynamicError::invalid(format!(
            "there is no model of `{schema}`"
        )));
    };
    Ok(recode(&json.to_string())?)
}

/// Decodes a value at hand, by way of its text as [`round_trip`] does.
pub(crate) fn decode<T: DeserializeOwned>(json: &Value) -> Result<T, DynamicError> {
    Ok(whole::from_text(json.to_string().as_bytes())?)
}

impl From<Fault> for DynamicError {
    fn from(fault: Fault) -> Self {
        Self::new(DynamicErrorKind::Decode, fault.reason).at(Some(fault.pointer))
    }
}

/// What the server answered, as JSON.
///
/// As JSON itself it is an object with `status`, `headers` and `body`. A header that came several times is one text,
/// with commas between its values; those of `Set-Cookie` have commas of their own, and a line each.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// The status code.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body: decoded as the operation declares it and encoded again. What is not declared is here as it came. Text
    /// is a string, bytes are an object with their base64 text, streams are an array of what they bring, and
    /// `null` is no body.
    pub body: Value,
}

impl Answer {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Value) -> Self {
        Answer {
            status,
            headers,
            body,
        }
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("status", &self.status.as_u16())?;
        let mut headers = serde_json::Map::new();
        for name in self.headers.keys() {
            let values = self.headers.get_all(name).iter();
            let values = values.map(|it| String::from_utf8_lossy(it.as_bytes()));
            let separator = if name == SET_COOKIE { "\n" } else { ", " };
            let text = values.collect::<Vec<_>>().join(separator);
            headers.insert(name.as_str().to_owned(), text.into());
        }
        map.serialize_entry("headers", &headers)?;
        map.serialize_entry("body", &self.body)
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        self.write(&mut map)?;
        map.end()
    }
}

impl fmt::Debug for Answer {
    // Headers can hold cookies, and bodies personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// Why something could not be done by name.
///
/// As JSON it is an object with `kind` and `message`, and where they are known `pointer`, `status`, `headers` and `body`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DynamicError {
    kind: DynamicErrorKind,
    message: String,
    pointer: Option<String>,
    answer: Option<Box<Answer>>,
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DynamicErrorKind {
    /// What was asked for does not exist or cannot be done; nothing was sent.
    Invalid,
    /// No response came back, or not all of it.
    Transport,
    /// The server answered with another status than a success.
    Status,
    /// JSON does not fit its model, or a response what the operation declares.
    Decode,
}

impl DynamicErrorKind {
    /// The kind in one lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Transport => "transport",
            Self::Status => "status",
            Self::Decode => "decode",
        }
    }
}

impl fmt::Display for DynamicErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl DynamicError {
    /// An error of the caller.
    #[must_use]
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(DynamicErrorKind::Invalid, message.into())
    }

    pub(crate) fn new(kind: DynamicErrorKind, message: String) -> Self {
        Self {
            kind,
            message,
            pointer: None,
            answer: None,
        }
    }

    pub(crate) fn of_response(kind: DynamicErrorKind, message: String, answer: Answer) -> Self {
        let answer = Some(Box::new(answer));
        Self {
            answer,
            ..Self::new(kind, message)
        }
    }

    /// The same error at this place.
    pub(crate) fn at(self, pointer: Option<String>) -> Self {
        Self { pointer, ..self }
    }

    /// The error of an argument that does not fit its type: the caller's, at its place in the arguments.
    pub(crate) fn in_argument(self, argument: &str) -> Self {
        let inner = self.pointer.as_deref().unwrap_or_default();
        let pointer = format!("{argument}{inner}");
        Self::invalid(self.message).at(Some(pointer))
    }

    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> DynamicErrorKind {
        self.kind
    }

    /// What went wrong, without values: they can be secrets.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The JSON Pointer (RFC 6901) of the value at fault, where it is known: in the JSON to decode, in the arguments, or
    /// in the body of the answer.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// What the server answered, where it did. Where it is the body that does not fit, it is here as it came.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        self.answer.as_deref()
    }
}

impl Serialize for DynamicError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", self.kind.as_str())?;
        map.serialize_entry("message", &self.message)?;
        if let Some(pointer) = &self.pointer {
            map.serialize_entry("pointer", pointer)?;
        }
        if let Some(answer) = &self.answer {
            answer.write(&mut map)?;
        }
        map.end()
    }
}

impl fmt::Display for DynamicError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.as_deref() {
            None | Some("") => f.write_str(&self.message),
            Some(pointer) => write!(f, "{pointer}: {}", self.message),
        }
    }
}

impl std::error::Error for DynamicError {}
