//! The keys of the map of paths: each with its leading slash, and one path item each.
//!
//! No request has a fragment, so it tells path items of one path apart, the author's own and those that only a repair
//! brings together.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::origins::mark;
use super::super::walk::Walker;

/// Gives every path its leading slash, and reports what is no path of its own. A key that is changed for it is carried
/// in `x-declared-path`.
pub(super) fn before_paths(walker: &mut Walker<'_>, paths: &mut Map<String, Value>) {
    report_fragments(walker, paths);
    report_dot_segments(walker, paths);
    report_identical(walker, paths);
    if paths.keys().all(|key| is_settled(key)) {
        return;
    }
    let authors = std::mem::take(paths);
    let written: Vec<_> = authors.keys().cloned().collect();
    for (path, mut item) in authors {
        if is_settled(&path) {
            paths.insert(path, item);
            continue;
        }
        walker.mark_moved(&mut item, &path);
        let settled = settled(walker, &path, &mut item);
        if let Value::Object(item) = &mut item {
            let declared = Value::String(path.clone());
            item.insert("x-declared-path".to_owned(), declared);
        }
        let is_taken = |key: &str| paths.contains_key(key) || written.iter().any(|it| it == key);
        let key = free(&settled, is_taken);
        walker.is_now(&key, walker.at.child(&path));
        paths.insert(key, item);
    }
}

/// The path with its slash. That of a URL leaves to the servers where it goes.
fn settled(walker: &mut Walker<'_>, path: &str, item: &mut Value) -> String {
    let Some((server, rest)) = split_url(path) else {
        let message = format!("the path `{path}` does not start with a slash");
        walker.warn_at(path, "path-without-slash", message);
        return format!("/{path}");
    };
    let mut message = format!("`{path}` is a URL, not a path; taken for `/{rest}`");
    if let Value::Object(item) = item
        && !item.contains_key("servers")
        && !item.contains_key("$ref")
    {
        let mut own = Value::Object(Map::from_iter([("url".to_owned(), server.into())]));
        mark(&mut own, &walker.at.child(path));
        item.insert("servers".to_owned(), Value::Array(vec![own]));
        message += &format!(" of the server `{server}`");
    }
    walker.warn_at(path, "path-without-slash", message);
    format!("/{rest}")
}

/// The server and the path of a URL, which begins after the slash.
fn split_url(text: &str) -> Option<(&str, &str)> {
    let (protocol, rest) = text.split_once("://")?;
    let is_known = ["http", "https"]
        .iter()
        .any(|it| protocol.eq_ignore_ascii_case(it));
    let start = protocol.len() + "://".len();
    let end = rest.find('/').unwrap_or(rest.len());
    let path = rest[end..].strip_prefix('/').unwrap_or_default();
    (is_known && end > 0).then(|| (&text[..start + end], path))
}

fn is_settled(key: &str) -> bool {
    key.starts_with('/') || key.starts_with("x-")
}

/// The key itself, or with a fragment that no other has.
fn free(key: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{key}#{number}"));
    std::iter::once(key.to_owned())
        .chain(numbered)
        .find(|key| !is_taken(key))
        .unwrap_or_default()
}

fn report_fragments(walker: &mut Walker<'_>, paths: &Map<String, Value>) {
    for path in paths.keys().filter(|key| !key.starts_with("x-")) {
        if let Some((_, fragment)) = path.split_once('#') {
            let message = format!("a path has no fragment such as `#{fragment}`");
            walker
                .warn_at(path, "path-fragment", message)
                .help("it is left out");
        }
    }
}

fn report_dot_segments(walker: &mut Walker<'_>, paths: &Map<String, Value>) {
    for path in paths.keys().filter(|key| !key.starts_with("x-")) {
        let end = path.find(['?', '#']).unwrap_or(path.len());
        if path[..end].split('/').any(|it| it == "." || it == "..") {
            let message = "segments of dots are resolved before a request is sent";
            walker.warn_at(path, "dot-segments", message);
        }
    }
}

/// Reports paths that differ only in the names of their parameters, or in what is repaired (OpenAPI 3.0.4, Paths
/// Object). Requests for them are the same, so that a server does not tell them apart.
fn report_identical(walker: &mut Walker<'_>, paths: &Map<String, Value>) {
    let mut known = BTreeMap::new();
    for path in paths.keys().filter(|key| !key.starts_with("x-")) {
        // That a fragment does not set it apart was told.
        if path.contains('#') {
            continue;
        }
        let Some(first) = known.insert(without_names(path), path) else {
            continue;
        };
        let message = format!("`{path}` and `{first}` are the same path");
        let first = walker.at.child(first);
        walker
            .warn_at(path, "identical-paths", message)
            .related("the other one", &first)
            .help("the operations of both are generated");
    }
}

/// A template with its slash, and nothing between braces.
fn without_names(path: &str) -> String {
    let mut out = format!("/{}", path.strip_prefix('/').unwrap_or(path));
    let mut end = 0;
    while let Some(open) = out[end..].find('{').map(|at| end + at + 1) {
        let Some(close) = out[open..].find('}').map(|at| open + at) else {
            break;
        };
        out.replace_range(open..close, "");
        end = open;
    }
    out
}
