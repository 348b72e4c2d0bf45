//! Tests of descriptions in several files: what their references become, and where their faults are told.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::json;

use crate::bundle::{Bundle, Sources, UrlMapping, bundle};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::normalize::{Canonical, normalize};
use crate::overlay::Overlaid;
use crate::pointer::Pointer;
use crate::{LoadError, Loader, load};

/// Files by their paths, and which were asked for.
struct Files {
    texts: BTreeMap<&'static str, &'static str>,
    asked: RefCell<Vec<String>>,
}

impl Loader for Files {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        self.asked.borrow_mut().push(path.to_owned());
        let text = self.texts.get(path);
        text.map(|text| text.as_bytes().to_vec())
            .ok_or_else(|| LoadError("there is no such file".to_owned()))
    }
}

struct Outcome {
    canonical: Canonical,
    /// Code, file, line and column.
    faults: Vec<(&'static str, String, u32, u32)>,
    asked: Vec<String>,
    sources: Sources,
}

/// Normalizes `spec/api.yaml`, given its components and what follows them, beside other files.
fn normalized(root: &str, files: &[(&'static str, &'static str)]) -> Outcome {
    let files = Files {
        texts: files.iter().copied().collect(),
        asked: RefCell::default(),
    };
    let document = load::load("spec/api.yaml", root.as_bytes()).unwrap();
    let urls = [
        ("https://known.test/a.yaml", "local/a.yaml"),
        ("https://known.test/schemas/", "local/deep/schemas"),
    ];
    let urls = urls.map(|(url, path)| UrlMapping {
        url: url.to_owned(),
        path: path.to_owned(),
        place: Place::default(),
    });
    let Bundle { tree, sources } = bundle(document, Overlaid::default(), &urls, &files);
    let mut diagnostics = Diagnostics::new();
    let canonical = normalize(tree, &sources, &mut diagnostics);
    diagnostics.locate(|wanted| sources.places(wanted));
    let Some(canonical) = canonical else {
        panic!("{diagnostics:?}");
    };
    let fault = |it: &Diagnostic| {
        let place = it.place.clone();
        let (line, column) = (place.line.unwrap_or(0), place.column.unwrap_or(0));
        (it.code, place.file, line, column)
    };
    Outcome {
        canonical,
        faults: diagnostics.iter().map(fault).collect(),
        asked: files.asked.into_inner(),
        sources,
    }
}

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";

fn with(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

#[test]
fn targets_move_to_the_components() {
    let outcome = normalized(
        &with(
            r#"
paths:
  /pets:
    $ref: 'paths/pets%20all.yaml'
components:
  schemas:
    Pet: {$ref: 'schemas/Pet.json'}
    Alias: {$ref: 'schemas/Pet.json'}
    Own: {type: object}
"#,
        ),
        &[
            (
                "spec/paths/pets all.yaml",
                r#"
get:
  parameters: [{$ref: '../shared.yaml#/parameters/Limit'}]
  responses:
    '200': {description: d, content: {application/json: {schema: {$ref: '../schemas/Pet.json'}}}}
    default: {$ref: '../shared.yaml#/oops~1error'}
"#,
            ),
            (
                "spec/schemas/Pet.json",
                r##"{"type": "object", "properties": {
                    "friend": {"$ref": "#"}, "owner": {"$ref": "Owner.yaml"},
                    "own": {"$ref": "../api.yaml#/components/schemas/Own"},
                    "name": {"$ref": "#/$defs/Name"}}, "$defs": {"Name": {"type": "string"}}}"##,
            ),
            (
                "spec/schemas/Owner.yaml",
                "properties: {pet: {$ref: ./Pet.json}, x: {$ref: '#X'}}\n$defs: {X: {$anchor: X}}\n",
            ),
            (
                "spec/shared.yaml",
                "parameters: {Limit: {name: l, in: query, schema: {type: integer}}}\n'oops/error': {description: e}\n",
            ),
        ],
    );
    assert_eq!(outcome.faults, []);
    let mut asked = outcome.asked.clone();
    asked.sort();
    asked.dedup();
    assert_eq!(asked.len(), outcome.asked.len(), "each file is read once");
    let tree = &outcome.canonical.tree;
    let schemas = tree["components"]["schemas"].as_object().unwrap();
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let mut names: Vec<_> = schemas.keys().collect();
    names.sort();
    assert_eq!(names, ["Alias", "Name", "Own", "Owner", "Pet", "X"]);
    assert_eq!(schemas["Alias"], to("Pet"));
    let properties =
        json!({"friend": to("Pet"), "owner": to("Owner"), "own": to("Own"), "name": to("Name")});
    assert_eq!(schemas["Pet"]["properties"], properties);
    let get = &tree["paths"]["/pets"]["get"];
    assert_eq!(
        get["parameters"],
        json!([{"$ref": "#/components/parameters/Limit"}])
    );
    let error = json!({"$ref": "#/components/responses/oops_error"});
    assert_eq!(get["responses"]["default"], error);
    let wanted = Pointer::parse("#/components/schemas/Owner/properties/pet").unwrap();
    let places = outcome
        .canonical
        .origins
        .places(&outcome.sources, &[wanted.clone()].into());
    let place = &places[&wanted];
    assert_eq!(place.file, "spec/schemas/Owner.yaml");
    assert_eq!(
        (place.pointer.to_string(), place.line),
        ("#/properties/pet".to_owned(), Some(1))
    );
}

#[test]
fn names_that_clash_get_the_folder() {
    let outcome = normalized(
        &with(
            "paths: {}\ncomponents:\n  schemas:\n    A: {items: {$ref: 'a/Error.yaml'}}\n    B: {items: {$ref: 'b/Error.yaml'}}\n    C: {items: {$ref: 'c.yaml#/definitions/Error/properties/code'}}\n    D: {items: {$ref: d/index.yaml}}\n    Error: {}\n",
        ),
        &[
            ("spec/a/Error.yaml", "type: string"),
            ("spec/b/Error.yaml", "type: integer"),
            (
                "spec/c.yaml",
                "definitions: {Error: {properties: {code: {type: string}}}}",
            ),
            ("spec/d/index.yaml", "type: boolean"),
        ],
    );
    let schemas = &outcome.canonical.tree["components"]["schemas"];
    for (name, target) in [
        ("A", "a_Error"),
        ("B", "b_Error"),
        ("C", "c_Error_code"),
        ("D", "d"),
    ] {
        let to = json!({"$ref": format!("#/components/schemas/{target}")});
        assert_eq!(schemas[name]["items"], to);
        assert!(schemas[target].is_object());
    }
}

#[test]
fn references_where_none_belong_are_copies() {
    let outcome = normalized(
        "openapi: 3.0.0\ninfo: {title: t, version: '1', description: {$ref: intro.md}}\npaths:\n  $ref: paths.yaml\n  /own: {get: {$ref: 'ops/own.yaml', summary: s}}\n",
        &[
            ("spec/intro.md", "# Hello: world\n"),
            ("spec/paths.yaml", "/x: {get: {$ref: 'ops/own.yaml'}}\n"),
            (
                "spec/ops/own.yaml",
                "parameters: {$ref: list.yaml}\nresponses: {'200': {description: d, content: {a/b: {schema: {$ref: S.yaml}, example: {$ref: missing.yaml}}}}}\n",
            ),
            (
                "spec/ops/list.yaml",
                "- {name: q, in: query, schema: {$ref: S.yaml}}\n- {in: query}\n",
            ),
            ("spec/ops/S.yaml", "type: string\n"),
        ],
    );
    let tree = &outcome.canonical.tree;
    assert_eq!(tree["info"]["description"], json!("# Hello: world\n"));
    assert_eq!(tree["paths"]["/own"]["get"]["summary"], json!("s"));
    let to = json!({"$ref": "#/components/schemas/S"});
    assert_eq!(tree["paths"]["/x"]["get"]["parameters"][0]["schema"], to);
    // The copy tells where it was written.
    let expected = ["missing-schema", "missing-member"];
    assert_eq!(
        outcome.faults,
        expected.map(|code| (code, "spec/ops/list.yaml".to_owned(), 2, 3))
    );
}

#[test]
fn names_in_mappings_are_found_where_they_are_written() {
    let root = with(
        "paths: {}\ncomponents:\n  schemas:\n    Pet: {$ref: 'pets.yaml#/components/schemas/Pet'}\n    Cat: {type: boolean}\n",
    );
    let pets = "components:\n  schemas:\n    Pet:\n      oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: fox.yaml}, {$ref: 'more.yaml#/Owl'}]\n      discriminator: {propertyName: t, mapping: {d: Dog, f: fox, o: Owl, c: Cat, n: Gnu}}\n    Dog: {type: string}\n";
    let outcome = normalized(
        &root,
        &[
            ("spec/pets.yaml", pets),
            ("spec/fox.yaml", "title: Fox\ntype: string\n"),
            ("spec/more.yaml", "Owl: {type: string}\n"),
        ],
    );
    let mapping =
        &outcome.canonical.tree["components"]["schemas"]["Pet"]["discriminator"]["mapping"];
    let named = |name: &str| format!("#/components/schemas/{name}");
    assert_eq!(
        *mapping,
        json!({"d": named("Dog"), "f": named("fox"), "o": named("Owl"), "c": named("Cat")})
    );
    let file = "spec/pets.yaml".to_owned();
    assert_eq!(outcome.faults, [("dangling-reference", file, 5, 82)]);
}

#[test]
fn what_is_relative_behind_a_url_is_relative_to_it() {
    let root = with(
        "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: 'https://known.test/schemas/a.yaml#/A'}\n    B: {$ref: 'https://known.test/schemas/a.yaml#/B'}\n    C: {$ref: 'https://known.test/schemas/a.yaml#/C'}\n    D: {$ref: 'https://known.test/schemas/a.yaml#/D'}\n",
    );
    let schemas = "A: {$ref: ../a.yaml#/D}\nB: {$ref: sub/b.yaml}\nC: {$ref: /schemas/sub/b.yaml}\nD: {$ref: ../c.yaml}\n";
    let outcome = normalized(
        &root,
        &[
            ("local/deep/schemas/a.yaml", schemas),
            ("local/deep/schemas/sub/b.yaml", "type: integer\n"),
            ("local/a.yaml", "D: {type: boolean}\n"),
            ("local/deep/a.yaml", "D: {type: string}\n"),
            ("local/deep/c.yaml", "type: string\n"),
        ],
    );
    let tree = outcome.canonical.tree.to_string();
    assert!(
        tree.contains("boolean") && tree.contains("integer"),
        "{tree}"
    );
    assert!(!tree.contains("string"), "{tree}");
    let file = "local/deep/schemas/a.yaml".to_owned();
    assert_eq!(outcome.faults, [("remote-schema", file, 4, 5)]);
}

#[test]
fn faults_are_told_where_they_are() {
    let outcome = normalized(
        &with(
            "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: gone.yaml}\n    B: {$ref: 'https://unknown.test/b.yaml#/X'}\n    C: {$ref: broken.yaml}\n    D: {$ref: 'https://known.test/a.yaml#/D'}\n    E: {$ref: 'local/a.yaml#/Nope'}\n",
        ),
        &[
            ("spec/broken.yaml", "a: 1\nb: [\n"),
            ("local/a.yaml", "D:\n  type: strin\n"),
            ("spec/local/a.yaml", "x: 1\n"),
        ],
    );
    let root = || "spec/api.yaml".to_owned();
    let expected = [
        ("unreadable-file", root(), 6, 9),
        ("remote-schema", root(), 7, 9),
        ("invalid-yaml", "spec/broken.yaml".to_owned(), 3, 1),
        ("dangling-reference", root(), 10, 9),
        ("unknown-type", "local/a.yaml".to_owned(), 2, 3),
    ];
    assert_eq!(outcome.faults, expected);
}

#[test]
fn circles_across_files_end() {
    let outcome = normalized(
        &with(
            "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: a.yaml}\n    B: {properties: {$ref: 'b.yaml#/properties'}}\n    C: {$ref: 'api.yaml#/components/schemas/C'}\n",
        ),
        &[
            ("spec/a.yaml", "$ref: c.yaml"),
            ("spec/c.yaml", "$ref: a.yaml"),
            (
                "spec/b.yaml",
                "properties: {x: {properties: {$ref: 'b.yaml#/properties'}}}",
            ),
        ],
    );
    let codes: Vec<_> = outcome.faults.iter().map(|fault| fault.0).collect();
    assert!(codes.contains(&"reference-cycle"), "{codes:?}");
    assert!(codes.len() < 6, "{codes:?}");
}

#[test]
fn mappings_and_self_lead_to_files() {
    let outcome = normalized(
        "openapi: 3.2.0\n$self: https://api.test/api.yaml\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A:\n      oneOf: [{$ref: Cat.yaml}]\n      discriminator: {propertyName: k, mapping: {cat: Cat.yaml, own: 'https://api.test/api.yaml#/components/schemas/Own'}}\n    Own: {}\n",
        &[(
            "spec/Cat.yaml",
            "type: object\nproperties: {k: {type: string}}\n",
        )],
    );
    assert_eq!(outcome.faults, []);
    let mapping = &outcome.canonical.tree["components"]["schemas"]["A"]["discriminator"]["mapping"];
    let expected = json!({"cat": "#/components/schemas/Cat", "own": "#/components/schemas/Own"});
    assert_eq!(*mapping, expected);
}

#[test]
fn what_is_relative_in_a_schema_with_an_id_is_relative_to_it() {
    let outcome = normalized(
        &with(
            r#"paths: {}
components:
  schemas:
    Tree:
      $id: https://example.test/schemas/tree
      properties:
        own: {$ref: '#'}
        of_own: {$ref: '#/$defs/loc'}
        anchored: {$ref: '#frag'}
        near: {$ref: leaf}
        above: {$ref: '../root'}
        of_file: {$ref: '#/components/schemas/Plain'}
      $defs:
        loc: {type: number}
        fr: {$anchor: frag, type: integer}
    Leaf: {$id: 'https://example.test/schemas/leaf', properties: {up: {$ref: tree}, down: {$ref: 'tree#frag'}}, $defs: {fr: {$anchor: frag, type: string}}}
    Root: {$id: 'https://example.test/root', type: boolean}
    Plain: {properties: {x: {$ref: 'more.yaml#/Holder'}, y: {$ref: schemas/inner}}}
    Inner: {$id: schemas/inner, properties: {z: {$ref: outer}}}
    Outer: {$id: schemas/outer, type: string}
"#,
        ),
        &[(
            "spec/more.yaml",
            "Holder: {$id: 'https://e.test/s', properties: {t: {$ref: t}, a: {$ref: '#/$defs/a'}}, $defs: {a: {type: boolean}}}\nOther: {$id: 'https://e.test/t', type: number}\n",
        )],
    );
    assert_eq!(outcome.faults, []);
    let schemas = &outcome.canonical.tree["components"]["schemas"];
    let target = |name: &str, property: &str| {
        let reference = &schemas[name]["properties"][property]["$ref"];
        let text = reference.as_str().unwrap();
        text.rsplit('/').next().unwrap().to_owned()
    };
    for (name, property, expected) in [
        ("Tree", "own", "Tree"),
        ("Tree", "of_own", "loc"),
        ("Tree", "anchored", "fr"),
        ("Tree", "near", "Leaf"),
        ("Tree", "above", "Root"),
        ("Tree", "of_file", "Plain"),
        ("Leaf", "up", "Tree"),
        ("Leaf", "down", "fr"),
        ("Plain", "x", "Holder"),
        ("Plain", "y", "Inner"),
        ("Inner", "z", "Outer"),
        ("Holder", "t", "Other"),
        ("Holder", "a", "a"),
    ] {
        assert_eq!(target(name, property), expected, "{name}.{property}");
    }
}

#[test]
fn what_is_relative_in_a_file_is_relative_to_its_own_address() {
    let outcome = normalized(
        "openapi: 3.2.0\n$self: https://api.test/v2/openapi\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A: {items: {$ref: 'shared#/components/schemas/B'}}\n    C: {items: {$ref: 'common.yaml#/components/schemas/B'}}\n",
        &[(
            "spec/common.yaml",
            "openapi: 3.2.0\n$self: https://api.test/v2/shared\ninfo: {title: t, version: '1'}\ncomponents: {schemas: {B: {type: string}}}\n",
        )],
    );
    assert_eq!(outcome.faults, []);
    let schemas = &outcome.canonical.tree["components"]["schemas"];
    let expected = json!({"$ref": "#/components/schemas/B"});
    assert_eq!(
        [&schemas["A"]["items"], &schemas["C"]["items"]],
        [&expected; 2]
    );
}

#[test]
fn parameters_get_values_across_files() {
    let outcome = normalized(
        &with(
            "paths: {}\ncomponents:\n  schemas:\n    Pots: {$ref: 'lists.yaml#/Page', $defs: {item: {$dynamicAnchor: T, $ref: '#/components/schemas/Pot'}}}\n    Pot: {type: string}\n",
        ),
        &[(
            "spec/lists.yaml",
            "Page: {properties: {list: {items: {$dynamicRef: '#T'}}, more: {$ref: '#/More'}}, $defs: {any: {$dynamicAnchor: T}}}\nMore: {type: boolean}\n",
        )],
    );
    assert_eq!(outcome.faults, []);
    let properties =
        &outcome.canonical.tree["components"]["schemas"]["Pots"]["allOf"][0]["properties"];
    assert_eq!(
        *properties,
        json!({
            "list": {"items": {"$ref": "#/components/schemas/Pot"}},
            "more": {"$ref": "#/components/schemas/More"}
        })
    );
}

#[test]
fn what_has_no_name_is_called_by_its_title() {
    let outcome = normalized(
        &with(
            "paths: {}\ncomponents:\n  schemas:\n    A: {items: {$ref: 'b.yaml#/deep/0/x'}, not: {type: object}, properties: {y: {$ref: 'b.yaml#/deep/1/y'}, z: {$ref: 'b.yaml#/named'}, u: {$ref: '#/components/schemas/U/oneOf/1'}, v: {$ref: '#/components/schemas/U/oneOf/0'}}}\n    U: {oneOf: [{title: A, type: string}, {title: The Second, type: object}]}\n",
        ),
        &[(
            "spec/b.yaml",
            "deep: [{x: {title: Deep thing, type: object}}, {y: {title: 'Who knows, really?', type: object}}]\nnamed: {title: Other, type: string}\n",
        )],
    );
    let schemas = outcome.canonical.tree["components"]["schemas"]
        .as_object()
        .unwrap();
    let names: Vec<_> = schemas.keys().map(String::as_str).collect();
    // A title that a component has is no name for another, and what is no name of a type is none.
    assert_eq!(
        names,
        [
            "A",
            "U",
            "Deep_thing",
            "The_Second",
            "U_0",
            "b_deep_1_y",
            "named"
        ]
    );
}
