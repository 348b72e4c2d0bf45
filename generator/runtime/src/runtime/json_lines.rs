//! JSON values one after another: a line each (`application/jsonl`, `application/x-ndjson`), or a record each
//! (`application/json-seq`, RFC 7464).

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use futures_core::Stream;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::call::Call;
use super::decode;
use super::describe;
use super::error::Error;
use super::fault::Fault;
use super::frames::{Frames, Framing};
use super::response::RawResponse;
use super::whole;

/// The character before every record of a sequence.
const RECORD_SEPARATOR: u8 = 0x1E;

/// Values as the server sends them.
///
/// It is a [`Stream`], and [`next`](Self::next) reads it without any further crate. A value that cannot be decoded is an
/// error in its place, and the values after it follow; after any other error the stream is at its end. Dropping it
/// closes the connection.
pub struct JsonLines<T> {
    frames: Box<Frames<Values>>,
    decode: fn(&[u8]) -> Result<T, Fault>,
}

/// A value on each line; blank lines are passed over.
pub(crate) fn lines<T: DeserializeOwned>(raw: RawResponse) -> Result<JsonLines<T>, Error> {
    JsonLines::new(raw, Values::default())
}

/// A value in each record.
pub(crate) fn records<T: DeserializeOwned>(raw: RawResponse) -> Result<JsonLines<T>, Error> {
    let values = Values {
        are_records: true,
        ..Values::default()
    };
    JsonLines::new(raw, values)
}

impl<T: DeserializeOwned> JsonLines<T> {
    fn new(raw: RawResponse, values: Values) -> Result<Self, Error> {
        Ok(JsonLines {
            frames: Box::new(Frames::new(raw, values)?),
            decode: whole::from_text,
        })
    }
}

impl<T> JsonLines<T> {
    /// The next value; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    fn value(&self, frame: Frame) -> Result<T, Error> {
        if frame.is_cut {
            return Err(self.cut(frame.text.freeze()));
        }
        (self.decode)(&frame.text).map_err(|fault| {
            let part = self.frames.source().part(frame.text.freeze());
            decode::undecodable_json(part, fault)
        })
    }

    #[cold]
    fn cut(&self, text: Bytes) -> Error {
        decode::undecodable_whole(self.frames.source().part(text), "the value is cut off")
    }
}

impl Call {
    /// Sets a body of JSON values, a line each.
    pub(crate) fn json_lines<T: Serialize>(self, values: &[T]) -> Self {
        self.json_values(values, &[])
    }

    /// Sets a body of JSON values, a record each.
    pub(crate) fn json_records<T: Serialize>(self, values: &[T]) -> Self {
        self.json_values(values, &[RECORD_SEPARATOR])
    }

    fn json_values<T: Serialize>(mut self, values: &[T], start: &[u8]) -> Self {
        let mut text = Vec::new();
        for value in values {
            text.extend_from_slice(start);
            if let Err(error) = serde_json::to_writer(&mut text, value) {
                self.refuse(describe::unwritable(&error));
            }
            text.push(b'\n');
        }
        let content_type = self.usual_content_type();
        self.body(content_type, text)
    }
}

#[cfg(feature = "dynamic")]
impl<T: serde::Serialize + Send + 'static> super::encoding::Encode<super::encoding::ByRule>
    for JsonLines<T>
{
    fn encode(mut self) -> super::encoding::Encoding {
        Box::pin(async move {
            let mut values = Vec::new();
            while let Some(value) = self.next().await {
                values.push(super::encoding::value(&value?)?);
            }
            Ok(super::encoding::Encoded::Json(values.into()))
        })
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let frame = ready!(self.frames.poll_next(cx));
        Poll::Ready(frame.map(|frame| frame.and_then(|frame| self.value(frame))))
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonLines")
            .field(self.frames.source())
            .finish()
    }
}

#[cfg(feature = "dynamic")]
impl super::arguments::Arguments {
    /// A body of JSON values one after another, of one of these media types: an array, or bytes with a line each.
    pub(crate) fn values<T: DeserializeOwned>(
        &mut self,
        declared: &str,
    ) -> Result<T, super::dynamic::DynamicError> {
        if !self.body.as_ref().is_some_and(serde_json::Value::is_array) {
            let text = self.text(declared)?;
            let lines = text.split(['\n', '\u{1e}']).map(str::trim);
            let lines = lines.filter(|line| !line.is_empty());
            let values: Result<Vec<serde_json::Value>, _> =
                lines.map(serde_json::from_str).collect();
            let values = values.map_err(|_| {
                super::dynamic::DynamicError::invalid("a line is no JSON")
                    .at(Some("/body".to_owned()))
            })?;
            self.body = Some(values.into());
        }
        self.body(declared)
    }
}

struct Frame {
    text: BytesMut,
    /// Whether what is missing at its end could change the value: `12` may have been the beginning of `123`.
    is_cut: bool,
}

/// Finds where a value ends: at a line feed. In a record, a line feed within the value does not end it.
#[derive(Default)]
struct Values {
    are_records: bool,
    has_begun: bool,
    /// How much of the buffer was looked at.
    searched: usize,
    /// How many arrays and objects are open there.
    depth: usize,
    in_string: bool,
    is_escaped: bool,
}

impl Values {
    /// Looks at one byte; whether it ends the value before it.
    fn ends_at(&mut self, byte: u8) -> bool {
        if !self.are_records {
            return byte == b'\n';
        }
        match byte {
            // It cannot stand within a value, so here a new one begins, whatever state the one before is in.
            RECORD_SEPARATOR => return true,
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' if self.in_string => self.is_escaped = true,
            b'"' => self.in_string = !self.in_string,
            b'[' | b'{' if !self.in_string => self.depth += 1,
            b']' | b'}' if !self.in_string => self.depth = self.depth.saturating_sub(1),
            b'\n' => return !self.in_string && self.depth == 0,
            _ => {}
        }
        false
    }

    fn split(&mut self, buffer: &mut BytesMut, at: usize) -> BytesMut {
        let text = buffer.split_to(at);
        (self.searched, self.depth) = (0, 0);
        (self.in_string, self.is_escaped) = (false, false);
        text
    }

    fn frame(&mut self, mut text: BytesMut, end: Option<u8>) -> Option<Frame> {
        if !self.has_begun && text.starts_with(b"\xEF\xBB\xBF") {
            text.advance(3);
        }
        self.has_begun = true;
        let is_followed = end == Some(b'\n') || text.last().is_some_and(u8::is_ascii_whitespace);
        let text = trimmed(text);
        let first = *text.first()?;
        let is_bare = !matches!(first, b'{' | b'[' | b'"');
        // Any white space will do (RFC 7464, section 2.4).
        let is_cut = self.are_records && is_bare && !is_followed;
        Some(Frame { text, is_cut })
    }
}

impl Framing for Values {
    type Frame = Frame;

    fn take(&mut self, buffer: &mut BytesMut, is_end: bool) -> Option<Frame> {
        while self.searched < buffer.len() {
            let byte = buffer[self.searched];
            if !self.ends_at(byte) {
                self.searched += 1;
                continue;
            }
            let text = self.split(buffer, self.searched);
            buffer.advance(1);
            if let Some(frame) = self.frame(text, Some(byte)) {
                return Some(frame);
            }
        }
        if !is_end {
            return None;
        }
        let rest = self.split(buffer, buffer.len());
        self.frame(rest, None)
    }

    fn held(&self) -> usize {
        0
    }
}

fn trimmed(mut text: BytesMut) -> BytesMut {
    text.truncate(text.trim_ascii_end().len());
    let blank = text.len() - text.trim_ascii_start().len();
    text.advance(blank);
    text
}
