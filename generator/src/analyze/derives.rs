//! Which traits a type can derive.

use super::Facts;
use super::containing::containing;
use crate::ir::{Api, Scalar, TypeKind, TypeRef, Value};

/// Marks what can be compared exactly and what has a default.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    for (id, definition) in api.types.iter() {
        facts.types[id.index()].default = has_default(&definition.kind);
    }
    mark_eq(api, facts);
}

fn has_default(kind: &TypeKind) -> bool {
    match kind {
        TypeKind::Struct(it) => it
            .fields
            .iter()
            .all(|field| !field.required || field.value.nullable),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => false,
    }
}

/// Everything is `Eq` unless there is an inexact number inside it.
fn mark_eq(api: &Api, facts: &mut Facts) {
    let inexact = api
        .types
        .iter()
        .filter(|(_, definition)| definition.kind.values().any(is_inexact));
    let inexact: Vec<_> = inexact.map(|(id, _)| id).collect();
    for (fact, is_inexact) in facts.types.iter_mut().zip(containing(api, inexact)) {
        fact.eq = !is_inexact;
    }
}

/// Whether a value is an inexact number, or has one inside that is not inside another definition.
fn is_inexact(value: &Value) -> bool {
    match &value.ty {
        TypeRef::Any | TypeRef::Named(_) => false,
        TypeRef::Scalar(scalar) => matches!(scalar, Scalar::Float | Scalar::Double),
        TypeRef::List(value) | TypeRef::Map(value) => is_inexact(value),
        TypeRef::Tuple(values) => values.iter().any(is_inexact),
    }
}
