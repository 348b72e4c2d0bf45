//! Texts that a regular expression finds.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Where repeating ends, in bytes.
const LONGEST: usize = 2_000;

/// Texts for a pattern, of at least and at most so many characters where it can be helped. None for a pattern that
/// cannot be read.
pub(super) fn texts(pattern: &str, least: usize, greatest: usize) -> Vec<String> {
    // In JavaScript `\/` is a slash and `\d` an ASCII digit.
    let pattern = without_lookaround(pattern).replace("\\/", "/");
    let pattern = pattern.replace("\\d", "[0-9]");
    let Ok(hir) = regex_syntax::parse(&pattern) else {
        return Vec::new();
    };
    let mut texts: Vec<String> = Vec::new();
    for (pick, more) in [
        (0, 0),
        (1, 1),
        (2, 0),
        (3, 4),
        (4, least.min(50)),
        (5, greatest.min(50)),
    ] {
        let mut text = String::new();
        Writer { pick, more }.write(&hir, &mut text);
        // What is not anchored may have anything around it.
        let missing = least.saturating_sub(text.chars().count());
        if missing > 0 && text.chars().next_back().is_some_and(char::is_alphanumeric) {
            let last = text.chars().next_back().unwrap_or('x').to_string();
            text += &last.repeat(missing);
        }
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// The pattern without what only looks: whether that is satisfied is for the validator to say.
fn without_lookaround(pattern: &str) -> String {
    const STARTS: [&str; 4] = ["(?!", "(?=", "(?<!", "(?<="];
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        if STARTS.iter().any(|start| rest.starts_with(start)) {
            rest = &rest[group_length(rest)..];
            continue;
        }
        let length = match first {
            '\\' => rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at),
            _ => first.len_utf8(),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// How long the group is that the text starts with, in bytes.
fn group_length(text: &str) -> usize {
    let (mut depth, mut is_escaped, mut in_class) = (0_usize, false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + character.len_utf8();
        }
    }
    text.len()
}

/// Writes one text, picking the same place of every class and list.
struct Writer {
    pick: usize,
    /// How many repetitions more than necessary there are.
    more: usize,
}

impl Writer {
    fn write(&self, hir: &Hir, out: &mut String) {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => out.push_str(&String::from_utf8_lossy(&literal.0)),
            HirKind::Class(class) => out.extend(self.member(class)),
            HirKind::Repetition(repetition) => {
                let least = repetition.min as usize;
                let greatest = repetition.max.map_or(usize::MAX, |max| max as usize);
                let count = least.saturating_add(self.more).min(greatest);
                for _ in 0..count {
                    // Repetitions can be nested, and then grow without end.
                    if out.len() > LONGEST {
                        break;
                    }
                    self.write(&repetition.sub, out);
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub, out),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.write(part, out)),
            HirKind::Alternation(parts) => {
                if let Some(part) = parts.get(self.pick % parts.len().max(1)) {
                    self.write(part, out);
                }
            }
        }
    }

    /// A member of a class that people would type.
    fn member(&self, class: &Class) -> Option<char> {
        let Class::Unicode(class) = class else {
            return None;
        };
        let holds = |it: &char| {
            class
                .iter()
                .any(|range| (range.start()..=range.end()).contains(it))
        };
        let usual: Vec<char> = ('a'..='z')
            .chain('0'..='9')
            .chain('A'..='Z')
            .chain(' '..='~')
            .filter(holds)
            .collect();
        let first = || class.iter().next().map(|range| range.start());
        usual
            .get(self.pick * 7 % usual.len().max(1))
            .copied()
            .or_else(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_their_patterns() {
        for (pattern, least, expected) in [
            ("^(?!no\\)|[(])[a-z]{2,3}-\\d+$", 0, "aa-0"),
            ("^a\\/b$", 0, "a/b"),
            ("^[A-Z]+$", 3, "AAA"),
        ] {
            let texts = texts(pattern, least, 20);
            assert!(
                texts.iter().any(|text| text == expected),
                "{pattern}: {texts:?}"
            );
        }
        assert!(texts("([", 0, 9).is_empty());
        assert!(
            texts("^((a{9,}){9,}){9,}$", 0, 9)
                .iter()
                .all(|text| text.len() < 3000)
        );
    }
}
