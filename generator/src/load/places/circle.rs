//! An alias inside the node that it stands for: a tree that has no end.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};

use super::{Position, yaml};

/// How many nodes may be open at once: an alias that makes a tree endless stands in text that has an end soon.
const MAX_OPEN: usize = 1_000;

/// The first such alias of YAML text, and where its node begins.
///
/// Keeps nothing but what is open, as such text can be of any size.
pub(in super::super) fn find(text: &str) -> Option<(Position, Position)> {
    let mut parser = Parser::new_from_str(text);
    let mut open = Vec::new();
    let mut anchors = BTreeMap::new();
    while let Some(Ok((event, span))) = parser.next_event() {
        let start = yaml::place(span).start;
        match event {
            Event::MappingStart(anchor, _) | Event::SequenceStart(anchor, _) => {
                open.push(anchor);
                if open.len() > MAX_OPEN {
                    return None;
                }
                // 0 is none.
                if anchor > 0 {
                    anchors.insert(anchor, start);
                }
            }
            Event::MappingEnd | Event::SequenceEnd => {
                anchors.remove(&open.pop()?);
            }
            Event::Alias(anchor) => {
                if let Some(node) = anchors.get(&anchor) {
                    return Some((start, *node));
                }
            }
            Event::Scalar(..)
            | Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
    }
    None
}
