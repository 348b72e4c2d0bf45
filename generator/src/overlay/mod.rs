//! Overlays: changes to a description that are kept beside it (OpenAPI Overlay Specification 1.0 and 1.1).
//!
//! They are applied to the tree of the root document before anything else reads it, one document after the other,
//! one action after the other.

mod action;
mod merge;
mod select;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::load::Document;
use crate::pointer::Pointer;

/// The versions that are understood, without their patch.
const VERSIONS: [&str; 2] = ["1.0", "1.1"];

/// Applies overlay documents to a tree, in their order. What is wrong with them is reported in their own files.
pub fn apply(tree: &mut Value, overlays: &[Document], diagnostics: &mut Diagnostics) {
    for overlay in overlays {
        let mut own = Diagnostics::new();
        if is_overlay(&overlay.tree, &mut own) {
            apply_actions(tree, &overlay.tree, &mut own);
        }
        own.locate(|wanted: &BTreeSet<Pointer>| overlay.places(wanted));
        diagnostics.extend(own);
    }
}

fn is_overlay(overlay: &Value, diagnostics: &mut Diagnostics) -> bool {
    let Some(version) = overlay.get("overlay").and_then(Value::as_str) else {
        let message = "this is no overlay: it has no version under `overlay`";
        diagnostics.error("not-an-overlay", &Pointer::root(), message);
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
            .error(
                "unknown-overlay-version",
                &Pointer::root().child("overlay"),
                message,
            )
            .help("1.0 and 1.1 are");
    }
    is_known
}

fn apply_actions(tree: &mut Value, overlay: &Value, diagnostics: &mut Diagnostics) {
    let at = Pointer::root().child("actions");
    let Some(actions) = overlay.get("actions").and_then(Value::as_array) else {
        diagnostics.error("invalid-overlay", &at, "an overlay has a list of `actions`");
        return;
    };
    for (index, action) in actions.iter().enumerate() {
        action::apply(tree, action, &at.child(&index.to_string()), diagnostics);
    }
}

#[cfg(test)]
mod tests;
