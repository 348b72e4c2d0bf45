//! Tests of diagnostics: how they print, are kept once, located and sorted.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use super::*;

fn at(text: &str) -> Pointer {
    Pointer::parse(text).unwrap()
}

#[test]
fn prints_place_pointer_and_help() {
    let mut diagnostics = Diagnostics::new();
    diagnostics
        .error(
            "dangling-reference",
            &at("#/a/$ref"),
            "`#/x` does not exist",
        )
        .help("did you mean `y`?")
        .related("near", &at("#/y"));
    diagnostics.locate(|wanted| {
        wanted
            .iter()
            .map(|pointer| {
                let (file, line, column) = ("api.yaml".to_owned(), Some(12), Some(5));
                (
                    pointer.clone(),
                    Place {
                        file,
                        pointer: pointer.clone(),
                        line,
                        column,
                        excerpt: None,
                    },
                )
            })
            .collect()
    });
    let printed = diagnostics.iter().next().unwrap().to_string();
    let expected = "error[dangling-reference]: `#/x` does not exist\n  --> api.yaml:12:5\n   | #/a/$ref\n   \
                    = note: near: api.yaml:12:5 #/y\n   = help: did you mean `y`?";
    assert_eq!(printed, expected);
}

#[test]
fn keeps_equal_ones_once() {
    let mut diagnostics = Diagnostics::new();
    diagnostics.warn("a", &at("#/x"), "m");
    diagnostics.warn("a", &at("#/x"), "m").help("h");
    diagnostics.unsupported("a", &at("#/y"), "m");
    assert_eq!(diagnostics.len(), 2);
    assert!(!diagnostics.has_errors());
    diagnostics.internal("b", &at("#"), "m");
    assert!(diagnostics.has_errors());
}

#[test]
fn locates_each_once_and_sorts_by_place() {
    let mut diagnostics = Diagnostics::new();
    let place = |line: u32| Place {
        file: "f".to_owned(),
        line: Some(line),
        ..Place::default()
    };
    diagnostics.warn("late", &at("#/a"), "m");
    diagnostics.locate(|_| BTreeMap::from([(at("#/a"), place(9))]));
    diagnostics.warn("early", &at("#/b"), "m");
    diagnostics.locate(|wanted| {
        assert_eq!(wanted.len(), 1);
        BTreeMap::from([(at("#/b"), place(2))])
    });
    diagnostics.locate(|_| BTreeMap::new());
    diagnostics.sort();
    let codes: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, ["early", "late"]);
}

#[test]
fn what_turns_out_to_be_of_one_place_is_kept_once() {
    let mut diagnostics = Diagnostics::new();
    for pointer in ["#/a", "#/b"] {
        diagnostics.warn("twice", &at(pointer), "m");
    }
    diagnostics.locate(|wanted| {
        let here = Place::at(&at("#/overlay"));
        let wanted = wanted.iter().cloned();
        wanted.map(|pointer| (pointer, here.clone())).collect()
    });
    diagnostics.sort();
    assert_eq!(diagnostics.len(), 1);
}
