//! `names.lock`: the names that types had before, so that an unrelated change does not rename them.
//!
//! The names of types that the description does not name come from all of their uses, so taking one
//! use away can change which name wins. The file remembers what won, one type a line, and the type
//! is found again by its structure or else by its place.

mod fingerprint;
mod keep;
mod parse;
#[cfg(test)]
mod tests;

use std::fmt::{self, Write as _};

use crate::ir::{Api, Origin, TypeDef};
use crate::pointer::Pointer;

pub(super) use fingerprint::fingerprints;
pub(super) use keep::keep;

pub use fingerprint::Fingerprint;

/// The names of the types that a description does not name, as a client had them.
///
/// The default knows no name, so that every name is found afresh.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesLock {
    /// Sorted by name.
    entries: Vec<Entry>,
}

/// One type. Ordered by name first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    name: String,
    fingerprint: Fingerprint,
    /// As [`printed`] writes it.
    place: String,
}

impl NamesLock {
    /// The file's name, at the root of the client crate.
    pub const FILE: &str = "names.lock";

    /// The names that all types of an API have got; components are called what they are called.
    pub(super) fn of<'a>(
        api: &Api,
        fingerprints: &[Fingerprint],
        names: impl Iterator<Item = &'a str>,
    ) -> Self {
        let all = api.types.iter().zip(fingerprints).zip(names);
        let entries = all
            .filter(|(((_, definition), _), _)| is_lockable(definition))
            .map(|(((_, definition), fingerprint), name)| Entry {
                name: name.to_owned(),
                fingerprint: *fingerprint,
                place: printed(&definition.place),
            });
        Self::sorted(entries.collect())
    }

    fn sorted(mut entries: Vec<Entry>) -> Self {
        entries.sort();
        Self { entries }
    }

    /// Whether no name is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl fmt::Display for NamesLock {
    /// The lines, one per type.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entries.iter().try_for_each(|entry| {
            writeln!(f, "{} {} {}", entry.name, entry.fingerprint, entry.place)
        })
    }
}

/// Whether the name of a type is ours to choose.
fn is_lockable(definition: &TypeDef) -> bool {
    match definition.origin {
        Origin::Component(_) => false,
        Origin::Inline { .. } | Origin::Input { .. } => true,
    }
}

/// A place as the file has it: a URI fragment in which nothing could end a line or a column.
fn printed(place: &str) -> String {
    let pointer = Pointer::parse(place).unwrap_or_default().to_string();
    let mut text = String::with_capacity(pointer.len());
    for c in pointer.chars() {
        if c.is_whitespace() || c.is_control() {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(text, "%{byte:02X}");
            }
        } else {
            text.push(c);
        }
    }
    text
}
