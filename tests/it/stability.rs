//! Changing one operation renames no type of another.

use std::collections::{BTreeMap, BTreeSet};

use generator::{NamesLock, Options};
use serde_json::{Value, json};

/// In whose description names are found the same way whichever operation is missing.
const TEAHOUSE: &str = include_str!("../fixtures/stability/teahouse.yaml");

/// In whose description names are contested.
const WORKSHOP: &str = include_str!("../fixtures/stability/workshop.yaml");

#[test]
fn removing_or_adding_an_operation_renames_nothing() {
    let whole = description(TEAHOUSE);
    let names = afresh(&whole).types();
    assert!(
        names.contains("Tea") && names.contains("CreateTeaRequest"),
        "{names:?}"
    );
    for (without, fewer) in with_one_operation_less(&whole) {
        let renamed = new_names(&names, &afresh(&fewer));
        assert_eq!(renamed, Vec::<String>::new(), "without `{without}`");
    }
}

#[test]
fn a_new_operation_in_front_renames_nothing() {
    let whole = description(TEAHOUSE);
    let more = with_an_operation_in_front(&whole);
    let lost = new_names(&afresh(&more).types(), &afresh(&whole));
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn editing_an_operation_renames_only_what_it_changes() {
    let whole = description(TEAHOUSE);
    let names = afresh(&whole).types();
    for (edited_operation, edited) in with_one_body_edited(&whole) {
        let edited = afresh(&edited).types();
        assert_eq!(edited, names, "`{edited_operation}` with one more property");
    }
}

#[test]
fn found_afresh_contested_names_change() {
    let whole = description(WORKSHOP);
    let names = afresh(&whole).types();
    let without = with_one_operation_less(&whole).into_iter();
    let renamed = without.filter(|(_, fewer)| !new_names(&names, &afresh(fewer)).is_empty());
    // If this fails, the fixture shows nothing any more: make it harder.
    assert!(renamed.count() >= 3);
}

#[test]
fn kept_names_stay_when_an_operation_goes_or_comes_back() {
    for text in [TEAHOUSE, WORKSHOP] {
        let whole = description(text);
        let before = afresh(&whole);
        for (without, fewer) in with_one_operation_less(&whole) {
            let after = generate(&fewer, before.lock());
            after.assert_keeps(&before, &format!("without `{without}`"));
            let back = generate(&whole, after.lock());
            back.assert_keeps(&after, &format!("`{without}` again"));
        }
    }
}

#[test]
fn kept_names_stay_when_an_operation_comes_first() {
    for text in [TEAHOUSE, WORKSHOP] {
        let whole = description(text);
        let before = afresh(&whole);
        let after = generate(&with_an_operation_in_front(&whole), before.lock());
        after.assert_keeps(&before, "one more operation");
        assert!(before.types().is_subset(&after.types()));
    }
}

#[test]
fn kept_names_stay_when_a_schema_is_edited() {
    for text in [TEAHOUSE, WORKSHOP] {
        let whole = description(text);
        let before = afresh(&whole);
        let edits = with_one_body_edited(&whole);
        assert!(!edits.is_empty());
        for (operation, edited) in edits {
            let after = generate(&edited, before.lock());
            after.assert_keeps(&before, &operation);
            // At its place the edited type is still called what it was.
            let lost = new_names(&after.types(), &before);
            assert_eq!(lost, Vec::<String>::new(), "`{operation}`");
        }
    }
}

#[test]
fn unchanged_descriptions_give_unchanged_files() {
    for fixture in crate::accepted().values() {
        let file = fixture.file_name().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read(fixture).unwrap();
        let source = crate::Description { file, text };
        let run = |previous_names| {
            let options = Options {
                previous_names,
                ..Options::new("client")
            };
            generator::generate(&source.file, &source, &options)
        };
        let first = run(NamesLock::default());
        let files = first.output.unwrap().files;
        let again = run(parse(&files));
        assert!(files == again.output.unwrap().files, "{}", source.file);
        let codes = |diagnostics: &generator::diagnostic::Diagnostics| {
            let codes = diagnostics.iter().map(|diagnostic| diagnostic.code);
            codes.collect::<Vec<_>>()
        };
        assert_eq!(
            codes(&first.diagnostics),
            codes(&again.diagnostics),
            "{}",
            source.file
        );
    }
}

/// A generated client.
struct Client {
    files: BTreeMap<String, String>,
}

impl Client {
    fn lock(&self) -> NamesLock {
        parse(&self.files)
    }

    /// The names of all models, as the generated code declares them.
    fn types(&self) -> BTreeSet<String> {
        let models = self
            .files
            .iter()
            .filter(|(path, _)| path.starts_with("src/models/"));
        let lines = models.flat_map(|(_, text)| text.lines());
        let declared = lines.filter_map(|line| {
            let rest = line.trim().strip_prefix("pub ")?;
            let rest = rest
                .strip_prefix("struct ")
                .or_else(|| rest.strip_prefix("enum "))?;
            rest.split(|c: char| !c.is_alphanumeric())
                .next()
                .map(str::to_owned)
        });
        declared.collect()
    }

    /// The name of each structure, by its fingerprint.
    fn structures(&self) -> BTreeMap<&str, &str> {
        let lines = self.files[NamesLock::FILE].lines();
        let lines = lines.filter(|line| !line.starts_with('#'));
        let columns = lines.map(|line| line.split(' ').collect::<Vec<_>>());
        columns.map(|columns| (columns[1], columns[0])).collect()
    }

    /// Every structure that was there before is called what it was called.
    #[track_caller]
    fn assert_keeps(&self, before: &Self, change: &str) {
        let old = before.structures();
        for (fingerprint, name) in self.structures() {
            assert_eq!(old.get(fingerprint).unwrap_or(&name), &name, "{change}");
        }
    }
}

fn parse(files: &BTreeMap<String, String>) -> NamesLock {
    NamesLock::parse(NamesLock::FILE, &files[NamesLock::FILE]).unwrap()
}

/// The names that only the second has.
fn new_names(known: &BTreeSet<String>, client: &Client) -> Vec<String> {
    client.types().difference(known).cloned().collect()
}

fn description(text: &str) -> Value {
    generator::load::load("fixture.yaml", text.as_bytes())
        .unwrap()
        .tree
}

fn afresh(description: &Value) -> Client {
    generate(description, NamesLock::default())
}

fn generate(description: &Value, previous_names: NamesLock) -> Client {
    let source = crate::Description {
        file: "fixture.json".to_owned(),
        text: description.to_string().into_bytes(),
    };
    let options = Options {
        previous_names,
        ..Options::new("client")
    };
    let generated = generator::generate("fixture.json", &source, &options);
    let files = generated.output.unwrap().files;
    Client { files }
}

/// The description without each of its operations in turn.
fn with_one_operation_less(whole: &Value) -> Vec<(String, Value)> {
    let all = operations(whole).into_iter().map(|(path, method)| {
        let mut fewer = whole.clone();
        fewer["paths"][&path]
            .as_object_mut()
            .unwrap()
            .remove(&method);
        (format!("{method} {path}"), fewer)
    });
    all.collect()
}

/// The description with one more property in each request body in turn.
fn with_one_body_edited(whole: &Value) -> Vec<(String, Value)> {
    let body = "/requestBody/content/application~1json/schema/properties";
    let all = operations(whole).into_iter().filter_map(|(path, method)| {
        let mut edited = whole.clone();
        let properties = edited["paths"][&path][&method].pointer_mut(body)?;
        properties["note"] = json!({ "type": "string" });
        Some((format!("{method} {path}"), edited))
    });
    all.collect()
}

/// The description with an operation in front that uses property names of the others for other things.
fn with_an_operation_in_front(whole: &Value) -> Value {
    let schema = json!({
        "type": "object",
        "properties": {
            "status": { "type": "string", "enum": ["hot", "cold"] },
            "state": { "type": "string", "enum": ["hot", "cold", "lukewarm"] },
            "origin": { "type": "object", "properties": { "farm": { "type": "string" } } },
            "items": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "integer" } } } },
        },
    });
    let operation = json!({
        "operationId": "createKettle",
        "tags": ["Kettles"],
        "requestBody": { "content": { "application/json": { "schema": schema } } },
        "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": schema } } } },
    });
    let mut paths = json!({ "/kettles": { "post": operation } });
    let old = whole["paths"].as_object().unwrap().clone();
    paths.as_object_mut().unwrap().extend(old);
    let mut more = whole.clone();
    more["paths"] = paths;
    more
}

fn operations(description: &Value) -> Vec<(String, String)> {
    let paths = description["paths"].as_object().unwrap().iter();
    let methods = paths.flat_map(|(path, item)| {
        let methods = item
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| *key != "parameters");
        methods.map(move |method| (path.clone(), method.clone()))
    });
    methods.collect()
}
