//! Overlays: changes to a description that are kept beside it (OpenAPI Overlay Specification 1.0 and 1.1).
//!
//! They are applied to the tree of the root document before anything else reads it, one document after the other,
//! one action after the other. What they add keeps its place in the overlay.

mod action;
mod head;
mod merge;
mod places;
mod remove;
mod select;

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::load::Document;
use crate::pointer::{Moves, Pointer};
use head::Version;

pub use places::Overlaid;

/// What actions change.
struct Target {
    tree: Value,
    /// Where the nodes of the tree stood in the files they are from.
    moves: Moves,
    /// Reported at places in files.
    diagnostics: Diagnostics,
}

/// Applies overlays to the root document, in their order. What is wrong with them is reported in their own files.
pub fn apply(
    document: &mut Document,
    overlays: Vec<Document>,
    diagnostics: &mut Diagnostics,
) -> Overlaid {
    let mut target = Target {
        tree: std::mem::take(&mut document.tree),
        moves: Moves::default(),
        diagnostics: Diagnostics::new(),
    };
    for (index, overlay) in overlays.iter().enumerate() {
        let at = places::of_overlay(index);
        let version = head::read(&overlay.tree, &at, &document.file, &mut target.diagnostics);
        if let Some(version) = version {
            target.apply_all(&overlay.tree, version, &at);
        }
    }
    let overlaid = Overlaid::new(overlays, target.moves);
    let mut own = target.diagnostics;
    own.locate(|wanted| overlaid.places_in_files(document, wanted));
    diagnostics.extend(own);
    document.tree = target.tree;
    overlaid
}

impl Target {
    /// Applies the actions of the overlay that is at a place.
    fn apply_all(&mut self, overlay: &Value, version: Version, at: &Pointer) {
        let at = at.child("actions");
        let Some(actions) = overlay.get("actions").and_then(Value::as_array) else {
            let message = "an overlay has a list of `actions`";
            self.diagnostics.error("invalid-overlay", &at, message);
            return;
        };
        for (index, action) in actions.iter().enumerate() {
            action::apply(self, action, version, &at.index(index));
        }
    }
}

#[cfg(test)]
mod tests;
