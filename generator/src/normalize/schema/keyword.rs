//! Keywords of JSON Schema that OpenAPI 3.0 writes in another way, or does not have.

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::super::walk::Walker;
use super::{condition, newer, prose};

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
    "not",
    "propertyNames",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedItems",
];

/// Those of them that the documentation says in words.
const CONDITIONS: &[&str] = &["if", "then", "else", "dependentSchemas", "not"];

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
    split_dependencies(walker, schema);
    condition::describe(schema);
    condition::carry(walker, schema);
    for keyword in UNSUPPORTED {
        if take_unsupported(schema, keyword) {
            let kept = match CONDITIONS.contains(keyword) {
                true => "is kept as documentation only",
                false => "is not generated; the schema is read without it",
            };
            let message = format!("`{keyword}` {kept}");
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
        walker.is_now("enum", walker.at.child("const"));
        schema.insert("enum".to_owned(), Value::Array(vec![value]));
    }
    if schema.shift_remove("x-nullable") == Some(Value::Bool(true)) {
        schema.entry("nullable").or_insert(Value::Bool(true));
    }
    settle_examples(walker, schema);
    settle_content(walker, schema);
    settle_unevaluated(walker, schema);
}

/// Removes a keyword; whether it said anything. What allows nothing is how `false` is written as an object.
fn take_unsupported(schema: &mut Map<String, Value>, keyword: &str) -> bool {
    let is_false = keyword == "not" && schema.get(keyword) == Some(&Value::Object(Map::new()));
    !is_false && schema.shift_remove(keyword).is_some()
}

/// `dependencies` of JSON Schema before 2019-09 are two keywords since.
fn split_dependencies(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let Some(Value::Object(dependencies)) = schema.shift_remove("dependencies") else {
        return;
    };
    let at = walker.at.child("dependencies");
    for (name, mut dependency) in dependencies {
        mark(&mut dependency, &at.child(&name));
        let keyword = match dependency {
            Value::Array(_) => "dependentRequired",
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Object(_) => "dependentSchemas",
        };
        if !schema.contains_key(keyword) {
            walker.is_now(keyword, at.clone());
        }
        let dependents = schema
            .entry(keyword)
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(dependents) = dependents {
            dependents.entry(name).or_insert(dependency);
        }
    }
}

/// The first of several examples is the example.
fn settle_examples(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let at = walker.at.child("examples");
    let first = match schema.shift_remove("examples") {
        Some(Value::Array(examples)) => {
            let first = examples.into_iter().next();
            first.map(|first| (first, at.index(0)))
        }
        Some(Value::Object(examples)) => examples.into_iter().next().map(|(name, mut example)| {
            let at = at.child(&name);
            match example.get_mut("value").map(Value::take) {
                Some(value) => (value, at.child("value")),
                None => (example, at),
            }
        }),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => None,
    };
    if let Some((first, at)) = first.filter(|_| !schema.contains_key("example")) {
        walker.is_now("example", at);
        schema.insert("example".to_owned(), first);
    }
}

/// Binary content of a string is a format in 3.0.
fn settle_content(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let encoding = schema.shift_remove("contentEncoding");
    let media_type = schema.shift_remove("contentMediaType");
    let media_type = media_type.as_ref().and_then(Value::as_str);
    let is_encoded = encoding.as_ref().is_some_and(|it| it != "binary");
    describe_content(
        walker,
        schema,
        media_type.filter(|it| is_encoded || is_text(it)),
    );
    walker.rename(schema, "contentSchema", "x-content-schema");
    let encoding = encoding
        .as_ref()
        .and_then(Value::as_str)
        .map(str::to_ascii_lowercase);
    let format = match (encoding.as_deref(), media_type) {
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

/// What a text holds is said in words.
fn describe_content(
    walker: &mut Walker<'_>,
    schema: &mut Map<String, Value>,
    media_type: Option<&str>,
) {
    if let Some(media_type) = media_type {
        prose::describe(schema, &format!("Its media type is `{media_type}`."));
    }
    let Some(content) = schema.get("contentSchema") else {
        return;
    };
    if let Some(text) = condition::readable(content) {
        prose::describe(
            schema,
            &format!("Its text is a value that matches `{text}`."),
        );
    } else {
        let message = "`contentSchema` is not generated; the text is passed as it is";
        walker.unsupported_at("contentSchema", "unsupported-keyword", message);
    }
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
