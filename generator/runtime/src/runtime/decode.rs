//! The last step of a call: from the bytes of a response to its type.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;
use serde::de::DeserializeOwned;

use super::error::{Error, ErrorKind};
use super::fault::Fault;
use super::response::RawResponse;
use super::transport::BoxError;
use super::whole;

/// How much of a body that cannot be decoded an error keeps.
const KEPT: usize = 64 * 1024;

/// Makes a `T` of a response.
pub(crate) type Decode<T> = fn(RawResponse) -> Result<T, Error>;

/// A JSON body. An empty body counts as `null`.
pub(crate) fn json<T: DeserializeOwned>(raw: RawResponse) -> Result<T, Error> {
    match whole::from_text(json_text(raw.body())) {
        Ok(value) => Ok(value),
        Err(fault) => Err(undecodable_json(raw, fault)),
    }
}

/// The JSON body of an error; `None` where it is no `T`.
pub(crate) fn error<T: DeserializeOwned>(raw: &RawResponse) -> Option<T> {
    whole::from_text(json_text(raw.body())).ok()
}

/// A body as it stands.
pub(crate) fn bytes(raw: RawResponse) -> Result<Bytes, Error> {
    let (_, _, body) = raw.into_parts();
    Ok(body)
}

/// No body; one that came nevertheless is ignored.
pub(crate) fn empty(_raw: RawResponse) -> Result<(), Error> {
    Ok(())
}

/// The error for a success with a status that is not declared, where several answers are.
#[cold]
pub(crate) fn undeclared<T>(raw: RawResponse) -> Result<T, Error> {
    Err(undecodable_whole(
        raw,
        "the status is none that the description declares",
    ))
}

/// The error for a success with a media type that is not declared.
#[cold]
pub(crate) fn undeclared_type(raw: RawResponse) -> Error {
    undecodable_whole(
        raw,
        "the content type is none that the description declares",
    )
}

/// The error for a body that is not decoded at all.
pub(crate) fn undecodable_whole(raw: RawResponse, reason: impl Into<String>) -> Error {
    let reason = reason.into();
    undecodable(raw, String::new(), reason.clone(), reason.into())
}

/// The body without the byte order mark that some servers put before it.
pub(crate) fn json_text(body: &[u8]) -> &[u8] {
    match body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body) {
        b"" => b"null",
        text => text,
    }
}

/// Text in ISO-8859-1, whose bytes are the numbers of their characters.
pub(crate) fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// The error for JSON that is no `T`.
#[cold]
pub(crate) fn undecodable_json(raw: RawResponse, fault: Fault) -> Error {
    // Statuses such as 204 have none, whatever is declared for a range that they are in.
    let none = || raw.body().is_empty().then(|| "there is no body".to_owned());
    let reason = coding(raw.headers()).or_else(none);
    let reason = reason.unwrap_or(fault.reason);
    undecodable(raw, fault.pointer, reason, fault.source.into())
}

/// What keeps a body from being read as text, where the server has packed it: no request asks for that, and a transport
/// that does so undoes it and takes the header away.
pub(crate) fn coding(headers: &HeaderMap) -> Option<String> {
    let coding = headers.get(CONTENT_ENCODING)?.to_str().ok()?;
    let is_packed = !coding.eq_ignore_ascii_case("identity") && coding.len() <= 32;
    is_packed.then(|| format!("the body has the content coding `{coding}`, which is not undone"))
}

/// The error for a body that is not what the description declares.
pub(crate) fn undecodable(
    raw: RawResponse,
    pointer: String,
    reason: String,
    source: BoxError,
) -> Error {
    let operation = raw.operation();
    let (status, headers, body) = raw.into_parts();
    // A copy of the part that is kept lets go of the rest.
    let raw = if body.len() > KEPT {
        Bytes::copy_from_slice(&body[..KEPT])
    } else {
        body
    };
    Error::new(
        operation,
        ErrorKind::Decode {
            pointer,
            reason,
            status,
            headers,
            raw,
            source,
        },
    )
}
