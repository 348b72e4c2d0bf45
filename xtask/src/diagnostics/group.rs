//! Which diagnostics are told together: those that say the same of different places.

use std::collections::BTreeMap;

use generator::diagnostic::{Diagnostic, Diagnostics, Severity};

/// A diagnostic, and the later ones that are told with it.
#[derive(Debug)]
pub(super) struct Group<'d> {
    pub(super) first: &'d Diagnostic,
    /// In the order of the description.
    pub(super) others: Vec<&'d Diagnostic>,
}

/// The groups in the order of their first diagnostics; with `all`, every diagnostic is one.
pub(super) fn groups(diagnostics: &Diagnostics, all: bool) -> Vec<Group<'_>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known = BTreeMap::new();
    for diagnostic in diagnostics {
        let key = (diagnostic.severity, diagnostic.code, shape(diagnostic));
        let index = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.push(diagnostic),
            None => groups.push(vec![diagnostic]),
        }
    }
    let mut groups: Vec<_> = groups
        .into_iter()
        .flat_map(|group| told(group, all))
        .collect();
    groups.sort_by_key(|group| place(group.first));
    groups
}

/// A few are told one by one: each of them may be what the reader has to mend.
fn told(alike: Vec<&Diagnostic>, all: bool) -> Vec<Group<'_>> {
    let limit = match alike.first().map(|first| first.severity) {
        Some(Severity::Error) => 10,
        Some(Severity::Warning) | None => 3,
    };
    let mut alike = alike.into_iter();
    if all || alike.len() <= limit {
        let others = Vec::new;
        return alike
            .map(|first| Group {
                first,
                others: others(),
            })
            .collect();
    }
    let group = alike.next().map(|first| Group {
        first,
        others: alike.collect(),
    });
    group.into_iter().collect()
}

/// The message without what differs from place to place: names in backticks, and numbers.
fn shape(diagnostic: &Diagnostic) -> String {
    let mut shape = String::new();
    for (index, part) in diagnostic.message.split('`').enumerate() {
        match index % 2 {
            0 => shape.extend(part.chars().filter(|it| !it.is_ascii_digit())),
            _ => shape.push('`'),
        }
    }
    shape
}

fn place(diagnostic: &Diagnostic) -> (&str, Option<u32>, Option<u32>) {
    let place = &diagnostic.place;
    (&place.file, place.line, place.column)
}
