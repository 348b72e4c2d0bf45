//! The outline of YAML text, from its events.

use std::borrow::Cow;
use std::collections::BTreeMap;

use libyaml_safer::{EventData, ScalarStyle};
use serde_json::Value;

use super::super::{readable::Readable, yaml};
use super::{Outline, Position, Span, events};

/// How many bytes a scalar may have to be found as a key by its alias, each of which takes a copy.
const MAX_SHARED: usize = 128;

/// The outline of the YAML document of a text, empty ones before it left aside.
pub(super) fn outline(text: &str) -> Outline<'static> {
    let readable = Readable::of(text);
    let (outline, refused) = drawn(&readable);
    match readable.without_blank_tabs(refused) {
        Some(readable) => drawn(&readable).0,
        None => outline,
    }
}

/// The outline, and where the text is refused, which only ends it where the text is no tree either.
fn drawn(readable: &Readable<'_>) -> (Outline<'static>, Option<Position>) {
    let mut pen = Pen::new(readable);
    for event in events::events(readable.text()) {
        let event = match event {
            Ok(event) => event,
            Err(error) => return (pen.outline, events::refused(&error)),
        };
        let span = events::span(&event);
        match matches!(event.data, EventData::DocumentEnd { .. }) {
            true if pen.is_void => pen = Pen::new(readable),
            true => break,
            false if pen.is_at_key() => pen.key(event.data, span),
            false => pen.value(event.data, span),
        }
    }
    (pen.outline, None)
}

/// What is known between two events.
struct Pen<'r> {
    readable: &'r Readable<'r>,
    outline: Outline<'static>,
    anchors: BTreeMap<String, Anchored>,
    /// How many objects and lists are open inside a key. Such a key is not in the tree either; what stands inside it
    /// must not be taken for members.
    inside_key: usize,
    /// Whether the document is nothing but a null so far.
    is_void: bool,
}

/// What has an anchor.
struct Anchored {
    /// None for a key.
    node: Option<usize>,
    /// What an alias of it is as a key.
    key: String,
}

impl<'r> Pen<'r> {
    fn new(readable: &'r Readable<'r>) -> Self {
        Self {
            readable,
            outline: Outline::default(),
            anchors: BTreeMap::new(),
            inside_key: 0,
            is_void: true,
        }
    }

    fn is_at_key(&self) -> bool {
        self.inside_key > 0 || self.outline.expects_key()
    }

    /// Takes an event where a key is expected, or inside of one.
    fn key(&mut self, data: EventData, span: Span) {
        match data {
            EventData::MappingStart { .. } | EventData::SequenceStart { .. } => {
                self.inside_key += 1;
            }
            EventData::MappingEnd | EventData::SequenceEnd => match self.inside_key {
                0 => self.outline.close(),
                inside => {
                    self.inside_key = inside - 1;
                    if inside == 1 {
                        self.outline.key(Cow::Borrowed(""), span);
                    }
                }
            },
            EventData::Scalar { .. } | EventData::Alias { .. } if self.inside_key > 0 => {}
            EventData::Scalar { anchor, value, .. } => {
                self.name(anchor, None, &value);
                let key = self.readable.restored(value);
                self.outline.key(Cow::Owned(key), span);
            }
            EventData::Alias { anchor } => {
                let key = self.anchors.get(&anchor).map(|it| it.key.clone());
                let key = self.readable.restored(key.unwrap_or_default());
                self.outline.key(Cow::Owned(key), span);
            }
            EventData::StreamStart { .. }
            | EventData::StreamEnd
            | EventData::DocumentStart { .. }
            | EventData::DocumentEnd { .. } => {}
        }
    }

    /// Takes an event that is no part of a key.
    fn value(&mut self, data: EventData, span: Span) {
        match data {
            EventData::MappingStart { anchor, .. } => {
                let node = self.outline.open_object(span);
                self.name(anchor, Some(node), "");
            }
            EventData::SequenceStart { anchor, .. } => {
                let node = self.outline.open_list(span);
                self.name(anchor, Some(node), "");
            }
            EventData::MappingEnd | EventData::SequenceEnd => self.outline.close(),
            EventData::Scalar {
                anchor,
                value,
                style,
                ..
            } => {
                let node = self.outline.scalar(span);
                self.name(anchor, Some(node), &value);
                let is_null = || yaml::scalar(&value) == Some(Value::Null);
                self.is_void = node == 0 && style == ScalarStyle::Plain && is_null();
                return;
            }
            EventData::Alias { anchor } => {
                let target = self.anchors.get(&anchor).and_then(|it| it.node);
                self.outline.alias(span, target.unwrap_or(usize::MAX));
            }
            EventData::StreamStart { .. }
            | EventData::StreamEnd
            | EventData::DocumentStart { .. }
            | EventData::DocumentEnd { .. } => return,
        }
        self.is_void = false;
    }

    fn name(&mut self, anchor: Option<String>, node: Option<usize>, text: &str) {
        let Some(anchor) = anchor else {
            return;
        };
        let key = match text.len() {
            0..=MAX_SHARED => text.to_owned(),
            _ => String::new(),
        };
        self.anchors.insert(anchor, Anchored { node, key });
    }
}
