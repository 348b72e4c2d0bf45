//! Bytes to text: byte order marks, UTF-8, UTF-16, and the limit on size.

use super::{Fault, position_at};

/// Far above the largest descriptions in use (about 12 MB), far below what memory could not bear.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The text of a source, without byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    if bytes.len() > MAX_BYTES {
        let message = format!(
            "the file has {} bytes, more than the {MAX_BYTES} allowed",
            bytes.len()
        );
        return Err(Fault::new("too-large", message, None));
    }
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // RFC 8259 and YAML 1.2 both tell UTF-16 without a mark by the zero beside the first character.
        [first, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf16(bytes, u16::from_be_bytes),
        plain => utf8(plain),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, Fault> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let valid = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
    let position = position_at(&valid, valid.len());
    Err(Fault::new(
        "not-utf8",
        "the file is not UTF-8 text",
        Some(position),
    ))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Fault> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().copied().map(unit).collect::<Vec<_>>());
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        Ok(_) | Err(_) => Err(Fault::new(
            "not-utf8",
            "the file starts like UTF-16 text but is not",
            None,
        )),
    }
}
