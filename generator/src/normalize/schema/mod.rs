//! Schemas of all versions become schemas of OpenAPI 3.0, one step for one idea.
//!
//! Every step works on one schema whose members are still as the author wrote them, and finds its work done where
//! an earlier step or version did it: the order of the steps is all they know of each other.

mod bounds;
mod condition;
mod enumeration;
mod keyword;
mod notation;
mod noted;
mod null;
mod prose;
mod reference;
mod required;
mod tuple;
mod type_name;
mod types;

use serde_json::{Map, Value};

use super::version::Version;
use super::walk::{Walker, noun};

pub(super) use prose::describe;

/// Keywords that say nothing about which values are valid.
const DOCS: &[&str] = &[
    "title",
    "summary",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "externalDocs",
];

/// Brings one schema into canonical form; the schemas in it come later.
pub(super) fn rewrite(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    reference::settle(walker, schema);
    if schema.contains_key("$ref") {
        return;
    }
    noted::settle(walker, schema);
    enumeration::fit(walker, schema);
    keyword::settle(walker, schema);
    tuple::settle(walker, schema);
    null::collapse(walker, schema);
    types::settle(walker, schema);
    bounds::settle(walker, schema);
    enumeration::settle(walker, schema);
    required::settle(walker, schema);
}

/// The schema that a value stands for which is no object: `true` allows everything and `false` nothing.
pub(super) fn from_scalar(walker: &mut Walker<'_>, value: &Value) -> Map<String, Value> {
    let not_anything = || Map::from_iter([("not".to_owned(), Value::Object(Map::new()))]);
    match value {
        Value::Bool(true) => Map::new(),
        Value::Bool(false) => not_anything(),
        Value::String(name) if type_name::is_known(name) => {
            walker.warn(
                "wrong-type",
                format!("a schema is wanted here, not a string; taken for `type: {name}`"),
            );
            Map::from_iter([("type".to_owned(), value.clone())])
        }
        Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            let noted = value
                .as_str()
                .and_then(|text| noted::schema_of(walker, text));
            let (schema, words) = noted.unwrap_or_else(|| (Map::new(), "anything".to_owned()));
            let noun = noun(value);
            let message = format!("a schema is wanted here, not {noun}; taken for {words}");
            walker.warn("wrong-type", message);
            schema
        }
    }
}

/// Whether the keyword is documentation, or an extension, of which nothing else is known.
fn is_docs(keyword: &str) -> bool {
    DOCS.contains(&keyword) || keyword.starts_with("x-")
}

/// Says that the version does not have it: it is read as in 3.1, which is what the author means.
fn newer(walker: &mut Walker<'_>, keyword: &str) {
    newer_form(walker, keyword, &format!("`{keyword}`"));
}

/// The same of a keyword that the version has, but not in this form.
fn newer_form(walker: &mut Walker<'_>, keyword: &str, form: &str) {
    if walker.version <= Version::V30 {
        let version = walker.version.name();
        let message = format!("{version} has no {form} in a schema; read as in OpenAPI 3.1");
        walker.warn_at(keyword, "newer-keyword", message);
    }
}
