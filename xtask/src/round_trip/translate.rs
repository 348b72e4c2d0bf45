//! OpenAPI 3.0 schemas → JSON Schema 2020-12, for the validator.
//!
//! Written from the specification (OpenAPI 3.0.4, Schema Object) alone and kept apart from what the generator does
//! to schemas, so that a mistake there shows.

use serde_json::{Map, Value, json};

/// Keywords whose value is a schema.
const SCHEMA: &[&str] = &["items", "not", "additionalProperties"];
/// Keywords whose value is a list of schemas.
const SCHEMAS: &[&str] = &["allOf", "anyOf", "oneOf"];
/// Keywords that say something about values the way JSON Schema does.
const SAME: &[&str] = &[
    "type",
    "format",
    "enum",
    "pattern",
    "minLength",
    "maxLength",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "required",
];

/// Translates every schema of a description in place: those of its components, and those in its operations, which
/// references can name as well.
pub(super) fn translate(tree: &mut Value) {
    if let Some(Value::Object(schemas)) = tree.pointer_mut("/components/schemas") {
        for schema in schemas.values_mut() {
            *schema = translated(schema);
        }
    }
    if let Value::Object(sections) = tree {
        for (name, section) in sections {
            match name.as_str() {
                "paths" => media_schemas(section),
                "components" => {
                    let others = section.as_object_mut().into_iter().flatten();
                    others
                        .filter(|(name, _)| *name != "schemas")
                        .for_each(|(_, it)| media_schemas(it));
                }
                _ => {}
            }
        }
    }
}

/// Reads a branch of a union that says nothing but `nullable: true` as `null`.
///
/// By the letter it allows everything, since `nullable` only counts beside a `type` (OpenAPI 3.0.4, Schema Object);
/// what tools that write it mean is that the value may be `null`.
pub(super) fn read_null_branches(node: &mut Value) {
    match node {
        Value::Object(members) => {
            for keyword in ["oneOf", "anyOf"] {
                let branches = members.get_mut(keyword).and_then(Value::as_array_mut);
                for branch in branches.into_iter().flatten().filter(|it| is_bare_null(it)) {
                    *branch = json!({"type": "null"});
                }
            }
            members.values_mut().for_each(read_null_branches);
        }
        Value::Array(items) => items.iter_mut().for_each(read_null_branches),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_bare_null(branch: &Value) -> bool {
    let says_nothing = |name: &str| ["nullable", "title", "description"].contains(&name);
    branch.get("nullable") == Some(&Value::Bool(true))
        && branch
            .as_object()
            .is_some_and(|it| it.keys().all(|name| says_nothing(name)))
}

/// Turns every `oneOf` into `anyOf`: what then becomes valid is JSON that several branches allow.
pub(super) fn loosen(node: &mut Value) {
    match node {
        Value::Object(members) => {
            let has_branches = members.get("oneOf").is_some_and(Value::is_array);
            if has_branches
                && !members.contains_key("anyOf")
                && let Some(branches) = members.shift_remove("oneOf")
            {
                members.insert("anyOf".to_owned(), branches);
            }
            members.values_mut().for_each(loosen);
        }
        Value::Array(items) => items.iter_mut().for_each(loosen),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Takes away what lists the values of texts and what forbids further properties: what then becomes valid is JSON as
/// a newer server may send it.
pub(super) fn open(node: &mut Value) {
    match node {
        Value::Object(members) => {
            members.retain(|name, value| match (name.as_str(), value) {
                ("enum", Value::Array(values)) => !values.iter().any(Value::is_string),
                ("const", value) => !value.is_string(),
                ("additionalProperties" | "unevaluatedProperties", value) => {
                    *value != Value::Bool(false)
                }
                _ => true,
            });
            members.values_mut().for_each(open);
        }
        Value::Array(items) => items.iter_mut().for_each(open),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Outside of schemas, a member `schema` is one.
fn media_schemas(node: &mut Value) {
    match node {
        Value::Object(members) => {
            for (name, member) in members {
                match name.as_str() {
                    "schema" => *member = translated(member),
                    "example" | "examples" => {}
                    _ => media_schemas(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(media_schemas),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn translated(schema: &Value) -> Value {
    let Value::Object(schema) = schema else {
        return schema.clone();
    };
    if let Some(reference) = schema.get("$ref") {
        return json!({"$ref": reference});
    }
    let mut out = Map::new();
    for (keyword, value) in schema {
        let keyword = keyword.as_str();
        let value = if SCHEMA.contains(&keyword) {
            translated(value)
        } else if SCHEMAS.contains(&keyword) {
            value
                .as_array()
                .into_iter()
                .flatten()
                .map(translated)
                .collect()
        } else if keyword == "properties" {
            properties(value)
        } else if SAME.contains(&keyword) {
            value.clone()
        } else {
            continue;
        };
        out.insert(keyword.to_owned(), value);
    }
    bound(schema, "minimum", "exclusiveMinimum", &mut out);
    bound(schema, "maximum", "exclusiveMaximum", &mut out);
    allow_null(schema, &mut out);
    Value::Object(out)
}

fn properties(value: &Value) -> Value {
    let members = value.as_object().into_iter().flatten();
    let members: Map<_, _> = members
        .map(|(name, schema)| (name.clone(), translated(schema)))
        .collect();
    members.into()
}

/// In 3.0 the exclusive keyword says whether the bound itself is outside; in JSON Schema it is a bound of its own.
fn bound(schema: &Map<String, Value>, name: &str, exclusive: &str, out: &mut Map<String, Value>) {
    if let Some(bound) = schema.get(name) {
        let is_exclusive = schema.get(exclusive) == Some(&Value::Bool(true));
        let name = if is_exclusive { exclusive } else { name };
        out.insert(name.to_owned(), bound.clone());
    }
}

/// `nullable` adds `null` to the `type` beside it, and says nothing without one.
fn allow_null(schema: &Map<String, Value>, out: &mut Map<String, Value>) {
    if schema.get("nullable") == Some(&Value::Bool(true))
        && let Some(Value::String(name)) = schema.get("type")
    {
        out.insert("type".to_owned(), json!([name, "null"]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_of_openapi_become_those_of_json_schema() {
        let schema = json!({
            "type": "object", "nullable": true, "example": {"nullable": true}, "x-kind": 1,
            "properties": {
                "nullable": {"type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9},
                "other": {"$ref": "#/x", "description": "ignored"},
                "untyped": {"nullable": true},
            },
        });
        let expected = json!({
            "type": ["object", "null"],
            "properties": {
                "nullable": {"type": "integer", "exclusiveMinimum": 1, "maximum": 9},
                "other": {"$ref": "#/x"},
                "untyped": {},
            },
        });
        assert_eq!(translated(&schema), expected);
    }

    #[test]
    fn a_branch_that_is_only_nullable_is_null() {
        let mut schema = json!({"anyOf": [{"$ref": "#/x"}, {"nullable": true}], "oneOf": [{"nullable": true, "type": "string"}]});
        read_null_branches(&mut schema);
        let expected = json!({"anyOf": [{"$ref": "#/x"}, {"type": "null"}], "oneOf": [{"nullable": true, "type": "string"}]});
        assert_eq!(schema, expected);
    }
}
