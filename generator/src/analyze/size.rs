//! Which branches of unions are so large that they belong in a `Box`.

use super::Facts;
use crate::ir::{Api, Scalar, TypeId, TypeKind, TypeRef, Value};

/// Bytes above which a branch is boxed, so that a small branch does not cost what a large one does.
const LIMIT: usize = 200;

/// How deep definitions are looked into; what is deeper counts as large.
const DEPTH: usize = 8;

/// Boxes large branches.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    for (id, definition) in api.types.iter() {
        let TypeKind::Union(union) = &definition.kind else {
            continue;
        };
        for (slot, branch) in union.branches.iter().enumerate() {
            if value_size(api, facts, &branch.value, DEPTH) > LIMIT {
                facts.boxed.insert((id, slot));
            }
        }
    }
}

/// An estimate from above, in bytes on a 64-bit machine.
fn value_size(api: &Api, facts: &Facts, value: &Value, depth: usize) -> usize {
    let size = match &value.ty {
        TypeRef::Any => 72,
        TypeRef::Scalar(scalar) => scalar_size(*scalar),
        TypeRef::List(_) | TypeRef::Map(_) => 24,
        TypeRef::Tuple(values) => values
            .iter()
            .map(|value| value_size(api, facts, value, depth))
            .sum(),
        TypeRef::Named(_) if depth == 0 => LIMIT + 1,
        TypeRef::Named(id) => definition_size(api, facts, *id, depth - 1),
    };
    size + if value.nullable { 8 } else { 0 }
}

fn definition_size(api: &Api, facts: &Facts, id: TypeId, depth: usize) -> usize {
    let slot_size = |(slot, value): (usize, &Value)| {
        if facts.is_boxed(id, slot) {
            8
        } else {
            value_size(api, facts, value, depth) + 8
        }
    };
    let slots = api.types[id].kind.values().enumerate().map(slot_size);
    match &api.types[id].kind {
        TypeKind::Struct(_) => slots.sum(),
        TypeKind::Enum(_) => 24,
        TypeKind::Union(_) => slots.max().unwrap_or_default().max(72) + 8,
        TypeKind::Alias(value) => value_size(api, facts, value, depth),
    }
}

fn scalar_size(scalar: Scalar) -> usize {
    match scalar {
        Scalar::String | Scalar::Secret | Scalar::Base64 | Scalar::Binary => 32,
        Scalar::Boolean => 1,
        Scalar::Int32 | Scalar::Uint32 | Scalar::Float | Scalar::Date => 8,
        Scalar::Int64 | Scalar::Uint64 | Scalar::Double => 16,
        Scalar::DateTime | Scalar::Uuid => 24,
        Scalar::Foreign(_) => 96,
        Scalar::Part => 160,
    }
}
