//! Which traits a type can derive.

use super::Facts;
use crate::ir::{Api, Scalar, TypeId, TypeKind, TypeRef, Value};

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

/// Everything is `Eq` until a number is found inside it.
fn mark_eq(api: &Api, facts: &mut Facts) {
    for fact in &mut facts.types {
        fact.eq = true;
    }
    loop {
        let inexact = |id: &TypeId| {
            facts.of(*id).eq && !api.types[*id].kind.values().all(|it| is_eq(facts, it))
        };
        let inexact = api.types.ids().filter(inexact).collect::<Vec<_>>();
        if inexact.is_empty() {
            return;
        }
        for id in inexact {
            facts.types[id.index()].eq = false;
        }
    }
}

fn is_eq(facts: &Facts, value: &Value) -> bool {
    match &value.ty {
        TypeRef::Any => true,
        TypeRef::Scalar(scalar) => !matches!(scalar, Scalar::Float | Scalar::Double),
        TypeRef::List(value) | TypeRef::Map(value) => is_eq(facts, value),
        TypeRef::Tuple(values) => values.iter().all(|value| is_eq(facts, value)),
        TypeRef::Named(id) => facts.of(*id).eq,
    }
}
