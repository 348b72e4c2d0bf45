//! The types of bodies in parts: what a part of bytes is, and what is made of one.
//!
//! In JSON, bytes are text. Where a body is sent in parts, they are a part of their own, with a file name and a media
//! type; so an object with bytes gets a version of its own for that.

use super::Cx;
use super::content::media_format;
use super::intern::intern;
use crate::ir::{
    Access, Constraints, Encoding, Field, MediaFormat, Origin, Scalar, Struct, TypeDef, TypeId,
    TypeKind, TypeRef, Union, Value,
};
use crate::pointer::Pointer;

/// The value of a body in parts, with how its properties are written.
pub(super) fn with_parts(
    cx: &mut Cx<'_>,
    media: &str,
    value: Value,
    encoding: &[Encoding],
    at: &Pointer,
) -> Value {
    let is_form = media
        .to_ascii_lowercase()
        .starts_with("multipart/form-data");
    match behind_aliases(cx, &value.ty) {
        // Of parts nothing is said, so any will do.
        TypeRef::Any => any_parts(),
        TypeRef::Map(item) if item.ty == TypeRef::Any || shape(cx, &item.ty).is_some() => {
            any_parts()
        }
        TypeRef::Named(id) => match cx.api.types[id].kind.clone() {
            TypeKind::Struct(it) => {
                let ty = TypeRef::Named(of_struct(cx, id, it, encoding, at));
                Value { ty, ..value }
            }
            TypeKind::Union(it) if has_parts(cx, &it) => {
                let message = "the parts of a union are not told apart; any can be sent";
                cx.unsupported("multipart-union", at, message);
                any_parts()
            }
            TypeKind::Union(_) | TypeKind::Enum(_) | TypeKind::Alias(_) => value,
        },
        TypeRef::Map(_) => value,
        TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Tuple(_) if is_form => {
            let message = format!("the parts of `{media}` are the properties of an object");
            cx.diagnostics
                .warn("multipart-schema", at, message)
                .help("parts of any names can be sent");
            any_parts()
        }
        TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Tuple(_) => listed_parts(),
    }
}

fn part() -> Value {
    Value::of(TypeRef::Scalar(Scalar::Part))
}

/// Parts with any names.
fn any_parts() -> Value {
    Value::of(TypeRef::Map(Box::new(part())))
}

/// Parts without names (OpenAPI 3.2.0, "Encoding Multipart Media Types").
pub(super) fn listed_parts() -> Value {
    Value::of(TypeRef::List(Box::new(part())))
}

fn of_struct(
    cx: &mut Cx<'_>,
    id: TypeId,
    it: Struct,
    encoding: &[Encoding],
    at: &Pointer,
) -> TypeId {
    let encoding_of = |field: &Field| encoding.iter().find(|it| it.property == field.property);
    let fields: Vec<Field> = it
        .fields
        .iter()
        .map(|field| of_field(cx, field, encoding_of(field)))
        .collect();
    let additional = it
        .additional
        .as_deref()
        .map(|value| of_additional(cx, value));
    if fields == it.fields && additional.as_ref() == it.additional.as_deref() {
        return id;
    }
    let fields = fields.into_iter().filter(|it| it.access != Access::Read);
    let kind = TypeKind::Struct(Struct {
        fields: fields.collect(),
        additional: additional.map(Box::new),
        ..it
    });
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

fn of_field(cx: &Cx<'_>, field: &Field, encoding: Option<&Encoding>) -> Field {
    let Some(shape) = shape_of_field(cx, field, encoding) else {
        return field.clone();
    };
    // No part can be `null`, and of what it holds only the number of parts is looked at.
    Field {
        value: shape.value(&field.value.constraints),
        required: field.required && !field.value.nullable,
        ..field.clone()
    }
}

/// What a property becomes that is made of parts; `None` where it is a value.
fn shape_of_field(cx: &Cx<'_>, field: &Field, encoding: Option<&Encoding>) -> Option<Shape> {
    let style = encoding.and_then(|it| it.style.as_ref());
    // A style beats a media type (OpenAPI 3.1.1, Encoding Object).
    let content_type = encoding
        .and_then(|it| it.content_type.as_deref())
        .filter(|_| style.is_none());
    let ty = behind_aliases(cx, &field.value.ty);
    let is_list = matches!(ty, TypeRef::List(_));
    let one = if let TypeRef::List(item) = &ty {
        &item.ty
    } else {
        &ty
    };
    let is_for_caller = encoding.is_some_and(|it| it.is_for_caller);
    if is_for_caller || is_written_by_caller(cx, one, content_type) {
        return Some(if is_list { Shape::Many } else { Shape::One });
    }
    let is_json = content_type.is_some_and(|name| media_format(name) == MediaFormat::Json);
    if ty == TypeRef::Any && (style.is_some() || is_json) {
        return None;
    }
    shape(cx, &ty)
}

/// Whether an object is of a media type that is not made of values, such as XML.
pub(super) fn is_written_by_caller(cx: &Cx<'_>, ty: &TypeRef, content_type: Option<&str>) -> bool {
    let is_object = match behind_aliases(cx, ty) {
        TypeRef::Map(_) => true,
        TypeRef::Named(id) => !matches!(cx.api.types[id].kind, TypeKind::Enum(_)),
        TypeRef::Any | TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Tuple(_) => false,
    };
    is_object && content_type.is_some_and(|name| media_format(name) != MediaFormat::Json)
}

/// Values of parts beside named properties.
fn of_additional(cx: &Cx<'_>, value: &Value) -> Value {
    match (&value.ty, shape(cx, &value.ty)) {
        (TypeRef::Any, _) | (_, None) => value.clone(),
        (_, Some(shape)) => shape.value(&value.constraints),
    }
}

/// How many parts a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    One,
    Many,
}

impl Shape {
    fn value(self, constraints: &Constraints) -> Value {
        match self {
            Self::One => part(),
            Self::Many => Value {
                constraints: Constraints {
                    min_items: constraints.min_items,
                    max_items: constraints.max_items,
                    ..Constraints::default()
                },
                ..listed_parts()
            },
        }
    }
}

/// Bytes are a part, and so is what can be bytes; what may be anything is what the caller makes of it.
fn shape(cx: &Cx<'_>, ty: &TypeRef) -> Option<Shape> {
    match behind_aliases(cx, ty) {
        TypeRef::Any => Some(Shape::One),
        TypeRef::Scalar(scalar) => (scalar == Scalar::Binary).then_some(Shape::One),
        TypeRef::List(item) => {
            let of_item = shape(cx, &item.ty).filter(|shape| *shape == Shape::One);
            of_item.map(|_| Shape::Many)
        }
        TypeRef::Named(id) => match &cx.api.types[id].kind {
            TypeKind::Union(it) => shape_of_union(cx, it),
            TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Alias(_) => None,
        },
        TypeRef::Map(_) | TypeRef::Tuple(_) => None,
    }
}

/// A union with bytes among its branches, or with lists of them.
fn shape_of_union(cx: &Cx<'_>, it: &Union) -> Option<Shape> {
    let is_bytes = |ty: &TypeRef| behind_aliases(cx, ty) == TypeRef::Scalar(Scalar::Binary);
    let is_list = |ty: &TypeRef| {
        let ty = behind_aliases(cx, ty);
        matches!(ty, TypeRef::List(item) if is_bytes(&item.ty))
    };
    let branches = || it.branches.iter().map(|branch| &branch.value.ty);
    if branches().any(is_list) {
        return Some(Shape::Many);
    }
    branches().any(is_bytes).then_some(Shape::One)
}

/// Whether a branch has bytes in its properties.
fn has_parts(cx: &Cx<'_>, it: &Union) -> bool {
    let fields = it.branches.iter().filter_map(|branch| {
        let TypeRef::Named(id) = behind_aliases(cx, &branch.value.ty) else {
            return None;
        };
        match &cx.api.types[id].kind {
            TypeKind::Struct(it) => Some(&it.fields),
            TypeKind::Union(_) | TypeKind::Enum(_) | TypeKind::Alias(_) => None,
        }
    });
    let mut fields = fields.flatten();
    fields.any(|field| field.value.ty != TypeRef::Any && shape(cx, &field.value.ty).is_some())
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
