//! Which branches of unions are so large that they belong in a `Box`.

use std::collections::BTreeMap;

use super::Facts;
use crate::ir::{Api, Branch, Scalar, TypeId, TypeKind, TypeRef, Value};

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
        let mut sizes = Sizes::new(api, facts);
        let mut is_large = |branch: &Branch| sizes.value(&branch.value, DEPTH) > LIMIT;
        let branches = union.branches.iter().enumerate();
        let large = branches.filter(|(_, branch)| is_large(branch));
        let slots = large.map(|(slot, _)| (id, slot)).collect::<Vec<_>>();
        facts.boxed.extend(slots);
    }
}

/// Estimates from above, in bytes on a 64-bit machine.
struct Sizes<'a> {
    api: &'a Api,
    facts: &'a Facts,
    /// Those of definitions, by how deep these are looked into: unions that list each other are met on many ways.
    known: BTreeMap<(TypeId, usize), usize>,
}

impl<'a> Sizes<'a> {
    fn new(api: &'a Api, facts: &'a Facts) -> Self {
        let known = BTreeMap::new();
        Self { api, facts, known }
    }

    fn value(&mut self, value: &Value, depth: usize) -> usize {
        let size = match &value.ty {
            TypeRef::Any => 72,
            TypeRef::Scalar(scalar) => scalar_size(*scalar),
            TypeRef::List(_) | TypeRef::Map(_) => 24,
            TypeRef::Tuple(values) => values.iter().map(|it| self.value(it, depth)).sum(),
            TypeRef::Named(_) if depth == 0 => LIMIT + 1,
            TypeRef::Named(id) => self.named(*id, depth - 1),
        };
        size + if value.nullable { 8 } else { 0 }
    }

    fn named(&mut self, id: TypeId, depth: usize) -> usize {
        if let Some(size) = self.known.get(&(id, depth)) {
            return *size;
        }
        let size = self.definition(id, depth);
        self.known.insert((id, depth), size);
        size
    }

    fn definition(&mut self, id: TypeId, depth: usize) -> usize {
        let kind = &self.api.types[id].kind;
        let slots = kind.values().enumerate().map(|(slot, value)| {
            if self.facts.is_boxed(id, slot) {
                8
            } else {
                self.value(value, depth) + 8
            }
        });
        match kind {
            TypeKind::Struct(_) => slots.sum(),
            TypeKind::Enum(_) => 24,
            TypeKind::Union(_) => slots.max().unwrap_or_default().max(72) + 8,
            TypeKind::Alias(value) => self.value(value, depth),
        }
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
