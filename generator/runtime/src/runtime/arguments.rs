//! The arguments of a call as JSON, taken out one by one and decoded into the types that the call takes.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::call::Call;
use super::dynamic::{DynamicError, decode};
use super::locate::escape;

/// What a body is sent as that has no media type to be had.
const JSON: &str = "application/json";

/// What a text is sent as of which nothing is said.
const TEXT: &str = "text/plain; charset=utf-8";

/// What bytes are sent as of which nothing is said.
const BYTES: &str = "application/octet-stream";

/// Where parameters go.
const PLACES: [&str; 4] = ["path", "query", "header", "cookie"];

/// Header parameters that other parts of a description speak for (OpenAPI 3.0.4, "Parameter Object"): a caller who
/// goes by the parameters alone may give them, and an operation takes them where it has them.
const IGNORED: [&str; 6] = [
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "transfer-encoding",
];

/// What of the arguments was not taken yet.
pub(crate) struct Arguments {
    places: BTreeMap<String, Map<String, Value>>,
    pub(super) body: Option<Value>,
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

    /// Whether this parameter is given and not `null`, which is no value that can be sent.
    pub(crate) fn has_value(&mut self, place: &str, name: &str) -> bool {
        let given = self.places.get_mut(place);
        match given {
            Some(given) if given.get(name).is_some_and(Value::is_null) => {
                given.remove(name);
                false
            }
            Some(given) => given.contains_key(name),
            None => false,
        }
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

    /// A body of text, of one of these media types: a string, or an object with its base64 text.
    pub(crate) fn text(&mut self, declared: &str) -> Result<String, DynamicError> {
        if self.body.as_ref().is_some_and(Value::is_string) {
            return self.body(declared);
        }
        let bytes = self.bytes(declared)?.to_vec();
        String::from_utf8(bytes).map_err(|_| refused("the text is not UTF-8", "/body".to_owned()))
    }

    /// A body of bytes, of one of these media types: an object with their base64 text, or a string with their text.
    /// Where any media type is declared, any other value is JSON.
    pub(crate) fn bytes(&mut self, declared: &str) -> Result<Bytes, DynamicError> {
        let body = self.take_body(declared)?;
        if let Value::String(text) = body {
            return Ok(text.into());
        }
        self.of_bytes = text(&body, "contentType");
        if self.is_json(&body) {
            self.of_bytes = Some(JSON.to_owned());
            return Ok(body.to_string().into());
        }
        decode_bytes(&body).map_err(|reason| refused(reason, "/body".to_owned()))
    }

    /// Whether a body is JSON although its media type does not say so.
    fn is_json(&self, body: &Value) -> bool {
        self.content_type.as_deref() == Some("*/*") && body.get("base64").is_none()
    }

    /// Whether the caller's media type is one of these, which have a comma and a space between.
    pub(crate) fn chooses(&self, declared: &str) -> bool {
        let chosen = self.content_type.as_deref();
        let mut declared = declared.split(", ");
        chosen.is_none_or(|chosen| declared.any(|it| it.eq_ignore_ascii_case(chosen)))
    }

    /// The error for a media type that no choice has.
    pub(crate) fn undeclared() -> DynamicError {
        let reason = "the client does not send this media type";
        refused(reason, "/contentType".to_owned())
    }

    /// The media type of a body whose bytes are passed together with it; `declared` has the ones that it may be.
    pub(crate) fn media_type(&mut self, declared: &str) -> Result<String, DynamicError> {
        let of_bytes = match &self.body {
            Some(body) if self.is_json(body) => Some(JSON.to_owned()),
            body => body.as_ref().and_then(|it| text(it, "contentType")),
        };
        let chosen = self.content_type.clone().filter(|it| !it.contains('*'));
        let first = || declared.split(", ").find(|it| !it.contains('*'));
        let chosen = chosen.or(of_bytes);
        let chosen = chosen.or_else(|| first().map(str::to_owned));
        let is_text = self.body.as_ref().is_some_and(Value::is_string);
        let usual = if is_text { TEXT } else { BYTES };
        Ok(chosen.unwrap_or_else(|| usual.to_owned()))
    }

    /// Says that nothing more is taken, and sends the body as the caller's media type.
    pub(crate) fn finish(self, call: Call) -> Result<Call, DynamicError> {
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
        // A range such as `image/*` names no media type, and parts need their boundary.
        let is_whole = |name: &String| !name.contains('*') && !is_multipart(name);
        Ok(match self.content_type.filter(is_whole).or(self.of_bytes) {
            Some(media_type) if call.has_body() => call.content_type(&media_type),
            Some(_) | None => call,
        })
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

    /// The body, when the caller's media type is one of those declared.
    fn take_body(&mut self, declared: &str) -> Result<Value, DynamicError> {
        let Some(body) = self.body.take() else {
            return Err(refused("the body is missing", "/body".to_owned()));
        };
        if self.chooses(declared) {
            Ok(body)
        } else {
            Err(Self::undeclared())
        }
    }
}

/// The bytes that an object has as `base64`.
fn decode_bytes(json: &Value) -> Result<Bytes, &'static str> {
    let text = json.get("base64").and_then(Value::as_str);
    let text = text.ok_or("bytes are an object with their base64 text, `base64`")?;
    let bytes = STANDARD
        .decode(text)
        .map_err(|_| "the text is not base64")?;
    Ok(bytes.into())
}

fn is_multipart(media_type: &str) -> bool {
    media_type.to_ascii_lowercase().starts_with("multipart/")
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
