//! Payloads that the server sends unasked: those of webhooks and callbacks.

use std::fmt;

use serde::de::DeserializeOwned;

use super::whole;

/// A payload that is not what the description declares.
///
/// Neither `Display` nor `Debug` shows any of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PayloadError {
    /// Where in the payload: a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// What is wrong there.
    pub reason: String,
}

impl fmt::Display for PayloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PayloadError { pointer, reason } = self;
        match pointer.as_str() {
            "" => write!(f, "cannot read the payload: {reason}"),
            pointer => write!(f, "cannot read the payload: {reason} (at {pointer})"),
        }
    }
}

impl std::error::Error for PayloadError {}

/// Reads a payload.
pub(crate) fn read<T: DeserializeOwned>(payload: &[u8]) -> Result<T, PayloadError> {
    whole::from_text(payload).map_err(|fault| PayloadError {
        pointer: fault.pointer,
        reason: fault.reason,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn errors_have_a_place_and_no_values() {
        assert_eq!(read::<Vec<u8>>(b"[1, 2.0]"), Ok(vec![1, 2]));
        let error = read::<Vec<u8>>(br#"[1, "secret"]"#).unwrap_err();
        assert_eq!(error.pointer, "/1");
        let text = format!("{error} {error:?}");
        assert!(
            text.contains("(at /1)") && !text.contains("secret"),
            "{text}"
        );
        assert!(read::<u8>(b"").is_err());
    }
}
