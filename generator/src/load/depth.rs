//! How deep YAML in flow style is nested, for text that may be nested so deep that reading it takes for ever.

use saphyr_parser::{Event, Parser};

use super::{Fault, saturated};

/// The reader needs time for every bracket that is still open at every token, which only deep nesting makes long.
/// Text with fewer brackets than this is read in no time, whatever they enclose.
const MAX_UNCHECKED: usize = 5_000;

/// Refuses text that is nested deeper than `limit`.
pub(super) fn check(text: &str, limit: usize) -> Result<(), Fault> {
    let brackets = text.bytes().filter(|byte| matches!(byte, b'[' | b'{'));
    if brackets.take(MAX_UNCHECKED).count() < MAX_UNCHECKED {
        return Ok(());
    }
    let mut parser = Parser::new_from_str(text);
    let mut depth = 0_usize;
    // Faults of the text are left to the reader.
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::Alias(_)
            | Event::Scalar(..) => {}
        }
        if depth > limit {
            let position = (
                saturated(span.start.line()),
                saturated(span.start.col() + 1),
            );
            return Err(super::tree::too_deep(limit, Some(position)));
        }
    }
    Ok(())
}
