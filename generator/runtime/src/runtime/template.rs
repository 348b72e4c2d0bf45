//! Path templates: `/teams/{teamId}/connections` with the parameters put in.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What a template itself may not say unencoded (RFC 3986, section 3.3); `%` stays as the author wrote it.
const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A template with its parameters put in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Filled {
    /// The path, with its leading slash.
    pub(crate) path: String,
    /// The query some templates end in, without its question mark.
    pub(crate) query: Option<String>,
}

/// Puts encoded values into a template, in one pass: what a value contains is never read as a template.
///
/// Fails, in words, where a parameter is missing and where a value would change the shape of the path: URL parsers
/// drop the segments `.` and `..` even when they are percent-encoded, and empty ones are often merged.
pub(crate) fn fill(template: &str, values: &[(&str, String)]) -> Result<Filled, String> {
    let template = template
        .split_once('#')
        .map_or(template, |(before, _)| before);
    let (path, query) = match template.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (template, None),
    };
    let mut out = String::new();
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        out.push('/');
        out.push_str(&fill_segment(segment, values)?);
    }
    let query = query.map(|query| put_in(query, values)).transpose()?;
    Ok(Filled {
        path: out,
        query: query.map(|(text, _)| text),
    })
}

fn fill_segment(segment: &str, values: &[(&str, String)]) -> Result<String, String> {
    let (text, name) = put_in(segment, values)?;
    match name {
        Some(name) if changes_shape(&text) => {
            Err(format!("the path parameter `{name}` is empty, `.` or `..`"))
        }
        Some(_) | None => Ok(text),
    }
}

fn changes_shape(segment: &str) -> bool {
    matches!(
        &*percent_decode_str(segment).decode_utf8_lossy(),
        "" | "." | ".."
    )
}

/// The text with its parameters put in, and the name of the first of them.
fn put_in<'t>(
    text: &'t str,
    values: &[(&str, String)],
) -> Result<(String, Option<&'t str>), String> {
    let (mut out, mut first, mut rest) = (String::new(), None, text);
    while let Some((literal, name, after)) = next_name(rest) {
        out.extend(utf8_percent_encode(literal, LITERAL));
        let value = values.iter().find(|(known, _)| *known == name);
        let (_, value) = value.ok_or_else(|| format!("the path parameter `{name}` is missing"))?;
        out.push_str(value);
        first = first.or(Some(name));
        rest = after;
    }
    out.extend(utf8_percent_encode(rest, LITERAL));
    Ok((out, first))
}

/// Splits at the first `{name}`.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((literal, name, after))
}
