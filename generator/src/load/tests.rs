//! Tests of loading: what is read, what is refused and where nodes are found.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::json;

use super::*;

fn tree(text: &str) -> Value {
    load("api", text.as_bytes()).unwrap().tree
}

fn fault(bytes: &[u8]) -> (&'static str, Option<u32>) {
    let diagnostic = refused(bytes);
    assert_eq!(diagnostic.place.file, "api");
    (diagnostic.code, diagnostic.place.line)
}

/// The only fault of a text.
fn refused(bytes: &[u8]) -> Diagnostic {
    let mut faults = load("api", bytes).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.remove(0)
}

#[test]
fn reads_json_and_yaml_alike() {
    let expected = json!({"b": [1, -2, 1.5, true, null, "x"], "a": {"c": "d"}});
    assert_eq!(
        tree(r#" {"b": [1, -2, 1.5, true, null, "x"], "a": {"c": "d"}}"#),
        expected
    );
    let document = load("api", b"b: [1, -2, 1.5, true, null, x]\na:\n  c: d\n").unwrap();
    assert_eq!(document.tree, expected);
    assert_eq!(document.syntax, Syntax::Yaml);
    assert_eq!(
        document
            .tree
            .as_object()
            .unwrap()
            .keys()
            .collect::<Vec<_>>(),
        ["b", "a"]
    );
    assert_eq!(tree("{a: 1, b: [x,],}"), json!({"a": 1, "b": ["x"]}));
}

#[test]
fn reads_yaml_as_authors_mean_it() {
    for (text, expected) in [
        (
            "200: a\n1.10: b\ntrue: c\nnull: d\n",
            json!({"200": "a", "1.10": "b", "true": "c", "null": "d"}),
        ),
        (
            "a: yes\nb: 012\nc: 0x10\nd: 2020-01-01\n",
            json!({"a": "yes", "b": "012", "c": 16, "d": "2020-01-01"}),
        ),
        (
            "a: 18446744073709551615\nb: 18446744073709551616\n",
            json!({"a": u64::MAX, "b": 18446744073709551616.0_f64}),
        ),
        ("a: .inf\nb: .nan\n", json!({"a": "inf", "b": "NaN"})),
        (
            "a: !Thing {b: 1}\nc: !!str 1\n",
            json!({"a": {"b": 1}, "c": "1"}),
        ),
        (
            "x: &x {a: 1, b: 2}\ny: {c: 0, <<: *x, b: 3}\n",
            json!({"x": {"a": 1, "b": 2}, "y": {"c": 0, "a": 1, "b": 3}}),
        ),
        (
            "x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz: {<<: [*x, *y]}\n",
            json!({"x": {"a": 1}, "y": {"a": 2, "b": 2}, "z": {"a": 1, "b": 2}}),
        ),
        ("a: |\n  x\n  y\n", json!({"a": "x\ny\n"})),
        ("---\na: 1\n...\n", json!({"a": 1})),
        (
            "a:\n  \t\n  - b\n\t\nc: |\n  d\n  \t\n  e\n",
            json!({"a": ["b"], "c": "d\n \ne\n"}),
        ),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
    let merged = tree("x: &x {a: 1, b: 2}\ny: {c: 0, <<: *x, d: 3}\n");
    assert_eq!(
        merged["y"].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["c", "a", "b", "d"]
    );
}

#[test]
fn decodes_marks_and_utf16() {
    assert_eq!(
        load("api", b"\xef\xbb\xbf{\"a\":1}").unwrap().tree,
        json!({"a": 1})
    );
    let little: Vec<u8> = "\u{feff}a: é"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(load("api", &little).unwrap().tree, json!({"a": "é"}));
    let big: Vec<u8> = "a: é".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(load("api", &big).unwrap().tree, json!({"a": "é"}));
}

#[test]
fn refuses_with_code_and_line() {
    let deep = "[".repeat(130) + &"]".repeat(130);
    let deep_yaml = (0..130)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect::<String>();
    let lines = (0..30).map(|n| {
        format!(
            "a{n}: &a{n} [{}]\n",
            vec![format!("*a{}", n - 1); 10].join(",")
        )
    });
    let laughs = "a0: &a0 x\n".to_owned() + &lines.skip(1).collect::<String>();
    for (text, code, line) in [
        ("{\"a\": 1,\n \"b\" 2}", "invalid-json", Some(2)),
        ("a: 1\nb: [\n", "invalid-yaml", Some(3)),
        ("{\"a\": 1,\n \"a\": 2}", "duplicate-key", Some(2)),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", Some(3)),
        ("# c\n---\na: 1\n---\nb: 2\n", "several-documents", Some(4)),
        ("&a b: 1\n*a : 2\n", "duplicate-key", Some(2)),
        ("a: &a\n  b:\n    - *a\n", "alias-cycle", Some(3)),
        ("a: &a {<<: *a}\n", "alias-cycle", Some(1)),
        ("a: &a\nb:\n  <<: *a\n", "invalid-merge", Some(3)),
        ("a: 1\nb: {<<: [{c: d}, 3]}\n", "invalid-merge", Some(2)),
        (&deep, "too-deep", Some(1)),
        (&deep_yaml, "too-deep", Some(101)),
    ] {
        assert_eq!(fault(text.as_bytes()), (code, line), "{text}");
    }
    assert_eq!(fault(b"a: 1\nb: \xff\n"), ("not-utf8", Some(2)));
    assert!(["too-large", "invalid-yaml"].contains(&fault(laughs.as_bytes()).0));
    assert_eq!(fault(&vec![b' '; 65 * 1024 * 1024]).0, "too-large");
}

fn place(document: &Document, pointer: &str) -> Position {
    let pointer = Pointer::parse(pointer).unwrap();
    let place = document
        .places(&BTreeSet::from([pointer.clone()]))
        .remove(&pointer)
        .unwrap();
    (place.line.unwrap(), place.column.unwrap())
}

type Position = (u32, u32);

#[test]
fn finds_nodes_in_json() {
    let document = load(
        "api",
        "{\"é\": 1, \"a\": [\n  {\"b/c\": 1},\n  2]}".as_bytes(),
    )
    .unwrap();
    for (pointer, position) in [
        ("#", (1, 1)),
        ("#/a", (1, 10)),
        ("#/a/0", (2, 3)),
        ("#/a/0/b~1c", (2, 4)),
        ("#/a/1", (3, 3)),
        ("#/a/7/x", (1, 10)),
    ] {
        assert_eq!(place(&document, pointer), position, "{pointer}");
    }
}

#[test]
fn finds_nodes_in_yaml_through_aliases_and_merges() {
    let text = "x: &x\n  a: 1\n  b:\n    - c: 2\n    - d\ny: *x\nz:\n  <<: *x\n  e: 5\n200:\n  ? [q, r]\n  : s\n";
    let document = load(
        "api",
        text.replace("  ? [q, r]\n  : s\n", "  s: t\n").as_bytes(),
    )
    .unwrap();
    for (pointer, position) in [
        ("#/x/b/0", (4, 7)),
        ("#/x/b/0/c", (4, 7)),
        ("#/x/b/1", (5, 7)),
        ("#/y", (6, 1)),
        ("#/y/b/1", (5, 7)),
        ("#/z/a", (2, 3)),
        ("#/z/e", (9, 3)),
        ("#/200/s", (11, 3)),
        ("#/200/nope", (10, 1)),
    ] {
        assert_eq!(place(&document, pointer), position, "{pointer}");
    }
    assert!(load("api", text.as_bytes()).is_err());
}

/// What is underlined of a place.
fn marked(place: &Place) -> String {
    let excerpt = place.excerpt.as_ref().unwrap();
    let lead = place.column.unwrap() - 1 - excerpt.skipped;
    let characters = excerpt.text.chars().skip(lead as usize);
    characters.take(excerpt.width as usize).collect()
}

#[test]
fn shows_the_line_and_marks_the_node() {
    let yaml = "é: &x\r\n  $ref: 'a b' # c\r\n  l: [b, {c: 1}]\n  t: |\n    x\nm: *x\nn:\n- o:\n- 'p' : \"q\"\n";
    let json = "{\"é\": {\"$ref\" : \"a b\" , \"l\": [\"b\", {\"c\": 1}],\n\"t\":\n\"x\"},\"n\":[{\"o\":{}}]}";
    let minified = format!("{{\"a\":[{}{{\"é\":true}}]}}", "\"é\",".repeat(500));
    for (text, pointer, expected) in [
        (yaml, "#/é", "é"),
        (yaml, "#/é/$ref", "$ref: 'a b'"),
        (yaml, "#/é/l", "l"),
        (yaml, "#/é/l/0", "b"),
        (yaml, "#/é/l/1", "{"),
        (yaml, "#/é/l/1/c", "c: 1"),
        (yaml, "#/é/t", "t"),
        (yaml, "#/m", "m: *x"),
        (yaml, "#/n/0", "o"),
        (yaml, "#/n/1", "'p'"),
        (yaml, "#/n/1/p", "'p' : \"q\""),
        (json, "#", "{"),
        (json, "#/é/$ref", "\"$ref\" : \"a b\""),
        (json, "#/é/l/1/c", "\"c\": 1"),
        (json, "#/é/t", "\"t\""),
        (json, "#/n/0/o", "\"o\""),
        (&minified, "#/a/500/é", "\"é\":true"),
    ] {
        let document = load("api", text.as_bytes()).unwrap();
        let pointer = Pointer::parse(pointer).unwrap();
        let places = document.places(&BTreeSet::from([pointer.clone()]));
        assert_eq!(marked(&places[&pointer]), expected, "{pointer} of {text}");
    }
    let twice = refused(b"{\"a\": 1,\n \"a\": 2}");
    assert_eq!(marked(&twice.place), "\"a\"");
    assert_eq!(marked(&twice.related.unwrap().place), "\"a\"");
    let latin = refused(b"a: 1\nb: caf\xe9\n");
    assert_eq!(latin.place.excerpt.unwrap().text, "b: caf\u{fffd}");
}

#[test]
fn tells_both_places_of_a_fault() {
    for (text, at, related) in [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", (4, 3), Some((3, 3))),
        (
            "{\"a\": {\"x\": 1},\n \"b\": {\"x\": 1,\n \"x\": 2}}",
            (3, 2),
            Some((2, 8)),
        ),
        ("a: [b\nc: d\n", (1, 4), Some((2, 2))),
        ("a: \"b\nc: d\n", (1, 4), Some((3, 1))),
    ] {
        let diagnostic = refused(text.as_bytes());
        let place = |place: &Place| (place.line.unwrap(), place.column.unwrap());
        assert_eq!(place(&diagnostic.place), at, "{text}");
        let found = diagnostic.related.as_ref().map(|it| place(&it.place));
        assert_eq!(found, related, "{text}");
    }
    let tab = refused(b"a:\n\tb: 1\n");
    assert!(tab.help.unwrap().contains("spaces"));
    assert_eq!(refused(b"{\n\t\"b\" 1}").help, None);
}

#[test]
fn empty_documents_beside_the_description_are_left_aside() {
    for text in ["---\na: 1\n---\n", "---\n---\na: 1\n...\n---\n...\n"] {
        assert_eq!(tree(text), json!({"a": 1}), "{text}");
    }
    assert_eq!(fault(b"# nothing\n"), ("invalid-yaml", Some(1)));
}

/// What would take minutes or gigabytes is refused at once.
#[test]
fn bombs_are_refused() {
    let nested = |open: &str| format!("a: {}", open.repeat(300_000));
    let word = "x".repeat(1_000_000);
    let merges = "b: {<<: [*a, *a]}\n".repeat(20_000);
    let keys = (0..2_000).map(|n| format!("k{n}: 1,")).collect::<String>();
    for (text, code) in [
        (nested("["), "too-deep"),
        (nested("{a: "), "too-deep"),
        (nested("[\n\"]]\", "), "too-deep"),
        (nested("[&a !b "), "too-deep"),
        (
            format!("a: &a {word}\nb: [{}]\n", vec!["*a"; 100_000].join(",")),
            "too-large",
        ),
        (
            format!("a: &a {{{keys}}}\nc: [{}]\n", "*a, ".repeat(20_000)),
            "too-large",
        ),
        (
            format!("- &a {{{keys}}}\n{}", merges.replace("b:", "-")),
            "too-large",
        ),
    ] {
        assert_eq!(fault(text.as_bytes()).0, code, "{}", &text[..40]);
    }
    let prose = "a: |\n".to_owned() + &"  - [ ] see [1] and [2, 3)\n".repeat(20_000);
    assert!(load("api", prose.as_bytes()).is_ok());
}

/// Brackets in prose, each of them never closed, are no nesting; those after it are.
#[test]
fn brackets_in_block_scalars_do_not_count() {
    for scalar in [
        "- |\n  [\n\n  {\n",
        "- a: |+2 # b\n    [\n  b: c\n",
        "- - >-\r\n   : [\r\n",
        "- ? b\n  : !t |\n    - {\n",
    ] {
        let prose = scalar.repeat(2_000);
        assert!(load("api", prose.as_bytes()).is_ok(), "{scalar}");
        for hidden in ["- ", "- a: | b\n  c: ", "- a - |\n  c\n- "] {
            let bomb = format!("{prose}{hidden}{}", "[".repeat(300_000));
            assert_eq!(fault(bomb.as_bytes()).0, "too-deep", "{scalar}{hidden}");
        }
    }
    let beside = format!("- a: |\n    b\n  c: {}", "[".repeat(300_000));
    assert_eq!(fault(beside.as_bytes()).0, "too-deep");
}

#[test]
fn all_faults_of_keys_are_told_at_once() {
    let text = "b: &b 1\na: {c: 1, c: 2, c: 3}\nb: {<<: *b}\n*b : 1\n1: 2\n'1': 3\n";
    let faults = load("api", text.as_bytes()).unwrap_err();
    let place = |place: &Place| (place.line.unwrap(), place.column.unwrap());
    let found: Vec<_> = faults
        .iter()
        .map(|fault| {
            let related = fault.related.as_ref().map(|it| place(&it.place));
            (fault.code, place(&fault.place), related)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("duplicate-key", (2, 11), Some((2, 5))),
            ("duplicate-key", (2, 17), Some((2, 5))),
            ("duplicate-key", (3, 1), Some((1, 1))),
            ("invalid-merge", (3, 5), None),
            ("duplicate-key", (5, 1), Some((4, 1))),
            ("duplicate-key", (6, 1), Some((4, 1))),
        ]
    );
    let many = "a: 1\n".repeat(100_000);
    assert_eq!(load("api", many.as_bytes()).unwrap_err().len(), 100);
}

#[test]
fn remarks_in_json_are_explained() {
    for text in [
        "{\n  // a\n  \"b\": 1\n}",
        "{\"b\": 1, /* a */ \"c\": 2}",
        "{\"b\": /* a */ 1}",
        "{\"b\": 1 // a\n}",
        "// a\n{\"b\": 1}",
    ] {
        let help = refused(text.as_bytes()).help;
        assert!(help.is_some_and(|help| help.contains('#')), "{text}");
    }
    assert_eq!(tree("{\"b\": 1, # a\n\"c\": 2}"), json!({"b": 1, "c": 2}));
}

#[test]
fn text_that_begins_like_json_is_judged_as_what_it_can_be() {
    for (text, code, line) in [
        ("{\"b\": 1,\n \"c\" 2}", "invalid-json", 2),
        ("{\"b\": 1, # a\n \"c\": [}", "invalid-yaml", 2),
        ("{b: 1,\n b: 2}", "duplicate-key", 2),
    ] {
        assert_eq!(fault(text.as_bytes()), (code, Some(line)), "{text}");
    }
    assert!(refused(b"{b: 1,\n b: 2}").related.is_some());
}
