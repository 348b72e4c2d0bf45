//! Schemas in the place of what has a schema: a media type, a body or a response. Their authors left a level out.

use serde_json::{Map, Value};

use super::super::JSON;
use super::super::origins::{mark, marked};
use super::super::shape::Kind;
use super::super::swagger;
use super::super::walk::Walker;
use crate::pointer::Pointer;

/// Keywords that only a schema has: an object with one of them is a schema.
const TELLING: &[&str] = &[
    "type",
    "properties",
    "items",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
];

/// What a media type, a body or a response keeps of a schema that stands in its place.
const KEPT: &[&str] = &[
    "content",
    "description",
    "encoding",
    "example",
    "examples",
    "headers",
    "links",
    "summary",
];

/// Moves a schema that stands in the place of a media type to its `schema`.
pub(super) fn in_media_type(walker: &mut Walker<'_>, media_type: &mut Map<String, Value>) {
    let is_described = media_type.contains_key("schema") || media_type.contains_key("itemSchema");
    if !is_described && move_bare(media_type, &walker.at) {
        let message = "a media type is wanted here, not a schema; taken for its `schema`";
        walker.warn("misplaced-schema", message);
    }
}

/// Moves a schema that stands in the place of a body or of a response, in its `schema`, or in the place of its media
/// types to the media types that are named, or to that of JSON.
pub(in super::super) fn in_body(
    walker: &mut Walker<'_>,
    kind: Kind,
    body: &mut Map<String, Value>,
    names: &[String],
) {
    in_content(walker, body);
    let has_content = body.get("content").is_some_and(|it| !it.is_null());
    let is_bare = !has_content && !body.contains_key("schema") && move_bare(body, &walker.at);
    if body.get("schema").is_none_or(Value::is_null) {
        return;
    }
    let at = match is_bare {
        true => walker.at.clone(),
        false => walker.at.child("schema"),
    };
    let outcome = if has_content {
        body.shift_remove("schema");
        "left out".to_owned()
    } else {
        swagger::write_content(body, names, &walker.at);
        let content = body.get("content").and_then(Value::as_object);
        let names = content.into_iter().flat_map(Map::keys);
        let names = names.map(|name| format!("`{name}`")).collect::<Vec<_>>();
        format!("taken for that of {}", names.join(" and "))
    };
    let noun = kind.noun();
    let message = format!("a schema of {noun} belongs into its `content`; {outcome}");
    walker.warn_place(&at, "misplaced-schema", message);
}

/// Moves a schema that stands in the place of media types to that of JSON.
fn in_content(walker: &mut Walker<'_>, body: &mut Map<String, Value>) {
    let Some(Value::Object(content)) = body.get_mut("content") else {
        return;
    };
    let Some(mut media_type) = content.shift_remove("schema") else {
        return;
    };
    let at = marked(content).unwrap_or_else(|| walker.at.child("content"));
    let at = at.child("schema");
    if let Value::Object(schema) = &mut media_type {
        move_bare(schema, &at);
    }
    mark(&mut media_type, &at);
    content.entry(JSON).or_insert(media_type);
    let message = format!("a media type is wanted here, not a schema; taken for `{JSON}`");
    walker.warn_place(&at, "misplaced-schema", message);
}

/// Moves what is a schema in an object that should have one to its `schema`; whether there is such a thing.
pub(in super::super) fn move_bare(object: &mut Map<String, Value>, at: &Pointer) -> bool {
    let is_told = |keyword: &&str| object.get(*keyword).is_some_and(|it| !it.is_null());
    if !TELLING.iter().any(is_told) {
        return false;
    }
    let is_own = |key: &str, value: &Value| {
        let is_flag = key == "required" && !value.is_array();
        KEPT.contains(&key) || key.starts_with("x-") || key.starts_with('\u{0}') || is_flag
    };
    let (own, schema) = std::mem::take(object)
        .into_iter()
        .partition(|(key, value)| is_own(key, value));
    *object = own;
    let mut schema = Value::Object(schema);
    mark(&mut schema, at);
    object.insert("schema".to_owned(), schema);
    true
}
