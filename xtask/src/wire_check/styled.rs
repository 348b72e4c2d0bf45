//! What the styles of parameters keep.

use serde_json::Value;

/// Whether a value can be written by a style, in its place, so that it can be told again what it was.
pub(super) fn keeps(value: &Value, location: &str, style: &str) -> bool {
    let is_plain = |value: &Value| match value {
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => match location {
            "path" => !matches!(text.as_str(), "" | "." | ".."),
            "header" | "cookie" => !text.is_empty() && text.bytes().all(|it| it.is_ascii_graphic()),
            // An empty value is not told from none.
            _ => !text.is_empty(),
        },
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    };
    // What stands between the items of a list must not stand in them.
    let is_item = |value: &Value| {
        is_plain(value)
            && !value
                .as_str()
                .is_some_and(|it| it.is_empty() || it.contains([',', ' ', '|', ';', '.', '=']))
    };
    match value {
        Value::Array(items) => {
            style != "deepObject" && !items.is_empty() && items.iter().all(is_item)
        }
        Value::Object(members) => !members.is_empty() && members.values().all(is_item),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => is_plain(value),
    }
}
