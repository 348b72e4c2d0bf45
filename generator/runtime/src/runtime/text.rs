//! Bodies of text, in the charset that their media type names (RFC 9110, section 8.3.2): UTF-8 unless it names one, or
//! an XML document names one itself.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, mem};
use http::HeaderMap;

use super::call::Call;
use super::decode;
use super::error::Error;
use super::media_type;
use super::response::RawResponse;

/// A body of text.
pub(crate) fn decode(raw: RawResponse) -> Result<String, Error> {
    match read(raw.headers(), raw.body()) {
        Ok(text) => Ok(text),
        Err(reason) => {
            let coding = decode::coding(raw.headers());
            let reason = coding.unwrap_or_else(|| reason.to_owned());
            Err(decode::undecodable_whole(raw, reason))
        }
    }
}

/// Text of whatever media type: as it stands, or a JSON string.
pub(crate) fn any(raw: RawResponse) -> Result<String, Error> {
    match media_type::is_json(raw.headers()) {
        true => decode::json(raw),
        false => decode(raw),
    }
}

/// The text of a body; fails, in words, where it is not in its charset.
fn read(headers: &HeaderMap, body: &[u8]) -> Result<String, &'static str> {
    let label = media_type::charset(headers).or_else(|| charset_of_xml(headers, body));
    let charset = match &label {
        Some(label) => Charset::of(label).ok_or("the charset of the text is not known")?,
        None => Charset::Whatwg(UTF_8),
    };
    let text = charset.decode(body);
    text.map(Cow::into_owned)
        .ok_or("the text is not of its charset")
}

/// The charset that an XML document says to be in, where its media type names none (RFC 7303, section 3). What says so
/// is read as ASCII, so the document is not in UTF-16 even if it says that.
fn charset_of_xml(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    let media_type = media_type::of(headers)?;
    if media_type::syntax_of(&media_type)? != "xml" {
        return None;
    }
    let start = body.strip_prefix(b"<?xml")?;
    let end = start.iter().position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(&start[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let label = value.split(['"', '\'']).nth(1)?.to_ascii_lowercase();
    (!label.starts_with("utf-16")).then_some(label)
}

/// The text of an error, whatever of it can be read; of JSON, which any media type includes, that of a string.
pub(crate) fn of_error(raw: &RawResponse) -> Option<String> {
    if media_type::is_json(raw.headers()) {
        return decode::error(raw);
    }
    let text = read(raw.headers(), raw.body());
    Some(text.unwrap_or_else(|_| String::from_utf8_lossy(raw.body()).into_owned()))
}

impl Call {
    /// Sets a body of text that is sent in the charset of its media type.
    pub(crate) fn text(mut self, content_type: &str, text: impl AsRef<str>) -> Self {
        match encode(content_type, text.as_ref()) {
            Some(bytes) => self.body(content_type, bytes.into_owned()),
            None => {
                self.refuse("the text has characters that its charset does not have".to_owned());
                self
            }
        }
    }
}

/// The text in the charset of its media type; `None` where that lacks a character of it.
pub(crate) fn encode<'t>(content_type: &str, text: &'t str) -> Option<Cow<'t, [u8]>> {
    let label = media_type::charset_of(content_type);
    let charset = label.as_deref().and_then(Charset::of);
    charset.unwrap_or(Charset::Whatwg(UTF_8)).encode(text)
}

/// How characters are written as bytes.
#[derive(Clone, Copy)]
enum Charset {
    /// The first 128 characters of Unicode, a byte each.
    Ascii,
    /// The first 256. Browsers take its name for windows-1252, which differs in 32 of them.
    Latin1,
    /// UTF-16 that says by a mark which byte comes first.
    Utf16,
    /// As the Encoding Standard has it.
    Whatwg(&'static Encoding),
}

impl Charset {
    fn of(label: &str) -> Option<Self> {
        match label.to_ascii_lowercase().as_str() {
            "us-ascii" | "ascii" => Some(Self::Ascii),
            "iso-8859-1" | "iso8859-1" | "latin1" => Some(Self::Latin1),
            "utf-16" => Some(Self::Utf16),
            label => Encoding::for_label(label.as_bytes()).map(Self::Whatwg),
        }
    }

    fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        let encoding = match self {
            Self::Latin1 => return Some(mem::decode_latin1(bytes)),
            Self::Ascii => UTF_8,
            // Without a mark, the byte that counts more comes first (RFC 2781, section 4.3).
            Self::Utf16 => UTF_16BE,
            Self::Whatwg(encoding) => encoding,
        };
        let (encoding, bytes) = match Encoding::for_bom(bytes) {
            Some((named, length)) => (named, &bytes[length..]),
            None => (encoding, bytes),
        };
        encoding.decode_without_bom_handling_and_without_replacement(bytes)
    }

    fn encode(self, text: &str) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Ascii => text.is_ascii().then(|| text.as_bytes().into()),
            Self::Latin1 => mem::is_str_latin1(text).then(|| mem::encode_latin1_lossy(text)),
            Self::Utf16 => Some(utf_16(&format!("\u{feff}{text}"), u16::to_be_bytes).into()),
            // The Encoding Standard only reads these.
            Self::Whatwg(encoding) if encoding == UTF_16LE => {
                Some(utf_16(text, u16::to_le_bytes).into())
            }
            Self::Whatwg(encoding) if encoding == UTF_16BE => {
                Some(utf_16(text, u16::to_be_bytes).into())
            }
            Self::Whatwg(encoding) => {
                let (bytes, _, has_unmappable) = encoding.encode(text);
                (!has_unmappable).then_some(bytes)
            }
        }
    }
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}
