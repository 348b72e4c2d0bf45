//! Reads the format of server-sent events (WHATWG HTML, 9.2.6 "Interpreting an event stream").
//!
//! The crates for it hold an event of any length, or end the stream at a byte that is no UTF-8, where the standard reads
//! on; the format is six rules.

use std::time::Duration;

use bytes::{Buf, BytesMut};
use serde_json::Value;

use super::frames::Framing;

/// One event as it was sent.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct RawEvent {
    /// The values of all `data` fields, with line feeds between.
    pub(crate) data: String,
    /// The value of the `event` field, unless it is empty.
    pub(crate) event: Option<String>,
    /// The value of the `id` field.
    pub(crate) id: Option<String>,
    /// The value of the `retry` field.
    pub(crate) retry: Option<Duration>,
}

impl RawEvent {
    /// The event as the text of a JSON object, its data as text.
    pub(crate) fn with_text(&self) -> String {
        self.as_object(Some(Value::from(self.data.as_str())))
    }

    /// The event as the text of a JSON object, its data as the JSON that it is: none where that is blank; `None` where
    /// it is no JSON.
    pub(crate) fn with_json(&self) -> Option<String> {
        if self.data.trim().is_empty() {
            return Some(self.as_object(None));
        }
        let data = serde_json::from_str(&self.data).ok()?;
        Some(self.as_object(Some(data)))
    }

    fn as_object(&self, data: Option<Value>) -> String {
        let retry = self.retry.and_then(|it| u64::try_from(it.as_millis()).ok());
        let members = [
            ("data", data),
            ("event", self.event.as_deref().map(Value::from)),
            ("id", self.id.as_deref().map(Value::from)),
            ("retry", retry.map(Value::from)),
        ];
        let present = members
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(present.collect()).to_string()
    }
}

/// Reads events line by line.
#[derive(Debug, Default)]
pub(crate) struct Events {
    lines: Lines,
    event: RawEvent,
    has_data: bool,
    last_id: String,
    retry: Option<Duration>,
}

impl Events {
    /// The id of the last event that had one; empty where none had.
    pub(crate) fn last_id(&self) -> &str {
        &self.last_id
    }

    /// How long the server asks to wait before connecting again.
    pub(crate) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Takes over what an earlier connection has said.
    pub(crate) fn resume(&mut self, last_id: &str, retry: Option<Duration>) {
        last_id.clone_into(&mut self.last_id);
        self.retry = retry;
    }

    fn line(&mut self, line: &[u8]) -> Option<RawEvent> {
        let line = String::from_utf8_lossy(line);
        if line.is_empty() {
            return self.dispatch();
        }
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        self.field(name, value.strip_prefix(' ').unwrap_or(value));
        None
    }

    fn field(&mut self, name: &str, value: &str) {
        match name {
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
                self.has_data = true;
            }
            "event" => self.event.event = Some(value.to_owned()).filter(|it| !it.is_empty()),
            "id" if !value.contains('\0') => self.event.id = Some(value.to_owned()),
            "retry" if !value.is_empty() && value.bytes().all(|it| it.is_ascii_digit()) => {
                self.event.retry = value.parse().ok().map(Duration::from_millis);
                self.retry = self.event.retry.or(self.retry);
            }
            // Comments have an empty name; whatever else there is has to be ignored.
            _ => {}
        }
    }

    /// An empty line ends an event; one without data is none, but its id counts.
    fn dispatch(&mut self) -> Option<RawEvent> {
        let event = std::mem::take(&mut self.event);
        if let Some(id) = &event.id {
            self.last_id.clone_from(id);
        }
        std::mem::take(&mut self.has_data).then_some(event)
    }
}

impl Framing for Events {
    type Frame = RawEvent;

    /// An event that the end of the stream cuts off is none.
    fn take(&mut self, buffer: &mut BytesMut, _is_end: bool) -> Option<RawEvent> {
        while let Some(line) = self.lines.take(buffer) {
            if let Some(event) = self.line(&line) {
                return Some(event);
            }
        }
        None
    }

    fn held(&self) -> usize {
        let texts = [&self.event.event, &self.event.id];
        let texts = texts.iter().filter_map(|text| text.as_ref());
        self.event.data.len() + texts.map(String::len).sum::<usize>()
    }
}

/// Cuts off lines that end in CR, LF or both.
#[derive(Debug, Default)]
struct Lines {
    /// How much of the buffer has no line end.
    searched: usize,
    /// Whether the line before ended in CR: an LF that follows belongs to it.
    ends_in_cr: bool,
    has_begun: bool,
}

impl Lines {
    fn take(&mut self, buffer: &mut BytesMut) -> Option<BytesMut> {
        if self.ends_in_cr && !buffer.is_empty() {
            self.ends_in_cr = false;
            if buffer[0] == b'\n' {
                buffer.advance(1);
            }
        }
        let rest = &buffer[self.searched..];
        let Some(at) = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
            self.searched = buffer.len();
            return None;
        };
        let mut line = buffer.split_to(self.searched + at);
        self.ends_in_cr = buffer[0] == b'\r';
        buffer.advance(1);
        self.searched = 0;
        if !self.has_begun && line.starts_with(b"\xEF\xBB\xBF") {
            line.advance(3);
        }
        self.has_begun = true;
        Some(line)
    }
}
