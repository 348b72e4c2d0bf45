//! What a parameter or a header holds: a `schema`, or one media type in `content`.

use serde_json::{Map, Value};

use super::super::swagger;
use super::super::version::Version;
use super::super::walk::Walker;

/// Leaves a schema or one media type.
pub(super) fn settle(walker: &mut Walker<'_>, parameter: &mut Map<String, Value>) {
    settle_separator(walker, parameter);
    if parameter
        .get("content")
        .is_some_and(|content| content.as_object().is_none_or(Map::is_empty))
    {
        parameter.shift_remove("content");
    }
    let has_schema = parameter
        .get("schema")
        .is_some_and(|schema| !schema.is_null());
    if has_schema && parameter.contains_key("content") {
        parameter.shift_remove("content");
        walker.warn_at(
            "content",
            "schema-and-content",
            "`schema` and `content` exclude each other; `content` is left out",
        );
    }
    if !has_schema && !keep_one(walker, parameter) {
        settle_missing(walker, parameter);
    }
}

/// Leaves one media type, that of JSON if it is among them; whether there are any.
fn keep_one(walker: &mut Walker<'_>, parameter: &mut Map<String, Value>) -> bool {
    let Some(Value::Object(content)) = parameter.get_mut("content") else {
        return false;
    };
    let names: Vec<_> = content
        .keys()
        .filter(|name| name.contains('/'))
        .cloned()
        .collect();
    let json = names.iter().find(|name| name.ends_with("json"));
    if let (Some(kept), [_, _, ..]) = (json.or(names.first()), &names[..]) {
        content.retain(|name, _| name == kept || name.starts_with('\u{0}'));
        let message = format!(
            "the `content` of a parameter has one media type, not {}; `{kept}` is taken",
            names.len()
        );
        walker.warn_at("content", "several-contents", message);
    }
    true
}

/// Where neither is there, the keywords of Swagger 2.0 make a schema.
fn settle_missing(walker: &mut Walker<'_>, parameter: &mut Map<String, Value>) {
    if parameter.contains_key("type") {
        walker.warn_at(
            "type",
            "swagger-2-parameter",
            "OpenAPI 3 describes the value in `schema`; taken for part of it",
        );
        swagger::take_schema(parameter, &walker.at);
        return;
    }
    walker.warn(
        "missing-schema",
        "neither `schema` nor `content` says what it holds; taken for anything",
    );
    parameter.insert("schema".to_owned(), Value::Object(Map::new()));
}

/// What `collectionFormat` says in Swagger 2.0, `style` and `explode` say since 3.0. Some write its values as a style.
fn settle_separator(walker: &mut Walker<'_>, parameter: &mut Map<String, Value>) {
    let is_separator = |style: &Value| style.as_str().is_some_and(swagger::is_separator);
    let is_style = parameter.get("style").is_some_and(is_separator);
    let member = match is_style {
        true => "style",
        false => "collectionFormat",
    };
    let written = match parameter.shift_remove(member) {
        Some(Value::String(written)) if walker.version > Version::V20 => written,
        Some(_) | None => return,
    };
    let message = format!("OpenAPI 3 does not have `{member}: {written}`");
    if !is_style && (parameter.contains_key("style") || parameter.contains_key("explode")) {
        let message = format!("{message}; `style` and `explode` say it");
        walker.warn_at(member, "swagger-2-parameter", message);
        return;
    }
    let location = parameter.get("in").and_then(Value::as_str);
    let location = location.unwrap_or("header").to_owned();
    let listed = swagger::separated(walker, &written, &location);
    listed.insert(parameter);
    let (style, explode) = (&parameter["style"], &parameter["explode"]);
    let message = format!("{message}; taken for `style: {style}` and `explode: {explode}`");
    let message = message.replace('"', "");
    walker.warn_at(member, "swagger-2-parameter", message);
}
