//! Overlays: changes to a description that are kept beside it (OpenAPI Overlay Specification 1.0 and 1.1).
//!
//! They are applied to the tree of the root document before anything else reads it, one document after the other,
//! one action after the other. What they add keeps its place in the overlay.

mod action;
mod merge;
mod places;
mod remove;
mod select;

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::load::Document;
use crate::pointer::{Moves, Pointer};

pub use places::Overlaid;

/// The versions that are understood, without their patch.
const VERSIONS: [&str; 2] = ["1.0", "1.1"];

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
        if is_overlay(&overlay.tree, &at, &mut target.diagnostics) {
            target.apply_all(&overlay.tree, &at);
        }
    }
    let overlaid = Overlaid::new(overlays, target.moves);
    let mut own = target.diagnostics;
    own.locate(|wanted| overlaid.places_in_files(document, wanted));
    diagnostics.extend(own);
    document.tree = target.tree;
    overlaid
}

fn is_overlay(overlay: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> bool {
    let Some(version) = overlay.get("overlay").and_then(Value::as_str) else {
        let message = "this is no overlay: it has no version under `overlay`";
        diagnostics.error("not-an-overlay", at, message);
        return false;
    };
    let is_known = VERSIONS.iter().any(|known| {
        version
            .strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    if !is_known {
        let message = format!("`{version}` is not a version of overlays that is understood");
        diagnostics
            .error("unknown-overlay-version", &at.child("overlay"), message)
            .help("1.0 and 1.1 are");
    }
    is_known
}

impl Target {
    /// Applies the actions of the overlay that is at a place.
    fn apply_all(&mut self, overlay: &Value, at: &Pointer) {
        let at = at.child("actions");
        let Some(actions) = overlay.get("actions").and_then(Value::as_array) else {
            let message = "an overlay has a list of `actions`";
            self.diagnostics.error("invalid-overlay", &at, message);
            return;
        };
        for (index, action) in actions.iter().enumerate() {
            action::apply(self, action, &at.index(index));
        }
    }
}

#[cfg(test)]
mod tests;
