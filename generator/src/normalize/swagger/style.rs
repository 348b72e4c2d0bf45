//! How the elements of a list are written: `collectionFormat` becomes `style` and `explode`.

use serde_json::{Map, Value};

use super::super::walk::Walker;

/// How a list is written: `style` and `explode`, and `x-style` where 3.0 has no such style in this place.
pub(in super::super) struct Listed {
    style: &'static str,
    explode: bool,
    extended: Option<&'static str>,
}

impl Listed {
    /// Whether 3.0 has no such style in this place.
    pub(super) fn is_extended(&self) -> bool {
        self.extended.is_some()
    }

    /// Puts it into a parameter or an encoding.
    pub(in super::super) fn insert(&self, object: &mut Map<String, Value>) {
        object.insert("style".to_owned(), Value::String(self.style.to_owned()));
        object.insert("explode".to_owned(), Value::Bool(self.explode));
        let extended = self.extended.map(|style| Value::String(style.to_owned()));
        object.extend(extended.map(|style| ("x-style".to_owned(), style)));
    }
}

/// How a list in a location is written; a form counts as a query.
pub(super) fn of_list(
    walker: &mut Walker<'_>,
    parameter: &mut Map<String, Value>,
    location: &str,
) -> Option<Listed> {
    let written = parameter.shift_remove("collectionFormat");
    let is_list = parameter.get("type").is_some_and(|name| name == "array");
    report_nested(walker, parameter);
    if !is_list {
        return None;
    }
    let written = written.as_ref().and_then(Value::as_str).unwrap_or("csv");
    Some(separated(walker, written, location))
}

/// Whether this is a `collectionFormat`, and no style of OpenAPI 3.
pub(in super::super) fn is_separator(written: &str) -> bool {
    ["csv", "ssv", "tsv", "pipes", "multi"].contains(&written)
}

/// What stands for a `collectionFormat`.
pub(in super::super) fn separated(
    walker: &mut Walker<'_>,
    written: &str,
    location: &str,
) -> Listed {
    let in_query = matches!(location, "query" | "formData");
    let plain = match location {
        "query" | "formData" | "cookie" => "form",
        _ => "simple",
    };
    let (style, extended) = match written {
        "ssv" if in_query => ("spaceDelimited", None),
        "pipes" if in_query => ("pipeDelimited", None),
        "ssv" => (plain, Some("spaceDelimited")),
        "pipes" => (plain, Some("pipeDelimited")),
        "tsv" => (plain, Some("tabDelimited")),
        "csv" => (plain, None),
        "multi" if in_query => (plain, None),
        other => {
            let message =
                format!("there is no list of the format `{other}` here; written with commas");
            walker.warn_at("collectionFormat", "collection-format", message);
            (plain, None)
        }
    };
    Listed {
        style,
        explode: written == "multi" && in_query,
        extended,
    }
}

/// Lists in lists can only be written in one way.
fn report_nested(walker: &mut Walker<'_>, parameter: &mut Map<String, Value>) {
    let mut inner = parameter.get_mut("items");
    while let Some(Value::Object(items)) = inner {
        let written = items.shift_remove("collectionFormat");
        let is_list = items.get("type").is_some_and(|name| name == "array");
        if is_list && written.is_some() {
            let message = "how lists in lists are separated is not generated";
            walker.unsupported_at("items", "collection-format", message);
        }
        inner = items.get_mut("items");
    }
}
