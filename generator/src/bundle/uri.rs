//! The text of a reference, taken apart (RFC 3986), and paths of files relative to each other.

use crate::pointer::percent_decoded;

/// The part before the fragment, and the fragment.
pub(super) fn split(text: &str) -> (&str, &str) {
    text.split_once('#').unwrap_or((text, ""))
}

/// Whether the text names something outside the files of a description: a URL or a URN.
pub(super) fn is_remote(text: &str) -> bool {
    let scheme = text.split(':').next().unwrap_or_default();
    let is_scheme = scheme.len() < text.len()
        // One letter is a drive of Windows.
        && scheme.len() > 1
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
    is_scheme || text.starts_with("//")
}

/// A reference without its fragment, made absolute (RFC 3986, section 5.2). Where the base has no scheme, both are paths.
pub fn resolve(base: &str, written: &str) -> String {
    let ((base, _), (written, _)) = (split(base), split(written));
    if written.is_empty() {
        return base.to_owned();
    }
    if is_remote(written) && !written.starts_with("//") {
        return written.to_owned();
    }
    let Some((scheme, rest)) = base.split_once("://") else {
        let base = if is_remote(base) { "" } else { base };
        return join(base, written);
    };
    if written.starts_with("//") {
        return format!("{scheme}:{written}");
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let path = match path.rsplit_once('/') {
        Some((folder, _)) if !written.starts_with('/') => normal(&format!("{folder}/{written}")),
        Some(_) => normal(written),
        None => normal(&format!("/{written}")),
    };
    // Nothing is above the root.
    let mut path = path.as_str();
    while let Some(below) = path.strip_prefix("/..") {
        path = below;
    }
    format!("{scheme}://{authority}{path}")
}

/// The path of a file that is named in another one, without `.` and `..` where they can be resolved.
pub(super) fn join(base: &str, written: &str) -> String {
    let decoded = percent_decoded(written);
    let written = decoded.as_deref().unwrap_or(written).replace('\\', "/");
    if written.starts_with('/') {
        return normal(&written);
    }
    match base.rsplit_once('/') {
        Some((folder, _)) => normal(&format!("{folder}/{written}")),
        None => normal(&written),
    }
}

/// The path without `.`, `..` and empty parts.
pub(super) fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        let goes_up = part == ".." && parts.last().is_some_and(|last| *last != "..");
        if goes_up {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    let start = if path.starts_with('/') { "/" } else { "" };
    format!("{start}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_paths() {
        for (base, written, expected) in [
            ("api.yaml", "pet.yaml", "pet.yaml"),
            ("spec/api.yaml", "./pet.yaml", "spec/pet.yaml"),
            ("spec/api.yaml", "../common/a.yaml", "common/a.yaml"),
            ("spec/api.yaml", "../../a.yaml", "../a.yaml"),
            ("/x/api.yaml", "a%20b/%7Bc%7D.yaml", "/x/a b/{c}.yaml"),
            ("x/api.yaml", "/etc/passwd", "/etc/passwd"),
            ("x/api.yaml", ".\\a\\b.yaml", "x/a/b.yaml"),
        ] {
            assert_eq!(join(base, written), expected, "{base} {written}");
        }
    }

    #[test]
    fn resolves_references() {
        for (base, written, expected) in [
            ("http://a/b/c/d?q", "g", "http://a/b/c/g"),
            ("http://a/b/c/d?q", "./g", "http://a/b/c/g"),
            ("http://a/b/c/d?q", "/g", "http://a/g"),
            ("http://a/b/c/d?q", "//g", "http://g"),
            ("http://a/b/c/d?q", "../../g", "http://a/g"),
            ("http://a/b/c/d?q", "../../../g", "http://a/g"),
            ("http://a/b/c/d?q", "urn:g:h", "urn:g:h"),
            ("http://a/b/c/d#s", "#t", "http://a/b/c/d"),
            ("http://a", "g", "http://a/g"),
            ("schemas/tree", "leaf", "schemas/leaf"),
            ("urn:x:y", "leaf", "leaf"),
        ] {
            assert_eq!(resolve(base, written), expected, "{base} {written}");
        }
    }

    #[test]
    fn tells_urls() {
        for remote in ["https://x.test/a.yaml", "urn:x:y", "//x.test/a", "file:a"] {
            assert!(is_remote(remote), "{remote}");
        }
        for local in ["a.yaml", "../a:b.yaml", "C:\\a.yaml", "a/b", "#/a"] {
            assert!(!is_remote(local), "{local}");
        }
    }
}
