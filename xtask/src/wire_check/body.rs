//! Request bodies as the example programs take them, by their media types.

use serde_json::{Value, json};

use super::{arguments::Source, doubt, node::Node};

/// A body of one media type.
pub(super) struct Body {
    /// The key in `content`.
    pub(super) media_type: String,
    pub(super) is_required: bool,
    pub(super) least: Value,
    pub(super) most: Value,
    pub(super) doubts: Vec<doubt::Doubt>,
}

/// How a body is given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    /// JSON under a name that says nothing of it.
    Any,
    Fields,
    Parts,
    Text,
    Bytes,
}

impl Form {
    pub(super) fn of(media_type: &str) -> Self {
        let essence = media_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        match essence.as_str() {
            "*/*" => Form::Any,
            "application/json" | "text/json" => Form::Json,
            "application/x-www-form-urlencoded" => Form::Fields,
            _ if essence.ends_with("+json") => Form::Json,
            _ if essence.starts_with("multipart/") => Form::Parts,
            _ if essence.starts_with("text/") => Form::Text,
            _ => Form::Bytes,
        }
    }
}

/// The smallest and the largest body of a media type, or why there is none.
pub(super) fn make<'d>(
    source: &Source<'d>,
    media_type: &str,
    media: &Node<'d>,
    is_required: bool,
) -> Result<Body, String> {
    let form = Form::of(media_type);
    let values = match media.child("schema") {
        Some(schema) => source
            .instances(&schema)
            .map_err(|error| format!("{error:#}"))?,
        None => vec![json!({"a": 1})],
    };
    let values = values.into_iter().filter(|it| match form {
        Form::Json => true,
        Form::Any => it.is_object() || it.is_array(),
        Form::Fields | Form::Parts => it.as_object().is_some_and(|it| !it.is_empty()),
        Form::Text | Form::Bytes => true,
    });
    let given = |value: Value| match form {
        Form::Json | Form::Any | Form::Fields => value,
        Form::Parts => parts(source, media, value),
        Form::Text => value
            .as_str()
            .filter(|it| !it.is_empty())
            .unwrap_or("text")
            .into(),
        Form::Bytes => bytes(media_type),
    };
    let values: Vec<Value> = values.map(given).collect();
    let described = media.child("schema").map(|it| properties(source, it, 0));
    let names = described.into_iter().flatten().map(|(name, _)| name);
    let names: Vec<String> = names.collect();
    let (Some(least), Some(most)) = (values.first(), values.last()) else {
        return Err("no value".to_owned());
    };
    Ok(Body {
        doubts: doubt::of_body(media_type, form, most, &names),
        media_type: media_type.to_owned(),
        is_required,
        least: least.clone(),
        most: most.clone(),
    })
}

/// Bytes, and of which media type they are where that is a range.
fn bytes(media_type: &str) -> Value {
    match media_type.strip_suffix("/*") {
        Some(family) => json!({"base64": "Ynl0ZXM=", "contentType": format!("{family}/x-any")}),
        None => json!({"base64": "Ynl0ZXM="}),
    }
}

/// The properties of an object, those that are bytes as the object that stands for bytes.
fn parts<'d>(source: &Source<'d>, media: &Node<'d>, value: Value) -> Value {
    let Value::Object(mut members) = value else {
        return value;
    };
    let properties = media
        .child("schema")
        .map(|it| properties(source, it, 0))
        .unwrap_or_default();
    for (name, schema) in properties {
        let Some(member) = members.get_mut(&name) else {
            continue;
        };
        match files(source, &schema) {
            Some(Files::One) => *member = file(),
            Some(Files::Several) => {
                let count = member.as_array().map_or(1, Vec::len);
                *member = vec![file(); count].into();
            }
            None => {}
        }
    }
    members.into()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Files {
    One,
    Several,
}

/// The files that a schema describes; where it may be one or several, it is several.
fn files<'d>(source: &Source<'d>, schema: &Node<'d>) -> Option<Files> {
    if is_bytes(schema.value) {
        return Some(Files::One);
    }
    let items = schema.child("items").and_then(|it| source.follow(it));
    if items.is_some_and(|it| is_bytes(it.value)) {
        return Some(Files::Several);
    }
    let branches = ["anyOf", "oneOf"].map(|word| schema.children(word));
    let branches = branches.into_iter().flatten();
    let of_branches = branches.filter_map(|it| files(source, &source.follow(it)?));
    of_branches.reduce(|all, one| if all == Files::One { one } else { all })
}

/// The properties that an object may have, those of `allOf` among them.
fn properties<'d>(source: &Source<'d>, schema: Node<'d>, depth: usize) -> Vec<(String, Node<'d>)> {
    const DEEPEST: usize = 8;
    let Some(schema) = source.follow(schema).filter(|_| depth < DEEPEST) else {
        return Vec::new();
    };
    let own = schema
        .child("properties")
        .map(|it| it.members())
        .unwrap_or_default();
    let own = own
        .into_iter()
        .filter_map(|(name, it)| Some((name, source.follow(it)?)));
    let mut found: Vec<_> = own.collect();
    for word in ["allOf", "anyOf", "oneOf"] {
        let branches = schema.children(word).into_iter();
        found.extend(branches.flat_map(|it| properties(source, it, depth + 1)));
    }
    found
}

fn is_bytes(schema: &Value) -> bool {
    let has_media_type =
        schema.get("contentMediaType").is_some() && schema.get("contentEncoding").is_none();
    schema["format"] == "binary" || has_media_type
}

fn file() -> Value {
    json!({"base64": "Ynl0ZXM=", "fileName": "a b.bin"})
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::round_trip::Description;

    #[test]
    fn bytes_in_parts_are_files() {
        let description = Description::new(json!({
            "openapi": "3.0.3",
            "components": {"schemas": {
                "Photo": {"type": "string", "format": "binary"},
                "Base": {"type": "object", "properties": {"photos": {"type": "array", "items": {"$ref": "#/components/schemas/Photo"}}}},
                "Form": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {
                    "name": {"type": "string"},
                    "photo": {"$ref": "#/components/schemas/Photo"},
                    "any": {"oneOf": [{"$ref": "#/components/schemas/Photo"}, {"type": "array", "items": {"$ref": "#/components/schemas/Photo"}}]},
                }}]},
            }},
            "media": {"schema": {"$ref": "#/components/schemas/Form"}},
        })).unwrap();
        let source = Source::new(&description).unwrap();
        let media = Node::root(&description).child("media").unwrap();
        let value = json!({"name": "n", "photo": "p", "photos": ["a", "b"], "any": "a"});
        let expected =
            json!({"name": "n", "photo": file(), "photos": [file(), file()], "any": [file()]});
        assert_eq!(parts(&source, &media, value), expected);
    }

    #[test]
    fn forms_are_told_by_their_media_types() {
        for (media_type, form) in [
            ("application/problem+json; charset=utf-8", Form::Json),
            ("*/*", Form::Any),
            ("multipart/mixed", Form::Parts),
            ("text/csv", Form::Text),
            ("application/xml", Form::Bytes),
        ] {
            assert!(Form::of(media_type) == form, "{media_type}");
        }
    }
}
