//! How the branches of unions are told apart.

use std::collections::BTreeSet;

use super::constrained::resolve;
use super::{Discrimination, Facts};
use crate::ir::{Api, Enum, EnumValues, Field, Scalar, Struct, TypeKind, TypeRef, Union, Value};

/// Decides for every union.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    for (id, definition) in api.types.iter() {
        if let TypeKind::Union(union) = &definition.kind {
            facts.types[id.index()].discrimination = Some(discriminate(api, union));
        }
    }
}

fn discriminate(api: &Api, union: &Union) -> Discrimination {
    explicit_tag(union)
        .or_else(|| implicit_tag(api, union))
        .unwrap_or_else(|| Discrimination::Trial {
            order: trial_order(api, union),
        })
}

/// The property that `discriminator` names, if its values tell all branches apart.
fn explicit_tag(union: &Union) -> Option<Discrimination> {
    let property = union.discriminator.clone()?;
    let tags = union.branches.iter().map(|branch| branch.tags.clone());
    let values = tags.collect::<Vec<_>>();
    are_distinct(&values).then_some(Discrimination::Tag { property, values })
}

fn are_distinct(values: &[Vec<String>]) -> bool {
    let mut seen = BTreeSet::new();
    values.iter().flatten().all(|value| seen.insert(value))
        && values.iter().all(|it| !it.is_empty())
}

/// A property that every branch requires, with known values that no two branches share.
fn implicit_tag(api: &Api, union: &Union) -> Option<Discrimination> {
    let branches = union
        .branches
        .iter()
        .map(|branch| as_struct(api, &branch.value));
    let branches = branches.collect::<Option<Vec<_>>>()?;
    let (first, rest) = branches.split_first()?;
    first.fields.iter().find_map(|field| {
        let rest = rest.iter().map(|branch| {
            branch
                .fields
                .iter()
                .find(|it| it.property == field.property)
        });
        let fields = std::iter::once(Some(field))
            .chain(rest)
            .collect::<Option<Vec<_>>>()?;
        let values = fields
            .iter()
            .map(|field| known_values(api, field))
            .collect::<Option<Vec<_>>>()?;
        are_distinct(&values).then(|| Discrimination::Tag {
            property: field.property.clone(),
            values,
        })
    })
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

fn known_values(api: &Api, field: &Field) -> Option<Vec<String>> {
    let TypeRef::Named(id) = resolve(api, &field.value.ty) else {
        return None;
    };
    match &api.types[*id].kind {
        TypeKind::Enum(Enum {
            values: EnumValues::Strings(values),
        }) if field.required => Some(values.iter().map(|variant| variant.value.clone()).collect()),
        TypeKind::Enum(_) | TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Alias(_) => None,
    }
}

/// The most specific branch first; ties in document order.
fn trial_order(api: &Api, union: &Union) -> Vec<usize> {
    let mut order = (0..union.branches.len()).collect::<Vec<_>>();
    order.sort_by_key(|index| generality(api, &union.branches[*index].value, 4));
    order
}

/// How much a type accepts: the smaller, the fewer values.
fn generality(api: &Api, value: &Value, depth: usize) -> (u8, isize, isize) {
    let inner = |value: &Value| {
        if depth == 0 {
            (9, 0, 0)
        } else {
            generality(api, value, depth - 1)
        }
    };
    match resolve(api, &value.ty) {
        TypeRef::Any => (20, 0, 0),
        TypeRef::Scalar(scalar) => (scalar_generality(*scalar), 0, 0),
        TypeRef::Tuple(values) => (6, -count(values.len()), 0),
        TypeRef::List(item) => {
            let (kind, a, b) = inner(item);
            (7, isize::from(kind) * 1000 + a, b)
        }
        TypeRef::Map(item) => {
            let (kind, a, b) = inner(item);
            (12, isize::from(kind) * 1000 + a, b)
        }
        TypeRef::Named(id) => match &api.types[*id].kind {
            TypeKind::Struct(it) => {
                let required = it.fields.iter().filter(|field| field.required).count();
                (8, -count(required), -count(it.fields.len()))
            }
            TypeKind::Union(_) => (10, 0, 0),
            TypeKind::Enum(Enum {
                values: EnumValues::Integers(_),
            }) => (2, 0, 0),
            TypeKind::Enum(_) => (14, 0, 0),
            TypeKind::Alias(_) => (20, 0, 0),
        },
    }
}

fn count(n: usize) -> isize {
    isize::try_from(n).unwrap_or(isize::MAX)
}

fn scalar_generality(scalar: Scalar) -> u8 {
    match scalar {
        Scalar::Boolean => 0,
        Scalar::Int32 | Scalar::Uint32 => 1,
        Scalar::Int64 | Scalar::Uint64 => 3,
        Scalar::Float | Scalar::Double => 4,
        Scalar::DateTime | Scalar::Date | Scalar::Uuid | Scalar::Foreign(_) => 5,
        Scalar::Base64 => 15,
        Scalar::String | Scalar::Secret | Scalar::Binary | Scalar::Part => 16,
    }
}
