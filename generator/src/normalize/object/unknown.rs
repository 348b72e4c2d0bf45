//! Members that no version of the specification knows: most likely misspelt, and without effect as they are.

use serde_json::{Map, Value};

use super::super::shape::Kind;
use super::super::walk::Walker;
use crate::diagnostic::suggest;

/// Shorter names are near to too many others; they are only compared without their case.
const SHORTEST: usize = 4;

/// Known members that the shape table does not have, as nothing looks at what they hold. Sources: the OpenAPI
/// Specification 2.0 to 3.2, and JSON Schema from draft 4 to 2020-12.
const UNREAD: &[&str] = &[
    "$comment",
    "$id",
    "$schema",
    "additionalItems",
    "attribute",
    "basePath",
    "body",
    "collectionFormat",
    "const",
    "consumes",
    "contentEncoding",
    "contentMediaType",
    "dependencies",
    "dependentRequired",
    "deprecated",
    "deviceAuthorization",
    "deviceAuthorizationUrl",
    "example",
    "examples",
    "flow",
    "format",
    "host",
    "id",
    "itemEncoding",
    "jsonSchemaDialect",
    "maxContains",
    "minContains",
    "oauth2MetadataUrl",
    "parameters",
    "prefixEncoding",
    "produces",
    "schemes",
    "securityDefinitions",
    "summary",
    "type",
    "xml",
];

/// What authors write for a member whose name is further from it than a slip.
const OTHER_NAMES: &[(&str, &str)] = &[("prop", "properties"), ("property", "properties")];

/// Old keywords that hold schemas.
const HOLDING_SCHEMAS: &[&str] = &["additionalItems", "dependencies"];

/// Reports the members of an object that are nearly one its kind has, and properties beside `properties`.
pub(super) fn report(walker: &mut Walker<'_>, kind: Kind, object: &Map<String, Value>) {
    let is_reference = |key: &str| key == "$ref" && kind.section().is_some();
    let is_known = |key: &str| key.starts_with("x-") || is_reference(key);
    let unknown = object
        .iter()
        .filter(|(key, _)| !is_known(key) && kind.member(key).is_none());
    for (key, value) in unknown {
        let help = match misspelt(kind, key, object) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if kind == Kind::Schema && is_property(key, value) => {
                "a property belongs into `properties`".to_owned()
            }
            None if kind == Kind::PathItem && is_operation(key, value) => {
                "methods without a key of their own belong into `additionalOperations` (OpenAPI 3.2)"
                    .to_owned()
            }
            None => continue,
        };
        let message = format!("{} has no member `{key}`; it has no effect", kind.noun());
        walker.warn_at(key, "unknown-member", message).help(help);
    }
}

/// What an unknown member was most likely to be.
fn misspelt(kind: Kind, key: &str, object: &Map<String, Value>) -> Option<&'static str> {
    if UNREAD.contains(&key) {
        return None;
    }
    let known = kind.members().iter().map(|member| member.name);
    let reference = Some("$ref").filter(|_| kind.section().is_some());
    // What is there already cannot be meant.
    let is_absent = |name: &&'static str| !object.contains_key(*name) && !name.starts_with("x-");
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == key);
    let absent = known.chain(reference).filter(is_absent);
    meant(key, absent).or_else(|| {
        let (_, name) = other.filter(|(_, name)| kind.member(name).is_some())?;
        Some(*name).filter(is_absent)
    })
}

fn is_property(key: &str, value: &Value) -> bool {
    let is_schema = |member| value.get(member).is_some_and(Value::is_string);
    !HOLDING_SCHEMAS.contains(&key) && (is_schema("type") || is_schema("$ref"))
}

fn is_operation(key: &str, value: &Value) -> bool {
    !UNREAD.contains(&key) && value.is_object() && key != "$ref"
}

fn meant(key: &str, mut candidates: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    if key.chars().count() >= SHORTEST {
        return suggest::nearest(key, candidates);
    }
    candidates.find(|candidate| candidate.eq_ignore_ascii_case(key))
}
