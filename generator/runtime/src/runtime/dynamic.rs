//! Operations and models by name: what the `dynamic` feature adds for programs that know them only when they run.
//!
//! The generated module `dynamic` holds the tables; everything that does not vary from API to API is here.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::describe;
use super::locate::locate;
use super::whole;

/// An operation that the client offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationEntry {
    /// The `operationId`; the method and the path, with a space between, where the description gives none.
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
pub(crate) type Recode = fn(&str) -> serde_json::Result<String>;

/// Decodes into `T`. All that is compiled once per model; what stands around it is in [`round_trip`].
pub(crate) fn recode<T: DeserializeOwned + Serialize>(text: &str) -> serde_json::Result<String> {
    let model: T = whole::from_text(text.as_bytes())?;
    serde_json::to_string(&model)
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
    let text = json.to_string();
    recode(&text)
        .and_then(|encoded| serde_json::from_str(&encoded))
        .map_err(|error| undecodable(&text, &error))
}

#[cold]
fn undecodable(text: &str, error: &serde_json::Error) -> DynamicError {
    let message = error.to_string();
    let (message, inner) = describe::split(&message);
    let place = locate(text.as_bytes(), error.line(), error.column());
    DynamicError {
        kind: DynamicErrorKind::Decode,
        message: describe::without_values(message),
        pointer: Some(format!("{place}{inner}")),
    }
}

/// Why something could not be done by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DynamicError {
    kind: DynamicErrorKind,
    message: String,
    pointer: Option<String>,
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DynamicErrorKind {
    /// What was asked for does not exist or cannot be done; nothing was sent.
    Invalid,
    /// JSON does not fit its type.
    Decode,
}

impl DynamicErrorKind {
    /// The kind in one lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
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
        Self {
            kind: DynamicErrorKind::Invalid,
            message: message.into(),
            pointer: None,
        }
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

    /// The JSON Pointer (RFC 6901) of the value at fault, where it is known.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
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
