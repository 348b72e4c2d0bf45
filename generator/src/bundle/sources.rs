//! The files a description is made of: where references lead, and where nodes stand.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::urls::{UrlMapping, Urls};
use super::{file_of, place_of, uri};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::{self, Document, Written};
use crate::overlay::Overlaid;
use crate::pointer::Pointer;
use crate::{LoadError, Loader};

/// Ends of the names of files that are prose, which descriptions put into files of their own.
const PROSE: &[&str] = &[".md", ".markdown", ".txt", ".html"];

/// Where a reference leads, the fragment left aside.
#[derive(Debug, Clone, PartialEq)]
pub enum Destination<'s> {
    /// To a file of the description, whose tree is at this place.
    File(Pointer),
    /// To a file that cannot be read.
    Unreadable(&'s Unreadable),
    /// To this URL, and nothing is fetched.
    Remote(String),
}

/// Why a file could not become part of the tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Unreadable {
    /// The loader's reason, in words.
    Refused(String),
    /// What is wrong with its text.
    Faulty(Vec<Diagnostic>),
}

/// The files of one description.
#[derive(Debug, Default)]
pub struct Sources {
    /// The root document, its tree taken out; none if the tree came from nowhere.
    root: Option<Document>,
    /// What of its tree is from overlays.
    overlaid: Overlaid,
    /// The other files by their paths, their trees taken out.
    files: BTreeMap<String, Document>,
    unreadable: BTreeMap<String, Unreadable>,
    urls: Urls,
    /// The URLs that files stand for: what is relative in such a file is relative to its URL (RFC 3986, section 5.1.3).
    bases: BTreeMap<String, String>,
}

/// What a reference names, made absolute.
enum Target {
    Path(String),
    Url(String),
}

impl Sources {
    pub(super) fn new(root: Document, overlaid: Overlaid, urls: &[UrlMapping]) -> Self {
        Self {
            root: Some(root),
            overlaid,
            urls: Urls::new(urls),
            ..Self::default()
        }
    }

    /// The root document's name.
    fn name(&self) -> &str {
        self.root.as_ref().map_or("", |root| root.file.as_str())
    }

    /// The path of the file that a reference written in `from` leads to; none for the file itself.
    pub(super) fn path(&mut self, text: &str, from: Option<&str>) -> Option<String> {
        let (written, _) = uri::split(text);
        if written.is_empty() {
            return None;
        }
        let url = match self.target(written, from) {
            Target::Path(path) => return Some(path),
            Target::Url(url) => url,
        };
        let path = self.urls.wanted(&url)?;
        if !self.is_known(&path) {
            self.bases.entry(path.clone()).or_insert(url);
        }
        Some(path)
    }

    fn target(&self, written: &str, from: Option<&str>) -> Target {
        match from.and_then(|from| self.bases.get(from)) {
            Some(base) => Target::Url(uri::resolve(base, written)),
            None if uri::is_remote(written) => Target::Url(written.to_owned()),
            None => Target::Path(uri::join(from.unwrap_or(self.name()), written)),
        }
    }

    /// Whether the file was tried already.
    pub(super) fn is_known(&self, path: &str) -> bool {
        path == uri::normal(self.name())
            || self.files.contains_key(path)
            || self.unreadable.contains_key(path)
    }

    /// Reads a file and returns its tree, or remembers why it cannot be read.
    pub(super) fn read(&mut self, path: &str, loader: &dyn Loader) -> Option<Value> {
        let document = match loader.load(path) {
            Err(LoadError(reason)) => Err(Unreadable::Refused(reason)),
            Ok(bytes) if PROSE.iter().any(|end| path.ends_with(end)) => {
                load::load_text(path, &bytes).map_err(Unreadable::Faulty)
            }
            Ok(bytes) => load::load(path, &bytes).map_err(Unreadable::Faulty),
        };
        match document {
            Ok(mut document) => {
                let tree = std::mem::take(&mut document.tree);
                self.files.insert(path.to_owned(), document);
                Some(tree)
            }
            Err(reason) => {
                self.unreadable.insert(path.to_owned(), reason);
                None
            }
        }
    }

    /// Where a reference leads that is written in the file `from`, none standing for the root document.
    pub fn destination(&self, text: &str, from: Option<&str>) -> Option<Destination<'_>> {
        let (written, _) = uri::split(text);
        if written.is_empty() {
            return Some(Destination::File(place_of(from)));
        }
        let path = match self.target(written, from) {
            Target::Path(path) => path,
            Target::Url(url) => match self.urls.local(&url) {
                Some(path) => path,
                None => return Some(Destination::Remote(url)),
            },
        };
        if path == uri::normal(self.name()) {
            return Some(Destination::File(Pointer::root()));
        }
        if self.files.contains_key(&path) {
            return Some(Destination::File(place_of(Some(&path))));
        }
        self.unreadable.get(&path).map(Destination::Unreadable)
    }

    /// Reports the files that stand for URLs to which no reference leads.
    pub(crate) fn report_unused_urls(&self, diagnostics: &mut Diagnostics) {
        self.urls.report_unused(diagnostics);
    }

    /// All files beside the root document.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The scalars of a file as they are written; none stands for the root document.
    pub fn written(&self, file: Option<&str>) -> Option<Written<'_>> {
        self.document(file).map(Document::written)
    }

    fn document(&self, file: Option<&str>) -> Option<&Document> {
        match file {
            Some(path) => self.files.get(path),
            None => self.root.as_ref(),
        }
    }

    /// Finds nodes of the tree in their files, for use with
    /// [`Diagnostics::locate`](crate::diagnostic::Diagnostics::locate).
    pub fn places(&self, wanted: &BTreeSet<Pointer>) -> BTreeMap<Pointer, Place> {
        let mut by_file: BTreeMap<Option<String>, BTreeMap<Pointer, &Pointer>> = BTreeMap::new();
        for pointer in wanted {
            let (file, inside) = file_of(pointer);
            by_file.entry(file).or_default().insert(inside, pointer);
        }
        let mut found = BTreeMap::new();
        for (file, pointers) in by_file {
            let wanted = pointers.keys().cloned().collect();
            let Some(places) = self.places_in(file.as_deref(), &wanted) else {
                continue;
            };
            found.extend(places.into_iter().filter_map(|(inside, place)| {
                let pointer = pointers.get(&inside)?;
                Some(((*pointer).clone(), place))
            }));
        }
        found
    }

    fn places_in(
        &self,
        file: Option<&str>,
        wanted: &BTreeSet<Pointer>,
    ) -> Option<BTreeMap<Pointer, Place>> {
        match file {
            Some(path) => Some(self.files.get(path)?.places(wanted)),
            None => Some(self.overlaid.places(self.root.as_ref()?, wanted)),
        }
    }
}
