//! Responses and headers: the schema of a response moves to one media type each of those that are produced.

use serde_json::{Map, Value};

use super::super::JSON;
use super::super::object::misplaced;
use super::super::origins::{mark, mark_member};
use super::super::walk::Walker;
use super::{is_file, parameter, style};
use crate::pointer::Pointer;

const BYTES: &str = "application/octet-stream";

/// Writes a response as 3.0 does, with the media types of the whole document.
pub(in super::super) fn before_response(
    walker: &mut Walker<'_>,
    response: &mut Map<String, Value>,
) {
    let at = walker.at.clone();
    // Those that operations share are of errors as a rule.
    let produces = of_error(response, &walker.inherited.produces);
    settle_response(walker, response, &produces, &at);
}

/// Writes a header as 3.0 does.
pub(in super::super) fn before_header(walker: &mut Walker<'_>, header: &mut Map<String, Value>) {
    if style::of_list(walker, header, "header").is_some_and(|it| it.is_extended()) {
        let message = "a list in the header of a response is read with commas between its items";
        walker.unsupported_at("collectionFormat", "collection-format", message);
    }
    let at = walker.at.clone();
    parameter::report_missing(walker, header, "type", &at);
    parameter::take_schema(header, &at);
    parameter::take_example(header);
}

/// Writes the response at `at` as 3.0 does.
pub(super) fn settle_response(
    walker: &mut Walker<'_>,
    response: &mut Map<String, Value>,
    produces: &[String],
    at: &Pointer,
) {
    if !response.contains_key("schema") && misplaced::move_bare(response, at) {
        let message = "a response is wanted here, not a schema; taken for its `schema`";
        walker.warn_place(at, "misplaced-schema", message);
    }
    write_content(response, produces, at);
}

/// Moves the schema and the examples of the response at `at` to `content`.
pub(in super::super) fn write_content(
    response: &mut Map<String, Value>,
    produces: &[String],
    at: &Pointer,
) {
    let schema = response.shift_remove("schema").filter(|it| !it.is_null());
    let examples = match response.shift_remove("examples") {
        Some(Value::Object(examples)) => examples,
        Some(_) | None => Map::new(),
    };
    let Some(mut schema) = schema else {
        return;
    };
    mark(&mut schema, &at.child("schema"));
    let names = match (produces, is_file(&schema)) {
        (produces, true) => of_file(produces),
        ([], false) => of_examples(&examples),
        (produces, false) => produces.to_vec(),
    };
    let content = names.into_iter().map(|name| {
        let mut media = Map::from_iter([("schema".to_owned(), schema.clone())]);
        if let Some(example) = examples.get(&name) {
            media.insert("example".to_owned(), example.clone());
            mark_member(&mut media, "example", &at.child("examples").child(&name));
        }
        let mut media = Value::Object(media);
        mark(&mut media, at);
        (name, media)
    });
    response.insert("content".to_owned(), Value::Object(content.collect()));
}

/// Where nothing is said about media types, the examples tell.
fn of_examples(examples: &Map<String, Value>) -> Vec<String> {
    let named: Vec<_> = examples
        .keys()
        .filter(|name| name.contains('/'))
        .cloned()
        .collect();
    if named.is_empty() {
        return vec![JSON.to_owned()];
    }
    named
}

/// The media types of a response that is a file. JSON alone is what the other responses are, so that a server which
/// honours `Accept` is also asked for bytes.
fn of_file(produces: &[String]) -> Vec<String> {
    let mut names = produces.to_vec();
    if names.iter().all(|name| name.contains("json")) {
        names.push(BYTES.to_owned());
    }
    names
}

/// The media types of a response that is an error: where its operation produces no JSON, an object still is some.
pub(super) fn of_error(response: &Map<String, Value>, produces: &[String]) -> Vec<String> {
    let mut names = produces.to_vec();
    let is_object = response.get("schema").is_some_and(is_object);
    if is_object && !names.is_empty() && !names.iter().any(|name| name.contains("json")) {
        names.push(JSON.to_owned());
    }
    names
}

/// Whether a schema is that of an object, as far as can be seen without following references.
fn is_object(schema: &Value) -> bool {
    let has = |keyword: &str| schema.get(keyword).is_some();
    schema.get("type") == Some(&Value::String("object".to_owned()))
        || ["$ref", "properties", "allOf"].into_iter().any(has)
}
