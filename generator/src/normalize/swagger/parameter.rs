//! Parameters of path, query and header: the keywords of their values move to `schema`.

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::super::walk::Walker;
use super::{is_body, style};
use crate::pointer::Pointer;

/// What says something about the value of a parameter, a header, or a field of a form.
const KEYWORDS: &[&str] = &[
    "type",
    "format",
    "items",
    "enum",
    "default",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "multipleOf",
    "x-nullable",
    "x-enum-varnames",
    "x-enum-descriptions",
    "x-ms-enum",
    "x-sensitive",
];

/// Writes a parameter as 3.0 does; none if it is a body, which its operation has taken already.
pub(in super::super) fn before_parameter(
    walker: &mut Walker<'_>,
    parameter: &mut Map<String, Value>,
) -> Option<()> {
    if parameter.get("in").is_some_and(|location| {
        let location = Map::from_iter([("in".to_owned(), location.clone())]);
        is_body(&Value::Object(location))
    }) {
        return None;
    }
    let location = parameter.get("in").and_then(Value::as_str);
    let location = location.unwrap_or_default().to_owned();
    let listed = style::of_list(walker, parameter, &location);
    let at = walker.at.clone();
    report_missing(walker, parameter, "type", &at);
    take_schema(parameter, &at);
    if let Some(listed) = listed {
        listed.insert(parameter);
    }
    take_example(parameter);
    Some(())
}

/// Reports that nothing says what the parameter or the header at `at` holds.
pub(super) fn report_missing(
    walker: &mut Walker<'_>,
    object: &Map<String, Value>,
    wanted: &str,
    at: &Pointer,
) {
    let is_said = |keyword: &str| object.get(keyword).is_some_and(|it| !it.is_null());
    if !["type", "items", "enum", "schema", "content"]
        .into_iter()
        .any(is_said)
    {
        let message = format!("no `{wanted}` says what it holds; taken for anything");
        walker.warn_place(at, "missing-schema", message);
    }
}

/// Moves the keywords of the value to `schema`, unless there is one.
pub(in super::super) fn take_schema(object: &mut Map<String, Value>, at: &Pointer) {
    if object.get("schema").is_some_and(Value::is_object) {
        return;
    }
    let keywords = KEYWORDS
        .iter()
        .filter_map(|keyword| object.shift_remove_entry(*keyword));
    let mut schema = Value::Object(keywords.collect());
    mark(&mut schema, at);
    object.insert("schema".to_owned(), schema);
}

/// The example that many tools read, though the specification has none.
pub(super) fn take_example(object: &mut Map<String, Value>) {
    for extension in ["x-example", "x-examples"] {
        if let Some(example) = object.shift_remove(extension) {
            let first = match example {
                Value::Object(examples) => {
                    let named = examples
                        .into_iter()
                        .find(|(key, _)| !key.starts_with('\u{0}'));
                    named.map(|(_, value)| value).unwrap_or_default()
                }
                other @ (Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Array(_)) => other,
            };
            object.entry("example").or_insert(first);
        }
    }
}
