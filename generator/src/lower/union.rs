//! `oneOf` and `anyOf`.
//!
//! What stands beside a union holds for each branch, so it is distributed over the branches:
//! `{properties, oneOf: [A, B]}` is the union of `properties + A` and `properties + B`.

use openapiv3::SchemaKind;

use super::Cx;
use super::combine::{combine, inherits};
use super::discriminator::{can_tell, check_mapping};
use super::merge::merge;
use super::node::Node;
use super::schema::{Context, Form, lower_shape, lower_value, settle};
use super::shape::{Group, Shape};
use super::simplify::form_of;
use super::tags::{check_default_mapping, is_default, tags};
use crate::ir::{Branch, Constraints, Docs, TypeRef, Value};

/// How many branches a union may have once nested ones are taken apart.
pub(super) const BRANCH_LIMIT: usize = 256;

/// Lowers a schema with `oneOf` or `anyOf`.
pub(super) fn lower_union<'a>(
    cx: &mut Cx<'a>,
    shape: &mut Shape<'a>,
    context: Context<'_>,
) -> Form {
    let mut groups = groups(cx, shape).into_iter();
    let Some(group) = groups.next() else {
        return lower_rest(cx, shape, context);
    };
    let mut groups = groups.collect::<Vec<_>>();
    let nodes = expand(group.branches.clone(), &mut shape.nullable);
    if nodes.len() > BRANCH_LIMIT {
        return too_many_branches(cx, shape);
    }
    let nodes = leave_out_recursive(cx, shape, nodes);
    if nodes.is_empty() {
        shape.unions = groups;
        return lower_rest(cx, shape, context);
    }
    leave_out_others(cx, shape, nodes.len(), &mut groups);
    let mut branches = Vec::new();
    for node in &nodes {
        branches.extend(lower_branch(cx, shape, &group, &groups, node, context));
    }
    if branches.is_empty() {
        shape.never = true;
        return lower_rest(cx, shape, context);
    }
    check_default_mapping(cx, &shape.at, group.discriminator, &branches);
    if let Some(discriminator) = group.discriminator {
        check_mapping(cx, &shape.at, discriminator, &nodes);
    }
    let discriminator = { group.discriminator }.filter(|it| can_tell(cx, it, &nodes));
    report_bounds(cx, shape, &nodes);
    shape.constraints = Constraints::default();
    form_of(cx, shape, branches, discriminator)
}

/// The choices that are to be made, each once.
fn groups<'a>(cx: &mut Cx<'a>, shape: &mut Shape<'a>) -> Vec<Group<'a>> {
    let mut groups = std::mem::take(&mut shape.unions);
    groups.retain(|group| tells_apart(cx, group));
    leave_out_repeated(&mut groups);
    groups
}

/// Each branch of one choice is combined with each of a second one, where that are not too many.
fn leave_out_others<'a>(
    cx: &mut Cx<'a>,
    shape: &Shape<'a>,
    branches: usize,
    others: &mut Vec<Group<'a>>,
) {
    let is_small = |other: &Group<'_>| branches * other.branches.len() <= BRANCH_LIMIT;
    let kept = others.first().is_some_and(is_small);
    if others.len() > usize::from(kept) {
        others.truncate(usize::from(kept));
        let message = if kept {
            "more than two unions in one schema; the rest is not checked"
        } else {
            "two unions in one schema have too many branches together; the second is not checked"
        };
        cx.unsupported("several-unions", &shape.at, message);
    }
}

pub(super) fn too_many_branches(cx: &mut Cx<'_>, shape: &Shape<'_>) -> Form {
    let message =
        format!("a union of more than {BRANCH_LIMIT} branches is taken for any JSON value");
    cx.unsupported("too-many-branches", &shape.at, message);
    Form::ANY
}

/// Of two choices of which one lists all that the other does, the longer is read: it is what the author knows of.
fn leave_out_repeated(groups: &mut Vec<Group<'_>>) {
    let all = groups.clone();
    let mut index = 0;
    groups.retain(|group| {
        let own = index;
        index += 1;
        let repeats = |(other, longer): (usize, &Group<'_>)| {
            let is_longer = longer.branches.len() > group.branches.len() || other < own;
            other != own && is_longer && longer.lists_all_of(group)
        };
        group.discriminator.is_some() || !all.iter().enumerate().any(repeats)
    });
}

/// A branch that the schema around the union is put together from would have the same union in it again.
fn leave_out_recursive<'a>(
    cx: &mut Cx<'a>,
    shape: &Shape<'a>,
    mut nodes: Vec<Node<'a>>,
) -> Vec<Node<'a>> {
    nodes.retain(|node| match node {
        Node::Reference { name, at } if shape.is_structural() && shape.through.contains(name) => {
            let message = format!("`{name}` is a branch of itself");
            let warning = cx.diagnostics.warn("recursive-union", at, message);
            warning.help("the branch is left out");
            false
        }
        Node::Reference { .. } | Node::Schema { .. } => true,
    });
    nodes
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
            None if node.is_null_marker() => *nullable = true,
            None => expanded.push(node),
        }
    }
    expanded
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
        is_default: group.discriminator.is_some_and(|it| is_default(it, node)),
        title,
        description,
    })
}

/// Whether the schema around the union adds nothing to this branch.
fn stands_alone(base: &Shape<'_>, node: &Node<'_>) -> bool {
    let adds_nothing = match node {
        Node::Reference { .. } => true,
        Node::Schema { schema, .. } => {
            let is_typed = !matches!(schema.schema_kind, SchemaKind::Any(_));
            base.constraints.is_empty() && (base.types.is_none() || is_typed)
        }
    };
    !base.is_structural() && base.required.is_empty() && adds_nothing
}

/// Bounds around a union are those of the branches that are described in it. A component keeps its own.
fn report_bounds(cx: &mut Cx<'_>, shape: &Shape<'_>, nodes: &[Node<'_>]) {
    let is_component = |node: &Node<'_>| matches!(node, Node::Reference { .. });
    if !shape.constraints.is_empty() && nodes.iter().any(is_component) {
        let message = "bounds beside a choice are not checked for components to choose from";
        cx.unsupported("bounds-beside-union", &shape.at, message);
    }
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
