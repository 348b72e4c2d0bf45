//! The line that a place stands on, as far as it is worth showing.

/// How many characters of a line are shown. Minified JSON is one line of megabytes.
const LENGTH: usize = 120;

/// How many characters of a longer line are shown before the place.
const LEAD: usize = 40;

/// A line of a description, or the part of it around a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, without the end of the line.
    pub text: String,
    /// How many characters of the line are left out before `text`.
    pub skipped: u32,
    /// Whether the line goes on after `text`.
    pub goes_on: bool,
    /// How many characters from the place on belong to it; at least 1.
    pub width: u32,
}

impl Excerpt {
    /// Cuts the excerpt out of a line.
    ///
    /// The place starts at byte `at` of the line, which is its character `column`, from 1, and is `width` characters
    /// wide. Without a width, it is as wide as the word that stands there.
    pub(crate) fn cut(line: &str, at: usize, column: u32, width: Option<u32>) -> Self {
        let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
        let is_short = line.chars().nth(LENGTH).is_none();
        let lead = if is_short { LENGTH } else { LEAD };
        let start = before
            .char_indices()
            .rev()
            .take(lead)
            .last()
            .map_or(before.len(), |(start, _)| start);
        let lead = before[start..].chars().count();
        let end = after
            .char_indices()
            .nth(LENGTH - lead)
            .map_or(after.len(), |(end, _)| end);
        let shown = after[..end].trim_end();
        let room = shown.chars().count();
        let width = width.map_or_else(|| word(shown), |width| width as usize);
        Self {
            text: format!("{}{shown}", &before[start..]),
            skipped: column.saturating_sub(1).saturating_sub(saturated(lead)),
            goes_on: end < after.len(),
            width: saturated(width.min(room).max(1)),
        }
    }
}

/// How many characters the word at the start of the text has, with its quotes if it is in quotes.
fn word(text: &str) -> usize {
    let quote = text
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''));
    if let Some(quote) = quote {
        let closing = text.chars().skip(1).position(|it| it == quote);
        return closing.map_or(1, |inside| inside + 2);
    }
    text.chars()
        .take_while(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '$' | '.'))
        .count()
}

fn saturated(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_shown_whole() {
        let excerpt = Excerpt::cut("  é: 'a b'   ", 4, 4, None);
        assert_eq!(excerpt.text, "  é: 'a b'");
        assert_eq!((excerpt.skipped, excerpt.goes_on), (0, false));
        let line = "  $ref: 'a b' # c";
        for (at, width, expected) in [
            (2, None, 4),
            (8, None, 5),
            (2, Some(11), 11),
            (2, Some(99), 15),
            (17, None, 1),
            (99, None, 1),
        ] {
            let excerpt = Excerpt::cut(line, at, saturated(at + 1), width);
            assert_eq!(excerpt.width, expected, "{at} {width:?}");
            assert_eq!(excerpt.text, line);
        }
    }

    #[test]
    fn a_long_line_is_a_window_around_the_place() {
        let line = "é".repeat(1_000) + "key" + &"x".repeat(1_000);
        let excerpt = Excerpt::cut(&line, 2_000, 1_001, Some(3));
        assert_eq!(excerpt.text.chars().count(), LENGTH);
        assert_eq!(excerpt.skipped, 1_000 - 40);
        assert!(excerpt.goes_on);
        assert!(excerpt.text.starts_with(&("é".repeat(LEAD) + "keyxxx")));
        let start = Excerpt::cut(&line, 0, 1, Some(1));
        assert_eq!((start.skipped, start.text.chars().count()), (0, LENGTH));
        let end = Excerpt::cut(&line, line.len() - 1, 2_003, None);
        assert_eq!((end.skipped, end.goes_on), (1_962, false));
    }
}
