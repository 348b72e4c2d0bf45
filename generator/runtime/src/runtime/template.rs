//! Path templates: `/teams/{teamId}/connections` with the parameters put in.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str};

use super::style;

/// What a template itself may not say unencoded (RFC 3986, sections 3.3 and 3.4).
const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Why a template cannot be filled.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The path parameter.
    pub(crate) name: String,
    /// What is wrong with it.
    pub(crate) rule: &'static str,
}

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
/// Fails where a parameter is missing and where a value would change the shape of the path: URL parsers
/// drop the segments `.` and `..` even when they are percent-encoded, and empty ones are often merged.
pub(crate) fn fill(template: &str, values: &[(&str, String)]) -> Result<Filled, Refusal> {
    let (template, _) = split_once(template, '#').unwrap_or((template, ""));
    let (path, query) = match split_once(template, '?') {
        Some((path, query)) => (path, Some(query)),
        None => (template, None),
    };
    let mut out = String::new();
    let mut rest = Some(path.strip_prefix('/').unwrap_or(path));
    while let Some(segments) = rest {
        let (segment, more) = match split_once(segments, '/') {
            Some((segment, more)) => (segment, Some(more)),
            None => (segments, None),
        };
        out.push('/');
        out.push_str(&fill_segment(segment, values)?);
        rest = more;
    }
    let query = query.map(|query| put_in(query, values)).transpose()?;
    Ok(Filled {
        path: out,
        query: query.map(|(text, _)| text),
    })
}

/// Splits at the first such character that is not part of a name.
fn split_once(text: &str, at: char) -> Option<(&str, &str)> {
    let mut searched = 0;
    loop {
        let rest = &text[searched..];
        let name = next_name(rest);
        let literal = name.map_or(rest, |(literal, _, _)| literal);
        if let Some(index) = literal.find(at) {
            let (before, after) = text.split_at(searched + index);
            return Some((before, &after[at.len_utf8()..]));
        }
        let (_, _, after) = name?;
        searched = text.len() - after.len();
    }
}

fn fill_segment(segment: &str, values: &[(&str, String)]) -> Result<String, Refusal> {
    let (text, name) = put_in(segment, values)?;
    match name {
        Some(name) if changes_shape(&text) => Err(Refusal {
            name: name.to_owned(),
            rule: "empty, `.` or `..`, which would change the path",
        }),
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
) -> Result<(String, Option<&'t str>), Refusal> {
    let (mut out, mut first, mut rest) = (String::new(), None, text);
    while let Some((literal, name, after)) = next_name(rest) {
        out.push_str(&style::encode_but_triplets(literal, LITERAL));
        let value = values.iter().find(|(known, _)| *known == name);
        let (_, value) = value.ok_or_else(|| Refusal {
            name: name.to_owned(),
            rule: "missing",
        })?;
        out.push_str(value);
        first = first.or(Some(name));
        rest = after;
    }
    out.push_str(&style::encode_but_triplets(rest, LITERAL));
    Ok((out, first))
}

/// Splits at the first `{name}`; a name has no braces.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (before, after) = text.split_once('}')?;
    match before.rsplit_once('{') {
        Some((literal, name)) => Some((literal, name, after)),
        // A closing brace that closes nothing is part of the literal.
        None => {
            let (literal, name, after) = next_name(after)?;
            let end = before.len() + 1 + literal.len();
            Some((&text[..end], name, after))
        }
    }
}
