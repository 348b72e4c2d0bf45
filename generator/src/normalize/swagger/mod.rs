//! Swagger 2.0: what it writes in another way than OpenAPI 3.0.
//!
//! The sections of the document move before references are settled, so that all that follows finds components where
//! 3.0 has them. The rest is rewritten object by object, just before each is walked as what it is in 3.0.

mod body;
mod content;
mod document;
mod old;
mod operation;
mod parameter;
mod security;
mod server;
mod style;

use serde_json::{Map, Value};

pub(super) use content::{before_header, before_response, write_content};
pub(super) use document::{moved, restructure};
pub(super) use old::{before_old_operation, take_old_members};
pub(super) use operation::{before_operation, before_path_item};
pub(super) use parameter::{before_parameter, take_schema};
pub(super) use security::{FLOWS, before_scheme, write_flow};
pub(super) use style::{is_separator, separated};

/// What operations have from the document, unless they say it themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Inherited {
    /// Where requests go; none where no host is named.
    address: Option<server::Address>,
    /// What requests may be written in.
    consumes: Vec<String>,
    /// What responses may be written in.
    produces: Vec<String>,
}

/// Whether a parameter is the body, or a part of it.
pub(super) fn is_body(parameter: &Value) -> bool {
    let location = parameter.get("in").and_then(Value::as_str);
    location.is_some_and(|it| is_location(it, "body") || is_location(it, "formData"))
}

fn is_location(written: &str, location: &str) -> bool {
    written.trim().eq_ignore_ascii_case(location)
}

/// Takes a list of media types off an object; none if it has no such list.
fn take_media(object: &mut Map<String, Value>, member: &str) -> Option<Vec<String>> {
    let list = match object.shift_remove(member)? {
        Value::Array(list) => list,
        single @ Value::String(_) => vec![single],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return None,
    };
    let names = list.iter().filter_map(Value::as_str).map(str::trim);
    Some(names.map(str::to_owned).collect())
}

/// Whether a schema is that of a file.
fn is_file(schema: &Value) -> bool {
    schema.get("type") == Some(&Value::String("file".to_owned()))
}

#[cfg(test)]
mod tests;
