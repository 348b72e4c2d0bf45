//! The arguments of a call as JSON, taken out one by one and decoded into the types that the call takes.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::dynamic::{DynamicError, decode};
use super::locate::escape;

/// Where parameters go.
const PLACES: [&str; 4] = ["path", "query", "header", "cookie"];

/// Header parameters that belong to other parts of a description, and that no operation takes as arguments
/// (OpenAPI 3.0.4, "Parameter Object").
const IGNORED: [&str; 3] = ["accept", "authorization", "content-type"];

/// What of the arguments was not taken yet.
pub(crate) struct Arguments {
    places: BTreeMap<String, Map<String, Value>>,
    body: Option<Value>,
    content_type: Option<String>,
    /// What the caller says of the bytes of a body.
    of_bytes: Option<String>,
}

impl Arguments {
    /// An object with `path`, `query`, `header` and `cookie`, which are objects keyed by parameter, `body` and
    /// `contentType`; each may be missing.
    pub(crate) fn new(json: Value) -> Result<Self, DynamicError> {
        let Value::Object(members) = json else {
            return Err(refused("the arguments are no object", String::new()));
        };
        let mut arguments = Arguments {
            places: BTreeMap::new(),
            body: None,
            content_type: None,
            of_bytes: None,
        };
        for (name, value) in members {
            arguments.put(name, value)?;
        }
        Ok(arguments)
    }

    fn put(&mut self, name: String, value: Value) -> Result<(), DynamicError> {
        match (name.as_str(), value) {
            ("body", value) => self.body = Some(value),
            ("contentType", Value::String(text)) => self.content_type = Some(text),
            (place, Value::Object(given)) if PLACES.contains(&place) => {
                self.places.insert(name, given);
            }
            ("contentType", _) => return Err(refused("a media type is text", pointer(&[&name]))),
            (place, _) if PLACES.contains(&place) => {
                return Err(refused("parameters are an object", pointer(&[&name])));
            }
            _ => return Err(refused("there is no such argument", pointer(&[&name]))),
        }
        Ok(())
    }

    /// Whether this parameter is given; for any other place than those of parameters, whether a body is.
    pub(crate) fn has(&self, place: &str, name: &str) -> bool {
        if !PLACES.contains(&place) {
            return self.body.is_some();
        }
        self.places
            .get(place)
            .is_some_and(|it| it.contains_key(name))
    }

    /// A path parameter.
    pub(crate) fn path<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, DynamicError> {
        self.parameter("path", name)
    }

    /// A query parameter.
    pub(crate) fn query<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, DynamicError> {
        self.parameter("query", name)
    }

    /// A header parameter.
    pub(crate) fn header<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, DynamicError> {
        self.parameter("header", name)
    }

    /// A cookie parameter.
    pub(crate) fn cookie<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, DynamicError> {
        self.parameter("cookie", name)
    }

    /// A body with a type of its own, of one of these media types.
    pub(crate) fn body<T: DeserializeOwned>(&mut self, declared: &str) -> Result<T, DynamicError> {
        let body = self.take_body(declared)?;
        decode(&body).map_err(|error| error.in_argument("/body"))
    }

    /// A body of text, of one of these media types.
    pub(crate) fn text(&mut self, declared: &str) -> Result<String, DynamicError> {
        self.body(declared)
    }

    /// A body of bytes, of one of these media types: an object with their base64 text.
    pub(crate) fn bytes(&mut self, declared: &str) -> Result<bytes::Bytes, DynamicError> {
        let body = self.take_body(declared)?;
        self.of_bytes = text(&body, "contentType");
        decode_bytes(&body).map_err(|reason| refused(reason, "/body".to_owned()))
    }

    /// The media type of a body whose bytes are passed together with it; `declared` has the ones that it may be.
    pub(crate) fn media_type(&mut self, declared: &str) -> Result<String, DynamicError> {
        let of_bytes = self.body.as_ref().and_then(|it| text(it, "contentType"));
        let chosen = self.content_type.clone().filter(|it| !it.contains('*'));
        let first = || declared.split(", ").find(|it| !it.contains('*'));
        let chosen = chosen.or(of_bytes);
        let chosen = chosen.or_else(|| first().map(str::to_owned));
        Ok(chosen.unwrap_or_else(|| "application/octet-stream".to_owned()))
    }

    /// Says that nothing more is taken; the media type to send, where the caller chose it.
    pub(crate) fn finish(self) -> Result<Option<String>, DynamicError> {
        if self.body.is_some() {
            let reason = "the operation takes no body";
            return Err(refused(reason, "/body".to_owned()));
        }
        for (place, given) in &self.places {
            let is_ignored = |name: &str| {
                place == "header" && IGNORED.contains(&name.to_ascii_lowercase().as_str())
            };
            if let Some(name) = given.keys().find(|name| !is_ignored(name)) {
                let reason = format!("the operation has no {place} parameter `{name}`");
                return Err(refused(reason, pointer(&[place, name])));
            }
        }
        // A range such as `image/*` names no media type.
        let chosen = self.content_type.filter(|it| !it.contains('*'));
        Ok(chosen.or(self.of_bytes))
    }

    fn parameter<T: DeserializeOwned>(
        &mut self,
        place: &str,
        name: &str,
    ) -> Result<T, DynamicError> {
        let at = pointer(&[place, name]);
        let given = self.places.get_mut(place).and_then(|it| it.remove(name));
        match given {
            Some(value) => decode(&value).map_err(|error| error.in_argument(&at)),
            None => Err(refused(
                format!("the {place} parameter `{name}` is missing"),
                at,
            )),
        }
    }

    /// The body, when the caller's media type is one of those declared, which have a comma and a space between.
    fn take_body(&mut self, declared: &str) -> Result<Value, DynamicError> {
        let Some(body) = self.body.take() else {
            return Err(refused("the body is missing", "/body".to_owned()));
        };
        let mut declared = declared.split(", ");
        let chosen = self.content_type.as_deref();
        match chosen.filter(|chosen| !declared.any(|it| it.eq_ignore_ascii_case(chosen))) {
            Some(_) => Err(refused(
                "the client does not send this media type",
                "/contentType".to_owned(),
            )),
            None => Ok(body),
        }
    }
}

/// The bytes that an object has as `base64`.
fn decode_bytes(json: &Value) -> Result<bytes::Bytes, &'static str> {
    let text = json.get("base64").and_then(Value::as_str);
    let text = text.ok_or("bytes are an object with their base64 text, `base64`")?;
    let bytes = STANDARD
        .decode(text)
        .map_err(|_| "the text is not base64")?;
    Ok(bytes.into())
}

fn text(json: &Value, name: &str) -> Option<String> {
    json.get(name)?.as_str().map(str::to_owned)
}

fn refused(reason: impl Into<String>, pointer: String) -> DynamicError {
    DynamicError::invalid(reason).at(Some(pointer))
}

fn pointer(segments: &[&str]) -> String {
    segments
        .iter()
        .map(|it| format!("/{}", escape(it)))
        .collect()
}
