//! About how large a value is in memory, to tell what belongs in a `Box` inside an enum.

use super::cx::Cx;
use crate::ir::{Scalar, TypeId, TypeKind, TypeRef, Value};

/// Bytes above which an enum holds a payload in a box, so that its small variants stay small.
const LARGE: usize = 150;

/// Deeper than this, by-value nesting is not followed; cycles are boxed, so it ends by itself.
const DEPTH: usize = 16;

/// Whether a payload belongs in a box.
pub(super) fn is_large(cx: &Cx<'_>, it: &Value) -> bool {
    value(cx, it, DEPTH) > LARGE
}

fn value(cx: &Cx<'_>, it: &Value, depth: usize) -> usize {
    match &it.ty {
        TypeRef::Any => 72,
        TypeRef::Scalar(scalar) => scalar_size(*scalar),
        TypeRef::List(_) | TypeRef::Map(_) => 24,
        TypeRef::Tuple(values) => values.iter().map(|it| value(cx, it, depth)).sum(),
        TypeRef::Named(_) if depth == 0 => 24,
        TypeRef::Named(id) => definition(cx, *id, depth - 1),
    }
}

fn definition(cx: &Cx<'_>, id: TypeId, depth: usize) -> usize {
    let slot_size = |slot: usize, it: &Value| {
        if cx.facts().is_boxed(id, slot) {
            8
        } else {
            value(cx, it, depth)
        }
    };
    match &cx.definition(id).kind {
        TypeKind::Struct(it) => {
            let fields = it
                .fields
                .iter()
                .enumerate()
                .map(|(slot, field)| slot_size(slot, &field.value))
                .sum::<usize>();
            fields + if it.additional.is_some() { 24 } else { 0 }
        }
        TypeKind::Enum(_) => 24,
        TypeKind::Union(it) => {
            let branches = it.branches.iter().enumerate();
            8 + branches
                .map(|(slot, branch)| slot_size(slot, &branch.value))
                .max()
                .unwrap_or(0)
                .max(72)
        }
        TypeKind::Alias(it) => value(cx, it, depth),
    }
}

fn scalar_size(scalar: Scalar) -> usize {
    match scalar {
        Scalar::String | Scalar::Secret | Scalar::Base64 | Scalar::Binary => 24,
        Scalar::Boolean => 1,
        Scalar::Int32 | Scalar::Uint32 | Scalar::Float => 8,
        Scalar::Int64 | Scalar::Uint64 | Scalar::Double => 16,
        Scalar::DateTime | Scalar::Date | Scalar::Uuid => 16,
        Scalar::Foreign(_) => 88,
        Scalar::Part => 160,
    }
}
