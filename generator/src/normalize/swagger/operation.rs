//! Operations: bodies leave the parameters, and responses get the media types of their operation.

use serde_json::{Map, Value};

use super::super::origins::{mark, marked};
use super::super::walk::Walker;
use super::body::{self, Consumed, Part};
use super::{content, is_body, server, take_media};
use crate::pointer::Pointer;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

/// Moves what a path says for its operations to those that do not say it themselves.
pub(in super::super) fn before_path_item(walker: &mut Walker<'_>, item: &mut Map<String, Value>) {
    for member in ["consumes", "produces"] {
        move_media(walker, item, member);
    }
    move_bodies(walker, item);
}

/// A path has no media types of its own, but what is meant is clear.
fn move_media(walker: &mut Walker<'_>, item: &mut Map<String, Value>, member: &str) {
    let Some(media) = item.shift_remove(member) else {
        return;
    };
    let message = format!("a path has no `{member}`; taken for that of each of its operations");
    walker.warn_at(member, "misplaced-media-types", message);
    for method in METHODS {
        if let Some(Value::Object(operation)) = item.get_mut(*method) {
            operation.entry(member).or_insert_with(|| media.clone());
        }
    }
}

/// Moves the parameters of a path that are bodies to its operations, unless they have the same one.
fn move_bodies(walker: &Walker<'_>, item: &mut Map<String, Value>) {
    let bodies = take_bodies(walker, item);
    if bodies.is_empty() {
        return;
    }
    for method in METHODS {
        let Some(Value::Object(operation)) = item.get_mut(*method) else {
            continue;
        };
        let parameters = operation
            .entry("parameters")
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(parameters) = parameters {
            let own: Vec<_> = parameters
                .iter()
                .map(|parameter| resolved(walker, parameter))
                .collect();
            let inherited = bodies.iter().filter(|body| {
                let is_same = |own: &Value| {
                    own.get("in") == body.value.get("in")
                        && own.get("name") == body.value.get("name")
                };
                !own.iter().any(is_same)
            });
            parameters.extend(inherited.map(|body| body.value.clone()));
        }
    }
}

/// Writes the servers, the body and the responses of an operation as 3.0 does.
pub(in super::super) fn before_operation(
    walker: &mut Walker<'_>,
    operation: &mut Map<String, Value>,
) {
    let consumed = Consumed::of(walker, take_media(operation, "consumes"));
    let produces = take_media(operation, "produces");
    let produces = produces.unwrap_or(walker.inherited.produces.clone());
    server::of_operation(walker, operation);
    let parts = take_bodies(walker, operation);
    if let Some(body) = body::request_body(walker, parts, &consumed) {
        operation.insert("requestBody".to_owned(), body);
    }
    settle_responses(walker, operation, &produces);
}

/// Gives responses the media types of their operation.
fn settle_responses(
    walker: &mut Walker<'_>,
    operation: &mut Map<String, Value>,
    produces: &[String],
) {
    for (status, response, at) in responses(operation, &walker.at) {
        if !response.contains_key("$ref") {
            let produces = match status.starts_with('2') {
                true => produces.to_vec(),
                false => content::of_error(response, produces),
            };
            content::settle_response(walker, response, &produces, &at);
        }
    }
}

/// The responses of an operation that stands at `at`, each with its status and its place.
pub(super) fn responses<'o>(
    operation: &'o mut Map<String, Value>,
    at: &Pointer,
) -> Vec<(&'o str, &'o mut Map<String, Value>, Pointer)> {
    let Some(Value::Object(responses)) = operation.get_mut("responses") else {
        return Vec::new();
    };
    let at = marked(responses).unwrap_or_else(|| at.child("responses"));
    let objects = responses
        .iter_mut()
        .filter_map(|(status, response)| Some((status.as_str(), response.as_object_mut()?)));
    let placed = objects.map(|(status, response)| {
        let at = marked(response).unwrap_or_else(|| at.child(status));
        (status, response, at)
    });
    placed.collect()
}

/// Takes the bodies and the fields of forms off a list of parameters, and marks the others with their origin.
pub(super) fn take_bodies(walker: &Walker<'_>, object: &mut Map<String, Value>) -> Vec<Part> {
    let Some(Value::Array(parameters)) = object.get_mut("parameters") else {
        return Vec::new();
    };
    let at = walker.at.child("parameters");
    let mut others = Vec::new();
    let mut bodies = Vec::new();
    for (index, mut parameter) in std::mem::take(parameters).into_iter().enumerate() {
        mark(&mut parameter, &at.index(index));
        let full = resolved(walker, &parameter);
        if is_body(&full) {
            let at = full.as_object().and_then(marked);
            bodies.push(Part {
                at: at.unwrap_or_else(|| at_of(&parameter)),
                value: full,
            });
        } else {
            others.push(parameter);
        }
    }
    if others.is_empty() {
        object.shift_remove("parameters");
    } else {
        *parameters = others;
    }
    bodies
}

fn at_of(parameter: &Value) -> Pointer {
    let marked = parameter.as_object().and_then(marked);
    marked.unwrap_or_default()
}

/// The parameter itself, where only a reference to a body stands.
fn resolved(walker: &Walker<'_>, parameter: &Value) -> Value {
    let reference = parameter.get("$ref").and_then(Value::as_str);
    let target = reference
        .and_then(Pointer::parse)
        .and_then(|target| walker.inlined.get(&target));
    target.unwrap_or(parameter).clone()
}
