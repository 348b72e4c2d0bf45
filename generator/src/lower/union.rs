//! `oneOf` and `anyOf`.
//!
//! What stands beside a union holds for each branch, so it is distributed over the branches:
//! `{properties, oneOf: [A, B]}` is the union of `properties + A` and `properties + B`.

use openapiv3::{Discriminator, SchemaKind};

use super::Cx;
use super::combine::{combine, inherits, merge};
use super::components;
use super::intern::intern;
use super::node::Node;
use super::schema::{Context, Form, lower_shape, lower_value, settle};
use super::shape::{Group, Shape};
use crate::ir::{
    Branch, Constraints, Docs, Enum, EnumValues, Origin, Scalar, TypeKind, TypeRef, Union, Value,
    Variant,
};

/// How many branches a union may have once nested ones are taken apart.
const BRANCH_LIMIT: usize = 256;

/// Lowers a schema with `oneOf` or `anyOf`.
pub(super) fn lower_union<'a>(
    cx: &mut Cx<'a>,
    shape: &mut Shape<'a>,
    context: Context<'_>,
) -> Form {
    let mut groups = std::mem::take(&mut shape.unions);
    groups.retain(|group| tells_apart(cx, group));
    if groups.is_empty() {
        return lower_rest(cx, shape, context);
    }
    let group = groups.remove(0);
    if groups.len() > 1 {
        cx.unsupported(
            "several-unions",
            &shape.at,
            "more than two unions in one schema; the rest is not checked",
        );
        groups.truncate(1);
    }
    let nodes = expand(group.branches.clone(), &mut shape.nullable);
    if nodes.len() > BRANCH_LIMIT {
        cx.unsupported(
            "too-many-branches",
            &shape.at,
            format!(
                "a union of {} branches is taken as any JSON value",
                nodes.len()
            ),
        );
        return Form::ANY;
    }
    let mut branches = Vec::new();
    for node in &nodes {
        branches.extend(lower_branch(cx, shape, &group, &groups, node, context));
    }
    if branches.is_empty() {
        shape.never = true;
        return lower_rest(cx, shape, context);
    }
    shape.constraints = Constraints::default();
    form_of(cx, shape, branches, group.discriminator)
}

/// A group whose branches only repeat `required` or say nothing restricts, but makes no types.
fn tells_apart<'a>(cx: &mut Cx<'a>, group: &Group<'a>) -> bool {
    group.branches.iter().any(|branch| match branch {
        Node::Reference { .. } => true,
        Node::Schema { schema, at } => {
            let shape = Shape::read(cx, schema, at);
            shape.is_structural()
                || shape.types.as_deref().is_some_and(|ty| ty != "object")
                || (shape.types.is_some() && shape.required.is_empty())
                || shape.format.is_some()
                || !shape.unions.is_empty()
                || !shape.parts.is_empty()
                || says_nothing(&shape)
        }
    })
}

/// `{}`: any value.
fn says_nothing(shape: &Shape<'_>) -> bool {
    shape.types.is_none() && shape.required.is_empty() && shape.constraints.is_empty()
}

/// The schema without its unions.
fn lower_rest<'a>(cx: &mut Cx<'a>, shape: &Shape<'a>, context: Context<'_>) -> Form {
    lower_shape(cx, shape.clone(), context).form
}

/// Takes plain unions inside a union apart.
fn expand<'a>(nodes: Vec<Node<'a>>, nullable: &mut bool) -> Vec<Node<'a>> {
    let mut expanded = Vec::new();
    for node in nodes {
        match nested(&node) {
            Some((inner, inner_nullable)) => {
                *nullable |= inner_nullable;
                expanded.extend(expand(inner, nullable));
            }
            None if is_null_marker(&node) => *nullable = true,
            None => expanded.push(node),
        }
    }
    expanded
}

/// `{nullable: true}` beside a reference is how OpenAPI 3.0 authors write "or null".
fn is_null_marker(node: &Node<'_>) -> bool {
    match node {
        Node::Reference { .. } => false,
        Node::Schema { schema, .. } => {
            let any = openapiv3::AnySchema::default();
            schema.schema_data.nullable && schema.schema_kind == SchemaKind::Any(any)
        }
    }
}

fn nested<'a>(node: &Node<'a>) -> Option<(Vec<Node<'a>>, bool)> {
    let Node::Schema { schema, at } = node else {
        return None;
    };
    let (keyword, branches) = match &schema.schema_kind {
        SchemaKind::OneOf { one_of } => ("oneOf", one_of),
        SchemaKind::AnyOf { any_of } => ("anyOf", any_of),
        SchemaKind::Type(_)
        | SchemaKind::AllOf { .. }
        | SchemaKind::Not { .. }
        | SchemaKind::Any(_) => {
            return None;
        }
    };
    let data = &schema.schema_data;
    if data.discriminator.is_some() || data.title.is_some() {
        return None;
    }
    let at = at.child(keyword);
    let nodes = (0..)
        .zip(branches)
        .map(|(index, branch)| Node::new(branch, at.index(index)))
        .collect();
    Some((nodes, data.nullable))
}

fn lower_branch<'a>(
    cx: &mut Cx<'a>,
    base: &Shape<'a>,
    group: &Group<'a>,
    others: &[Group<'a>],
    node: &Node<'a>,
    context: Context<'_>,
) -> Option<Branch> {
    let (title, description) = match node {
        Node::Reference { .. } => (None, None),
        Node::Schema { schema, .. } => (
            schema.schema_data.title.clone(),
            schema.schema_data.description.clone(),
        ),
    };
    let value = if others.is_empty() && (stands_alone(base, node) || is_child(cx, group, node)) {
        lower_value(cx, std::slice::from_ref(node), context)
    } else {
        lower_distributed(cx, base, others, node, context)?
    };
    let title = title.or_else(|| match node {
        Node::Reference { name, .. } if !matches!(value.ty, TypeRef::Named(_)) => {
            Some(name.clone())
        }
        Node::Reference { .. } | Node::Schema { .. } => None,
    });
    let tags = group
        .discriminator
        .map(|it| tags(cx, it, node))
        .unwrap_or_default();
    Some(Branch {
        value,
        tags,
        title,
        description,
    })
}

/// Whether the schema around the union adds nothing to this branch.
fn stands_alone(base: &Shape<'_>, node: &Node<'_>) -> bool {
    let typed = base.types.is_none()
        || match node {
            Node::Reference { .. } => true,
            Node::Schema { schema, .. } => !matches!(schema.schema_kind, SchemaKind::Any(_)),
        };
    !base.is_structural() && base.required.is_empty() && typed
}

/// Whether the branch is a component that includes the union's owner through `allOf` already.
fn is_child(cx: &Cx<'_>, group: &Group<'_>, node: &Node<'_>) -> bool {
    match (node, &group.owner) {
        (Node::Reference { name, .. }, Some(owner)) => inherits(cx, name, owner),
        (Node::Reference { .. } | Node::Schema { .. }, _) => false,
    }
}

fn lower_distributed<'a>(
    cx: &mut Cx<'a>,
    base: &Shape<'a>,
    others: &[Group<'a>],
    node: &Node<'a>,
    context: Context<'_>,
) -> Option<Value> {
    let nodes = std::slice::from_ref(node);
    let mut shape = combine(cx, nodes, None);
    let docs = shape.docs.clone();
    let mut rest = base.clone();
    rest.docs = Docs::default();
    rest.default = None;
    merge(cx, &mut shape, rest);
    // A branch that contradicts what stands around the union can never be chosen.
    if shape.never {
        return None;
    }
    shape.at = node.at().clone();
    shape.docs = docs;
    shape.unions.extend(others.iter().cloned());
    let lowered = lower_shape(cx, shape, context);
    Some(settle(cx, lowered, nodes))
}

/// The discriminator values that select a branch: those mapped to it, else its component's name.
fn tags<'a>(cx: &mut Cx<'a>, discriminator: &Discriminator, node: &Node<'a>) -> Vec<String> {
    let name = match node {
        Node::Reference { name, .. } => name,
        Node::Schema { .. } => return constant_tags(cx, discriminator, node),
    };
    let mapped = discriminator
        .mapping
        .iter()
        .filter(|(_, target)| target_name(target) == *name);
    let mapped = mapped.map(|(value, _)| value.clone()).collect::<Vec<_>>();
    if !mapped.is_empty() {
        return mapped;
    }
    let constant = constant_tags(cx, discriminator, node);
    if constant.is_empty() {
        vec![name.clone()]
    } else {
        constant
    }
}

/// A mapping value is a reference or a bare component name.
pub(super) fn target_name(target: &str) -> String {
    let last = target.rsplit('/').next().unwrap_or(target);
    last.replace("~1", "/").replace("~0", "~")
}

/// The values a branch allows for the discriminating property.
fn constant_tags<'a>(
    cx: &mut Cx<'a>,
    discriminator: &Discriminator,
    node: &Node<'a>,
) -> Vec<String> {
    let shape = combine(cx, std::slice::from_ref(node), None);
    let Some(nodes) = shape.properties.get(&discriminator.property_name) else {
        return Vec::new();
    };
    let values = combine(cx, nodes, None).values.unwrap_or_default();
    values
        .iter()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

/// The simplest form of a union: branches that add nothing are merged.
fn form_of(
    cx: &mut Cx<'_>,
    shape: &mut Shape<'_>,
    branches: Vec<Branch>,
    discriminator: Option<&Discriminator>,
) -> Form {
    let mut distinct: Vec<Branch> = Vec::new();
    for mut branch in branches {
        shape.nullable |= branch.value.nullable;
        branch.value.nullable = false;
        match distinct
            .iter_mut()
            .find(|known| known.value.ty == branch.value.ty)
        {
            Some(known) => known.tags.extend(branch.tags),
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
    let kept = branches
        .into_iter()
        .zip(scalars)
        .filter(|(_, scalar)| !scalar.is_some_and(is_formatted));
    kept.map(|(branch, _)| branch).collect()
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
