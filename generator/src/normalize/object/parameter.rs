//! Parameters and headers: location and style.

use serde_json::{Map, Value};

use super::super::version::Version;
use super::super::walk::Walker;
use super::{content, holding};

/// The styles `openapiv3` knows for a query parameter, and for a property of a form.
pub(super) const QUERY_STYLES: &[&str] = &["form", "spaceDelimited", "pipeDelimited", "deepObject"];

const LOCATIONS: &[&str] = &["path", "query", "header", "cookie"];

/// Settles location and schema; none for a parameter that no request can have.
pub(super) fn before_parameter(
    walker: &mut Walker<'_>,
    parameter: &mut Map<String, Value>,
) -> Option<()> {
    settle_location(walker, parameter)?;
    check_header(walker, parameter)?;
    holding::settle(walker, parameter);
    content::settle_examples(walker, parameter);
    Some(())
}

/// Settles the schema of a header.
pub(super) fn before_header(walker: &mut Walker<'_>, header: &mut Map<String, Value>) {
    holding::settle(walker, header);
    content::settle_examples(walker, header);
}

/// Keeps what `openapiv3` does not tell from its absence, or does not have.
pub(super) fn keep_explode(object: &mut Map<String, Value>) {
    if let Some(explode @ Value::Bool(_)) = object.get("explode").cloned() {
        object.insert("x-explode".to_owned(), explode);
    }
}

/// Checks style and, for a path parameter, that it is required.
pub(super) fn after_parameter(walker: &mut Walker<'_>, parameter: &mut Map<String, Value>) {
    let location = parameter
        .get("in")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let styles: &[&str] = match location.as_str() {
        "path" => &["simple", "label", "matrix"],
        "query" => QUERY_STYLES,
        "header" => &["simple"],
        _ => &["form"],
    };
    if location == "path" && parameter.get("required") != Some(&Value::Bool(true)) {
        parameter.insert("required".to_owned(), Value::Bool(true));
        walker.warn(
            "optional-path-parameter",
            "a path parameter is always required; taken for `required: true`",
        );
    }
    keep_cookie_style(walker, &location, parameter);
    keep_allow_reserved(walker, &location, parameter);
    check_style(walker, parameter, styles);
}

/// Since 3.2 a cookie has a style of its own, which differs in what is escaped.
fn keep_cookie_style(walker: &Walker<'_>, location: &str, parameter: &mut Map<String, Value>) {
    let is_cookie = |style: &Value| style == "cookie";
    if walker.version == Version::V32
        && location == "cookie"
        && parameter.get("style").is_some_and(is_cookie)
        && let Some(style) = parameter.shift_remove("style")
    {
        parameter.insert("x-style".to_owned(), style);
    }
}

/// Since 3.2 not only queries can have reserved characters.
fn keep_allow_reserved(
    walker: &mut Walker<'_>,
    location: &str,
    parameter: &mut Map<String, Value>,
) {
    if location == "query" || parameter.get("allowReserved") != Some(&Value::Bool(true)) {
        return;
    }
    parameter.shift_remove("allowReserved");
    if walker.version == Version::V32 && matches!(location, "path" | "cookie") {
        parameter.insert("x-allow-reserved".to_owned(), Value::Bool(true));
        return;
    }
    let message = format!(
        "in {} a parameter in `{location}` has no `allowReserved`; left out",
        walker.version.name()
    );
    walker.warn_at("allowReserved", "allow-reserved", message);
}

/// Leaves out a style that is not among those the location has.
pub(super) fn check_style(
    walker: &mut Walker<'_>,
    object: &mut Map<String, Value>,
    styles: &[&str],
) {
    let Some(style) = object.get("style").and_then(Value::as_str) else {
        return;
    };
    if !styles.contains(&style) {
        let message = format!(
            "the style `{style}` is not one of `{}`; left out",
            styles.join("`, `")
        );
        walker.warn_at("style", "unknown-style", message);
        object.shift_remove("style");
    }
}

fn settle_location(walker: &mut Walker<'_>, parameter: &mut Map<String, Value>) -> Option<()> {
    let written = match parameter.get("in") {
        None => return Some(()),
        Some(Value::String(written)) => written,
        Some(other) => &other.to_string(),
    };
    let location = written.trim().to_ascii_lowercase();
    if LOCATIONS.contains(&location.as_str()) {
        parameter.insert("in".to_owned(), Value::String(location));
        return Some(());
    }
    // Operations have made their bodies of those.
    if location == "body" || location == "formdata" {
        return None;
    }
    if location == "querystring" {
        return settle_querystring(walker, parameter);
    }
    let message = format!("`{written}` is not a place for a parameter; the parameter is left out");
    walker.warn_at("in", "unknown-parameter-location", message);
    None
}

/// Headers that OpenAPI 3 describes elsewhere (OpenAPI 3.0.4, Parameter Object), and where.
const DESCRIBED_ELSEWHERE: &[(&str, &str)] = &[
    (
        "accept",
        "the media types of the responses say what is accepted",
    ),
    (
        "content-type",
        "the media types of the `requestBody` say what is sent",
    ),
    (
        "authorization",
        "the requirements in `security` say which credentials are sent",
    ),
];

/// Headers that tell where a message ends (RFC 9112, section 6), which only the body tells.
const FRAMING: &[&str] = &["content-length", "transfer-encoding", "connection"];

/// A parameter for a header that is described elsewhere is none since 3.0; Swagger 2.0 has them.
fn check_header(walker: &mut Walker<'_>, parameter: &Map<String, Value>) -> Option<()> {
    let name = parameter.get("name").and_then(Value::as_str);
    let (Some(name), Some("header")) = (name, parameter.get("in").and_then(Value::as_str)) else {
        return Some(());
    };
    let is_named = |header: &str| name.eq_ignore_ascii_case(header);
    if FRAMING.iter().any(|header| is_named(header)) {
        let message = format!("the client sets the header `{name}` itself; left out");
        let help = "the length of a stream is given together with it";
        walker.warn("reserved-header", message).help(help);
        return None;
    }
    let mut elsewhere = DESCRIBED_ELSEWHERE.iter();
    let (_, help) = match elsewhere.find(|(header, _)| is_named(header)) {
        Some(found) if walker.version > Version::V20 => found,
        Some(_) | None => return Some(()),
    };
    let message = format!("the header `{name}` is not a parameter in OpenAPI 3; left out");
    walker.warn("reserved-header", message).help(*help);
    None
}

/// The whole query is a parameter of the query, of which 3.0 can say all but that it has no name there.
fn settle_querystring(walker: &mut Walker<'_>, parameter: &mut Map<String, Value>) -> Option<()> {
    if !parameter.get("content").is_some_and(Value::is_object) {
        let message = "a parameter that is the whole query needs `content`; left out without";
        walker.warn("missing-member", message);
        return None;
    }
    parameter.insert("in".to_owned(), Value::String("query".to_owned()));
    parameter.insert("x-whole".to_owned(), Value::Bool(true));
    Some(())
}
