//! An alias inside the node that it stands for: a tree that has no end.

use std::collections::BTreeMap;

use libyaml_safer::EventData;

use super::super::readable::Readable;
use super::{Position, events};

/// How many nodes may be open at once: an alias that makes a tree endless stands in text that has an end soon.
const MAX_OPEN: usize = 1_000;

/// The first such alias of YAML text, and where its node begins.
///
/// Keeps nothing but what is open, as such text can be of any size.
pub(in super::super) fn find(text: &str) -> Option<(Position, Position)> {
    let readable = Readable::of(text);
    let mut open = Vec::new();
    let mut anchors = BTreeMap::new();
    for event in events::events(readable.text()) {
        let event = event.ok()?;
        let start = events::span(&event).start;
        match event.data {
            EventData::MappingStart { anchor, .. } | EventData::SequenceStart { anchor, .. } => {
                if let Some(anchor) = &anchor {
                    anchors.insert(anchor.clone(), start);
                }
                open.push(anchor);
                if open.len() > MAX_OPEN {
                    return None;
                }
            }
            EventData::MappingEnd | EventData::SequenceEnd => {
                if let Some(anchor) = open.pop()? {
                    anchors.remove(&anchor);
                }
            }
            EventData::Alias { anchor } => {
                if let Some(node) = anchors.get(&anchor) {
                    return Some((start, *node));
                }
            }
            EventData::Scalar { anchor, .. } => {
                if let Some(anchor) = anchor {
                    anchors.remove(&anchor);
                }
            }
            EventData::StreamStart { .. }
            | EventData::StreamEnd
            | EventData::DocumentStart { .. }
            | EventData::DocumentEnd { .. } => {}
        }
    }
    None
}
