//! The bodies of responses as JSON: decoded ones encoded again, others as they came.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderMap;
use serde::Serialize;
use serde_json::{Value, json};

use super::dynamic::{DynamicError, DynamicErrorKind};
use super::media_type;
use super::transport::BoxFuture;
use super::value::to_value;

/// A body that becomes JSON; a stream takes its time for that.
pub(crate) type Encoding = BoxFuture<'static, Result<Value, DynamicError>>;

/// A decoded body that can be JSON again. `How` keeps apart the types that are JSON by nature and those that are not;
/// it is always inferred.
pub(crate) trait Encode<How> {
    /// The body as JSON.
    fn encode(self) -> Encoding;
}

/// By the type's own impl for serde.
pub(crate) enum AsItIs {}

/// By rules of this module.
pub(crate) enum ByRule {}

impl<T: Serialize> Encode<AsItIs> for T {
    fn encode(self) -> Encoding {
        let encoded = to_value(&self);
        let unwritable = |error: serde_json::Error| {
            DynamicError::new(DynamicErrorKind::Decode, error.to_string())
        };
        ready(encoded.map_err(unwritable))
    }
}

impl Encode<ByRule> for Bytes {
    fn encode(self) -> Encoding {
        ready(Ok(base64_object(&self)))
    }
}

/// Makes the encoder of an enum of several bodies: `encodings! { Created(body) Accepted in operations::things::X }`.
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

/// What is at hand.
pub(crate) fn ready(encoded: Result<Value, DynamicError>) -> Encoding {
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
        None | Some(Syntax::Json) => serde_json::from_slice(body).ok(),
        Some(Syntax::Text | Syntax::Bytes) => None,
    };
    let text = || match syntax {
        Some(Syntax::Bytes) => None,
        None | Some(Syntax::Json | Syntax::Text) => std::str::from_utf8(body).ok(),
    };
    json.or_else(|| text().map(Value::from))
        .unwrap_or_else(|| base64_object(body))
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
