//! The description itself and its components.

use serde_json::{Map, Value};

use super::super::version::Version;
use super::super::walk::Walker;

/// The version the canonical tree is written in.
const CANONICAL: &str = "3.0.3";

/// How the URIs of dialects begin that are understood.
const DIALECTS: &[&str] = &["spec.openapis.org/oas/", "json-schema.org/draft"];

/// Sets the version and moves what 3.0 does not have.
pub(super) fn before_document(walker: &mut Walker<'_>, document: &mut Map<String, Value>) {
    document.insert("openapi".to_owned(), Value::String(CANONICAL.to_owned()));
    walker.rename(document, "webhooks", "x-webhooks");
    settle_dialect(walker, document);
    if walker.version <= Version::V30 && !document.contains_key("paths") {
        walker.warn(
            "missing-member",
            "a description needs `paths`; taken for empty",
        );
    }
}

/// Schemas are read as drafts of JSON Schema in common use have it, whichever of them they are written for.
fn settle_dialect(walker: &mut Walker<'_>, document: &mut Map<String, Value>) {
    let Some(dialect) = document.shift_remove("jsonSchemaDialect") else {
        return;
    };
    let is_known = dialect.as_str().is_some_and(|uri| {
        DIALECTS.iter().any(|known| {
            uri.split_once("://")
                .is_some_and(|(_, it)| it.starts_with(known))
        })
    });
    if !is_known {
        let message = format!("the dialect {dialect} is not known; schemas are read as in 3.1");
        walker.unsupported_at("jsonSchemaDialect", "unknown-dialect", message);
    }
}

/// Leaves out the sections 3.0 does not have: references to them are inlined.
pub(super) fn before_components(components: &mut Map<String, Value>) {
    components.shift_remove("pathItems");
    components.shift_remove("mediaTypes");
}
