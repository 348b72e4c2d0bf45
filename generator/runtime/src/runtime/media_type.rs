//! Media types as `Content-Type` names them, and which of the declared ones a response has (RFC 9110, section 8.3).
//!
//! Type and subtype are compared, and parameters as text, which takes less code than the conversions to and from the
//! types of a crate for media types would.

use std::cmp::Reverse;

use http::{HeaderMap, HeaderValue, header};

/// The type and subtype of a body, in lower case, without parameters; `None` where the server names none.
pub(crate) fn of(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let essence = essence(value);
    (!essence.is_empty()).then_some(essence)
}

/// The charset that a body is said to be in.
pub(crate) fn charset(headers: &HeaderMap) -> Option<String> {
    charset_of(headers.get(header::CONTENT_TYPE)?.to_str().ok()?)
}

/// The parameter `charset` of a media type.
pub(crate) fn charset_of(media_type: &str) -> Option<String> {
    let parameters = media_type.split(';').skip(1);
    let mut pairs = parameters.filter_map(|parameter| parameter.split_once('='));
    let (_, value) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches('"').to_owned())
}

/// The index of the declared media type that a body has: the same, with the most parameters that the body has too;
/// else a range such as `text/*`; else one of the same syntax, as `application/json` is for
/// `application/problem+json` and the other way round; else `*/*`. A body without a media type has the first one.
pub(crate) fn find(declared: &[&str], headers: &HeaderMap) -> Option<usize> {
    let Some(actual) = of(headers) else {
        return (!declared.is_empty()).then_some(0);
    };
    let position =
        |fits: fn(&str, &str) -> bool| declared.iter().position(|it| fits(&essence(it), &actual));
    of_same_parameters(declared, headers, &actual)
        .or_else(|| position(is_same))
        .or_else(|| position(is_within))
        .or_else(|| position(has_syntax))
        .or_else(|| position(is_any))
}

fn of_same_parameters(declared: &[&str], headers: &HeaderMap, actual: &str) -> Option<usize> {
    let own = parameters(headers.get(header::CONTENT_TYPE)?.to_str().ok()?);
    let same = declared.iter().enumerate().filter_map(|(index, it)| {
        let parameters = parameters(it);
        let fits = essence(it) == actual && parameters.iter().all(|it| own.contains(it));
        fits.then_some((index, parameters.len()))
    });
    // Of several with as many, the first.
    let (index, _) = same.min_by_key(|(_, count)| Reverse(*count))?;
    Some(index)
}

/// The parameters of a media type, spelled alike however they are written.
fn parameters(media_type: &str) -> Vec<String> {
    let spell = |text: &str| {
        let characters = text.chars().filter(|c| !c.is_whitespace() && *c != '"');
        characters.collect::<String>().to_ascii_lowercase()
    };
    media_type.split(';').skip(1).map(spell).collect()
}

/// Whether a body is said to be JSON.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    of(headers).is_some_and(|actual| has_syntax("application/json", &actual))
}

/// Whether a media type is one of JSON.
pub(crate) fn names_json(media_type: &str) -> bool {
    syntax_of(media_type).as_deref() == Some("json")
}

/// Whether a text is a media type that a body can have: a type and a subtype, and no range of them (RFC 9110, section
/// 8.3.1).
pub(crate) fn is_sendable(text: &str) -> bool {
    let is_token = |token: &str| {
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte);
        !token.is_empty() && token.bytes().all(is_sign)
    };
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
        && HeaderValue::try_from(text).is_ok()
}

fn essence(text: &str) -> String {
    let essence = text.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn is_same(declared: &str, actual: &str) -> bool {
    declared == actual
}

fn is_within(declared: &str, actual: &str) -> bool {
    let prefix = declared
        .strip_suffix('*')
        .filter(|it| it.ends_with('/') && *it != "*/");
    prefix.is_some_and(|prefix| actual.starts_with(prefix))
}

/// Whether both are written in the same syntax (RFC 6838, section 4.2.8).
fn has_syntax(declared: &str, actual: &str) -> bool {
    syntax(declared).is_some() && syntax(declared) == syntax(actual)
}

/// The syntax that a media type, however it is written, names last.
pub(crate) fn syntax_of(media_type: &str) -> Option<String> {
    syntax(&essence(media_type)).map(str::to_owned)
}

/// What stands after the `+`, else the subtype, without the `x-` of a name that is not registered (RFC 6648).
fn syntax(media_type: &str) -> Option<&str> {
    let (_, subtype) = media_type.split_once('/')?;
    let syntax = subtype.rsplit('+').next()?;
    match syntax.strip_prefix("x-").unwrap_or(syntax) {
        "*" => None,
        // No name of a JSON value on each line is registered.
        "ndjson" | "jsonlines" | "json-lines" | "json-stream" => Some("jsonl"),
        syntax => Some(syntax),
    }
}

fn is_any(declared: &str, _actual: &str) -> bool {
    declared == "*/*"
}
