//! Structurally equal inline schemas become one type.
//!
//! Inline schemas are trees whose leaves are scalars and components, and children are lowered
//! before their parents, so equality of the lowered definitions is equality of structure.

use std::collections::{BTreeSet, HashMap};

use super::Cx;
use crate::ir::{Docs, EnumValues, Origin, TypeDef, TypeId, TypeKind, Variant};

/// The inline types made so far, by structure.
#[derive(Debug, Default)]
pub(super) struct Interner {
    by_structure: HashMap<TypeKind, TypeId>,
}

/// The type of an inline definition: an equal one that exists, or a new one.
pub(super) fn intern(cx: &mut Cx<'_>, kind: TypeKind, docs: Docs, place: String) -> TypeId {
    let structure = structure(&kind);
    if let Some(&id) = cx.interner.by_structure.get(&structure) {
        adopt(&mut cx.api.types[id], &kind, docs);
        return id;
    }
    let titles = docs.title.iter().cloned().collect::<BTreeSet<_>>();
    let id = cx.api.types.push(TypeDef {
        nullable: false,
        origin: Origin::Inline { titles },
        docs,
        kind,
        place,
    });
    cx.interner.by_structure.insert(structure, id);
    id
}

/// A definition without what only documents it, and without what a boolean always is: `{success: true}` is what
/// `{success: boolean}` is.
fn structure(kind: &TypeKind) -> TypeKind {
    let mut kind = kind.clone();
    match &mut kind {
        TypeKind::Struct(it) => {
            for field in &mut it.fields {
                field.docs = Docs::default();
                field.default = None;
                field.value.constraints.constant = None;
            }
        }
        TypeKind::Enum(it) => match &mut it.values {
            EnumValues::Strings(values) => forget_descriptions(values),
            EnumValues::Integers(values) => forget_descriptions(values),
            EnumValues::Mixed(values) => forget_descriptions(values),
        },
        TypeKind::Union(it) => {
            for branch in &mut it.branches {
                branch.title = None;
                branch.description = None;
            }
        }
        TypeKind::Alias(_) => {}
    }
    kind
}

fn forget_descriptions<T>(values: &mut [Variant<T>]) {
    for value in values {
        value.description = None;
    }
}

/// Keeps the documentation of an equal definition where the first one had none.
fn adopt(known: &mut TypeDef, kind: &TypeKind, docs: Docs) {
    if let (Origin::Inline { titles }, Some(title)) = (&mut known.origin, &docs.title) {
        titles.insert(title.clone());
    }
    if known.docs.description.is_none() {
        known.docs.description = docs.description;
    }
    if let (TypeKind::Struct(known), TypeKind::Struct(other)) = (&mut known.kind, kind) {
        for (field, twin) in known.fields.iter_mut().zip(&other.fields) {
            if field.docs.description.is_none() {
                field.docs.description = twin.docs.description.clone();
            }
            // What only some uses say is not true of the type.
            if field.default != twin.default {
                field.default = None;
            }
            let (known, other) = (&mut field.value.constraints, &twin.value.constraints);
            if known.constant != other.constant {
                known.constant = None;
            }
        }
    }
}
