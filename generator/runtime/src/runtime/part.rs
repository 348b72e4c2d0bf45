//! One part of a body of several: its content, its name and its headers (RFC 7578, section 4).

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderName, HeaderValue};
use serde::Serialize;

use super::body::Body;
use super::describe;
use super::transport::BoxError;

/// What bytes are of which nothing is said.
const BYTES: &str = "application/octet-stream";

/// One part of a body: a file, a text, a JSON value.
#[derive(Debug)]
pub struct Part {
    body: Body,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    fault: Option<String>,
}

impl Part {
    /// A text. It has no media type, which stands for `text/plain`.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(Body::from(text.into()), None)
    }

    /// A value as JSON. One that cannot be written fails the request before it is sent.
    pub fn json(value: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(value) {
            Ok(text) => Self::new(Body::from(text), Some("application/json")),
            Err(error) => Self::unwritable(&error),
        }
    }

    /// Bytes at hand, as `application/octet-stream` unless said otherwise.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::body(Body::from(bytes.into()))
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
    pub fn body(body: impl Into<Body>) -> Self {
        Self::new(body.into(), Some(BYTES))
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

    /// A part that fails the request before it is sent.
    pub(crate) fn unwritable(error: &serde_json::Error) -> Self {
        Part {
            fault: Some(describe::unwritable(error)),
            ..Self::new(Body::default(), None)
        }
    }

    fn new(body: Body, content_type: Option<&str>) -> Self {
        Part {
            body,
            file_name: None,
            content_type: content_type.map(str::to_owned),
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
        match HeaderValue::try_from(&media_type) {
            Ok(_) => self.content_type = Some(media_type),
            Err(_) => self.refuse("the content type of a part cannot be sent".to_owned()),
        }
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        match (HeaderName::try_from(&name), HeaderValue::try_from(&value)) {
            (Ok(_), Ok(_)) => self.headers.push((name, value)),
            (Err(_), _) | (_, Err(_)) => {
                self.refuse(format!("the header `{name}` of a part cannot be sent"));
            }
        }
        self
    }

    fn refuse(&mut self, reason: String) {
        self.fault.get_or_insert(reason);
    }

    /// Says the media type and a header of a part that the description says, unless the caller said another.
    pub(crate) fn described(mut self, media_type: Option<&str>, headers: &[(&str, &str)]) -> Self {
        let is_unsaid = self.content_type.as_deref().is_none_or(|it| it == BYTES);
        if let Some(media_type) = media_type.filter(|_| is_unsaid) {
            self = self.content_type(media_type);
        }
        for (name, value) in headers {
            if !self
                .headers
                .iter()
                .any(|(it, _)| it.eq_ignore_ascii_case(name))
            {
                self = self.header(*name, *value);
            }
        }
        self
    }

    /// The media type, where it is named.
    pub(crate) fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
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
        if let Some(media_type) = &self.content_type {
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

/// A part as programs pass it that have it as JSON: `{"base64": …, "fileName": …, "contentType": …}` for bytes, a string
/// for text, anything else for JSON.
#[cfg(feature = "serde-all")]
impl<'de> serde::Deserialize<'de> for Part {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        use serde_json::Value;
        let value = Value::deserialize(deserializer)?;
        let Some(bytes) = value.get("base64").filter(|it| it.is_string()) else {
            return Ok(match value.as_str() {
                Some(text) => Part::text(text),
                None => Part::json(&value),
            });
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

/// A name as WHATWG HTML, "Multipart form data", has it: these three characters escaped, all others as they are. The
/// line ends of values, which a browser would change, stay too.
fn escaped(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
