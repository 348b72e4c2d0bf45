//! Which constraints can be checked, and which types contain any.

use super::Facts;
use super::containing::containing;
use crate::ir::{Api, Constraints, Scalar, TypeKind, TypeRef, Value};

/// The constraints of a value that its Rust type leaves open.
///
/// A UUID's pattern or a date's length say nothing that the type does not say already.
#[must_use]
pub fn checkable(api: &Api, value: &Value) -> Constraints {
    let all = &value.constraints;
    if all.is_empty() {
        return Constraints::default();
    }
    match resolve(api, &value.ty) {
        TypeRef::Any | TypeRef::Tuple(_) | TypeRef::Named(_) => Constraints::default(),
        TypeRef::Scalar(scalar) => checkable_scalar(*scalar, all),
        TypeRef::List(_) => Constraints {
            min_items: all.min_items.filter(|n| *n > 0),
            max_items: all.max_items,
            unique_items: all.unique_items,
            ..Constraints::default()
        },
        TypeRef::Map(_) => object_constraints(all),
    }
}

fn checkable_scalar(scalar: Scalar, all: &Constraints) -> Constraints {
    match scalar {
        Scalar::String | Scalar::Secret => Constraints {
            min_length: all.min_length.filter(|n| *n > 0),
            max_length: all.max_length,
            pattern: all.pattern.clone(),
            ..Constraints::default()
        },
        Scalar::Int32
        | Scalar::Int64
        | Scalar::Uint32
        | Scalar::Uint64
        | Scalar::Float
        | Scalar::Double => Constraints {
            minimum: all.minimum.clone(),
            maximum: all.maximum.clone(),
            multiple_of: all.multiple_of.clone(),
            ..Constraints::default()
        },
        Scalar::Boolean => Constraints {
            constant: all.constant,
            ..Constraints::default()
        },
        Scalar::DateTime
        | Scalar::Date
        | Scalar::Uuid
        | Scalar::Base64
        | Scalar::Binary
        | Scalar::Part
        | Scalar::Foreign(_) => Constraints::default(),
    }
}

fn object_constraints(all: &Constraints) -> Constraints {
    Constraints {
        min_properties: all.min_properties.filter(|n| *n > 0),
        max_properties: all.max_properties,
        ..Constraints::default()
    }
}

/// The type behind aliases.
#[must_use]
pub(super) fn resolve<'a>(api: &'a Api, ty: &'a TypeRef) -> &'a TypeRef {
    let mut ty = ty;
    // Aliases that lead only to each other were refused with their references.
    for _ in 0..api.types.len() {
        let TypeRef::Named(id) = ty else { return ty };
        let TypeKind::Alias(value) = &api.types[*id].kind else {
            return ty;
        };
        ty = &value.ty;
    }
    ty
}

/// Marks the types with something to check, at any depth.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    // Nothing is marked yet, so these are the types with constraints of their own.
    let own = api
        .types
        .iter()
        .filter(|(_, definition)| is_constrained(api, facts, &definition.kind));
    let own: Vec<_> = own.map(|(id, _)| id).collect();
    for (fact, is_constrained) in facts.types.iter_mut().zip(containing(api, own)) {
        fact.constrained = is_constrained;
    }
}

fn is_constrained(api: &Api, facts: &Facts, kind: &TypeKind) -> bool {
    let own = match kind {
        TypeKind::Struct(it) => !object_constraints(&it.constraints).is_empty(),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => false,
    };
    own || kind.values().any(|value| facts.has_checks(api, value))
}

impl Facts {
    /// Whether a value or anything inside it can be checked.
    #[must_use]
    pub fn has_checks(&self, api: &Api, value: &Value) -> bool {
        if !checkable(api, value).is_empty() {
            return true;
        }
        match &value.ty {
            TypeRef::Any | TypeRef::Scalar(_) => false,
            TypeRef::List(inner) | TypeRef::Map(inner) => self.has_checks(api, inner),
            TypeRef::Tuple(values) => values.iter().any(|value| self.has_checks(api, value)),
            TypeRef::Named(id) => self.of(*id).constrained,
        }
    }
}
