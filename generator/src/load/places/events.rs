//! The events of YAML text, from `libyaml-safer`: both it and what reads the values are ports of one library, so that
//! one finds a place for all that the other understands.

use std::io::{BufReader, Cursor};

use libyaml_safer::{Encoding, Event, Mark, Parser};

use super::super::saturated;
use super::{Position, Span};

/// The events of a text up to its end or its first fault, after which the library panics.
pub(super) fn events(text: &str) -> impl Iterator<Item = Result<Event, libyaml_safer::Error>> {
    let mut bytes = text.as_bytes().to_vec();
    spell_tags(&mut bytes);
    // The library panics where a block scalar ends without a line break.
    bytes.push(b'\n');
    let mut parser = Parser::new();
    parser.set_encoding(Encoding::Utf8);
    // All that a reader has at once would be held with four bytes a character.
    parser.set_input(BufReader::new(Cursor::new(bytes)));
    let mut going = Some(parser);
    std::iter::from_fn(move || {
        let event = going.as_mut()?.next()?;
        if event.is_err() {
            going = None;
        }
        Some(event)
    })
}

pub(super) fn span(event: &Event) -> Span {
    Span {
        start: position(event.start_mark),
        end: position(event.end_mark),
    }
}

/// Where the reader refuses the text.
pub(super) fn refused(error: &libyaml_safer::Error) -> Option<Position> {
    error.problem_mark().map(position)
}

fn position(mark: Mark) -> Position {
    let number = |from_zero| usize::try_from(from_zero).map_or(u32::MAX, |it| saturated(it + 1));
    (number(mark.line), number(mark.column))
}

/// What may stand just before a tag, beside white space and the last byte of a byte order mark.
const BEFORE_TAG: &[u8] = b"[]{},?:'\"\xbf";

/// Puts letters in place of tags just before a comma, where the library panics. What was an empty scalar with a tag is
/// a word then, which is the same to the outline.
///
/// So is prose that looks like a tag, unless it is in a key.
fn spell_tags(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(sign) = bytes.iter().skip(at).position(|it| *it == b'!') {
        let sign = at + sign;
        let before = sign.checked_sub(1).and_then(|it| bytes.get(it));
        if !before.is_none_or(|it| it.is_ascii_whitespace() || BEFORE_TAG.contains(it)) {
            at = sign + 1;
            continue;
        }
        at = end_of_tag(bytes, sign);
        if bytes.get(at) == Some(&b',') {
            bytes.get_mut(sign..at).unwrap_or_default().fill(b'x');
        }
    }
}

/// After the tag at `start`, which may be a URI between `<` and `>`.
fn end_of_tag(bytes: &[u8], start: usize) -> usize {
    let word = bytes.get(start..).unwrap_or_default();
    let length = word.iter().position(|it| !it.is_ascii_graphic());
    let word = word.get(..length.unwrap_or(word.len())).unwrap_or_default();
    let uri_end = match word.starts_with(b"!<") {
        true => word.iter().position(|it| *it == b'>'),
        false => None,
    };
    let plain_end = || word.iter().position(|it| b",[]{}".contains(it));
    let length = uri_end.map(|end| end + 1).or_else(plain_end);
    start + length.unwrap_or(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_before_a_comma_become_words() {
        for (text, expected) in [
            ("[!a,!!b/c, d]", "[xx,xxxxx, d]"),
            ("{a: !<x,y>, b: !c}", "{a: xxxxxx, b: !c}"),
            (
                "[ ?!x, \"a!b\":!c,!é,\"a\"!x,]",
                "[ ?xx, \"a!b\":xx,!é,\"a\"xx,]",
            ),
            ("a: b!c, d ! e", "a: b!c, d ! e"),
            ("!", "!"),
        ] {
            let mut bytes = text.as_bytes().to_vec();
            spell_tags(&mut bytes);
            assert_eq!(str::from_utf8(&bytes), Ok(expected));
            assert!(events(text).count() > 0);
        }
    }
}
