//! Properties whose values tell the branches of a union apart.

use std::collections::BTreeSet;
use std::mem::discriminant;

use serde_json::Value as Json;

use super::constrained::resolve;
use super::{Tag, TagValue};
use crate::ir::{Api, Enum, EnumValues, Field, Scalar, Struct, TypeKind, TypeRef, Union, Value};

/// The property that `discriminator` names, if its values tell all branches apart.
pub(super) fn explicit(api: &Api, union: &Union) -> Option<Tag> {
    let property = union.discriminator.clone()?;
    let values = union.branches.iter().map(|branch| {
        let field = as_struct(api, &branch.value).and_then(|it| field(it, &property));
        let typed = |tag: &String| as_written(api, field, tag);
        branch.tags.iter().map(typed).collect()
    });
    let values = values.collect::<Vec<_>>();
    are_distinct(&values).then_some(Tag { property, values })
}

/// A discriminator's values are texts, but the property is what its schema says.
fn as_written(api: &Api, field: Option<&Field>, tag: &str) -> TagValue {
    let number = || tag.parse().ok().map(TagValue::Integer);
    let truth = || tag.parse().ok().map(TagValue::Boolean);
    let typed = match field.map(|field| resolve(api, &field.value.ty)) {
        Some(TypeRef::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64)) => {
            number()
        }
        Some(TypeRef::Scalar(Scalar::Boolean)) => truth(),
        Some(TypeRef::Named(id)) => match &api.types[*id].kind {
            TypeKind::Enum(Enum {
                values: EnumValues::Integers(_),
            }) => number(),
            TypeKind::Enum(_) | TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Alias(_) => {
                None
            }
        },
        Some(
            TypeRef::Any
            | TypeRef::Scalar(_)
            | TypeRef::List(_)
            | TypeRef::Map(_)
            | TypeRef::Tuple(_),
        )
        | None => None,
    };
    typed.unwrap_or_else(|| TagValue::Text(tag.to_owned()))
}

/// A property that every branch requires, with known values that no two branches share.
pub(super) fn required(api: &Api, union: &Union) -> Option<Tag> {
    implicit(api, union, |field| field.required && !field.value.nullable)
}

/// A property that every branch has, with known values that no two branches share.
pub(super) fn optional(api: &Api, union: &Union) -> Option<Tag> {
    implicit(api, union, |_| true)
}

fn implicit(api: &Api, union: &Union, counts: fn(&Field) -> bool) -> Option<Tag> {
    let branches = union.branches.iter();
    let branches = branches.map(|branch| as_struct(api, &branch.value));
    let branches = branches.collect::<Option<Vec<_>>>()?;
    branches.first()?.fields.iter().find_map(|first| {
        let values = branches.iter().map(|branch| {
            let field = field(branch, &first.property).filter(|field| counts(field))?;
            known_values(api, &field.value)
        });
        let values = values.collect::<Option<Vec<_>>>()?;
        are_distinct(&values).then(|| Tag {
            property: first.property.clone(),
            values,
        })
    })
}

/// Whether every branch has values, all are of one type, and none is there twice.
fn are_distinct(values: &[Vec<TagValue>]) -> bool {
    let mut seen = BTreeSet::new();
    let mut kinds = values.iter().flatten().map(discriminant);
    let first = kinds.next();
    kinds.all(|kind| Some(kind) == first)
        && values.iter().flatten().all(|value| seen.insert(value))
        && values.iter().all(|it| !it.is_empty())
}

fn as_struct<'a>(api: &'a Api, value: &'a Value) -> Option<&'a Struct> {
    let TypeRef::Named(id) = resolve(api, &value.ty) else {
        return None;
    };
    match &api.types[*id].kind {
        TypeKind::Struct(it) => Some(it),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => None,
    }
}

fn field<'a>(it: &'a Struct, property: &str) -> Option<&'a Field> {
    it.fields.iter().find(|field| field.property == property)
}

/// The values that a description lists for a value; none where it lists no values, or such as nothing is told by.
#[must_use]
pub fn known_values(api: &Api, value: &Value) -> Option<Vec<TagValue>> {
    if let Some(constant) = value.constraints.constant {
        return Some(vec![TagValue::Boolean(constant)]);
    }
    let TypeRef::Named(id) = &value.ty else {
        return None;
    };
    match &api.types[*id].kind {
        TypeKind::Enum(it) => match &it.values {
            EnumValues::Strings(values) => {
                let texts = values.iter().map(|it| TagValue::Text(it.value.clone()));
                Some(texts.collect())
            }
            EnumValues::Integers(values) => {
                let numbers = values.iter().map(|it| TagValue::Integer(it.value));
                Some(numbers.collect())
            }
            EnumValues::Mixed(values) => values.iter().map(|it| tag_value(&it.value)).collect(),
        },
        TypeKind::Alias(aliased) => known_values(api, aliased),
        TypeKind::Struct(_) | TypeKind::Union(_) => None,
    }
}

fn tag_value(value: &Json) -> Option<TagValue> {
    match value {
        Json::String(text) => Some(TagValue::Text(text.clone())),
        Json::Number(number) => number.as_i64().map(TagValue::Integer),
        Json::Bool(truth) => Some(TagValue::Boolean(*truth)),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// How many properties of a branch have known values.
pub(super) fn count_known(api: &Api, it: &Struct) -> usize {
    let known = it
        .fields
        .iter()
        .filter(|field| known_values(api, &field.value).is_some());
    known.count()
}
