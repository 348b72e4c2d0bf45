//! How the elements of a list are written: `collectionFormat` becomes `style` and `explode`.

use serde_json::{Map, Value};

use super::super::walk::Walker;

/// The style and the explode flag for a list in a location; a form counts as a query.
pub(super) fn of_list(
    walker: &mut Walker<'_>,
    parameter: &mut Map<String, Value>,
    location: &str,
) -> Option<(&'static str, bool)> {
    let written = parameter.shift_remove("collectionFormat");
    let is_list = parameter.get("type").is_some_and(|name| name == "array");
    report_nested(walker, parameter);
    if !is_list {
        return None;
    }
    let written = written.as_ref().and_then(Value::as_str).unwrap_or("csv");
    Some(separated(walker, written, location))
}

/// The style and the explode flag that stand for a `collectionFormat`.
pub(in super::super) fn separated(
    walker: &mut Walker<'_>,
    written: &str,
    location: &str,
) -> (&'static str, bool) {
    let in_query = matches!(location, "query" | "formData");
    let plain = match location {
        "query" | "formData" | "cookie" => "form",
        _ => "simple",
    };
    match written {
        "csv" => (plain, false),
        "multi" if in_query => (plain, true),
        "ssv" if in_query => ("spaceDelimited", false),
        "pipes" if in_query => ("pipeDelimited", false),
        other => {
            let message =
                format!("a list separated as `{other}` is not generated; written with commas");
            walker.unsupported_at("collectionFormat", "collection-format", message);
            (plain, false)
        }
    }
}

/// Lists in lists can only be written in one way.
fn report_nested(walker: &mut Walker<'_>, parameter: &mut Map<String, Value>) {
    let mut inner = parameter.get_mut("items");
    while let Some(Value::Object(items)) = inner {
        let written = items.shift_remove("collectionFormat");
        let is_list = items.get("type").is_some_and(|name| name == "array");
        if is_list && written.is_some() && walker.is_first("collectionFormat", "items") {
            let message = "how lists in lists are separated is not generated, here and elsewhere";
            walker.unsupported_at("items", "collection-format", message);
        }
        inner = items.get_mut("items");
    }
}
