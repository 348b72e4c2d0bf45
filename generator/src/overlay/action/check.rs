//! What is said of an action before it is applied.

use serde_json::Value;

use super::super::head::Version;
use crate::diagnostic::{Diagnostics, suggest};
use crate::pointer::Pointer;

/// What an action can do.
const DEEDS: [&str; 3] = ["update", "copy", "remove"];

/// Reports an action that does nothing, or says in a way that is not understood what it does.
pub(super) fn check(action: &Value, version: Version, at: &Pointer, diagnostics: &mut Diagnostics) {
    let remove = action.get("remove").filter(|remove| !remove.is_boolean());
    if let Some(remove) = remove {
        let message = format!("`remove` is `true` or `false`, and not `{remove}`");
        diagnostics.error("invalid-overlay", &at.child("remove"), message);
        return;
    }
    if version == Version::V10 && action.get("copy").is_some() {
        let message = "`copy` is new in version 1.1 of overlays, and this one has 1.0";
        diagnostics
            .warn("overlay-copy", &at.child("copy"), message)
            .help("write `overlay: 1.1.0`; it is applied all the same");
    }
    let is_deed = |deed: &&str| action.get(deed).is_some_and(|it| *it != Value::Bool(false));
    if action.is_object() && !DEEDS.iter().any(is_deed) {
        let message = "the action changes nothing: it has no `update`, no `copy` and no `remove`";
        let diagnostic = diagnostics.warn("idle-action", at, message);
        diagnostic.help = meant(action);
    }
}

/// The deed that a key of the action is a slip of.
fn meant(action: &Value) -> Option<String> {
    let unknown = action.as_object()?.keys().filter(|key| *key != "target");
    let (key, meant) = unknown
        .filter_map(|key| Some((key, suggest::nearest(key, DEEDS.into_iter())?)))
        .find(|(key, meant)| key != meant)?;
    Some(format!("did you mean `{meant}` by `{key}`?"))
}
