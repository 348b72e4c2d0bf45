//! Actions of overlays, and what is said about those that cannot work.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value, json};

use super::*;

fn applied(tree: Value, overlay: Value) -> (Value, Vec<(&'static str, String)>) {
    let (document, _, diagnostics) = with_overlays(tree, &[overlay]);
    let said = diagnostics.iter().map(|it| {
        assert_eq!(it.place.file, "o.json");
        assert!(it.place.line.is_some());
        (it.code, it.place.pointer.to_string())
    });
    (document.tree, said.collect())
}

fn with_overlays(tree: Value, overlays: &[Value]) -> (Document, Overlaid, Diagnostics) {
    let load = |file: &str, tree: &Value| {
        let text = serde_json::to_string_pretty(tree).unwrap();
        crate::load::load(file, text.as_bytes()).unwrap()
    };
    let (mut document, mut diagnostics) = (load("api.json", &tree), Diagnostics::new());
    let names = ["o.json", "p.json"].into_iter().zip(overlays);
    let overlays = names.map(|(file, tree)| load(file, tree)).collect();
    let overlaid = apply(&mut document, overlays, &mut diagnostics);
    (document, overlaid, diagnostics)
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
        {"target": "$", "remove": true},
        {"target": "$.a", "remove": "yes"},
        {"target": "$.a", "updat": 1},
        {"target": "$.a", "remove": false},
    ]);
    let (same, said) = applied(tree.clone(), with(actions));
    assert_eq!(same, tree);
    let expected = [
        ("unmatched-action", "#/actions/0/target"),
        ("invalid-json-path", "#/actions/1/target"),
        ("invalid-overlay", "#/actions/2"),
        ("invalid-overlay", "#/actions/3/copy"),
        ("invalid-overlay", "#/actions/4/target"),
        ("invalid-overlay", "#/actions/5/remove"),
        ("idle-action", "#/actions/6"),
        ("idle-action", "#/actions/7"),
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

#[test]
fn versions_are_read_and_descriptions_compared() {
    let overlay = |version: Value, extends: &str| {
        let actions = json!([{"target": "$.a", "copy": "$.b"}]);
        json!({"overlay": version, "extends": extends, "actions": actions})
    };
    for (overlay, expected) in [
        (overlay(json!("1.1.0"), "../api.json"), &[][..]),
        (overlay(json!(1.1), "https://example.com/openapi"), &[]),
        (overlay(json!(1.0), "api.json"), &["overlay-copy"]),
        (overlay(json!("1.1"), "p.json"), &["overlay-extends"]),
        (
            overlay(json!("1.10"), "api.json"),
            &["unknown-overlay-version"],
        ),
        (overlay(json!(true), "api.json"), &["not-an-overlay"]),
    ] {
        let (_, said) = applied(json!({"a": {}, "b": {"c": 1}}), overlay.clone());
        let codes: Vec<_> = said.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, expected, "{overlay}");
    }
}

#[test]
fn faults_of_paths_are_one_line_with_a_place_and_help() {
    for (path, reason, help) in [
        (
            "info.title",
            "`i` cannot stand at its character 1",
            "begins with",
        ),
        (
            "#/info",
            "`#` cannot stand at its character 1",
            "begins with",
        ),
        ("$.paths[", "it ends too early", ""),
        (
            "$.paths./a",
            "`/` cannot stand at its character 9",
            "['x-a']",
        ),
        (
            "$.info.x-a",
            "`-` cannot stand at its character 9",
            "['x-a']",
        ),
        (
            "$.a[?(@.x = 1)]",
            "`=` cannot stand at its character 11",
            "",
        ),
    ] {
        let actions = json!([{"target": path, "remove": true}]);
        let (_, _, diagnostics) = with_overlays(json!({}), &[with(actions)]);
        let diagnostic = diagnostics.iter().next().unwrap();
        let expected = format!("`{path}` is no JSONPath: {reason}");
        assert_eq!(diagnostic.message, expected);
        let found = diagnostic.help.as_deref().unwrap_or_default();
        assert!(
            found.contains(help) && found.is_empty() == help.is_empty(),
            "{found}"
        );
    }
}

#[test]
fn kinds_that_do_not_go_together_are_said_at_both_places() {
    let tree = json!({"info": {"title": "t"}, "list": [1], "deep": {"list": [1], "one": 1}});
    let actions = json!([
        {"target": "$.info", "update": [1]},
        {"target": "$.info.title", "update": {"a": 1}},
        {"target": "$.deep", "update": {"list": 2, "one": 2, "new": [3]}},
        {"target": "$.deep.one", "copy": "$.info"},
    ]);
    let (document, _, diagnostics) = with_overlays(tree, &[with(actions)]);
    let expected = json!({"list": [1], "one": 2, "new": [3]});
    assert_eq!(document.tree["deep"], expected);
    assert_eq!(document.tree["info"], json!({"title": "t"}));
    let places = diagnostics.iter().map(|it| {
        let old = &it.related.as_ref().unwrap().place;
        let (at, old) = (
            format!("{}", it.place.pointer),
            format!("{} {}", old.file, old.pointer),
        );
        (at, old)
    });
    let expected = [
        ("#/actions/0/update", "api.json #/info"),
        ("#/actions/1/update", "api.json #/info/title"),
        ("#/actions/2/update/list", "api.json #/deep/list"),
        // The first action changed it already.
        ("#/actions/3/copy", "o.json #/actions/2/update/one"),
    ];
    let expected = expected.map(|(at, old)| (at.to_owned(), old.to_owned()));
    assert_eq!(places.collect::<Vec<_>>(), expected);
}

#[test]
fn everything_keeps_its_place() {
    let tree = json!({"tags": ["a", "b", "c", {"d": 1}], "info": {"title": "t", "x": {"y": 1}}});
    let first = with(json!([
        {"target": "$", "update": {"info": {"title": "new", "z": {"w": [1, {"v": 2}]}}}},
        {"target": "$.tags", "update": ["e", {"f": 1}]},
        {"target": "$.tags[0,2]", "remove": true},
        {"target": "$.tags", "update": "g"},
    ]));
    let second = with(json!([
        {"target": "$.info.z", "update": {"w": [3]}},
        {"target": "$.info.x", "copy": "$.info.z"},
        {"target": "$.info.z", "remove": true},
        {"target": "$.info", "update": {"z": 4}},
    ]));
    let (document, overlaid, diagnostics) = with_overlays(tree, &[first, second]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let expected = json!({
        "tags": ["b", {"d": 1}, "e", {"f": 1}, "g"],
        "info": {"title": "new", "x": {"y": 1, "w": [1, {"v": 2}, 3]}, "z": 4},
    });
    assert_eq!(document.tree, expected);
    for (node, file, origin) in [
        ("#/tags/0", "api.json", "#/tags/1"),
        ("#/tags/1/d", "api.json", "#/tags/3/d"),
        ("#/tags/2", "o.json", "#/actions/1/update/0"),
        ("#/tags/3/f", "o.json", "#/actions/1/update/1/f"),
        ("#/tags/4", "o.json", "#/actions/3/update"),
        ("#/info", "api.json", "#/info"),
        ("#/info/title", "o.json", "#/actions/0/update/info/title"),
        ("#/info/x/y", "api.json", "#/info/x/y"),
        (
            "#/info/x/w/1/v",
            "o.json",
            "#/actions/0/update/info/z/w/1/v",
        ),
        ("#/info/x/w/2", "p.json", "#/actions/0/update/w/0"),
        ("#/info/z", "p.json", "#/actions/3/update/z"),
    ] {
        let node = Pointer::parse(node).unwrap();
        let places = overlaid.places(&document, &[node.clone()].into());
        let place = &places[&node];
        let found = (place.file.as_str(), place.pointer.to_string());
        assert_eq!(found, (file, origin.to_owned()), "{node}");
        assert!(place.line.is_some());
    }
}
