//! One part of a body of several: its content, its name and its headers (RFC 7578, section 4).

use std::fmt;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderName, HeaderValue, header};
use serde::Serialize;
use serde_json::Value;

use super::body::Body;
use super::describe;
use super::media_type;
use super::style;
use super::transport::BoxError;

/// What bytes are of which nothing is said.
const BYTES: &str = "application/octet-stream";

const JSON: &str = "application/json";

/// One part of a body: a file, a text, a JSON value.
pub struct Part {
    body: Body,
    /// Whether it is a file, which has a name for the server.
    is_file: bool,
    file_name: Option<String>,
    /// The media type that the caller says.
    content_type: Option<String>,
    /// The media type that it has unless something else is said.
    usual: Option<&'static str>,
    headers: Vec<(String, String)>,
    fault: Option<String>,
}

impl Part {
    /// A text. It has no media type, which stands for `text/plain`.
    pub fn text(text: impl Into<String>) -> Self {
        Self::value(Body::from(text.into()), None)
    }

    /// A value as JSON. One that cannot be written fails the request before it is sent.
    pub fn json(value: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(value) {
            Ok(text) => Self::value(Body::from(text), Some(JSON)),
            Err(error) => Self::unwritable(&error),
        }
    }

    /// Bytes at hand, as `application/octet-stream` unless said otherwise.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::body(bytes.into())
    }

    /// Bytes that are read while they are sent, as `application/octet-stream` unless said otherwise.
    ///
    /// With the length of every part known, the request announces its own, which some servers ask for.
    pub fn stream(
        stream: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        Self::body(match length {
            Some(length) => Body::sized_stream(stream, length),
            None => Body::stream(stream),
        })
    }

    /// A body as a part, as `application/octet-stream` unless said otherwise.
    ///
    /// In `multipart/form-data` it is a file, called as its property unless [`file_name`](Self::file_name) is set.
    pub fn body(body: impl Into<Body>) -> Self {
        Part {
            is_file: true,
            ..Self::value(body.into(), Some(BYTES))
        }
    }

    /// A file with its name, read while it is sent, as `application/octet-stream` unless said otherwise.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened, or is none.
    #[cfg(feature = "fs")]
    pub async fn file(path: impl AsRef<std::path::Path>) -> std::io::Result<Self> {
        let path = path.as_ref();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let mut part = Self::body(Body::file(path).await?);
        part.file_name = name;
        Ok(part)
    }

    /// A value as its type is written by default: text for strings, numbers and booleans, JSON for anything else.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) | Value::Array(_) => Part::json(value),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                Part::text(style::text(value))
            }
        }
    }

    /// A part that fails the request before it is sent.
    pub(crate) fn unwritable(error: &serde_json::Error) -> Self {
        Part {
            fault: Some(describe::unwritable(error)),
            ..Self::value(Body::default(), None)
        }
    }

    fn value(body: Body, usual: Option<&'static str>) -> Self {
        Part {
            body,
            is_file: false,
            file_name: None,
            content_type: None,
            usual,
            headers: Vec::new(),
            fault: None,
        }
    }

    /// Sets the name that the file has for the server.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        let media_type = media_type.into();
        match media_type::is_sendable(&media_type) {
            true => self.content_type = Some(media_type),
            false => self.refuse("the content type of a part is no media type".to_owned()),
        }
        self
    }

    /// Adds a header. `Content-Type` is the same as [`content_type`](Self::content_type); `Content-Disposition` is made of
    /// the names of the part and of its file.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        match HeaderName::try_from(&name) {
            Ok(header::CONTENT_TYPE) => return self.content_type(value),
            Ok(known) if known != header::CONTENT_DISPOSITION => {
                if HeaderValue::try_from(&value).is_ok() {
                    self.headers.push((name, value));
                    return self;
                }
            }
            Ok(_) | Err(_) => {}
        }
        self.refuse(format!("the header `{name}` of a part cannot be sent"));
        self
    }

    fn refuse(&mut self, reason: String) {
        self.fault.get_or_insert(reason);
    }

    /// Says the media type and the headers of a part that the description says, unless the caller said others.
    pub(crate) fn described(mut self, media_type: Option<&str>, headers: &[(&str, &str)]) -> Self {
        if let Some(media_type) = media_type.filter(|_| self.content_type.is_none()) {
            if self.usual == Some(JSON) && !media_type::names_json(media_type) {
                self.refuse(format!(
                    "a part of `{media_type}` cannot be written as JSON"
                ));
            }
            self = self.content_type(media_type);
        }
        for (name, value) in headers {
            let mut said = self.headers.iter();
            if !said.any(|(it, _)| it.eq_ignore_ascii_case(name)) {
                self = self.header(*name, *value);
            }
        }
        self
    }

    /// Gives a file a name that has none.
    pub(crate) fn called(mut self, name: &str) -> Self {
        if self.is_file {
            self.file_name.get_or_insert_with(|| name.to_owned());
        }
        self
    }

    /// The media type, where it is named.
    pub(crate) fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref().or(self.usual)
    }

    /// Writes the head and gives the body; or says why it cannot be sent.
    pub(crate) fn encode(self, name: Option<&str>, head: &mut String) -> Result<Body, String> {
        self.write_head(name, head);
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(self.body),
        }
    }

    fn write_head(&self, name: Option<&str>, out: &mut String) {
        let kind = if name.is_some() {
            "form-data"
        } else {
            "attachment"
        };
        if name.is_some() || self.file_name.is_some() {
            out.push_str(&format!("Content-Disposition: {kind}"));
            for (key, text) in [("name", name), ("filename", self.file_name.as_deref())] {
                if let Some(text) = text {
                    out.push_str(&format!("; {key}=\"{}\"", escaped(text)));
                }
            }
            out.push_str("\r\n");
        }
        if let Some(media_type) = self.media_type() {
            out.push_str(&format!("Content-Type: {media_type}\r\n"));
        }
        for (name, value) in &self.headers {
            out.push_str(&format!("{name}: {value}\r\n"));
        }
        out.push_str("\r\n");
    }
}

/// Bytes, as `application/octet-stream` unless said otherwise.
impl<T: Into<Body>> From<T> for Part {
    fn from(body: T) -> Self {
        Part::body(body)
    }
}

/// A part as programs pass it that have it as JSON: `{"base64": …, "fileName": …, "contentType": …}` for bytes, a text
/// for strings, numbers and booleans, JSON for anything else.
#[cfg(feature = "serde-all")]
impl<'de> serde::Deserialize<'de> for Part {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        let value = Value::deserialize(deserializer)?;
        let Some(bytes) = value.get("base64").filter(|it| it.is_string()) else {
            return Ok(Part::of(&value));
        };
        let bytes = super::Base64::deserialize(bytes).map_err(D::Error::custom)?;
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let mut part = Part::bytes(bytes.into_bytes());
        part.file_name = text("fileName").map(str::to_owned);
        Ok(match text("contentType") {
            Some(content_type) => part.content_type(content_type),
            None => part,
        })
    }
}

impl fmt::Debug for Part {
    // Neither what it holds nor what its headers say is for logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("body", &self.body)
            .field("media_type", &self.media_type())
            .finish_non_exhaustive()
    }
}

/// A name as WHATWG HTML, "Multipart form data", has it: these characters escaped, and what no header can carry; all
/// others as they are. The line ends of values, which a browser would change, stay too.
fn escaped(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('\0', "%00")
}
