//! The bodies of responses as JSON: decoded ones encoded again, others as they came.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderMap;
use serde::Serialize;
use serde_json::{Value, json};

use super::decode;
use super::dynamic::{DynamicError, DynamicErrorKind};
use super::media_type;
use super::transport::BoxFuture;
use super::value::to_value;

/// A body that is being encoded again; a stream takes its time for that.
pub(crate) type Encoding = BoxFuture<'static, Result<Encoded, DynamicError>>;

/// A body that was encoded again.
pub(crate) enum Encoded {
    /// A value.
    Json(Value),
    /// What was handed over as bytes.
    Bytes(Bytes),
}

impl Encoded {
    /// The body as JSON. Texts that are neither `text/*` nor JSON are bytes, as for a caller who sends them.
    pub(crate) fn into_json(self, headers: &HeaderMap) -> Value {
        let media_type = media_type::of(headers);
        match (self, media_type.as_deref()) {
            (Encoded::Json(Value::String(text)), Some(name)) if !is_shown(name) => {
                base64_object(text.as_bytes())
            }
            (Encoded::Json(value), _) => value,
            (Encoded::Bytes(bytes), Some(name)) if is_shown(name) => as_it_came(headers, &bytes),
            (Encoded::Bytes(bytes), _) => base64_object(&bytes),
        }
    }
}

/// A decoded body that can be JSON again. `How` keeps apart the types that are JSON by nature and those that are not;
/// it is always inferred.
pub(crate) trait Encode<How> {
    /// The body, encoded.
    fn encode(self) -> Encoding;
}

/// By the type's own impl for serde.
pub(crate) enum AsItIs {}

/// By rules of this module.
pub(crate) enum ByRule {}

impl<T: Serialize> Encode<AsItIs> for T {
    fn encode(self) -> Encoding {
        ready(value(&self).map(Encoded::Json))
    }
}

impl Encode<ByRule> for Bytes {
    fn encode(self) -> Encoding {
        ready(Ok(Encoded::Bytes(self)))
    }
}

/// Makes the encoder of an enum of several bodies: `encodings! { operations::things::X: Created(body) Accepted }`.
macro_rules! encodings {
    ($name:path: $($variant:ident $(($body:ident))?)*) => {
        impl $crate::runtime::encoding::Encode<$crate::runtime::encoding::ByRule> for $name {
            fn encode(self) -> $crate::runtime::encoding::Encoding {
                match self {
                    $(Self::$variant $(($body))? => {
                        $crate::runtime::encoding::Encode::encode(($($body)?))
                    })*
                }
            }
        }
    };
}
pub(crate) use encodings;

/// A value, encoded again.
pub(crate) fn value(value: &impl Serialize) -> Result<Value, DynamicError> {
    let unwritable = |error: serde_json::Error| error.to_string();
    let encoded = to_value(value).map_err(unwritable);
    encoded.map_err(|message| DynamicError::new(DynamicErrorKind::Decode, message))
}

/// What is at hand.
pub(crate) fn ready(encoded: Result<Encoded, DynamicError>) -> Encoding {
    Box::pin(std::future::ready(encoded))
}

/// A body that nobody decoded: its JSON, its text or its bytes, as its media type says; without one, what it can be
/// taken for. `null` where there is none.
pub(crate) fn as_it_came(headers: &HeaderMap, body: &[u8]) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    let media_type = media_type::of(headers);
    let syntax = media_type.as_deref().map(syntax);
    let json = match syntax {
        None | Some(Syntax::Json) => serde_json::from_slice(decode::json_text(body)).ok(),
        Some(Syntax::Text | Syntax::Bytes) => None,
    };
    let text = || match syntax {
        Some(Syntax::Bytes) => None,
        None | Some(Syntax::Json | Syntax::Text) => text_of(headers, body),
    };
    json.or_else(|| text().map(Value::from))
        .unwrap_or_else(|| base64_object(body))
}

/// A text in UTF-8, or in the charset that HTTP had before. Others would have every client depend on their tables.
fn text_of(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    match media_type::charset(headers) {
        Some(label) if label.eq_ignore_ascii_case("iso-8859-1") => Some(decode::latin_1(body)),
        Some(_) | None => std::str::from_utf8(body).ok().map(str::to_owned),
    }
}

/// Whether a body of a media type is shown as what it is.
fn is_shown(media_type: &str) -> bool {
    media_type.starts_with("text/") || matches!(syntax(media_type), Syntax::Json)
}

enum Syntax {
    Json,
    Text,
    Bytes,
}

fn syntax(media_type: &str) -> Syntax {
    match media_type.rsplit(['/', '+']).next() {
        Some("json") => Syntax::Json,
        Some("xml" | "yaml" | "javascript" | "x-www-form-urlencoded") => Syntax::Text,
        _ if media_type.starts_with("text/") => Syntax::Text,
        _ => Syntax::Bytes,
    }
}

fn base64_object(bytes: &[u8]) -> Value {
    json!({ "base64": STANDARD.encode(bytes) })
}
