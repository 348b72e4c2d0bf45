//! Files to one tree: reads every file that references lead to, and puts it beside the root document.
//!
//! The texts of the references stay as they are. [`Sources`] says where they lead, and in which file a node of the
//! tree stands; `normalize` then moves what is referred to into the components.

mod scan;
mod sources;
mod uri;
mod urls;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::Loader;
use crate::load::Document;
use crate::overlay::Overlaid;
use crate::pointer::Pointer;

pub use sources::{Destination, Sources, Unreadable};
pub use uri::resolve;
pub use urls::UrlMapping;

/// The member of the tree that holds the other files, by their paths: no description can have it by accident.
const FILES: &str = "\u{0}files";

/// More files than any description has; a loader that makes them up must not keep the run busy for ever.
const MAX_FILES: usize = 20_000;

/// A description of one or several files.
#[derive(Debug, Default)]
pub struct Bundle {
    /// The tree of the root document, the other files in a member of their own.
    pub tree: Value,
    /// The files the tree was made of.
    pub sources: Sources,
}

/// Reads the files that the document refers to, and those that they refer to, each once. Some may stand for URLs.
///
/// A file that cannot be read is remembered, and reported where a reference leads to it: not everything that looks
/// like a reference is one, in an example for instance.
pub fn bundle(
    mut root: Document,
    overlaid: Overlaid,
    urls: &[UrlMapping],
    loader: &dyn Loader,
) -> Bundle {
    let mut tree = std::mem::take(&mut root.tree);
    let mut waiting = BTreeSet::new();
    let mut sources = Sources::new(root, overlaid, urls);
    scan::texts(&tree, &mut |text| {
        waiting.extend(sources.path(text, None));
    });
    let mut files = Map::new();
    while let Some(path) = waiting.pop_first() {
        if sources.is_known(&path) || files.len() >= MAX_FILES {
            continue;
        }
        let Some(file) = sources.read(&path, loader) else {
            continue;
        };
        scan::texts(&file, &mut |text| {
            waiting.extend(sources.path(text, Some(&path)));
        });
        files.insert(path, file);
    }
    files.sort_keys();
    if let (Value::Object(root), false) = (&mut tree, files.is_empty()) {
        root.insert(FILES.to_owned(), Value::Object(files));
    }
    Bundle { tree, sources }
}

/// The place of a whole file in the tree; that of the root document is the root.
pub fn place_of(file: Option<&str>) -> Pointer {
    match file {
        Some(path) => Pointer::root().join([FILES, path]),
        None => Pointer::root(),
    }
}

/// The file, none for the root document, in which a node of the tree stands, and where in that file.
pub fn file_of(pointer: &Pointer) -> (Option<String>, Pointer) {
    let mut tokens = pointer.tokens();
    match (tokens.next(), tokens.next()) {
        (Some(files), Some(path)) if files == FILES => {
            (Some(path.into_owned()), Pointer::root().join(tokens))
        }
        (Some(_) | None, _) => (None, pointer.clone()),
    }
}

/// Takes the other files out of the tree, once everything needed from them was moved.
pub fn drop_files(tree: &mut Value) {
    if let Value::Object(root) = tree {
        root.shift_remove(FILES);
    }
}
