//! The simplest type that says the same as a union: branches that add nothing are merged.

use openapiv3::Discriminator;

use super::Cx;
use super::components;
use super::intern::intern;
use super::schema::Form;
use super::shape::Shape;
use crate::ir::{
    Branch, Constraints, Docs, Enum, EnumValues, Origin, Scalar, TypeKind, TypeRef, Union, Value,
    Variant,
};

/// The simplest form of a union: branches that add nothing are merged.
pub(super) fn form_of(
    cx: &mut Cx<'_>,
    shape: &mut Shape<'_>,
    branches: Vec<Branch>,
    discriminator: Option<&Discriminator>,
) -> Form {
    let mut distinct: Vec<Branch> = Vec::new();
    for mut branch in branches.into_iter().flat_map(|branch| spliced(cx, branch)) {
        shape.nullable |= branch.value.nullable;
        branch.value.nullable = false;
        match distinct
            .iter_mut()
            .find(|known| known.value.ty == branch.value.ty)
        {
            Some(known) => {
                known.tags.extend(branch.tags);
                loosen(&mut known.value, &branch.value.constraints);
            }
            None => distinct.push(branch),
        }
    }
    if distinct
        .iter()
        .any(|branch| branch.value.ty == TypeRef::Any)
    {
        return Form::ANY;
    }
    let distinct = collapse_texts(cx, distinct);
    let distinct = join_enums(cx, distinct);
    if let [branch] = distinct.as_slice() {
        shape.constraints = branch.value.constraints.clone();
        return Form::Type(branch.value.ty.clone());
    }
    let distinct = match merge_enums(cx, distinct) {
        Ok(merged) => return merged,
        Err(branches) => branches,
    };
    let tagged = distinct.iter().all(|branch| !branch.tags.is_empty());
    let discriminator = discriminator
        .filter(|_| tagged)
        .map(|it| it.property_name.clone());
    Form::definition(TypeKind::Union(Union {
        branches: distinct,
        discriminator,
        base: None,
    }))
}

/// What one branch asks for and another does not, nothing can be refused for.
fn loosen(value: &mut Value, others: &Constraints) {
    if value.constraints != *others {
        value.constraints = Constraints::default();
    }
}

/// A branch that is a choice itself, made on the way, gives its own branches.
fn spliced(cx: &Cx<'_>, branch: Branch) -> Vec<Branch> {
    let TypeRef::Named(id) = branch.value.ty else {
        return vec![branch];
    };
    match (&cx.api.types[id].origin, &cx.api.types[id].kind) {
        (Origin::Inline { .. }, TypeKind::Union(inner))
            if inner.discriminator.is_none()
                && branch.tags.is_empty()
                && branch.title.is_none() =>
        {
            inner.branches.clone()
        }
        (Origin::Inline { .. } | Origin::Component(_) | Origin::Input { .. }, _) => vec![branch],
    }
}

/// Plain text beside formatted text is plain text: either is decoded as written.
fn collapse_texts(cx: &mut Cx<'_>, branches: Vec<Branch>) -> Vec<Branch> {
    let scalars = branches
        .iter()
        .map(|branch| match target(cx, &branch.value.ty) {
            TypeRef::Scalar(scalar) => Some(scalar),
            TypeRef::Any
            | TypeRef::List(_)
            | TypeRef::Map(_)
            | TypeRef::Tuple(_)
            | TypeRef::Named(_) => None,
        });
    let scalars = scalars.collect::<Vec<_>>();
    if !scalars.contains(&Some(Scalar::String)) {
        return branches;
    }
    let has_formatted = scalars.iter().flatten().any(|it| is_formatted(*it));
    let kept = branches
        .into_iter()
        .zip(scalars)
        .filter(|(_, scalar)| !scalar.is_some_and(is_formatted));
    let loosened = kept.map(|(mut branch, scalar)| {
        if has_formatted && scalar == Some(Scalar::String) {
            branch.value.constraints = Constraints::default();
        }
        branch
    });
    loosened.collect()
}

/// Whether a scalar is text with a format.
fn is_formatted(scalar: Scalar) -> bool {
    match scalar {
        Scalar::DateTime
        | Scalar::Date
        | Scalar::Uuid
        | Scalar::Secret
        | Scalar::Base64
        | Scalar::Foreign(_) => true,
        Scalar::String
        | Scalar::Part
        | Scalar::Boolean
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Uint32
        | Scalar::Uint64
        | Scalar::Float
        | Scalar::Double
        | Scalar::Binary => false,
    }
}

/// String enums beside other types are one enum: no value tells them apart.
fn join_enums(cx: &mut Cx<'_>, branches: Vec<Branch>) -> Vec<Branch> {
    let is_enum = |cx: &Cx<'_>, branch: &Branch| match branch.value.ty {
        TypeRef::Named(id) => {
            matches!(
                &cx.api.types[id].kind,
                TypeKind::Enum(Enum {
                    values: EnumValues::Strings(_)
                })
            ) && matches!(cx.api.types[id].origin, Origin::Inline { .. })
        }
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_) => false,
    };
    let (enums, mut others): (Vec<_>, Vec<_>) =
        branches.into_iter().partition(|branch| is_enum(cx, branch));
    if enums.len() < 2 || others.is_empty() {
        others.splice(0..0, enums);
        return others;
    }
    let Some(place) = enums.first().and_then(|branch| match branch.value.ty {
        TypeRef::Named(id) => Some(cx.api.types[id].place.clone()),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_) => None,
    }) else {
        return others;
    };
    let ty = match merge_enums(cx, enums) {
        Ok(Form::Type(ty)) => ty,
        Ok(Form::Definition(kind)) => TypeRef::Named(intern(cx, *kind, Docs::default(), place)),
        Err(enums) => {
            others.splice(0..0, enums);
            return others;
        }
    };
    let value = Value::of(ty);
    others.push(Branch {
        value,
        tags: Vec::new(),
        title: None,
        description: None,
    });
    others
}

/// Only strings, some of them known: an open enum, which keeps the unknown ones.
fn merge_enums(cx: &mut Cx<'_>, branches: Vec<Branch>) -> Result<Form, Vec<Branch>> {
    let mut values: Vec<Variant<String>> = Vec::new();
    for branch in &branches {
        match target(cx, &branch.value.ty) {
            TypeRef::Scalar(Scalar::String) => {}
            TypeRef::Named(id) => match &cx.api.types[id].kind {
                TypeKind::Enum(Enum {
                    values: EnumValues::Strings(strings),
                }) => {
                    let strings = strings.iter().cloned().map(|mut variant| {
                        let described = variant.description.take();
                        variant.description = described.or_else(|| branch.description.clone());
                        variant
                    });
                    let fresh =
                        strings.filter(|new| values.iter().all(|old| old.value != new.value));
                    let fresh = fresh.collect::<Vec<_>>();
                    values.extend(fresh);
                }
                TypeKind::Enum(_)
                | TypeKind::Struct(_)
                | TypeKind::Union(_)
                | TypeKind::Alias(_) => {
                    return Err(branches);
                }
            },
            TypeRef::Any
            | TypeRef::Scalar(_)
            | TypeRef::List(_)
            | TypeRef::Map(_)
            | TypeRef::Tuple(_) => {
                return Err(branches);
            }
        }
    }
    let mut named = branches
        .iter()
        .filter(|branch| matches!(branch.value.ty, TypeRef::Named(_)));
    match (values.is_empty(), named.next(), named.next()) {
        (true, _, _) => Ok(Form::Type(TypeRef::Scalar(Scalar::String))),
        // The enum keeps unknown values anyway.
        (false, Some(only), None) => Ok(Form::Type(only.value.ty.clone())),
        (false, _, _) => {
            let values = EnumValues::Strings(values);
            Ok(Form::definition(TypeKind::Enum(Enum { values })))
        }
    }
}

/// What a type comes to behind aliases.
fn target(cx: &mut Cx<'_>, ty: &TypeRef) -> TypeRef {
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
