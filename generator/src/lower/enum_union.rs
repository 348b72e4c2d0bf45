//! Enums of one type in a union are one enum: each keeps the values that it does not know, so none of them could tell
//! which is meant.

use super::Cx;
use super::components;
use super::intern::intern;
use super::schema::Form;
use crate::ir::{
    Branch, Docs, Enum, EnumValues, Origin, Scalar, TypeKind, TypeRef, Value, Variant,
};

/// The type of the values of an enum.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Integer,
}

/// The one enum that all branches are, where some are enums and the others any value of the same type.
pub(super) fn merge(cx: &mut Cx<'_>, branches: &[Branch]) -> Option<Form> {
    let first = target(cx, &branches.first()?.value.ty);
    let kind = kind(cx, &first)?;
    let mut values = match kind {
        Kind::Text => EnumValues::Strings(Vec::new()),
        Kind::Integer => EnumValues::Integers(Vec::new()),
    };
    let mut enums = Vec::new();
    for branch in branches {
        let ty = target(cx, &branch.value.ty);
        if self::kind(cx, &ty) != Some(kind) {
            return None;
        }
        if let Some(known) = enum_of(cx, &ty) {
            add(&mut values, &known.values, branch);
            enums.push(branch);
        }
    }
    match (enums.as_slice(), kind) {
        ([], Kind::Text) => Some(Form::Type(TypeRef::Scalar(Scalar::String))),
        ([], Kind::Integer) => None,
        // It keeps the other values anyway.
        ([only], _) => Some(Form::Type(only.value.ty.clone())),
        (_, _) => Some(Form::definition(TypeKind::Enum(Enum { values }))),
    }
}

/// Merges the enums in place among branches of other types.
pub(super) fn join(cx: &mut Cx<'_>, branches: Vec<Branch>) -> Vec<Branch> {
    [Kind::Text, Kind::Integer]
        .into_iter()
        .fold(branches, |branches, kind| join_kind(cx, branches, kind))
}

fn join_kind(cx: &mut Cx<'_>, branches: Vec<Branch>, kind: Kind) -> Vec<Branch> {
    let is_joined = |branch: &Branch| is_inline_enum(cx, branch, kind);
    let (enums, mut others): (Vec<_>, Vec<_>) = branches.iter().cloned().partition(is_joined);
    if enums.len() < 2 || others.is_empty() {
        return branches;
    }
    let Some(ty) = merge(cx, &enums).and_then(|form| settled(cx, form, &enums)) else {
        return branches;
    };
    others.push(Branch {
        value: Value::of(ty),
        tags: Vec::new(),
        is_default: false,
        title: None,
        description: None,
    });
    others
}

/// The type of a merged enum, which stands where the first of them did.
fn settled(cx: &mut Cx<'_>, form: Form, enums: &[Branch]) -> Option<TypeRef> {
    match (form, &enums.first()?.value.ty) {
        (Form::Type(ty), _) => Some(ty),
        (Form::Definition(kind), TypeRef::Named(first)) => {
            let place = cx.api.types[*first].place.clone();
            Some(TypeRef::Named(intern(cx, *kind, Docs::default(), place)))
        }
        (Form::Definition(_), _) => None,
    }
}

fn is_inline_enum(cx: &Cx<'_>, branch: &Branch, wanted: Kind) -> bool {
    let is_inline = match branch.value.ty {
        TypeRef::Named(id) => matches!(cx.api.types[id].origin, Origin::Inline { .. }),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_) => false,
    };
    is_inline
        && enum_of(cx, &branch.value.ty).is_some()
        && kind(cx, &branch.value.ty) == Some(wanted)
}

fn enum_of<'c>(cx: &'c Cx<'_>, ty: &TypeRef) -> Option<&'c Enum> {
    let TypeRef::Named(id) = ty else { return None };
    match &cx.api.types[*id].kind {
        TypeKind::Enum(it) => Some(it),
        TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Alias(_) => None,
    }
}

/// The type of a scalar's values, or of an enum's.
fn kind(cx: &Cx<'_>, ty: &TypeRef) -> Option<Kind> {
    match ty {
        TypeRef::Scalar(Scalar::String) => Some(Kind::Text),
        TypeRef::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::Uint32) => Some(Kind::Integer),
        TypeRef::Named(_) => match enum_of(cx, ty)?.values {
            EnumValues::Strings(_) => Some(Kind::Text),
            EnumValues::Integers(_) => Some(Kind::Integer),
            EnumValues::Mixed(_) => None,
        },
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_) => None,
    }
}

/// Adds the values of a branch's enum that are not there yet.
fn add(all: &mut EnumValues, known: &EnumValues, branch: &Branch) {
    match (all, known) {
        (EnumValues::Strings(all), EnumValues::Strings(known)) => add_variants(all, known, branch),
        (EnumValues::Integers(all), EnumValues::Integers(known)) => {
            add_variants(all, known, branch);
        }
        (EnumValues::Strings(_) | EnumValues::Integers(_) | EnumValues::Mixed(_), _) => {}
    }
}

fn add_variants<T: Clone + PartialEq>(
    all: &mut Vec<Variant<T>>,
    known: &[Variant<T>],
    branch: &Branch,
) {
    for variant in known {
        if all.iter().all(|old| old.value != variant.value) {
            let mut variant = variant.clone();
            variant.description = variant.description.or_else(|| branch.description.clone());
            all.push(variant);
        }
    }
}

/// What a type comes to behind aliases.
pub(super) fn target(cx: &mut Cx<'_>, ty: &TypeRef) -> TypeRef {
    let mut ty = ty.clone();
    for _ in 0..16 {
        let TypeRef::Named(id) = ty else { return ty };
        components::ensure_defined(cx, id);
        match &cx.api.types[id].kind {
            TypeKind::Alias(value) if value.ty != TypeRef::Any => ty = value.ty.clone(),
            TypeKind::Alias(_) | TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) => {
                return ty;
            }
        }
    }
    ty
}
