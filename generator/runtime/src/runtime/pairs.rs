//! Values as pairs of names and texts: what the styles of queries come to where nothing is encoded, as in the parts of a
//! body (OpenAPI 3.1.1, Encoding Object).

use serde_json::Value;

use super::parameter::{Parameter, Style};
use super::style::text;

/// The pairs of a value that is not `null`.
pub(crate) fn of(parameter: &Parameter, value: &Value) -> Vec<(String, String)> {
    let name = || parameter.name.to_owned();
    match value {
        Value::Null => Vec::new(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![(name(), text(value))],
        Value::Array(items) => {
            let texts = items.iter().filter(|item| !item.is_null()).map(text);
            match parameter.explodes() {
                true => texts.map(|text| (name(), text)).collect(),
                false => joined(parameter, texts.collect()),
            }
        }
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !value.is_null());
            let fields = fields.map(|(key, value)| (key.clone(), text(value)));
            match (parameter.style, parameter.explodes()) {
                (Style::DeepObject, _) => fields
                    .map(|(key, text)| (format!("{}[{key}]", parameter.name), text))
                    .collect(),
                (_, true) => fields.collect(),
                (_, false) => joined(
                    parameter,
                    fields.flat_map(|(key, text)| [key, text]).collect(),
                ),
            }
        }
    }
}

/// One pair; none where there is nothing to join.
fn joined(parameter: &Parameter, texts: Vec<String>) -> Vec<(String, String)> {
    let delimiter = match parameter.style {
        Style::SpaceDelimited => " ",
        Style::PipeDelimited => "|",
        Style::TabDelimited => "\t",
        Style::Simple
        | Style::Label
        | Style::Matrix
        | Style::Form
        | Style::DeepObject
        | Style::Cookie => ",",
    };
    let text = (!texts.is_empty()).then(|| texts.join(delimiter));
    let pair = text.map(|text| (parameter.name.to_owned(), text));
    pair.into_iter().collect()
}
