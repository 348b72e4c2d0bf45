//! Which version of which specification a tree is written for.

use serde_json::Value;

use crate::diagnostic::{Cause, Diagnostic, Diagnostics, Severity};
use crate::pointer::Pointer;

/// A version of the OpenAPI Specification, as far as the difference matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// 3.0.0 to 3.0.4.
    V30,
    /// 3.1.0 and later, schemas of JSON Schema draft 2020-12.
    V31,
    /// 3.2.0 and later.
    V32,
}

/// Reads the version, or reports why the tree cannot be normalized.
pub(super) fn detect(tree: &Value, diagnostics: &mut Diagnostics) -> Option<Version> {
    let Some(document) = tree.as_object() else {
        diagnostics
            .error(
                "not-openapi",
                &Pointer::root(),
                "the file is not an OpenAPI description: it is not an object",
            )
            .help("a description starts with `openapi: 3.0.3` or a later version");
        return None;
    };
    if let Some(swagger) = document.get("swagger") {
        let message = format!("Swagger {} is not read yet", plain(swagger));
        let at = Pointer::root().child("swagger");
        diagnostics
            .push(Diagnostic::new(
                Severity::Error,
                Cause::Unsupported,
                "unsupported-version",
                &at,
                message,
            ))
            .help("convert the description to OpenAPI 3.0 or later");
        return None;
    }
    let Some(openapi) = document.get("openapi") else {
        diagnostics
            .error(
                "not-openapi",
                &Pointer::root(),
                "the file is not an OpenAPI description: it has no `openapi` version",
            )
            .help("a description starts with `openapi: 3.0.3` or a later version");
        return None;
    };
    let text = plain(openapi);
    let version = match text.split(['.', '-']).take(2).collect::<Vec<_>>()[..] {
        ["3", "0"] | ["3"] => Some(Version::V30),
        ["3", "1"] => Some(Version::V31),
        ["3", "2"] => Some(Version::V32),
        _ => None,
    };
    if version.is_none() {
        let at = Pointer::root().child("openapi");
        diagnostics
            .error(
                "unsupported-version",
                &at,
                format!("OpenAPI `{text}` is not a known version"),
            )
            .help("versions 3.0, 3.1 and 3.2 are read");
    }
    version
}

/// The version as the author wrote it, also where YAML took `3.0` for a number.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            value.to_string()
        }
    }
}
