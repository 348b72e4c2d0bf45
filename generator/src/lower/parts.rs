//! The types of bodies in parts: what a part of bytes is, and what is made of one.
//!
//! In JSON, bytes are text. Where a body is sent in parts, they are a part of their own, with a file name and a media
//! type; so an object with bytes gets a version of its own for that.

use super::Cx;
use super::intern::intern;
use crate::ir::{
    Access, Constraints, Field, Origin, Scalar, Struct, TypeDef, TypeId, TypeKind, TypeRef, Value,
};
use crate::pointer::Pointer;

/// The value of a body in parts.
pub(super) fn with_parts(cx: &mut Cx<'_>, value: Value, at: &Pointer) -> Value {
    match behind_aliases(cx, &value.ty) {
        // Of parts nothing is said, so any will do.
        TypeRef::Any => map_of_parts(),
        TypeRef::Map(item) if item.ty == TypeRef::Any || is_bytes(cx, &item.ty) => map_of_parts(),
        TypeRef::Named(id) => {
            let TypeKind::Struct(it) = &cx.api.types[id].kind else {
                return value;
            };
            let it = it.clone();
            let ty = TypeRef::Named(of_struct(cx, id, it, at));
            Value { ty, ..value }
        }
        TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Tuple(_) => value,
    }
}

fn map_of_parts() -> Value {
    let part = Value::of(TypeRef::Scalar(Scalar::Part));
    Value::of(TypeRef::Map(Box::new(part)))
}

fn of_struct(cx: &mut Cx<'_>, id: TypeId, it: Struct, at: &Pointer) -> TypeId {
    let has_bytes = it.fields.iter().any(|field| is_bytes(cx, &field.value.ty));
    if !has_bytes {
        return id;
    }
    let fields = it.fields.iter().filter(|it| it.access != Access::Read);
    let fields = fields.map(|field| of_field(cx, field)).collect();
    let kind = TypeKind::Struct(Struct { fields, ..it });
    let TypeDef {
        origin,
        docs,
        place,
        ..
    } = cx.api.types[id].clone();
    match origin {
        Origin::Component(_) | Origin::Input { .. } => push_version(cx, id, kind, at),
        Origin::Inline { .. } => intern(cx, kind, docs, place),
    }
}

/// One version of a component serves all operations.
fn push_version(cx: &mut Cx<'_>, of: TypeId, kind: TypeKind, at: &Pointer) -> TypeId {
    let origin = Origin::Input { of };
    let is_same = |it: &TypeDef| it.origin == origin && it.kind == kind;
    let known = cx.api.types.iter().find(|(_, it)| is_same(it));
    if let Some(id) = known.map(|(id, _)| id) {
        return id;
    }
    let docs = cx.api.types[of].docs.clone();
    cx.api.types.push(TypeDef {
        origin,
        docs,
        kind,
        nullable: false,
        place: at.as_str().to_owned(),
    })
}

fn of_field(cx: &Cx<'_>, field: &Field) -> Field {
    if !is_bytes(cx, &field.value.ty) {
        return field.clone();
    }
    let part = Value::of(TypeRef::Scalar(Scalar::Part));
    let is_list = matches!(behind_aliases(cx, &field.value.ty), TypeRef::List(_));
    let ty = match is_list {
        true => TypeRef::List(Box::new(part)),
        false => part.ty,
    };
    // No part can be `null`, and what it holds is not looked at.
    Field {
        value: Value {
            ty,
            nullable: false,
            constraints: Constraints::default(),
        },
        required: field.required && !field.value.nullable,
        ..field.clone()
    }
}

/// Whether a value is bytes or a list of them.
fn is_bytes(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    match behind_aliases(cx, ty) {
        TypeRef::Scalar(scalar) => scalar == Scalar::Binary,
        TypeRef::List(item) => behind_aliases(cx, &item.ty) == TypeRef::Scalar(Scalar::Binary),
        TypeRef::Any | TypeRef::Map(_) | TypeRef::Tuple(_) | TypeRef::Named(_) => false,
    }
}

/// The type that a chain of aliases leads to.
pub(super) fn behind_aliases(cx: &Cx<'_>, ty: &TypeRef) -> TypeRef {
    let mut ty = ty.clone();
    for _ in 0..cx.api.types.len() {
        let TypeRef::Named(id) = ty else { return ty };
        let TypeKind::Alias(value) = &cx.api.types[id].kind else {
            return ty;
        };
        ty = value.ty.clone();
    }
    ty
}
