//! Types: other names for them, several at once, and keywords that do not apply to them.

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::super::version::Version;
use super::super::walk::{Walker, noun};
use super::type_name::{self, TYPES};
use super::{is_docs, newer_form};
use crate::diagnostic::suggest;

/// Keywords that only values of certain types heed.
const APPLICABLE: &[(&str, &[&str])] = &[
    ("pattern", &["string"]),
    ("minLength", &["string"]),
    ("maxLength", &["string"]),
    ("minimum", &["number", "integer"]),
    ("maximum", &["number", "integer"]),
    ("exclusiveMinimum", &["number", "integer"]),
    ("exclusiveMaximum", &["number", "integer"]),
    ("multipleOf", &["number", "integer"]),
    ("items", &["array"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("x-prefix-items", &["array"]),
    ("properties", &["object"]),
    ("required", &["object"]),
    ("additionalProperties", &["object"]),
    ("minProperties", &["object"]),
    ("maxProperties", &["object"]),
    ("x-pattern-properties", &["object"]),
    ("x-dependent-required", &["object"]),
    ("x-conditional", &["object"]),
    ("discriminator", &["object"]),
];

/// Leaves one type or none; several become `anyOf`.
pub(super) fn settle(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let Some(written) = schema.shift_remove("type") else {
        return;
    };
    let names = if let Value::Array(names) = written {
        newer_form(walker, "type", "list of types");
        if names.is_empty() {
            let message = "a `type` without names allows nothing; left out";
            walker.warn_at("type", "wrong-type", message);
        }
        names
    } else {
        vec![written]
    };
    let mut types: Vec<&'static str> = Vec::new();
    for name in &names {
        if let Some(name) = settled(walker, schema, name)
            && !types.contains(&name)
        {
            types.push(name);
        }
    }
    if types.contains(&"number") {
        types.retain(|name| *name != "integer");
    }
    match types[..] {
        [] => {}
        [only] => {
            leave_out_inapplicable(walker, schema, only);
            schema.insert("type".to_owned(), Value::String(only.to_owned()));
        }
        // All of them say nothing; and branches that are there already say more about each type than this does.
        _ if types.len() >= 5
            || ["anyOf", "oneOf", "allOf"]
                .iter()
                .any(|key| schema.contains_key(*key)) => {}
        _ => split(walker, schema, &types),
    }
}

/// The type that is meant by a name.
fn settled(
    walker: &mut Walker<'_>,
    schema: &mut Map<String, Value>,
    name: &Value,
) -> Option<&'static str> {
    let Some(name) = name.as_str() else {
        walker.warn_at(
            "type",
            "wrong-type",
            format!("a type is a string, not {}; left out", noun(name)),
        );
        return None;
    };
    let Some(meant) = type_name::meant(name) else {
        let message = format!("`{name}` is not a type; left out");
        let near = suggest::nearest(name, TYPES.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let null = (walker.version > Version::V30).then_some("null");
                let types: Vec<_> = TYPES.iter().copied().chain(null).collect();
                format!("the types are `{}`", types.join("`, `"))
            }
        };
        walker.warn_at("type", "unknown-type", message).help(help);
        return None;
    };
    // Swagger 2.0 has the type `file`.
    if name != meant.name && (walker.version > Version::V20 || !name.eq_ignore_ascii_case("file")) {
        let format = meant.format.map(|it| format!(" with the format `{it}`"));
        let taken = format!("`{}`{}", meant.name, format.unwrap_or_default());
        let message = format!("`{name}` is not a type; taken for {taken}");
        walker.warn_at("type", "unknown-type", message);
    }
    if let Some(format) = meant.format {
        schema
            .entry("format")
            .or_insert_with(|| Value::String(format.to_owned()));
    }
    Some(meant.name)
}

/// A keyword for another type has no effect, but would hide the type from `openapiv3`.
fn leave_out_inapplicable(walker: &mut Walker<'_>, schema: &mut Map<String, Value>, only: &str) {
    for (keyword, types) in APPLICABLE {
        if types.contains(&only) || schema.shift_remove(*keyword).is_none() {
            continue;
        }
        let author = walker.author_of(keyword);
        let keyword_there = author.last().unwrap_or_default();
        let message = format!("`{keyword_there}` has no effect on the type `{only}`; left out");
        walker.warn_at(keyword, "keyword-without-effect", message);
    }
}

/// Moves everything but documentation into one branch per type, each with what applies to its type.
fn split(walker: &Walker<'_>, schema: &mut Map<String, Value>, types: &[&str]) {
    let (docs, constraints): (Map<_, _>, Map<_, _>) = std::mem::take(schema)
        .into_iter()
        .partition(|(keyword, _)| is_docs(keyword) && !is_carried(keyword));
    let branches = types.iter().map(|name| {
        let mut branch = Map::from_iter([("type".to_owned(), Value::String((*name).to_owned()))]);
        branch.extend(constraints.iter().filter_map(|(keyword, value)| {
            let value = for_type(keyword, value, name, types)?;
            Some((keyword.clone(), value))
        }));
        let mut branch = Value::Object(branch);
        mark(&mut branch, &walker.at);
        branch
    });
    let branches: Vec<_> = branches
        .filter(|branch| {
            branch
                .get("enum")
                .is_none_or(|values| values != &Value::Array(vec![]))
        })
        .collect();
    *schema = docs;
    schema.insert("anyOf".to_owned(), Value::Array(branches));
}

/// Whether the extension is one of ours, that carries a keyword.
fn is_carried(keyword: &str) -> bool {
    APPLICABLE
        .iter()
        .any(|(applicable, _)| *applicable == keyword)
}

/// The value of a keyword in the branch of one type, none if it says nothing about that type.
fn for_type(keyword: &str, value: &Value, name: &str, types: &[&str]) -> Option<Value> {
    if let Some((_, types)) = APPLICABLE
        .iter()
        .find(|(applicable, _)| *applicable == keyword)
    {
        return types.contains(&name).then(|| value.clone());
    }
    match (keyword, value) {
        ("format", Value::String(format)) => {
            let is_number = ["number", "integer"].contains(&name);
            let has_number = types
                .iter()
                .any(|name| ["number", "integer"].contains(name));
            let wants_number = has_number && (is_numeric(format) || !types.contains(&"string"));
            (if wants_number {
                is_number
            } else {
                name == "string"
            })
            .then(|| value.clone())
        }
        ("enum", Value::Array(values)) => Some(
            values
                .iter()
                .filter(|value| is_of_type(value, name))
                .cloned()
                .collect(),
        ),
        (_, _) => Some(value.clone()),
    }
}

fn is_numeric(format: &str) -> bool {
    ["int", "uint", "float", "double", "decimal"]
        .iter()
        .any(|prefix| format.starts_with(prefix))
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) => name == "boolean",
        Value::Number(number) => name == "number" || (name == "integer" && !number.is_f64()),
        Value::String(_) => name == "string",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    }
}
