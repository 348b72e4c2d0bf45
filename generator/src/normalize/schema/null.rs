//! The many ways to allow null become `nullable: true` on the schema itself.

use serde_json::{Map, Value};

use super::super::origins::{mark, marked};
use super::super::version::Version;
use super::super::walk::{Walker, noun};
use super::{is_docs, newer_form, type_name};

/// Takes null out of `type`, `enum`, `anyOf` and `oneOf`. A schema of null alone becomes
/// `{"x-null": true, "nullable": true}`, its documentation kept.
pub(super) fn collapse(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    name_null(walker, schema);
    let found = [
        in_type(walker, schema),
        in_enum(schema),
        in_branches(walker, schema, "anyOf"),
        in_branches(walker, schema, "oneOf"),
    ];
    if found.contains(&Found::Alone) {
        schema.retain(|keyword, _| is_docs(keyword));
        schema.insert("x-null".to_owned(), Value::Bool(true));
    }
    if found.iter().any(|found| *found != Found::Nowhere) {
        schema.insert("nullable".to_owned(), Value::Bool(true));
    }
}

/// Since 3.1 there is the type `null`, which YAML reads as no value where it is not quoted.
fn name_null(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    if walker.version > Version::V30 && is_unquoted_null(schema) {
        let message = "a `type` is a string, not null; taken for the type `null`";
        walker.warn_at("type", "wrong-type", message);
        schema.insert("type".to_owned(), Value::String("null".to_owned()));
    }
}

/// Whether a schema has nothing to say but a `type` that is null. Beside other keywords, nothing was written there.
fn is_unquoted_null(schema: &Map<String, Value>) -> bool {
    let is_telling = |keyword: &String| !is_docs(keyword) && !keyword.starts_with('\u{0}');
    schema.get("type") == Some(&Value::Null)
        && !schema
            .keys()
            .any(|keyword| keyword != "type" && is_telling(keyword))
}

/// Where null was found in what a keyword allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nowhere,
    BesideOthers,
    Alone,
}

impl Found {
    /// What it means that null was taken out, `left` other possibilities staying.
    fn leaving(left: usize) -> Self {
        if left == 0 {
            Self::Alone
        } else {
            Self::BesideOthers
        }
    }
}

fn in_type(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) -> Found {
    let left = match schema.get_mut("type") {
        Some(Value::String(name)) if name == "null" => 0,
        Some(Value::Array(names)) if names.iter().any(is_null_type) => {
            names.retain(|name| !is_null_type(name));
            names.len()
        }
        Some(_) | None => return Found::Nowhere,
    };
    newer_form(walker, "type", "type `null`");
    if left == 0 {
        schema.shift_remove("type");
    }
    // Branches beside `type: null` say what else is allowed, whatever the letter of the specification.
    let has_branches = schema.contains_key("anyOf")
        || schema.contains_key("oneOf")
        || schema.contains_key("allOf");
    Found::leaving(left + usize::from(has_branches))
}

fn is_null_type(name: &Value) -> bool {
    name == "null" || name.is_null()
}

fn in_enum(schema: &mut Map<String, Value>) -> Found {
    let Some(Value::Array(values)) = schema.get_mut("enum") else {
        return Found::Nowhere;
    };
    if !values.iter().any(Value::is_null) {
        return Found::Nowhere;
    }
    values.retain(|value| !value.is_null());
    let left = values.len();
    if left == 0 {
        schema.shift_remove("enum");
    }
    Found::leaving(left)
}

fn in_branches(walker: &mut Walker<'_>, schema: &mut Map<String, Value>, keyword: &str) -> Found {
    let Some(Value::Array(branches)) = schema.get_mut(keyword) else {
        return Found::Nowhere;
    };
    name_nulls(walker, branches, keyword);
    if !branches.iter().any(is_null_schema) {
        return Found::Nowhere;
    }
    let origin = walker.at.child(keyword);
    for (index, branch) in branches.iter_mut().enumerate() {
        mark(branch, &origin.index(index));
    }
    branches.retain(|branch| !is_null_schema(branch));
    let left = branches.len();
    if left == 0 {
        schema.shift_remove(keyword);
    }
    Found::leaving(left)
}

fn name_nulls(walker: &mut Walker<'_>, branches: &mut [Value], keyword: &str) {
    let at = walker.at.child(keyword);
    for (index, branch) in branches.iter_mut().enumerate() {
        let at = at.index(index);
        if let Value::Object(branch) = branch {
            let at = marked(branch).unwrap_or(at);
            let here = std::mem::replace(&mut walker.at, at);
            name_null(walker, branch);
            walker.at = here;
        } else if branch.is_null() || branch.as_str().is_some_and(type_name::is_null) {
            let noun = noun(branch);
            let message = format!("a schema is wanted here, not {noun}; taken for the type `null`");
            walker.warn_place(&at, "wrong-type", message);
            *branch = Value::Object(Map::from_iter([("type".to_owned(), "null".into())]));
        }
    }
}

/// Whether a schema allows null and nothing else.
fn is_null_schema(schema: &Value) -> bool {
    let Some(schema) = schema.as_object() else {
        return false;
    };
    let is_only_null = |value: &Value| match value {
        Value::Array(list) => matches!(&list[..], [only] if is_null_type(only)),
        Value::String(name) => name == "null",
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    };
    let is_null_enum = |value: &Value| {
        value
            .as_array()
            .is_some_and(|values| matches!(&values[..], [Value::Null]))
    };
    schema.get("type").is_some_and(is_only_null)
        || schema.get("enum").is_some_and(is_null_enum)
        || schema.get("const").is_some_and(Value::is_null)
        || schema.get("x-null") == Some(&Value::Bool(true))
}
