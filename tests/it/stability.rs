//! Editing one operation renames no type of another.

use std::collections::BTreeSet;

use serde_json::{Value, json};

const DESCRIPTION: &str = include_str!("../fixtures/stability/teahouse.yaml");

#[test]
fn removing_or_adding_an_operation_renames_nothing() {
    let whole = description();
    let names = type_names(&whole);
    assert!(
        names.contains("Tea") && names.contains("CreateTeaRequest"),
        "{names:?}"
    );
    for (path, method) in operations(&whole) {
        let mut fewer = whole.clone();
        fewer["paths"][&path]
            .as_object_mut()
            .unwrap()
            .remove(&method);
        let renamed = type_names(&fewer)
            .difference(&names)
            .cloned()
            .collect::<Vec<_>>();
        assert_eq!(renamed, Vec::<String>::new(), "without `{method} {path}`");
    }
}

#[test]
fn a_new_operation_in_front_renames_nothing() {
    let whole = description();
    let mut more = whole.clone();
    let schema = json!({
        "type": "object",
        "properties": {
            "status": { "type": "string", "enum": ["hot", "cold"] },
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
    more["paths"] = paths;
    let lost = type_names(&whole)
        .difference(&type_names(&more))
        .cloned()
        .collect::<Vec<_>>();
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn editing_an_operation_renames_only_what_it_changes() {
    let whole = description();
    let names = type_names(&whole);
    for (path, method) in operations(&whole) {
        let mut edited = whole.clone();
        let body = "/requestBody/content/application~1json/schema/properties";
        let operation = &mut edited["paths"][&path][&method];
        if let Some(properties) = operation.pointer_mut(body) {
            properties["note"] = json!({ "type": "string" });
            assert_eq!(
                type_names(&edited),
                names,
                "`{method} {path}` with one more property"
            );
        }
    }
}

fn description() -> Value {
    generator::load::load("teahouse.yaml", DESCRIPTION.as_bytes())
        .unwrap()
        .tree
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

/// The names of all models, as the generated code declares them.
fn type_names(description: &Value) -> BTreeSet<String> {
    let source = crate::Description {
        file: "teahouse.json".to_owned(),
        text: description.to_string().into_bytes(),
    };
    let generated = generator::generate(
        "teahouse.json",
        &source,
        &generator::Options::new("teahouse"),
    );
    let output = generated.output.unwrap();
    let models = output
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
