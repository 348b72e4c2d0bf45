//! Which section of a specification a row of a test holds to.

use std::fs;
use std::path::Path;

use crate::PACKAGE;

/// What sections are of; where no standard says anything, it is the project's own word.
const SOURCES: [&str; 6] = [
    "RFC ",
    "OpenAPI ",
    "Swagger 2.0, ",
    "HTML, section ",
    "JSON Lines, ",
    "README.md, ",
];

/// Whether a text names a section.
pub(crate) fn is_named(text: &str) -> bool {
    SOURCES.iter().any(|source| {
        let mut found = text.match_indices(source);
        found.any(|(at, _)| is_section(source, &text[at + source.len()..]))
    })
}

/// An RFC has sections with numbers, other sources have them with names.
fn is_section(source: &str, rest: &str) -> bool {
    match (source, rest.split_once(", section")) {
        ("RFC ", Some((number, section))) => {
            let section = section.trim_start_matches('s').trim_start();
            number.parse::<u32>().is_ok() && section.starts_with(|c: char| c.is_ascii_digit())
        }
        ("RFC ", None) => false,
        ("OpenAPI ", _) => rest
            .split_once(", ")
            .is_some_and(|(version, _)| version.split('.').all(|part| part.parse::<u32>().is_ok())),
        (_, _) => !rest.is_empty(),
    }
}

/// The behaviour tests name theirs at the head of the file, or each its own.
#[test]
fn behaviour_tests_name_their_specification() {
    let folder = Path::new(PACKAGE).join("it/client");
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let text = fs::read_to_string(&file).unwrap();
        let header: Vec<_> = text
            .lines()
            .take_while(|it| it.starts_with("//!"))
            .collect();
        if is_named(&header.join(" ")) {
            continue;
        }
        for docs in docs_of_tests(&text) {
            assert!(is_named(&docs), "{}: {docs}", file.display());
        }
    }
}

/// The documentation of each test in a file.
fn docs_of_tests(text: &str) -> Vec<String> {
    let mut docs = Vec::new();
    let mut before: Vec<&str> = Vec::new();
    for line in text.lines() {
        match line {
            "#[test]" | "#[tokio::test]" => docs.push(before.join(" ")),
            line if line.starts_with("///") => before.push(line.trim_start_matches('/').trim()),
            _ => before.clear(),
        }
    }
    docs
}

#[test]
fn a_source_alone_is_no_section() {
    for text in [
        "RFC 9110, section 8.3: a type",
        "OpenAPI 3.0.4, Server Object",
        "as in Swagger 2.0, Parameter Object",
        "README.md, Calls from data",
    ] {
        assert!(is_named(text), "{text}");
    }
    for text in ["RFC 9110: a type", "OpenAPI, Server Object", "Numbers"] {
        assert!(!is_named(text), "{text}");
    }
}
