//! The simplest type that says the same as a union: branches that add nothing are merged.

use openapiv3::Discriminator;

use super::Cx;
use super::enum_union::{self, target};
use super::schema::Form;
use super::shape::Shape;
use super::union::{BRANCH_LIMIT, too_many_branches};
use crate::ir::{Branch, Constraints, Origin, Scalar, TypeKind, TypeRef, Union, Value};

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
                known.is_default |= branch.is_default;
                loosen(&mut known.value, &branch.value.constraints);
            }
            None => distinct.push(branch),
        }
    }
    if distinct.len() > BRANCH_LIMIT {
        return too_many_branches(cx, shape);
    }
    if distinct
        .iter()
        .any(|branch| branch.value.ty == TypeRef::Any)
    {
        return Form::ANY;
    }
    let distinct = collapse_texts(cx, distinct);
    let distinct = enum_union::join(cx, distinct);
    if let [branch] = distinct.as_slice() {
        shape.constraints = branch.value.constraints.clone();
        return only_form(cx, shape, branch.value.ty.clone());
    }
    match enum_union::merge(cx, &distinct) {
        Some(Form::Type(only)) => return only_form(cx, shape, only),
        Some(merged) => return merged,
        None => {}
    }
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

/// What is the only type of a union in place is what the union is: a component then has no other name for it.
fn only_form(cx: &Cx<'_>, shape: &mut Shape<'_>, ty: TypeRef) -> Form {
    let TypeRef::Named(id) = ty else {
        return Form::Type(ty);
    };
    let definition = &cx.api.types[id];
    match definition.origin {
        Origin::Inline { .. } => {
            let description = &definition.docs.description;
            shape.docs.description = shape.docs.description.take().or(description.clone());
            Form::definition(definition.kind.clone())
        }
        Origin::Component(_) | Origin::Input { .. } => Form::Type(ty),
    }
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
