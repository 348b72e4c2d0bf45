//! What an overlay says of itself: its version, and which description it is for (Overlay 1.1, Overlay Object).

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// The versions that are understood, their patches left aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V10,
    V11,
}

/// The version of an overlay that is applied to a file; none if it is no overlay that is understood.
pub(super) fn read(
    overlay: &Value,
    at: &Pointer,
    file: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Version> {
    let version = match overlay.get("overlay") {
        Some(Value::String(text)) => text.clone(),
        // Without quotes, 1.0 is a number.
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => {
            let message = "this is no overlay: it has no version under `overlay`";
            diagnostics.error("not-an-overlay", at, message);
            return None;
        }
    };
    let known = known(&version);
    if known.is_none() {
        let message = format!("`{version}` is not a version of overlays that is understood");
        diagnostics
            .error("unknown-overlay-version", &at.child("overlay"), message)
            .help("1.0 and 1.1 are");
    }
    compare_description(overlay, at, file, diagnostics);
    known
}

fn known(version: &str) -> Option<Version> {
    let mut parts = version.splitn(3, '.');
    match (parts.next()?, parts.next()?) {
        ("1", "0") => Some(Version::V10),
        ("1", "1") => Some(Version::V11),
        _ => None,
    }
}

/// A file is known by its name. Behind a URL it can have any, so there is nothing to compare.
fn compare_description(overlay: &Value, at: &Pointer, file: &str, diagnostics: &mut Diagnostics) {
    let Some(extends) = overlay.get("extends").and_then(Value::as_str) else {
        return;
    };
    let name = |path: &str| path.rsplit(['/', '\\']).next().map(str::to_owned);
    if !extends.contains("://") && name(extends) != name(file) {
        let message = format!("the overlay is for `{extends}`, and is applied to `{file}`");
        diagnostics.warn("overlay-extends", &at.child("extends"), message);
    }
}
