//! Instances are varied, bounded, and the same every time.

#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value, json};

use super::{INSTANCES, Known, Maker, ReadOnly};
use crate::round_trip::{description::Description, validate::Schemas};

fn description(schemas: Value) -> Description {
    Description::new(json!({"openapi": "3.0.3", "components": {"schemas": schemas}})).unwrap()
}

/// The instances of the schema `A`, every one of which must be valid.
fn instances(schemas: Value) -> Vec<Value> {
    let description = description(schemas);
    let schema = &description.schemas().unwrap()["A"];
    let made = Maker::new(&description, Known::All, ReadOnly::Kept).instances(schema);
    let again = Maker::new(&description, Known::All, ReadOnly::Kept).instances(schema);
    assert_eq!(made, again);
    let schemas = Schemas::new(&description).unwrap();
    let validator = schemas.validator("#/components/schemas/A").unwrap();
    for instance in &made {
        assert!(validator.is_valid(instance), "{instance}");
    }
    assert!(made.len() <= INSTANCES);
    made
}

#[test]
fn objects_are_minimal_and_full() {
    let made = instances(json!({"A": {
        "type": "object", "required": ["id"],
        "properties": {
            "id": {"type": "integer", "minimum": 3, "maximum": 5},
            "kind": {"type": "string", "enum": ["a", "b"]},
            "note": {"type": "string", "nullable": true, "maxLength": 2},
        },
    }}));
    assert!(made.contains(&json!({"id": 3})), "{made:?}");
    for kind in ["a", "b"] {
        assert!(made.iter().any(|it| it["kind"] == kind));
    }
    assert!(made.iter().any(|it| it.get("note") == Some(&Value::Null)));
    assert!(made.iter().any(|it| it["id"] == 5));
}

#[test]
fn every_branch_has_an_instance() {
    let made = instances(json!({
        "A": {"oneOf": [{"$ref": "#/components/schemas/B"}, {"type": "array", "items": {"type": "boolean"}, "minItems": 1}]},
        "B": {"allOf": [
            {"type": "object", "required": ["b"], "properties": {"b": {"type": "string", "format": "date"}}},
            {"required": ["c"], "properties": {"c": {"type": "number", "minimum": 0, "exclusiveMinimum": true}}},
        ]},
    }));
    assert!(
        made.iter()
            .any(|it| it["b"].is_string() && it["c"].is_number())
    );
    assert!(made.iter().any(Value::is_array));
}

#[test]
fn recursion_ends() {
    let made = instances(json!({"A": {
        "type": "object", "required": ["value"],
        "properties": {
            "value": {"type": "string"},
            "left": {"$ref": "#/components/schemas/A"},
            "right": {"type": "array", "items": {"$ref": "#/components/schemas/A"}},
        },
    }}));
    assert!(made.iter().any(|it| it["left"]["left"].is_object()));
    let endless = json!({"A": {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/A"}}}});
    assert_eq!(instances(endless), Vec::<Value>::new());
    assert_eq!(
        instances(json!({"A": {"$ref": "#/components/schemas/A"}})),
        Vec::<Value>::new()
    );
}

#[test]
fn patterns_and_maps_are_filled() {
    let made = instances(json!({"A": {
        "type": "object", "additionalProperties": {"type": "string", "pattern": "^[A-Z]{2}-\\d+$"},
    }}));
    assert!(made.contains(&json!({})));
    assert!(
        made.iter().any(|it| it.as_object().unwrap().len() == 3),
        "{made:?}"
    );
}

#[test]
fn unknown_values_take_the_place_of_known_ones() {
    let description =
        description(json!({"A": {"properties": {"a": {"enum": ["x"], "type": "string"}}}}));
    let schema = &description.schemas().unwrap()["A"];
    let made = Maker::new(&description, Known::NoEnums, ReadOnly::Kept).instances(schema);
    assert!(made.contains(&json!({"a": super::UNKNOWN})), "{made:?}");
}

#[test]
fn discriminators_select_their_branches() {
    let branch = |name: &str| json!({"type": "object", "required": ["kind", name], "properties": {"kind": {"type": "string"}, name: {"type": "integer"}}});
    let made = instances(json!({
        "A": {
            "oneOf": [{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}],
            "discriminator": {"propertyName": "kind", "mapping": {"see": "#/components/schemas/C", "sea": "C"}},
        },
        "B": branch("b"),
        "C": branch("c"),
    }));
    for (tag, property) in [("B", "b"), ("see", "c"), ("sea", "c")] {
        assert!(
            made.iter()
                .any(|it| it["kind"] == tag && it[property].is_number()),
            "{tag}: {made:?}"
        );
    }
}

#[test]
fn requests_leave_out_what_is_read_only() {
    let description = description(json!({
        "A": {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "integer", "readOnly": true},
            "at": {"$ref": "#/components/schemas/At"},
            "name": {"type": "string"},
        }},
        "At": {"type": "string", "readOnly": true},
    }));
    let schema = &description.schemas().unwrap()["A"];
    let made = Maker::new(&description, Known::All, ReadOnly::LeftOut).instances(schema);
    assert!(made.iter().all(|it| it.get("at").is_none()), "{made:?}");
    assert!(made.iter().any(|it| it.get("name").is_some()), "{made:?}");
    let kept = Maker::new(&description, Known::All, ReadOnly::Kept).instances(schema);
    assert!(kept.iter().any(|it| it.get("at").is_some()), "{kept:?}");
}
