//! Excerpts of the lines that places stand on, all of them cut in one pass over the text.

use std::collections::BTreeMap;

use super::Syntax;
use super::places::Position;
use crate::diagnostic::Excerpt;

/// Cuts the excerpts at the wanted positions, each with the width of what is there, where that is known.
///
/// A position beyond the end of its line gets what the line has.
pub(super) fn cut(
    text: &str,
    syntax: Syntax,
    wanted: &BTreeMap<Position, Option<u32>>,
) -> BTreeMap<Position, Excerpt> {
    let mut found = BTreeMap::new();
    let mut wanted = wanted.iter().peekable();
    for (number, line) in (1..).zip(Lines { text, syntax }) {
        if wanted.peek().is_none() {
            break;
        }
        let mut reached = (0, 1);
        while let Some((position, width)) = wanted.next_if(|((line, _), _)| *line == number) {
            reached = advanced(line, reached, position.1);
            let excerpt = Excerpt::cut(line, reached.0, position.1, *width);
            found.insert(*position, excerpt);
        }
    }
    found
}

/// From one byte of a line with its column to the byte of a later column.
fn advanced(line: &str, (at, column): (usize, u32), to: u32) -> (usize, u32) {
    let rest = line.get(at..).unwrap_or_default();
    let ahead = to.saturating_sub(column) as usize;
    match rest.char_indices().nth(ahead) {
        Some((offset, _)) => (at + offset, to),
        None => (line.len(), to),
    }
}

/// The lines of a text without their ends. In YAML, a carriage return ends a line too.
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    pub(super) syntax: Syntax,
}

impl<'t> Iterator for Lines<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        if self.text.is_empty() {
            return None;
        }
        let end = match self.syntax {
            Syntax::Json | Syntax::Text => self.text.find('\n'),
            Syntax::Yaml => self.text.find(['\n', '\r']),
        };
        let Some(end) = end else {
            return Some(std::mem::take(&mut self.text));
        };
        let (line, rest) = self.text.split_at(end);
        self.text = rest
            .strip_prefix("\r\n")
            .unwrap_or_else(|| rest.get(1..).unwrap_or_default());
        Some(line.strip_suffix('\r').unwrap_or(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_are_of_the_right_lines() {
        let text = "a\n\nbc é: f\r\nlast";
        let wanted = [(1, 1), (3, 1), (3, 4), (4, 9), (7, 1)].map(|position| (position, None));
        for syntax in [Syntax::Json, Syntax::Yaml] {
            let found = cut(text, syntax, &BTreeMap::from(wanted));
            let found: Vec<_> = found
                .iter()
                .map(|(position, it)| (*position, it.text.as_str(), it.width))
                .collect();
            assert_eq!(
                found,
                [
                    ((1, 1), "a", 1),
                    ((3, 1), "bc é: f", 2),
                    ((3, 4), "bc é: f", 1),
                    ((4, 9), "last", 1),
                ]
            );
        }
        let carriage = cut("a\rb", Syntax::Yaml, &BTreeMap::from([((2, 1), None)]));
        assert_eq!(
            carriage.values().next().map(|it| it.text.as_str()),
            Some("b")
        );
    }
}
