//! `pattern`: whether it can be checked, and what several of them come to.

use super::Cx;
use super::shape::Shape;

/// How patterns are read. JSON Schema asks for the flag `u` (Validation 2020-12, section 6.3.3); older patterns are legal
/// only without it.
const FLAGS: [&str; 2] = ["u", ""];

/// How many bytes a pattern has that is checked, and how many alternatives. What reads longer ones takes time with the
/// square of the bytes and, in a client, stack with the alternatives.
const LONGEST: usize = 8192;
const MOST_ALTERNATIVES: usize = 1024;

/// How many ways through a text are tried at most, about.
const MOST_WAYS: f64 = 1e8;

/// A text as long as this can be read in [`MOST_WAYS`] ways if a group that repeats repeats itself.
const LONGEST_FOR_GROUPS: usize = 24;

/// Whether a pattern is short enough to be read.
fn is_readable(pattern: &str) -> bool {
    pattern.len() <= LONGEST && pattern.matches('|').count() < MOST_ALTERNATIVES
}

/// Whether a text has what a pattern looks for, as checks of requests read it; a pattern that cannot be read, or might
/// be read for ever, finds all.
pub(super) fn finds(pattern: &str, text: &str) -> bool {
    if !is_readable(pattern) || !is_quick(pattern, text) {
        return true;
    }
    let readings = FLAGS.into_iter();
    let mut readings = readings.filter_map(|it| regress::Regex::with_flags(pattern, it).ok());
    readings
        .next()
        .is_none_or(|regex| regex.find(text).is_some())
}

/// Whether there are few ways to read the text: each repetition can end anywhere in it, and one in a repeated group
/// can begin again.
fn is_quick(pattern: &str, text: &str) -> bool {
    let bytes = pattern.as_bytes();
    let is_open = |index: usize| match bytes[index] {
        b'*' | b'+' => true,
        b'{' => bytes[index..].iter().take(12).any(|byte| *byte == b','),
        _ => false,
    };
    let open = (0..bytes.len()).filter(|index| is_open(*index));
    let repeats = open.clone().count();
    let repeats_group = open
        .clone()
        .any(|index| index > 0 && bytes[index - 1] == b')');
    let ways = (text.len() as f64).powf(repeats as f64);
    ways <= MOST_WAYS && (!repeats_group || text.len() <= LONGEST_FOR_GROUPS)
}

/// Leaves out a pattern that is too long, or that is no regular expression, with a warning: nothing can be checked by it.
pub(super) fn check_pattern(cx: &mut Cx<'_>, shape: &mut Shape<'_>) {
    let Some(pattern) = &shape.constraints.pattern else {
        return;
    };
    if !is_readable(pattern) {
        let message = "the pattern is too long; texts are sent without being checked by it";
        cx.unsupported("pattern-too-long", &shape.at.child("pattern"), message);
        shape.constraints.pattern = None;
        return;
    }
    let readings = FLAGS.map(|flags| regress::Regex::with_flags(pattern, flags));
    if let [Err(error), Err(_)] = readings {
        let message = format!("`{pattern}` is no regular expression of ECMA-262: {error}");
        cx.diagnostics
            .warn("invalid-pattern", &shape.at.child("pattern"), message)
            .help("texts are sent without being checked by it");
        shape.constraints.pattern = None;
    }
}

/// A pattern that finds what both find.
pub(super) fn both(a: Option<String>, b: Option<String>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) if a != b => Some(format!("^(?=[^]*(?:{a}))(?=[^]*(?:{b}))")),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn no_text_is_read_for_ever() {
        assert!(finds("^[a-z]+$", "tea") && !finds("^[a-z]+$", "Tea"));
        assert!(!finds(
            "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
            &"0".repeat(36)
        ));
        let text = format!("{}!", "a".repeat(60));
        for pattern in ["^(a+)+$", "^(a|a)*$", "^a*a*a*a*a*a*a*a*$"] {
            assert!(finds(pattern, &text), "{pattern}");
        }
        assert!(finds(&"b|".repeat(20_000), "a"));
    }

    #[test]
    fn both_patterns_have_to_be_found() {
        let both = |a: &str, b: &str| both(Some(a.to_owned()), Some(b.to_owned())).unwrap();
        assert_eq!(both("^a", "^a"), "^a");
        for flags in ["u", ""] {
            let regex = regress::Regex::with_flags(&both("^a|^b", "z$"), flags).unwrap();
            let found =
                ["a..z", "b\n.z", "c..z", "a..y", ".az"].map(|text| regex.find(text).is_some());
            assert_eq!(found, [true, true, false, false, false]);
        }
    }
}
