//! How deep YAML in flow style is nested, before it is read: reading takes time for every open bracket at every token.

use super::{Fault, position_at};

/// How many brackets may be open at once. More than a description has, as prose may look like brackets, and few
/// enough for the reader, which then counts exactly.
const MAX_OPEN: usize = 1_000;

/// Refuses text in which too many brackets are open at once, as deeper than `limit`.
pub(super) fn check(text: &str, limit: usize) -> Result<(), Fault> {
    let mut scan = Scan::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = scan.step(bytes, at, byte);
        if scan.open > MAX_OPEN {
            return Err(super::tree::too_deep(limit, Some(position_at(text, at))));
        }
    }
    Ok(())
}

/// What is known of the text so far.
#[derive(Default)]
struct Scan {
    open: usize,
    /// The last byte that is no space.
    last: Option<u8>,
    /// Whether a space stands before the current byte.
    is_spaced: bool,
    /// Whether the current word is a tag or an anchor, after which a node begins.
    in_property: bool,
}

impl Scan {
    /// Takes one byte, or a whole comment or quoted scalar, and returns where to go on.
    fn step(&mut self, bytes: &[u8], at: usize, byte: u8) -> usize {
        let begins = self.begins_node();
        let was_spaced = std::mem::take(&mut self.is_spaced) || self.last.is_none();
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {
                self.is_spaced = true;
                return at + 1;
            }
            b'#' if was_spaced => {
                self.is_spaced = true;
                return end_of(bytes, at, b'\n');
            }
            b'|' | b'>' if begins && self.open == 0 => {
                self.seen(byte, false);
                return end_of_block(bytes, at).unwrap_or(at + 1);
            }
            b'"' | b'\'' if begins => {
                self.seen(byte, false);
                return end_of_quoted(bytes, at, byte);
            }
            b'[' | b'{' if begins || self.open > 0 => self.open += 1,
            b']' | b'}' => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        let is_property =
            (begins && matches!(byte, b'!' | b'&')) || (self.in_property && !was_spaced);
        self.seen(byte, is_property);
        at + 1
    }

    /// Whether a node can begin at the current byte.
    fn begins_node(&self) -> bool {
        let after = self.last.is_none_or(|last| b"[{,:-?".contains(&last));
        after || (self.in_property && self.is_spaced)
    }

    fn seen(&mut self, byte: u8, is_property: bool) {
        self.last = Some(byte);
        self.in_property = is_property;
    }
}

fn end_of(bytes: &[u8], at: usize, end: u8) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter()
        .position(|byte| *byte == end)
        .map_or(bytes.len(), |length| at + length)
}

/// After the block scalar whose sign is at `start`; none if it is no such sign.
///
/// The scalar has all lines that are indented deeper than the node it is in.
fn end_of_block(bytes: &[u8], start: usize) -> Option<usize> {
    let sign_end = end_of(bytes, start, b'\n');
    let sign = bytes.get(start + 1..sign_end)?;
    let rest = sign
        .iter()
        .position(|it| !it.is_ascii_digit() && !b"+-".contains(it));
    let rest = rest.and_then(|rest| sign.get(rest..)).unwrap_or_default();
    let is_remark = rest.first().is_none_or(u8::is_ascii_whitespace)
        && matches!(rest.trim_ascii().first(), None | Some(b'#'));
    if !is_remark {
        return None;
    }
    let before = bytes.get(..start)?;
    let line_start = before
        .iter()
        .rposition(|it| *it == b'\n')
        .map_or(0, |end| end + 1);
    let indent = indent_of_node(before.get(line_start..)?);
    let mut at = sign_end;
    while let Some(line) = bytes.get(at + 1..) {
        let end = at + 1 + end_of(line, 0, b'\n');
        let line = bytes.get(at + 1..end)?;
        let spaces = line.iter().take_while(|it| **it == b' ').count();
        if spaces <= indent && !line.trim_ascii().is_empty() {
            break;
        }
        at = end;
    }
    Some(at)
}

/// The column of the key, or else of the last dash, on the line before a block scalar.
fn indent_of_node(line: &[u8]) -> usize {
    let is_lead = |it: &u8| b" -?".contains(it);
    let last_dash = || line.iter().rposition(|it| *it != b' ');
    line.iter()
        .position(|it| !is_lead(it))
        .or_else(last_dash)
        .unwrap_or_default()
}

/// After the closing quote; just after the opening one if nothing closes it, as it is no quote then.
fn end_of_quoted(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 2,
            _ if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    start + 1
}
