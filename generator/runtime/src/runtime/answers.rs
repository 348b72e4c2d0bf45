//! Which of the answers that an operation declares a response is (OpenAPI 3.0.4, Responses Object).
//!
//! Answers stand in tables. The key of a row is words with spaces between: the statuses, which are codes, ranges such
//! as `4XX`, or `default`; then the media types, where other rows have the same status or where a body of another type
//! could not be read. A key without media types is of any.

use http::{HeaderMap, StatusCode};

use super::media_type;

/// A key, and what is declared for it.
pub(crate) type Row<T> = (&'static str, T);

/// How the body of a success is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Payload {
    /// There is none; one that comes nevertheless is ignored.
    Empty,
    /// Whole, before it is decoded.
    Whole,
    /// By the decoder, while it arrives.
    Streamed,
}

/// A success with a status that none of several answers is declared for.
pub(crate) const UNDECLARED: Row<Payload> = ("", Payload::Whole);

/// Whether a success with this status, as a code or in a range, has a body, which some never have (RFC 9110, sections
/// 15.3.5 and 15.3.6).
pub(crate) fn declares_body(successes: &[Row<Payload>], status: StatusCode) -> bool {
    let has_none = matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT);
    if has_none {
        return false;
    }
    let mut rows = of_status(successes, status).into_iter();
    rows.any(|row| row.1 != Payload::Empty)
}

/// What a success is; `None` where it is of a media type that is not declared.
///
/// Servers answer 200 for a declared 201 and the other way round. So where the bodies of all successes are declared
/// for one status, those with another one are read as the same.
pub(crate) fn success(
    successes: &[Row<Payload>],
    status: StatusCode,
    headers: &HeaderMap,
) -> Option<Row<Payload>> {
    let mut rows = of_status(successes, status);
    if rows.is_empty() {
        rows = of_only_status(successes);
    }
    if rows.is_empty() {
        return Some(UNDECLARED);
    }
    of_media_type(&rows, headers).copied()
}

/// Whether a success can have the body that `default` has, which stands for every status that is not declared.
pub(crate) fn is_of_default<T>(
    successes: &[Row<Payload>],
    errors: &[Row<T>],
    status: StatusCode,
    headers: &HeaderMap,
) -> bool {
    let rows = rows(errors, "default");
    let names = rows.iter().flat_map(|(key, _)| {
        let mut names = media_types(key).peekable();
        let is_json = names.peek().is_none();
        names.chain(is_json.then_some("application/json"))
    });
    of_status(successes, status).is_empty()
        && media_type::find(&names.collect::<Vec<_>>(), headers).is_some()
}

/// The rows for a status: those of its code, else of its range, else of `default`.
pub(crate) fn of_status<T>(table: &[Row<T>], status: StatusCode) -> Vec<&Row<T>> {
    let range = format!("{}XX", status.as_u16() / 100);
    let words = [status.as_str(), &range, "default"];
    let mut found = words.into_iter().map(|word| rows(table, word));
    found.find(|rows| !rows.is_empty()).unwrap_or_default()
}

fn rows<'r, T>(table: &'r [Row<T>], word: &str) -> Vec<&'r Row<T>> {
    let has_word = |(key, _): &&Row<T>| key.split(' ').any(|it| it == word);
    table.iter().filter(has_word).collect()
}

/// The rows of successes with a body, else all of them; none where their statuses differ.
fn of_only_status(successes: &[Row<Payload>]) -> Vec<&Row<Payload>> {
    let has_body = |row: &&Row<Payload>| row.1 != Payload::Empty;
    let mut rows: Vec<&Row<Payload>> = successes.iter().filter(has_body).collect();
    if rows.is_empty() {
        rows = successes.iter().collect();
    }
    let is_one = rows
        .windows(2)
        .all(|it| statuses(it[0].0) == statuses(it[1].0));
    match is_one {
        true => rows,
        false => Vec::new(),
    }
}

/// The row that names the media type of a body, else the one that names none.
pub(crate) fn of_media_type<'r, T>(rows: &[&'r Row<T>], headers: &HeaderMap) -> Option<&'r Row<T>> {
    let named = rows
        .iter()
        .flat_map(|row| media_types(row.0).map(move |name| (name, *row)));
    let (names, named): (Vec<_>, Vec<_>) = named.unzip();
    let found = media_type::find(&names, headers).and_then(|index| named.get(index));
    let open = || rows.iter().find(|row| media_types(row.0).next().is_none());
    found.or_else(open).copied()
}

fn media_types(key: &'static str) -> impl Iterator<Item = &'static str> {
    key.split(' ').filter(|word| word.contains('/'))
}

fn statuses(key: &'static str) -> Vec<&'static str> {
    key.split(' ').filter(|word| !word.contains('/')).collect()
}
