//! The outline of YAML text, from the events of `saphyr-parser`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, Span};

use super::super::saturated;
use super::{Outline, Position};

/// Draws the outline of the first YAML document of the text.
pub(super) fn draw<'t>(text: &'t str, outline: &mut Outline<'t>) {
    let mut parser = Parser::new_from_str(text);
    let mut anchors = BTreeMap::new();
    // A key that is no scalar is not in the tree either; what stands inside it must not be taken for members.
    let mut inside_key = 0_usize;
    while let Some(Ok((event, span))) = parser.next_event() {
        let position = position(span);
        let is_key = inside_key == 0 && outline.expects_key();
        let (anchor, node) = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if is_key || inside_key > 0 => {
                inside_key += 1;
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd if inside_key > 0 => {
                inside_key -= 1;
                if inside_key == 0 {
                    outline.key(Cow::Borrowed(""), position);
                }
                continue;
            }
            Event::Scalar(..) | Event::Alias(_) if inside_key > 0 => continue,
            Event::MappingStart(anchor, _) => (anchor, outline.open_object(position)),
            Event::SequenceStart(anchor, _) => (anchor, outline.open_list(position)),
            Event::MappingEnd | Event::SequenceEnd => {
                outline.close();
                continue;
            }
            Event::Scalar(key, ..) if is_key => {
                outline.key(key, position);
                continue;
            }
            Event::Alias(_) if is_key => {
                outline.key(Cow::Borrowed(""), position);
                continue;
            }
            Event::Scalar(_, _, anchor, _) => (anchor, outline.scalar(position)),
            Event::Alias(anchor) => {
                outline.alias(
                    position,
                    anchors.get(&anchor).copied().unwrap_or(usize::MAX),
                );
                continue;
            }
            Event::DocumentEnd | Event::StreamEnd => break,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => continue,
        };
        // Anchors are numbered from 1; 0 is none.
        if anchor > 0 {
            anchors.insert(anchor, node);
        }
    }
}

fn position(span: Span) -> Position {
    (
        saturated(span.start.line()),
        saturated(span.start.col() + 1),
    )
}
