//! A choice of constants is one enum, whose values are described one by one (OpenAPI 3.1.1, Schema Object, "Annotated
//! Enumerations").

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind, Type};
use serde_json::Value as Json;

use super::shape::{Shape, values};

impl Shape<'_> {
    /// Reads the branches of a union as the values of an enum, if they are nothing else.
    pub(super) fn read_annotated(&mut self, branches: &[ReferenceOr<Schema>]) -> bool {
        let enums = branches.iter().map(constants).collect::<Option<Vec<_>>>();
        let Some(enums) = enums.filter(|enums| enums.len() > 1) else {
            return false;
        };
        let mut all = Vec::new();
        if branches.iter().any(is_number) {
            self.types = Some("number".to_owned());
        }
        for (data, constants) in enums {
            self.nullable |= data.nullable;
            for constant in constants {
                self.value_names.push(name(data, &constant));
                self.value_descriptions.push(description(data, &constant));
                all.push(constant);
            }
        }
        self.values = Some(all);
        true
    }
}

/// The values of a schema in place that lists values and says nothing else of them.
fn constants(schema: &ReferenceOr<Schema>) -> Option<(&SchemaData, Vec<Json>)> {
    let ReferenceOr::Item(schema) = schema else {
        return None;
    };
    if let Some(Json::Array(carried)) = schema.schema_data.extensions.get("x-enum") {
        return Some((&schema.schema_data, carried.clone()));
    }
    let constants = match &schema.schema_kind {
        SchemaKind::Type(Type::String(it)) => values(&it.enumeration, |it| Json::from(it.clone())),
        SchemaKind::Type(Type::Integer(it)) => values(&it.enumeration, |it| Json::from(*it)),
        SchemaKind::Type(Type::Number(it)) => values(&it.enumeration, |it| Json::from(*it)),
        SchemaKind::Any(any) => untyped(any),
        SchemaKind::Type(Type::Boolean(_) | Type::Object(_) | Type::Array(_))
        | SchemaKind::OneOf { .. }
        | SchemaKind::AllOf { .. }
        | SchemaKind::AnyOf { .. }
        | SchemaKind::Not { .. } => None,
    };
    Some((&schema.schema_data, constants?))
}

fn is_number(schema: &ReferenceOr<Schema>) -> bool {
    let schema = match schema {
        ReferenceOr::Item(schema) => schema,
        ReferenceOr::Reference { .. } => return false,
    };
    matches!(schema.schema_kind, SchemaKind::Type(Type::Number(_)))
}

fn untyped(any: &AnySchema) -> Option<Vec<Json>> {
    let only = AnySchema {
        enumeration: any.enumeration.clone(),
        ..AnySchema::default()
    };
    (*any == only && !any.enumeration.is_empty()).then(|| any.enumeration.clone())
}

/// A title names a value that is no text itself.
fn name(data: &SchemaData, constant: &Json) -> String {
    let title = data.title.clone().filter(|_| !constant.is_string());
    title.unwrap_or_default()
}

/// The title of a text says more than its value, as a rule.
fn description(data: &SchemaData, constant: &Json) -> String {
    let says_more = |title: &&String| constant.as_str().is_some_and(|text| !is_alike(text, title));
    let title = data.title.iter().find(says_more);
    let parts = title.into_iter().chain(&data.description);
    let parts = parts.map(String::as_str).collect::<Vec<_>>();
    parts.join("\n\n")
}

/// Whether two texts have the same letters and digits.
fn is_alike(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        let characters = text.chars().filter(|c| c.is_alphanumeric());
        characters.flat_map(char::to_lowercase).collect::<String>()
    };
    plain(a) == plain(b)
}
