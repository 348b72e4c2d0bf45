//! Which version of which specification a tree is written for.

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// A version of the OpenAPI Specification, as far as the difference matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// Swagger 2.0, which OpenAPI grew out of.
    V20,
    /// 3.0.0 to 3.0.4.
    V30,
    /// 3.1.0 and later, schemas of JSON Schema draft 2020-12.
    V31,
    /// 3.2.0 and later.
    V32,
}

impl Version {
    /// What the specification calls itself.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::V20 => "Swagger 2.0",
            Self::V30 => "OpenAPI 3.0",
            Self::V31 => "OpenAPI 3.1",
            Self::V32 => "OpenAPI 3.2",
        }
    }
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
        return known(&plain(swagger), "swagger", diagnostics);
    }
    let Some(openapi) = document.get("openapi") else {
        diagnostics
            .error(
                "not-openapi",
                &Pointer::root(),
                "the file is not an OpenAPI description: it has neither `openapi` nor `swagger`",
            )
            .help("a description starts with `openapi: 3.0.3` or a later version");
        return None;
    };
    known(&plain(openapi), "openapi", diagnostics)
}

fn known(text: &str, member: &str, diagnostics: &mut Diagnostics) -> Option<Version> {
    let version = match (
        member,
        &text.split(['.', '-']).take(2).collect::<Vec<_>>()[..],
    ) {
        ("swagger" | "openapi", ["2", "0"] | ["2"]) => Some(Version::V20),
        ("openapi", ["3", "0"] | ["3"]) => Some(Version::V30),
        ("openapi", ["3", "1"]) => Some(Version::V31),
        ("openapi", ["3", "2"]) => Some(Version::V32),
        (_, _) => None,
    };
    if version.is_none() {
        let at = Pointer::root().child(member);
        let message = format!("`{member}: {text}` is not a known version");
        diagnostics
            .error("unsupported-version", &at, message)
            .help("Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read");
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
