//! Request bodies, of one `body` parameter or of the fields of a form.

use serde_json::{Map, Value};

use super::super::JSON;
use super::super::origins::{mark, marked};
use super::super::walk::Walker;
use super::style::Listed;
use super::{is_file, is_location, parameter, style};
use crate::pointer::Pointer;

const BYTES: &str = "application/octet-stream";
const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// The media types that an operation consumes.
pub(super) struct Consumed {
    names: Vec<String>,
    /// Where the operation says it itself.
    at: Option<Pointer>,
}

impl Consumed {
    /// What the operation says, or else what it has from the document.
    pub(super) fn of(walker: &Walker<'_>, own: Option<Vec<String>>) -> Self {
        Self {
            at: own.as_ref().map(|_| walker.at.child("consumes")),
            names: own.unwrap_or(walker.inherited.consumes.clone()),
        }
    }
}

/// A parameter that is the body or a part of it, and its place.
pub(super) struct Part {
    pub(super) at: Pointer,
    pub(super) value: Value,
}

/// The request body that the parameters describe; none if there are no parameters.
pub(super) fn request_body(
    walker: &mut Walker<'_>,
    parts: Vec<Part>,
    consumed: &Consumed,
) -> Option<Value> {
    let is_whole = |part: &Part| {
        let location = part.value.get("in").and_then(Value::as_str);
        location.is_some_and(|location| is_location(location, "body"))
    };
    let (whole, fields): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_whole);
    let ignored = match &whole[..] {
        [_, second, ..] => Some(second),
        [_] => fields.first(),
        [] => None,
    };
    if let Some(ignored) = ignored {
        let message = "an operation has one body; this part of it is left out";
        walker.warn_place(&ignored.at, "several-bodies", message);
    }
    match whole.into_iter().next() {
        Some(body) => Some(of_body(walker, body, &consumed.names)),
        None if fields.is_empty() => None,
        None => Some(of_form(walker, fields, consumed)),
    }
}

fn of_body(walker: &mut Walker<'_>, part: Part, consumes: &[String]) -> Value {
    let Value::Object(mut parameter) = part.value else {
        return Value::Null;
    };
    if !parameter.contains_key("type") {
        parameter::report_missing(walker, &parameter, "schema", &part.at);
    }
    parameter::take_schema(&mut parameter, &part.at);
    parameter::take_example(&mut parameter);
    let mut schema = parameter.shift_remove("schema").unwrap_or_default();
    mark(&mut schema, &part.at.child("schema"));
    let names = match consumes {
        [] if is_file(&schema) => vec![BYTES.to_owned()],
        [] => vec![JSON.to_owned()],
        consumes => consumes.to_vec(),
    };
    let example = parameter.shift_remove("example");
    let content = names.into_iter().map(|name| {
        let mut media = Map::from_iter([("schema".to_owned(), schema.clone())]);
        media.extend(example.clone().map(|it| ("example".to_owned(), it)));
        let mut media = Value::Object(media);
        mark(&mut media, &part.at);
        (name, media)
    });
    let mut body = Map::from_iter([("content".to_owned(), Value::Object(content.collect()))]);
    for member in ["description", "required"] {
        body.extend(parameter.shift_remove_entry(member));
    }
    if let Some(name @ Value::String(_)) = parameter.shift_remove("name") {
        body.entry("x-body-name").or_insert(name);
    }
    let extensions = parameter
        .into_iter()
        .filter(|(key, _)| key.starts_with("x-"));
    body.extend(extensions);
    let mut body = Value::Object(body);
    mark(&mut body, &part.at);
    body
}

/// The fields of a form become the properties of an object.
fn of_form(walker: &mut Walker<'_>, fields: Vec<Part>, consumed: &Consumed) -> Value {
    let origin = fields.first().map(|part| part.at.clone());
    let has_file = fields.iter().any(|part| is_bytes(&part.value));
    let mut properties: Map<String, Value> = Map::new();
    let mut required = Vec::new();
    let mut encoding = Map::new();
    for part in fields {
        let Value::Object(mut field) = part.value else {
            continue;
        };
        let Some(Value::String(name)) = field.shift_remove("name") else {
            let message = "a parameter needs `name`; left out without it";
            walker.warn_place(&part.at, "missing-member", message);
            continue;
        };
        if let Some(first) = properties.get(&name) {
            let first = first.as_object().and_then(marked).unwrap_or_default();
            let message = format!("the parameter `{name}` is there twice");
            walker
                .warn_place(&part.at, "duplicate-parameter", message)
                .related("the first one", &first)
                .help("this one is left out");
            continue;
        }
        parameter::report_missing(walker, &field, "type", &part.at);
        let here = std::mem::replace(&mut walker.at, part.at.clone());
        let listed = style::of_list(walker, &mut field, "formData");
        walker.at = here;
        encoding.extend(listed.map(|listed| (name.clone(), encoded(&listed))));
        if field.shift_remove("required") == Some(Value::Bool(true)) {
            required.push(Value::String(name.clone()));
        }
        properties.insert(name, property(field, &part.at));
    }
    let is_required = !required.is_empty();
    let mut schema = Map::from_iter([
        ("type".to_owned(), Value::String("object".to_owned())),
        ("properties".to_owned(), Value::Object(properties)),
    ]);
    if is_required {
        schema.insert("required".to_owned(), Value::Array(required));
    }
    let mut media = Map::from_iter([("schema".to_owned(), Value::Object(schema))]);
    if !encoding.is_empty() {
        media.insert("encoding".to_owned(), Value::Object(encoding));
    }
    let content = form_types(walker, consumed, has_file)
        .into_iter()
        .map(|name| (name, Value::Object(media.clone())));
    let mut body = Map::from_iter([("content".to_owned(), Value::Object(content.collect()))]);
    body.insert("required".to_owned(), Value::Bool(is_required));
    let mut body = Value::Object(body);
    mark(&mut body, &origin.unwrap_or_default());
    body
}

/// Whether a field is a file, as Swagger 2.0 or as OpenAPI 3 has it.
fn is_bytes(field: &Value) -> bool {
    let format = field.get("schema").and_then(|it| it.get("format"));
    is_file(field)
        || field.get("schema").is_some_and(is_file)
        || format.is_some_and(|it| it == "binary")
}

/// The schema of a field.
fn property(mut field: Map<String, Value>, at: &Pointer) -> Value {
    parameter::take_example(&mut field);
    parameter::take_schema(&mut field, at);
    let mut schema = field.shift_remove("schema").unwrap_or_default();
    if let Value::Object(schema) = &mut schema {
        for member in ["description", "example"] {
            schema.extend(field.shift_remove_entry(member));
        }
    }
    mark(&mut schema, at);
    schema
}

fn encoded(listed: &Listed) -> Value {
    let mut encoding = Map::new();
    listed.insert(&mut encoding);
    Value::Object(encoding)
}

/// The media types a form can have: those that are consumed; a file needs parts.
fn form_types(walker: &mut Walker<'_>, consumed: &Consumed, has_file: bool) -> Vec<String> {
    let is_form = |name: &&String| {
        let name = name.to_ascii_lowercase();
        name.starts_with("multipart/") || (!has_file && name.starts_with(URLENCODED))
    };
    let forms: Vec<_> = consumed.names.iter().filter(is_form).cloned().collect();
    if !forms.is_empty() {
        return forms;
    }
    let form = match has_file {
        true => MULTIPART,
        false => URLENCODED,
    };
    if let (Some(at), [_, ..]) = (&consumed.at, &consumed.names[..]) {
        let names = consumed.names.join("`, `");
        let message = format!("no form of these fields is written as `{names}`; `{form}` is taken");
        walker.warn_place(at, "form-media-type", message);
    }
    vec![form.to_owned()]
}
