//! How the branches of unions are told apart.

use super::constrained::resolve;
use super::{Discrimination, Facts, tags};
use crate::ir::{Api, Enum, EnumValues, Scalar, TypeKind, TypeRef, Union, Value};

/// Decides for every union.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    for (id, definition) in api.types.iter() {
        if let TypeKind::Union(union) = &definition.kind {
            facts.types[id.index()].discrimination = Some(discriminate(api, union));
        }
    }
}

fn discriminate(api: &Api, union: &Union) -> Discrimination {
    let tag = tags::explicit(api, union).or_else(|| tags::required(api, union));
    tag.map_or_else(|| trial(api, union), Discrimination::Tag)
}

fn trial(api: &Api, union: &Union) -> Discrimination {
    Discrimination::Trial {
        order: trial_order(api, union),
        tag: tags::optional(api, union),
    }
}

/// The most specific branch first; ties in document order.
fn trial_order(api: &Api, union: &Union) -> Vec<usize> {
    let mut order = (0..union.branches.len()).collect::<Vec<_>>();
    order.sort_by_key(|index| generality(api, &union.branches[*index].value, 4));
    order
}

/// How much a type accepts, what counts most first: the smaller, the fewer values.
type Generality = [isize; 4];

fn generality(api: &Api, value: &Value, depth: usize) -> Generality {
    match resolve(api, &value.ty) {
        TypeRef::Any => kind(20),
        TypeRef::Scalar(scalar) => kind(scalar_generality(*scalar)),
        TypeRef::Tuple(values) => [6, -count(values.len()), 0, 0],
        TypeRef::List(item) => of_items(api, 7, item, depth),
        TypeRef::Map(item) => of_items(api, 12, item, depth),
        TypeRef::Named(id) => match &api.types[*id].kind {
            TypeKind::Struct(it) => {
                let required = it.fields.iter().filter(|field| field.required).count();
                let known = tags::count_known(api, it);
                [8, -count(required), -count(it.fields.len()), -count(known)]
            }
            TypeKind::Union(_) => kind(10),
            TypeKind::Enum(Enum {
                values: EnumValues::Integers(_),
            }) => kind(1),
            TypeKind::Enum(_) => kind(14),
            TypeKind::Alias(_) => kind(20),
        },
    }
}

fn kind(kind: isize) -> Generality {
    [kind, 0, 0, 0]
}

/// A list or a map is as general as what it holds.
fn of_items(api: &Api, kind: isize, item: &Value, depth: usize) -> Generality {
    let inner = depth.checked_sub(1);
    let [a, b, c, _] = inner.map_or([9, 0, 0, 0], |depth| generality(api, item, depth));
    [kind, a, b, c]
}

fn count(n: usize) -> isize {
    isize::try_from(n).unwrap_or(isize::MAX)
}

fn scalar_generality(scalar: Scalar) -> isize {
    match scalar {
        Scalar::Boolean => 0,
        Scalar::Int32 | Scalar::Uint32 => 2,
        Scalar::Int64 | Scalar::Uint64 => 3,
        Scalar::Float | Scalar::Double => 4,
        Scalar::DateTime | Scalar::Date | Scalar::Uuid | Scalar::Foreign(_) => 5,
        Scalar::Base64 => 15,
        Scalar::String | Scalar::Secret | Scalar::Binary | Scalar::Part => 16,
    }
}
