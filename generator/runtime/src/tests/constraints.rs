//! Constraints: every kind of them, and the pointers of what is broken.

use std::collections::BTreeMap;

use super::example::CreateConnectionRequest;
use crate::runtime::{Check, Validator, validate};
use crate::{Nullable, Secret};

fn rules<T: ?Sized>(
    value: &T,
    check: impl for<'c> FnOnce(Check<'c, T>) -> Check<'c, T>,
) -> Vec<String> {
    let mut violations = Vec::new();
    check(Validator::new(&mut violations, "").here(value));
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
fn a_constant_is_that_value() {
    assert!(rules(&true, |x| x.is(true)).is_empty());
    assert_eq!(rules(&true, |x| x.is(false)), ["not `false`"]);
}

#[test]
fn lengths_count_characters() {
    assert!(rules("ééé", |x| x.length(3..=3)).is_empty());
    assert!(rules("", |x| x.length(0..)).is_empty());
    assert_eq!(rules("é", |x| x.length(2..)), ["shorter than 2 characters"]);
    assert_eq!(rules("a", |x| x.length(..=0)), ["longer than 0 characters"]);
    assert_eq!(
        rules(&Secret::new("a"), |x| x.length(2..=3)),
        ["shorter than 2 characters"]
    );
    // A description can ask for the impossible.
    assert_eq!(rules("abc", |x| x.length(5..).length(..=1)).len(), 2);
}

#[test]
fn bounds_are_exact() {
    assert!(rules(&1_i64, |x| x.range(1..=1)).is_empty());
    assert_eq!(rules(&0_i64, |x| x.range(1..)), ["less than 1"]);
    assert_eq!(rules(&1_i32, |x| x.more_than(1)), ["not more than 1"]);
    assert_eq!(rules(&1.5, |x| x.range(..=1.25)), ["more than 1.25"]);
    assert!(rules(&1.25, |x| x.range(0.0..=1.25)).is_empty());
    assert_eq!(rules(&2_u64, |x| x.less_than(2)), ["not less than 2"]);
    assert_eq!(rules(&f64::NAN, |x| x.range(0.0..)), ["less than 0"]);
}

#[test]
fn multiples_forgive_binary_fractions() {
    assert!(rules(&0.3, |x| x.multiple_of(0.1)).is_empty());
    assert!(rules(&19.99, |x| x.multiple_of(0.01)).is_empty());
    assert!(rules(&0.3_f32, |x| x.multiple_of(0.1)).is_empty());
    assert_eq!(
        rules(&0.35, |x| x.multiple_of(0.1)),
        ["not a multiple of 0.1"]
    );
    assert_eq!(rules(&7_i64, |x| x.multiple_of(5)), ["not a multiple of 5"]);
    assert!(rules(&7_i64, |x| x.multiple_of(0)).is_empty());
    assert!(rules(&i64::MIN, |x| x.multiple_of(-1)).is_empty());
}

#[test]
fn collections() {
    assert_eq!(
        rules(&[1, 2, 1][..], |x| x.unique_items()),
        ["has equal items"]
    );
    assert!(rules(&vec!["a", "b"], |x| x.unique_items()).is_empty());
    assert_eq!(
        rules(&Vec::<i64>::new(), |x| x.count(1..)),
        ["fewer than 1 item"]
    );
    let map = BTreeMap::from([("a".to_owned(), Some(7_i64))]);
    assert_eq!(rules(&map, |x| x.count(2..)), ["fewer than 2 properties"]);
    assert_eq!(
        rules(&map, |x| x.entries(|x| x.some().range(..=6))),
        ["more than 6"]
    );
    let bodies = vec![
        Some(CreateConnectionRequest::new("n")),
        None,
        Some(CreateConnectionRequest::new("")),
    ];
    let violations = validate::check(&bodies).unwrap_err();
    assert_eq!(violations.to_string(), "/2/name: shorter than 1 character");
}

#[test]
fn patterns_are_ecma() {
    assert!(rules("a1", |x| x.pattern(r"^\w\d$")).is_empty());
    assert!(
        rules("xx abc xx", |x| x.pattern("abc")).is_empty(),
        "a pattern is not anchored"
    );
    assert_eq!(
        rules("A", |x| x.pattern("^[a-z]+$")),
        ["does not match the pattern `^[a-z]+$`"]
    );
    assert!(rules("é", |x| x.pattern(r"^\p{L}$")).is_empty());
    // Legal only without the flag `u`.
    assert!(rules("a-b", |x| x.pattern(r"^[\w-.]+$")).is_empty());
    // No regular expression at all.
    assert!(rules("a", |x| x.pattern("(")).is_empty());
}
