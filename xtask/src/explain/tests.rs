//! Tests of the document of diagnostics: it has every code, and its examples bring about what they are examples of.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeSet, fs, path::Path};

use generator::{LoadError, Loader, Options};

use super::*;
use crate::workspace;

/// The calls that have a code for an argument.
const REPORTING: &[&str] = &[
    ".warn(",
    ".warn_at(",
    ".warn_place(",
    ".unsupported(",
    ".unsupported_at(",
    ".error(",
    ".internal(",
    ".raise(",
    "Fault::new(",
    "Diagnostic::new(",
];

/// The codes in the sources of the generator, tests left aside.
fn reported(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            reported(&path, codes);
        } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs") {
            let text = fs::read_to_string(path).unwrap();
            let lines = text.split("#[cfg(test)]").next().unwrap().lines();
            let code: Vec<_> = lines
                .filter(|line| !line.trim().starts_with("//"))
                .collect();
            codes.extend(codes_in(&code.join("\n")));
        }
    }
}

fn codes_in(code: &str) -> Vec<String> {
    let calls = REPORTING.iter().flat_map(|call| {
        let calls = code.match_indices(*call);
        calls.map(|(at, _)| at + call.len())
    });
    calls.filter_map(|at| code_of(&code[at..])).collect()
}

/// The first argument of a call that is a text like a code; `x-` keys are none.
fn code_of(arguments: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut parts = arguments.split('"');
    while let Some(code) = parts.next() {
        for sign in code.chars() {
            match sign {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.checked_sub(1)?,
                ';' if depth == 0 => return None,
                _ => {}
            }
        }
        let text = parts.next()?;
        let is_code = |text: &str| {
            let signs = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
            text.contains('-') && !text.starts_with("x-") && text.chars().all(signs)
        };
        if depth == 0 && is_code(text) {
            return Some(text.to_owned());
        }
    }
    None
}

#[test]
fn a_slip_in_a_code_is_named() {
    let explained = |code: &str| {
        run(&Args {
            code: Some(code.to_owned()),
        })
    };
    let told = explained("dangling-refrence").unwrap_err().to_string();
    assert!(
        told.ends_with("did you mean `dangling-reference`?"),
        "{told}"
    );
    let told = explained("nonsense").unwrap_err().to_string();
    assert!(told.ends_with("`cargo xtask explain` lists them"), "{told}");
}

#[test]
fn every_code_has_a_section_and_every_section_a_code() {
    let mut reported_codes = BTreeSet::new();
    reported(
        &workspace::root().join("generator/src"),
        &mut reported_codes,
    );
    let reported: Vec<_> = reported_codes.iter().map(String::as_str).collect();
    assert_eq!(codes().collect::<Vec<_>>(), reported);
}

#[test]
fn sections_have_a_meaning_and_a_cure() {
    for code in codes() {
        let section = section(code).unwrap();
        let mut paragraphs = section.split("\n\n");
        assert_eq!(paragraphs.next().unwrap(), format!("{HEADING}{code}"));
        let meaning = paragraphs.next().unwrap();
        let begins = [
            "Warning, invalid",
            "Warning, unsupported",
            "Error, invalid",
            "Internal",
        ];
        assert!(begins.iter().any(|it| meaning.starts_with(it)), "{section}");
        assert!(
            paragraphs.last().unwrap().starts_with("Cure: "),
            "{section}"
        );
    }
    assert_eq!(section("method"), None);
}

struct Example(String);

impl Loader for Example {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        match path {
            "api" => Ok(self.0.clone().into_bytes()),
            _ => Err(LoadError("there is no such file".to_owned())),
        }
    }
}

/// The example of a section as a whole description.
fn example(section: &str) -> Option<Example> {
    let text = section.split("\n```").nth(1)?;
    let (language, text) = text.split_once('\n')?;
    let is_whole = language == "json" || text.starts_with("openapi") || text.starts_with("swagger");
    Some(Example(match is_whole {
        true => text.to_owned(),
        false => format!("openapi: 3.0.3\ninfo: {{title: Tea, version: '1'}}\n{text}"),
    }))
}

#[test]
fn examples_bring_about_their_diagnostics() {
    let mut missing = Vec::new();
    for code in codes() {
        let Some(example) = example(section(code).unwrap()) else {
            continue;
        };
        let generated = generator::generate("api", &example, &Options::new("api"));
        let mut reported = generated.diagnostics.iter();
        if !reported.any(|diagnostic| diagnostic.code == code) {
            missing.push((code, example.0, generated.diagnostics));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn codes_are_found_in_calls() {
    for (arguments, expected) in [
        ("\"a-b\", &at, m)", Some("a-b")),
        ("\n  \"in\",\n  \"a-b\",\n m)", Some("a-b")),
        ("\"x-a\", \"a-b\")", Some("a-b")),
        ("f(\"c-d\"), \"a-b\")", Some("a-b")),
        ("f(\"c-d\"))", None),
        ("m) + f(\"a-b\")", None),
        ("\"plain\")", None),
    ] {
        assert_eq!(code_of(arguments).as_deref(), expected, "{arguments}");
        let call = format!("walker.warn({arguments}; fault(\"e-f\")");
        assert_eq!(codes_in(&call), Vec::from_iter(expected), "{call}");
    }
}
