//! Why JSON text is not of its type, and where.

use super::describe;
use super::locate::locate;

/// What keeps JSON text from being a value of a type.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The place of the value at fault, as a JSON Pointer (RFC 6901).
    pub(crate) pointer: String,
    /// What is wrong there, without the value.
    pub(crate) reason: String,
    /// The error of the decoder; its text can quote values.
    pub(crate) source: serde_json::Error,
}

impl Fault {
    /// The fault that a decoder found in this text.
    #[cold]
    pub(crate) fn new(text: &[u8], source: serde_json::Error) -> Self {
        let message = source.to_string();
        let (message, inner) = describe::split(&message);
        let place = locate(text, source.line(), source.column());
        Fault {
            pointer: format!("{place}{inner}"),
            reason: describe::without_values(message),
            source,
        }
    }
}
