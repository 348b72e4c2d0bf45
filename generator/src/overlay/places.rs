//! In which file the nodes of the tree stand that overlays were applied to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::Place;
use crate::load::Document;
use crate::pointer::{Moves, Pointer};

/// The first token of places in overlays: no description can have such a member by accident.
const OVERLAYS: &str = "\u{0}overlays";

/// The place of a whole overlay, as origins name it.
pub(super) fn of_overlay(index: usize) -> Pointer {
    Pointer::root().child(OVERLAYS).index(index)
}

/// Which overlays were applied to a document, and what of the document is from where.
#[derive(Debug, Default)]
pub struct Overlaid {
    /// The overlays, without their trees.
    overlays: Vec<Document>,
    moves: Moves,
}

impl Overlaid {
    pub(super) fn new(mut overlays: Vec<Document>, moves: Moves) -> Self {
        for overlay in &mut overlays {
            overlay.tree = Value::Null;
        }
        Self { overlays, moves }
    }

    /// Finds nodes of the document's tree in the files they are from.
    pub fn places(
        &self,
        document: &Document,
        wanted: &BTreeSet<Pointer>,
    ) -> BTreeMap<Pointer, Place> {
        let origins = wanted.iter().map(|node| self.moves.origin(node)).collect();
        let places = self.places_in_files(document, &origins);
        let found = wanted.iter().filter_map(|node| {
            let place = places.get(&self.moves.origin(node))?;
            Some((node.clone(), place.clone()))
        });
        found.collect()
    }

    /// Finds origins in the document and its overlays.
    pub(super) fn places_in_files(
        &self,
        document: &Document,
        origins: &BTreeSet<Pointer>,
    ) -> BTreeMap<Pointer, Place> {
        let mut by_file: BTreeMap<Pointer, BTreeSet<Pointer>> = BTreeMap::new();
        for origin in origins {
            let file = by_file.entry(self.root_of(origin)).or_default();
            file.insert(origin.clone());
        }
        let mut found = BTreeMap::new();
        for (root, origins) in by_file {
            let document = self.overlay(&root).unwrap_or(document);
            let inside = |origin: &Pointer| origin.rebased(&root, &Pointer::root());
            let places = document.places(&origins.iter().filter_map(inside).collect());
            found.extend(origins.iter().filter_map(|origin| {
                let place = places.get(&inside(origin)?)?;
                Some((origin.clone(), place.clone()))
            }));
        }
        found
    }

    /// The place of the whole file that an origin is in.
    fn root_of(&self, origin: &Pointer) -> Pointer {
        let overlays = (0..self.overlays.len()).map(of_overlay);
        overlays
            .into_iter()
            .find(|overlay| origin.starts_with(overlay))
            .unwrap_or_default()
    }

    fn overlay(&self, root: &Pointer) -> Option<&Document> {
        self.overlays.get(root.last()?.parse::<usize>().ok()?)
    }
}
