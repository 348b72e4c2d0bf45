//! Constraints: every kind of them, and the pointers of what is broken.

use super::example::CreateConnectionRequest;
use crate::Nullable;
use crate::runtime::{Validator, validate};

fn rules(check: impl FnOnce(&mut Validator<'_>)) -> Vec<String> {
    let mut violations = Vec::new();
    check(&mut Validator::new(&mut violations, ""));
    violations
        .into_iter()
        .map(|violation| violation.rule)
        .collect()
}

#[test]
fn all_violations_are_collected_with_their_pointers() {
    let mut body = CreateConnectionRequest::new("");
    body.icon_url = Nullable::Value("x".repeat(31));
    body.tags = Some(vec!["abc".to_owned(), "ééé€".to_owned(), "abcd".to_owned()]);
    body.extra.insert("a".to_owned(), serde_json::Value::Null);
    body.extra.insert("b".to_owned(), serde_json::Value::Null);
    let violations = validate::check(&body).unwrap_err();
    let texts: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "/name: shorter than 1 character",
            "/icon_url: longer than 30 characters",
            "/tags: more than 2 items",
            "/tags/1: longer than 3 characters",
            "/tags/2: longer than 3 characters",
            "/meta~1data: more than 1 property",
        ]
    );
    assert!(
        violations
            .to_string()
            .starts_with("/name: shorter than 1 character; /icon_url")
    );
    assert_eq!((violations.len(), violations.is_empty()), (6, false));
    assert_eq!(validate::check(&CreateConnectionRequest::new("n")), Ok(()));
    assert_eq!(
        validate::check(&Box::new(CreateConnectionRequest::new("n"))),
        Ok(())
    );
}

#[test]
fn lengths_count_characters() {
    assert!(rules(|v| v.max_length("ééé", 3)).is_empty());
    assert!(rules(|v| v.min_length("ééé", 3)).is_empty());
    assert!(rules(|v| v.min_length("", 0)).is_empty());
    assert_eq!(
        rules(|v| v.min_length("é", 2)),
        ["shorter than 2 characters"]
    );
    assert_eq!(
        rules(|v| v.max_length("a", 0)),
        ["longer than 0 characters"]
    );
}

#[test]
fn bounds_are_exact() {
    assert!(rules(|v| v.minimum(1_i64, 1)).is_empty());
    assert_eq!(rules(|v| v.minimum(0_i64, 1)), ["less than 1"]);
    assert_eq!(
        rules(|v| v.exclusive_minimum(1_i32, 1)),
        ["not more than 1"]
    );
    assert_eq!(rules(|v| v.maximum(1.5, 1.25)), ["more than 1.25"]);
    assert!(rules(|v| v.maximum(1.25, 1.25)).is_empty());
    assert_eq!(
        rules(|v| v.exclusive_maximum(2_u64, 2)),
        ["not less than 2"]
    );
    assert_eq!(rules(|v| v.minimum(f64::NAN, 0.0)), ["less than 0"]);
}

#[test]
fn multiples_forgive_binary_fractions() {
    assert!(rules(|v| v.multiple_of(0.3, 0.1)).is_empty());
    assert!(rules(|v| v.multiple_of(19.99, 0.01)).is_empty());
    assert!(rules(|v| v.multiple_of(0.3_f32, 0.1)).is_empty());
    assert_eq!(
        rules(|v| v.multiple_of(0.35, 0.1)),
        ["not a multiple of 0.1"]
    );
    assert_eq!(rules(|v| v.multiple_of(7_i64, 5)), ["not a multiple of 5"]);
    assert!(rules(|v| v.multiple_of(7_i64, 0)).is_empty());
    assert!(rules(|v| v.multiple_of(i64::MIN, -1)).is_empty());
}

#[test]
fn collections() {
    assert_eq!(rules(|v| v.unique_items(&[1, 2, 1])), ["has equal items"]);
    assert!(rules(|v| v.unique_items(&["a", "b"])).is_empty());
    assert_eq!(rules(|v| v.min_items(0, 1)), ["fewer than 1 item"]);
    assert_eq!(
        rules(|v| v.min_properties(1, 2)),
        ["fewer than 2 properties"]
    );
}

#[test]
fn patterns_are_ecma() {
    assert!(rules(|v| v.pattern("a1", r"^\w\d$")).is_empty());
    assert!(
        rules(|v| v.pattern("xx abc xx", "abc")).is_empty(),
        "a pattern is not anchored"
    );
    assert_eq!(
        rules(|v| v.pattern("A", "^[a-z]+$")),
        ["does not match the pattern `^[a-z]+$`"]
    );
    assert!(rules(|v| v.pattern("é", r"^\p{L}$")).is_empty());
    // Legal only without the flag `u`.
    assert!(rules(|v| v.pattern("a-b", r"^[\w-.]+$")).is_empty());
    // No regular expression at all.
    assert!(rules(|v| v.pattern("a", "(")).is_empty());
}
