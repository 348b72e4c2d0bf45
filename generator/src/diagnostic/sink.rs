//! The sink all stages report into.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cause, Diagnostic, Place, Severity, shown_twice};
use crate::pointer::Pointer;

/// What makes two diagnostics the same: code, place and message.
type Key = (
    &'static str,
    String,
    Option<u32>,
    Option<u32>,
    Pointer,
    String,
);

/// The sink of all stages. A diagnostic equal to an earlier one in code, place and message is kept once.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    /// Where each diagnostic stands in `all`, by what makes it the same.
    known: BTreeMap<Key, usize>,
    /// How many at the front of `all` are located.
    located: usize,
}

impl Diagnostics {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// The description is invalid, but what was meant is clear enough to go on.
    pub fn warn(
        &mut self,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Diagnostic::new(
            Severity::Warning,
            Cause::Invalid,
            code,
            at,
            message,
        ))
    }

    /// The description is legal, but this part of it is not generated; the rest is.
    pub fn unsupported(
        &mut self,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Diagnostic::new(
            Severity::Warning,
            Cause::Unsupported,
            code,
            at,
            message,
        ))
    }

    /// The description is invalid, and the run fails.
    pub fn error(
        &mut self,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Diagnostic::new(
            Severity::Error,
            Cause::Invalid,
            code,
            at,
            message,
        ))
    }

    /// A bug of ours came to light.
    pub fn internal(
        &mut self,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Diagnostic::new(
            Severity::Error,
            Cause::Internal,
            code,
            at,
            message,
        ))
    }

    /// Adds a diagnostic, or finds the equal one that is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        let key = key(&diagnostic);
        let position = *self.known.entry(key).or_insert(self.all.len());
        if position == self.all.len() {
            self.all.push(diagnostic);
        }
        &mut self.all[position]
    }

    /// Whether anything was reported that must stop the run.
    pub fn has_errors(&self) -> bool {
        self.all
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All diagnostics in the order of reporting, or after [`Diagnostics::sort`] in that of the description.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.all.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Gives every diagnostic reported since the last call its file, line and column.
    ///
    /// `places` is asked once, for the pointers of all of them, and may answer with another pointer than it was
    /// asked for: the author's own, where a node was moved. A pointer it does not answer stays as it is.
    ///
    /// Two nodes that clash can be one in the text, which an alias or a merge key of YAML shows twice. Then that is where
    /// the diagnostic is.
    pub fn locate(&mut self, places: impl FnOnce(&BTreeSet<Pointer>) -> BTreeMap<Pointer, Place>) {
        let fresh = &mut self.all[self.located..];
        if fresh.is_empty() {
            return;
        }
        // A place with a file was found by the stage that reported it.
        let mut wanted: BTreeSet<Pointer> = fresh
            .iter_mut()
            .flat_map(places_of)
            .filter(|place| place.file.is_empty())
            .map(|place| place.pointer.clone())
            .collect();
        wanted.extend(fresh.iter().flat_map(shown_twice::wanted));
        let found = places(&wanted);
        for diagnostic in fresh.iter_mut() {
            if let Some(shown) = shown_twice::entrance(diagnostic, &found) {
                diagnostic.place.pointer = shown;
            }
        }
        for place in fresh
            .iter_mut()
            .flat_map(places_of)
            .filter(|place| place.file.is_empty())
        {
            if let Some(there) = found.get(&place.pointer) {
                *place = there.clone();
            }
        }
        self.located = self.all.len();
    }

    /// Moves every diagnostic that is not located yet from the node it names to the one `author` names for it.
    pub fn redirect(&mut self, author: impl Fn(&Pointer) -> Pointer) {
        let fresh = &mut self.all[self.located..];
        let places = fresh.iter_mut().flat_map(places_of);
        for place in places.filter(|place| place.file.is_empty()) {
            place.pointer = author(&place.pointer);
        }
        self.index();
    }

    /// Orders by file, line, column, pointer and code, whatever the order in which stages reported, and keeps once
    /// what turned out to be of one place in the text: an overlay or an alias can put it into many in the tree.
    pub fn sort(&mut self) {
        self.all.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        let mut told = BTreeSet::new();
        self.all.retain(|it| match it.place.found() {
            Some((file, line, column)) => {
                let fault = (it.code, it.message.clone());
                told.insert((file.to_owned(), line, column, fault))
            }
            None => true,
        });
        self.all.dedup_by(|a, b| sort_key(a) == sort_key(b));
        self.located = self.located.min(self.all.len());
        self.index();
    }

    fn index(&mut self) {
        self.known.clear();
        for (position, diagnostic) in self.all.iter().enumerate() {
            self.known.entry(key(diagnostic)).or_insert(position);
        }
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

fn key(diagnostic: &Diagnostic) -> Key {
    (
        diagnostic.code,
        diagnostic.place.file.clone(),
        diagnostic.place.line,
        diagnostic.place.column,
        diagnostic.place.pointer.clone(),
        diagnostic.message.clone(),
    )
}

fn places_of(diagnostic: &mut Diagnostic) -> impl Iterator<Item = &mut Place> {
    let related = diagnostic
        .related
        .as_mut()
        .map(|related| &mut related.place);
    std::iter::once(&mut diagnostic.place).chain(related)
}

type SortKey<'a> = (
    &'a str,
    Option<u32>,
    Option<u32>,
    &'a Pointer,
    &'static str,
    &'a str,
);

fn sort_key(diagnostic: &Diagnostic) -> SortKey<'_> {
    let place = &diagnostic.place;
    (
        &place.file,
        place.line,
        place.column,
        &place.pointer,
        diagnostic.code,
        &diagnostic.message,
    )
}
