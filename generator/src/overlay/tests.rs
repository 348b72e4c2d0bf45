//! Actions of overlays, and what is said about those that cannot work.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value, json};

use super::*;

fn applied(tree: Value, overlay: Value) -> (Value, Vec<(&'static str, String)>) {
    let overlay = crate::load::load("o.json", overlay.to_string().as_bytes()).unwrap();
    let (mut tree, mut diagnostics) = (tree, Diagnostics::new());
    apply(&mut tree, &[overlay], &mut diagnostics);
    let said = diagnostics.iter().map(|it| {
        assert_eq!(it.place.file, "o.json");
        assert!(it.place.line.is_some());
        (it.code, it.place.pointer.to_string())
    });
    (tree, said.collect())
}

fn with(actions: Value) -> Value {
    json!({"overlay": "1.1.0", "info": {"title": "t", "version": "1"}, "actions": actions})
}

#[test]
fn updates_merge_objects_grow_lists_and_replace_the_rest() {
    let tree = json!({"info": {"title": "old", "x": {"a": 1}}, "tags": [{"name": "a"}], "paths": {"/a'b": {"get": {"tags": ["x"]}}}});
    let actions = json!([
        {"target": "$.info", "update": {"title": "new", "x": {"b": 2}}},
        {"target": "$.tags", "update": {"name": "b"}},
        {"target": "$.paths.*.get", "update": {"tags": ["y"], "deprecated": true}},
        {"target": "$.info.title", "update": "newest"},
    ]);
    let expected = json!({
        "info": {"title": "newest", "x": {"a": 1, "b": 2}},
        "tags": [{"name": "a"}, {"name": "b"}],
        "paths": {"/a'b": {"get": {"tags": ["x", "y"], "deprecated": true}}},
    });
    assert_eq!(applied(tree, with(actions)), (expected, Vec::new()));
}

#[test]
fn what_is_selected_is_removed_or_copied_to() {
    let tree = json!({"a": [1, 2, 3, 4], "b": {"k": {"x": 1}}, "c": {"y": 2}, "d~/": {"internal": true}, "e": {"internal": false}});
    let actions = json!([
        {"target": "$.a[?@ > 2]", "remove": true},
        {"target": "$.c", "copy": "$.b.k"},
        {"target": "$[?@.internal == true]", "remove": true},
    ]);
    let expected =
        json!({"a": [1, 2], "b": {"k": {"x": 1}}, "c": {"y": 2, "x": 1}, "e": {"internal": false}});
    assert_eq!(applied(tree, with(actions)), (expected, Vec::new()));
}

#[test]
fn what_cannot_work_is_said_where_it_stands() {
    let tree = json!({"a": [1, 2]});
    let actions = json!([
        {"target": "$.b", "remove": true},
        {"target": "$.[", "update": 1},
        {"update": 1},
        {"target": "$.a", "copy": "$.a.*"},
    ]);
    let (same, said) = applied(tree.clone(), with(actions));
    assert_eq!(same, tree);
    let expected = [
        ("unmatched-action", "#/actions/0/target"),
        ("invalid-json-path", "#/actions/1/target"),
        ("invalid-overlay", "#/actions/2"),
        ("invalid-overlay", "#/actions/3/copy"),
    ];
    assert_eq!(said, expected.map(|(code, at)| (code, at.to_owned())));
    for (overlay, code) in [
        (json!({"openapi": "3.0.3"}), "not-an-overlay"),
        (
            json!({"overlay": "2.0.0", "actions": []}),
            "unknown-overlay-version",
        ),
        (json!({"overlay": "1.0.0"}), "invalid-overlay"),
    ] {
        assert_eq!(applied(tree.clone(), overlay).1[0].0, code);
    }
}
