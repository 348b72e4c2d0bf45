//! The description itself and its components.

use serde_json::{Map, Value};

use super::super::version::Version;
use super::super::walk::Walker;

/// The version the canonical tree is written in.
const CANONICAL: &str = "3.0.3";

/// Sets the version and moves what 3.0 does not have.
pub(super) fn before_document(walker: &mut Walker<'_>, document: &mut Map<String, Value>) {
    document.insert("openapi".to_owned(), Value::String(CANONICAL.to_owned()));
    walker.rename(document, "webhooks", "x-webhooks");
    if walker.version <= Version::V30 && !document.contains_key("paths") {
        walker.warn(
            "missing-member",
            "a description needs `paths`; taken for empty",
        );
    }
}

/// Leaves out the sections 3.0 does not have: references to them are inlined.
pub(super) fn before_components(components: &mut Map<String, Value>) {
    components.shift_remove("pathItems");
    components.shift_remove("mediaTypes");
}
