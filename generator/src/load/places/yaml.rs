//! The outline of YAML text, from the events of `saphyr-parser`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

use super::super::saturated;
use super::Outline;

/// How many bytes a scalar may have to be found as a key by its alias, each of which takes a copy.
const MAX_SHARED: usize = 128;

/// Draws the outline of the first YAML document of the text.
pub(super) fn draw<'t>(text: &'t str, outline: &mut Outline<'t>) {
    let mut parser = Parser::new_from_str(text);
    let mut anchors = BTreeMap::new();
    let mut texts = BTreeMap::new();
    // A key that is no scalar is not in the tree either; what stands inside it must not be taken for members.
    let mut inside_key = 0_usize;
    while let Some(Ok((event, span))) = parser.next_event() {
        let mut place = place(span);
        if let Event::Scalar(text, style, ..) = &event {
            trim(&mut place, text, *style);
        }
        let is_key = inside_key == 0 && outline.expects_key();
        let (anchor, node) = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if is_key || inside_key > 0 => {
                inside_key += 1;
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd if inside_key > 0 => {
                inside_key -= 1;
                if inside_key == 0 {
                    outline.key(Cow::Borrowed(""), place);
                }
                continue;
            }
            Event::Scalar(..) | Event::Alias(_) if inside_key > 0 => continue,
            Event::MappingStart(anchor, _) => (anchor, outline.open_object(place)),
            Event::SequenceStart(anchor, _) => (anchor, outline.open_list(place)),
            Event::MappingEnd | Event::SequenceEnd => {
                outline.close();
                continue;
            }
            Event::Scalar(text, _, anchor, _) => {
                if anchor > 0 && text.len() <= MAX_SHARED {
                    texts.insert(anchor, text.clone());
                }
                if is_key {
                    outline.key(text, place);
                    continue;
                }
                (anchor, outline.scalar(place))
            }
            Event::Alias(anchor) if is_key => {
                outline.key(texts.get(&anchor).cloned().unwrap_or_default(), place);
                continue;
            }
            Event::Alias(anchor) => {
                outline.alias(place, anchors.get(&anchor).copied().unwrap_or(usize::MAX));
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

/// The parser counts what follows a quoted scalar on its line as a part of it.
///
/// With escapes in it, the scalar is longer than this finds, which only makes the mark shorter.
fn trim(place: &mut super::Span, text: &str, style: ScalarStyle) {
    let is_quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
    if is_quoted && place.width().is_some() {
        let (line, column) = place.start;
        place.end = (line, column + saturated(text.chars().count()) + 2);
    }
}

pub(super) fn place(span: Span) -> super::Span {
    let position = |mark: Marker| (saturated(mark.line()), saturated(mark.col() + 1));
    super::Span {
        start: position(span.start),
        end: position(span.end),
    }
}
