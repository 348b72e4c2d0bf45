//! Keywords of JSON Schema that OpenAPI 3.0 writes in another way, or does not have.

use serde_json::{Map, Value};

use super::super::walk::Walker;
use super::{condition, newer};

/// Keywords that are left out without a word: they name or explain, or were read already.
const SILENT: &[&str] = &[
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$comment",
    "$vocabulary",
    "$defs",
    "definitions",
];

/// Keywords whose meaning the generated types do not express.
const UNSUPPORTED: &[&str] = &[
    "$dynamicRef",
    "$recursiveRef",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "propertyNames",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedItems",
];

/// Keywords that are carried under another name.
const CARRIED: &[(&str, &str)] = &[
    ("patternProperties", "x-pattern-properties"),
    ("dependentRequired", "x-dependent-required"),
];

/// Rewrites, carries or leaves out the keywords that 3.0 does not have.
pub(super) fn settle(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    for keyword in SILENT {
        schema.shift_remove(*keyword);
    }
    condition::describe(schema);
    for keyword in UNSUPPORTED {
        if schema.shift_remove(*keyword).is_some() && walker.is_first(keyword, "") {
            let message = format!(
                "`{keyword}` is not generated; the schema is read without it, here and elsewhere"
            );
            walker.unsupported_at(keyword, "unsupported-keyword", message);
        }
    }
    for (keyword, carried) in CARRIED {
        if schema.contains_key(*keyword) {
            newer(walker, keyword);
            walker.rename(schema, keyword, carried);
        }
    }
    if let Some(value) = schema.shift_remove("const") {
        newer(walker, "const");
        schema.insert("enum".to_owned(), Value::Array(vec![value]));
    }
    if schema.shift_remove("x-nullable") == Some(Value::Bool(true)) {
        schema.entry("nullable").or_insert(Value::Bool(true));
    }
    settle_examples(schema);
    settle_content(walker, schema);
    settle_unevaluated(walker, schema);
}

/// The first of several examples is the example.
fn settle_examples(schema: &mut Map<String, Value>) {
    let first = match schema.shift_remove("examples") {
        Some(Value::Array(examples)) => examples.into_iter().next(),
        Some(Value::Object(examples)) => examples.into_iter().next().map(|(_, mut example)| {
            let value = example.get_mut("value").map(Value::take);
            value.unwrap_or(example)
        }),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => None,
    };
    if let Some(first) = first {
        schema.entry("example").or_insert(first);
    }
}

/// Binary content of a string is a format in 3.0.
fn settle_content(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let encoding = schema.shift_remove("contentEncoding");
    let media_type = schema.shift_remove("contentMediaType");
    walker.rename(schema, "contentSchema", "x-content-schema");
    let encoding = encoding
        .as_ref()
        .and_then(Value::as_str)
        .map(str::to_ascii_lowercase);
    let format = match (
        encoding.as_deref(),
        media_type.as_ref().and_then(Value::as_str),
    ) {
        (Some("base64"), _) => "byte",
        (Some("base64url"), _) => {
            newer(walker, "contentEncoding");
            "base64url"
        }
        (None | Some("binary"), Some(media_type)) if !is_text(media_type) => "binary",
        (None | Some(_), _) => return,
    };
    schema
        .entry("format")
        .or_insert_with(|| Value::String(format.to_owned()));
}

fn is_text(media_type: &str) -> bool {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or(media_type)
        .trim()
        .to_ascii_lowercase();
    essence.starts_with("text/")
        || ["/json", "+json", "/xml", "+xml", "/jwt"]
            .iter()
            .any(|end| essence.ends_with(end))
}

/// Properties that no other keyword speaks of are additional ones, to a client. That there are none it ignores.
fn settle_unevaluated(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let Some(mut unevaluated) = schema.shift_remove("unevaluatedProperties") else {
        return;
    };
    if unevaluated.is_object() && !schema.contains_key("additionalProperties") {
        walker.mark_moved(&mut unevaluated, "unevaluatedProperties");
        schema.insert("additionalProperties".to_owned(), unevaluated);
    }
}
