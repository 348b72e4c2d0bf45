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
    fn tells_urls() {
        for remote in ["https://x.test/a.yaml", "urn:x:y", "//x.test/a", "file:a"] {
            assert!(is_remote(remote), "{remote}");
        }
        for local in ["a.yaml", "../a:b.yaml", "C:\\a.yaml", "a/b", "#/a"] {
            assert!(!is_remote(local), "{local}");
        }
    }
}
