//! Problem details: the error format that APIs share (RFC 9457).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::decode;
use super::error::ApiError;
use super::media_type;

/// What a server says about an error in the format of RFC 9457.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ProblemDetails {
    /// A URI that names the kind of problem; `about:blank` where the status says it all.
    pub type_: String,
    /// The kind of problem in words.
    pub title: Option<String>,
    /// The status code as the origin server set it.
    pub status: Option<u16>,
    /// What went wrong this time.
    pub detail: Option<String>,
    /// A URI that names this occurrence.
    pub instance: Option<String>,
    /// Every other member.
    pub extensions: BTreeMap<String, Value>,
}

impl ApiError {
    /// The problem details, where the body is some: of the media type `application/problem+json`, and an object.
    pub fn problem(&self) -> Option<ProblemDetails> {
        if media_type::of(&self.headers)? != "application/problem+json" {
            return None;
        }
        let members = serde_json::from_slice(decode::json_text(&self.raw_body));
        members.ok().map(ProblemDetails::new)
    }
}

impl ProblemDetails {
    fn new(mut members: Map<String, Value>) -> Self {
        // A member of another type than the RFC's has to be ignored (section 3.1).
        let mut text = |name: &str| match members.remove(name) {
            Some(Value::String(text)) => Some(text),
            Some(_) | None => None,
        };
        let type_ = text("type").unwrap_or_else(|| "about:blank".to_owned());
        let (title, detail, instance) = (text("title"), text("detail"), text("instance"));
        let status = members.remove("status").and_then(|status| status.as_u64());
        ProblemDetails {
            type_,
            title,
            status: status.and_then(|status| status.try_into().ok()),
            detail,
            instance,
            extensions: members.into_iter().collect(),
        }
    }
}
