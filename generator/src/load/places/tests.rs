//! What the readers of YAML understand, the outline has: a place for every node, and how each scalar is written.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::super::{Document, load, saturated};
use super::*;
use serde_json::{Value, json};

/// Members of a mapping, in all the ways that YAML has and that authors use.
const CONSTRUCTS: &[&str] = &[
    "A:\n  type: object\n  example: {\n    a: {},\n    b: {}\n  }\n",
    "A:\n  type: object\n  example: {\n    \"80/tcp\": {},\n    \"b\": 2\n  }\n",
    "A:\n  type: object\n  example: {\n  }\n",
    "A:\n  type: string\n  enum: [\n    a,\n    b\n  ]\n",
    "A:\n  type: string\n  enum: [\n    a,\n    b,\n  ]\n",
    "A:\n  type: object\n  example: {\n    a: 1,\n  }\n",
    "A:\n  type: object\n  example: {\n  a: 1,\n  b: 2 }\n",
    "A:\n  type: string\n  enum: [\na, b]\n",
    "A:\n  type: string\n  description: \"one\ntwo\"\n",
    "A:\n  type: string\n  description: 'one\ntwo'\n",
    "A:\n  type:\tstring\n",
    "A:\n  type: string\t# c\n",
    "A:\n  type: string\n\t\n",
    "A:\n  type: object\n  example: {\n\t\ta: 1\n  }\n",
    "A:\n  type: object\n  example: {\"a\":1,\"b\":[1,2]}\n",
    "A:\n  type: object\n  example: {a:1}\n",
    "A:\n  type: object\n  example: {a: http://x.y/z?q=1#f, b: 2}\n",
    "A:\n  type: object\n  example: [a?b, -1, ?x, -]\n",
    "A:\n  type: object\n  example: {a: one\n    two, b: c}\n",
    "A:\n  ? type\n  : string\n",
    "A: &a {type: string}\nC: *a\n",
    "A: !!map {type: !!str string}\n",
    "A: !foo {type: string}\n",
    "A:\n  type: string\n  description: |2\n      x\n    y\n",
    "A:\n  description: |\n  type: string\n",
    "A:\n  description: |\n    a\n    \tb\n  type: string\n",
    "A:\n  type: string\n  enum:\n  - a\n  - b\n",
    "A:\n  type: array\n  example:\n  - - a\n    - b\n  -\n    - c\n",
    "A:\n  type: string\n  description: one\n    two\n    three\n",
    "A:\n  type: string\n  description: a:b c::d\n",
    "A:\n  type: string\n  description: a#b\n",
    "A:\n  \"type\": string\n  'description': x\n",
    "A:\n  type : string\n",
    "A:\n  type: string\n  description: \"\\x41\\u00e9\\U0001F600\\/\\_\\N\\e\\\n    x\"\n",
    "A:\n  type: string\n  description: a\u{85}b\u{2028}c\u{2029}d\u{a0}e\n",
    "A:\n  type: string\n  description: a\u{feff}b\n",
    "A:\n  type: string\n  description: 😀 x\n",
    "A:\n  example: {a, b: }\n",
    "A:\n  example: [a: 1, {b: 2}]\n",
    "A: &m {type: object}\nC:\n  <<: [*m, *m]\n",
    "A:\n# c\n  type: object\n  # d\n  example:\n# e\n    a: 1\n",
    "A:\n  type: string\n  enum: [ # c\n    a, # d\n    # e\n    b ]\n",
    "A: {type: string} # x\n",
    "A:\r  type: string\r",
    "A:\n  type: string\n  description: \"a\\fb\"\n",
    "A:\n  type: string\n  description: 5%\n",
    "A:\n  type: string\n  pattern: '%x'\n",
    "A:\n  type: string\n  description: a `b`\n",
    "A:\n  type: string\n  description: ?x\n",
    "A:\n  oneOf:\n  -\n    type: string\n  -   type: integer\n",
    "A: &k x\nC: {*k : 1}\n",
    "A: &k {type: string}\nC: &k {type: integer}\nD: *k\n",
    "A:\n  description: &e\n  type: string\n",
    "A: &q\n  type: string\nC: *q\n",
    "A:\n  type: string\n  description: 'it''s'\n",
    "A: { type: string , }\n",
    "A:   \n  type: string   \n",
    "A: {a: !x, b: [!!str, !y z]}\n",
    "A:\n  example: [a, -]\n",
    "A:\n  example: [?x]\n",
    "A:\n  description: \"Folded over\n  two lines\"\n",
    "A:\n  \t\n  b: 1\n",
];

/// The scalars of a tree.
fn scalars(tree: &Value, at: &Pointer) -> Vec<Pointer> {
    match tree {
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| scalars(value, &at.child(key)))
            .collect(),
        Value::Array(elements) => {
            let elements = elements.iter().enumerate();
            elements
                .flat_map(|(index, element)| scalars(element, &at.index(index)))
                .collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![at.clone()],
    }
}

/// The line of a node, and how it is written.
fn found<'t>(document: &'t Document, pointer: &str) -> (u32, Option<&'t str>) {
    let pointer = Pointer::parse(pointer).unwrap();
    let outline = Outline::of(document.text(), document.syntax);
    let value = pointer.lookup(&document.tree).unwrap();
    let text = document.written().text(&pointer, value);
    (outline.span(&pointer).unwrap().start.0, text)
}

#[test]
fn nothing_hides_what_comes_after_it() {
    let long_key = format!("{}: 1\n", "k".repeat(1_000));
    for construct in CONSTRUCTS.iter().chain([&&*long_key]) {
        let text = format!("{construct}z:\n  - 1.10\n");
        let document = load("api", text.as_bytes()).unwrap();
        let lines = saturated(text.replace('\r', "\n").lines().count());
        let found = found(&document, "#/z/0");
        assert_eq!(found, (lines, Some("1.10")), "{text}");
        let outline = Outline::of(&text, document.syntax);
        for pointer in scalars(&document.tree, &Pointer::root()) {
            assert!(outline.scalar_at(&pointer).is_some(), "{pointer} of {text}");
        }
    }
}

#[test]
fn an_empty_document_is_not_the_outline() {
    for lead in ["---\n# c\n---\n", "---\n---\n~\n---\n"] {
        let document = load("api", format!("{lead}z:\n  - 1.10\n").as_bytes()).unwrap();
        let lines = saturated(lead.lines().count() + 2);
        assert_eq!(found(&document, "#/z/0"), (lines, Some("1.10")), "{lead}");
    }
}

/// U+0085, U+2028 and U+2029 end no lines.
#[test]
fn former_line_breaks_are_characters() {
    let text = "a\u{2028}b: c\u{85}d # \u{2029}\n\
                e: \"f\u{2029}\u{e000}g\"\n\
                h: |\n  i\u{2028} j\nz:\n  - 1.10\n";
    let document = load("api", text.as_bytes()).unwrap();
    let expected = json!({
        "a\u{2028}b": "c\u{85}d",
        "e": "f\u{2029}\u{e000}g",
        "h": "i\u{2028} j\n",
        "z": [1.1],
    });
    assert_eq!(document.tree, expected);
    assert_eq!(found(&document, "#/a\u{2028}b").0, 1);
    assert_eq!(found(&document, "#/z/0"), (6, Some("1.10")));
    let twice = load("api", format!("{text}a\u{2028}b: 2\n").as_bytes()).unwrap_err();
    assert!(twice[0].message.contains("a\u{2028}b"), "{twice:?}");
    assert_eq!(twice[0].place.line, Some(7));
    let refused = load("api", format!("{text}  b: ]\n").as_bytes()).unwrap_err();
    assert_eq!(refused[0].place.line, Some(7));
}
