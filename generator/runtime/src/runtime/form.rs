//! Bodies of the media type `application/x-www-form-urlencoded` (OpenAPI 3.0.4, "Encoding Object").

use serde_json::Value;

use super::parameter::Parameter;
use super::style;

impl Parameter {
    /// A property of a form with an encoding of its own; `form`, exploded, unless said otherwise.
    pub(crate) const fn property(name: &'static str) -> Self {
        // Forms are written by the rules of queries.
        Self::query(name)
    }
}

/// Writes the properties of an object as pairs. A property that `encoding` does not name is written as its type has
/// it: an array as one pair per item, an object as JSON.
pub(crate) fn write(encoding: &[Parameter], fields: &Value) -> String {
    let Value::Object(fields) = fields else {
        return String::new();
    };
    let mut pairs = Vec::new();
    for (name, value) in fields {
        match encoding.iter().find(|it| it.name == name) {
            Some(_) if value.is_null() => {}
            Some(parameter) => pairs.extend(style::write(parameter, value)),
            None => push_pairs(name, value, &mut pairs),
        }
    }
    pairs.join("&")
}

fn push_pairs(name: &str, value: &Value, pairs: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_null());
            pairs.extend(items.map(|item| style::pair(name, &style::text(item))));
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            pairs.push(style::pair(name, &style::text(value)));
        }
    }
}
