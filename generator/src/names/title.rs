//! Titles of schemas that read as type names.

use std::collections::BTreeSet;

use super::context::is_generic;
use super::words::Words;

/// The titles, if they are one and read as a type name.
pub(super) fn title(titles: &BTreeSet<String>) -> Option<Words> {
    let title = titles.first().filter(|_| titles.len() == 1)?;
    let words = Words::of(title);
    let reads_as_name = !words.is_empty()
        && words.len() <= 4
        && title.len() <= 40
        && title.starts_with(|c: char| c.is_alphabetic())
        && title
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.'));
    (reads_as_name && !is_generic(&words)).then_some(words)
}
