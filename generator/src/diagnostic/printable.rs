//! What text of a description looks like where a terminal reads it.

use std::borrow::Cow;

/// The text with everything escaped that would steer a terminal or change the order of what is around it.
///
/// A description is text that somebody else wrote: printed as it is, it could hide what is said about it.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match steers(character) {
            true => shown.extend(character.escape_default()),
            false => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// Whether it is a control character other than a tab, an end of a line, or changes the direction of writing
/// (Unicode Standard Annex 9, section 2).
fn steers(character: char) -> bool {
    let is_control = character.is_control() && character != '\t';
    is_control
        || matches!(
            character,
            '\u{061c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_escaped_and_the_rest_kept() {
        for (text, expected) in [
            ("tea\t`é` 茶 👩‍🍳", "tea\t`é` 茶 👩‍🍳"),
            ("a\u{1b}[31mb\u{9b}2J", "a\\u{1b}[31mb\\u{9b}2J"),
            ("a\r\nb\u{7}", "a\\r\\nb\\u{7}"),
            (
                "\u{202e}\u{2066}\u{200f}\u{61c}",
                "\\u{202e}\\u{2066}\\u{200f}\\u{61c}",
            ),
            ("\u{85}\u{2028}\u{2029}", "\\u{85}\\u{2028}\\u{2029}"),
        ] {
            assert_eq!(printable(text), expected);
        }
    }
}
