//! An OpenAPI description as instances are made from it: the author's own document, read without the generator's help.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::translate;

/// How schemas of a description are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// OpenAPI 3.0: `nullable`, boolean `exclusiveMinimum`, nothing beside `$ref`.
    OpenApi30,
    /// OpenAPI 3.1 and later: JSON Schema 2020-12.
    JsonSchema,
}

/// Pointers of component schemas by where they are used.
#[derive(Debug, Default)]
pub(crate) struct Directions {
    /// Only requests contain them: `readOnly` properties are not sent.
    pub(crate) request_only: BTreeSet<String>,
    /// Only responses contain them: a `null` may become absence.
    pub(crate) response_only: BTreeSet<String>,
}

/// A description and what has to be known of it.
#[derive(Debug)]
pub(crate) struct Description {
    pub(crate) tree: Value,
    pub(crate) dialect: Dialect,
}

impl Description {
    /// None for a version whose schemas cannot be read here, Swagger 2.0 among them.
    pub(crate) fn new(mut tree: Value) -> Option<Description> {
        let version = tree.get("openapi")?.as_str()?;
        let dialect = if version.starts_with("3.0") {
            Dialect::OpenApi30
        } else if version.starts_with("3.") {
            Dialect::JsonSchema
        } else {
            return None;
        };
        if dialect == Dialect::OpenApi30 {
            translate::read_null_branches(&mut tree);
        }
        Some(Description { tree, dialect })
    }

    /// The component schemas by their keys.
    pub(crate) fn schemas(&self) -> Option<&Map<String, Value>> {
        self.tree.pointer("/components/schemas")?.as_object()
    }

    /// What a reference names, in this document.
    pub(crate) fn resolve(&self, reference: &str) -> Option<&Value> {
        let pointer = percent_decoded(reference.strip_prefix('#')?)?;
        self.tree.pointer(&pointer)
    }

    /// Which component schemas only requests or only responses contain.
    pub(crate) fn directions(&self) -> Directions {
        let (mut requests, mut responses) = (Vec::new(), Vec::new());
        let items = self.tree.get("paths").and_then(Value::as_object);
        for item in items.into_iter().flat_map(Map::values) {
            requests.extend(item.get("parameters"));
            for operation in item.as_object().into_iter().flat_map(Map::values) {
                requests.extend(operation.get("parameters"));
                requests.extend(operation.get("requestBody"));
                responses.extend(operation.get("responses"));
                // The server makes the requests of callbacks and webhooks.
                responses.extend(operation.get("callbacks"));
            }
        }
        responses.extend(self.tree.get("webhooks"));
        let (requests, responses) = (self.closure(&requests), self.closure(&responses));
        Directions {
            request_only: requests.difference(&responses).cloned().collect(),
            response_only: responses.difference(&requests).cloned().collect(),
        }
    }

    /// Every reference in some nodes, and in what they name.
    fn closure(&self, roots: &[&Value]) -> BTreeSet<String> {
        let mut open = Vec::new();
        roots.iter().for_each(|root| references(root, &mut open));
        let mut reached = BTreeSet::new();
        while let Some(reference) = open.pop() {
            if reached.insert(reference.to_owned())
                && let Some(target) = self.resolve(reference)
            {
                references(target, &mut open);
            }
        }
        reached
    }
}

/// The pointer of a component schema, as a reference names it.
pub(crate) fn component(name: &str) -> String {
    let escaped = name.replace('~', "~0").replace('/', "~1");
    format!("#/components/schemas/{escaped}")
}

fn references<'v>(node: &'v Value, found: &mut Vec<&'v str>) {
    match node {
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|it| references(it, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use serde_json::json;

    use super::*;

    #[test]
    fn what_only_one_direction_names_is_of_that_direction() {
        let schema = |name: &str| json!({"schema": {"$ref": component(name)}});
        let description = Description::new(json!({
            "openapi": "3.0.3",
            "paths": {"/": {"post": {
                "requestBody": {"content": {"application/json": schema("In")}},
                "responses": {"200": {"content": {"application/json": schema("Out")}}},
            }}},
            "webhooks": {"x": {"post": {"requestBody": {"content": {"application/json": schema("Event")}}}}},
            "components": {"schemas": {
                "In": {"properties": {"a": {"$ref": component("Both")}}},
                "Out": {"properties": {"a": {"$ref": component("Both")}, "b": {"$ref": component("a/b")}}},
                "Both": {}, "a/b": {}, "Unused": {}, "Event": {},
            }},
        }));
        let directions = description.unwrap().directions();
        assert_eq!(directions.request_only, [component("In")].into());
        let expected = [component("Event"), component("Out"), component("a/b")];
        assert_eq!(directions.response_only, expected.into());
    }
}
