//! About how large a value is in memory, to tell where an enum's variants differ much in size.

use super::cx::Cx;
use crate::ir::{Scalar, TypeId, TypeKind, TypeRef, Value};

/// Above this difference in bytes clippy warns (`large_enum_variant` does at 200; the sizes here are
/// estimates).
const LOPSIDED: usize = 150;

/// Deeper than this, by-value nesting is not followed; cycles are boxed, so it ends by itself.
const DEPTH: usize = 16;

/// Whether one type is much larger than all others.
pub(super) fn exceeds(mut sizes: Vec<usize>) -> bool {
    sizes.sort_unstable();
    match sizes.as_slice() {
        [.., second, first] => first - second >= LOPSIDED,
        [_] | [] => false,
    }
}

/// The size of a value.
pub(super) fn of(cx: &Cx<'_>, it: &Value) -> usize {
    value(cx, it, DEPTH)
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
    }
}
