//! References with something said around them. Where that adds nothing to what is referred to, the type is the
//! component's own.

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use super::Cx;
use super::combine::combine;
use super::components;
use super::merge::merge;
use super::node::{self, Node};
use super::schema::{Form, Lowered};
use super::shape::Shape;
use crate::ir::{Constraints, TypeRef};

/// How many unions in each other are looked into.
const DEPTH: usize = 4;

/// Lowers schemas that must all hold and come to one component; `owner` is the component that they define.
pub(super) fn lower_decorated<'a>(
    cx: &mut Cx<'a>,
    nodes: &[Node<'a>],
    owner: Option<&str>,
) -> Option<Lowered> {
    let name = sole_target(nodes)?;
    if owner.is_some_and(|owner| owner == name || has_children(cx, &name)) {
        return None;
    }
    let id = components::id(cx, &name)?;
    let mut rest = Shape::empty(nodes.first()?.at().clone());
    for node in nodes {
        collect(cx, node, &mut rest);
    }
    if says_something(&rest) && !adds_nothing(cx, &rest, &name) {
        return None;
    }
    Some(Lowered {
        form: Form::Type(TypeRef::Named(id)),
        nullable: nodes.iter().all(is_nullable),
        constraints: Constraints::default(),
        docs: rest.docs,
        access: rest.access,
        default: rest.default,
    })
}

/// Whether components that include this one are its children, and so more than it is.
fn has_children(cx: &Cx<'_>, parent: &str) -> bool {
    match node::component(cx, parent) {
        Some(Node::Schema { schema, .. }) => schema.schema_data.discriminator.is_some(),
        Some(Node::Reference { .. }) | None => false,
    }
}

/// The one component that is referred to, if nothing else is.
fn sole_target(nodes: &[Node<'_>]) -> Option<String> {
    let mut names = Vec::new();
    nodes
        .iter()
        .try_for_each(|node| targets(node, &mut names))?;
    names.dedup();
    names.pop().filter(|_| names.is_empty())
}

/// Adds the components that a schema refers to; none where it is a choice of several things.
fn targets(node: &Node<'_>, names: &mut Vec<String>) -> Option<()> {
    match node {
        Node::Reference { name, .. } => names.push(name.clone()),
        Node::Schema { schema, .. } => {
            for part in parts(schema)? {
                targets(&Node::new(part, node.at().clone()), names)?;
            }
        }
    }
    Some(())
}

/// The schemas that must hold beside what a schema says itself; none where it is a choice of several things.
fn parts(schema: &Schema) -> Option<Vec<&ReferenceOr<Schema>>> {
    let (all, groups): (&[_], [&[_]; 2]) = match &schema.schema_kind {
        SchemaKind::AllOf { all_of } => (all_of, [&[], &[]]),
        SchemaKind::OneOf { one_of } => (&[], [one_of, &[]]),
        SchemaKind::AnyOf { any_of } => (&[], [&[], any_of]),
        SchemaKind::Any(any) => (&any.all_of, [&any.one_of, &any.any_of]),
        SchemaKind::Type(_) | SchemaKind::Not { .. } => (&[], [&[], &[]]),
    };
    let is_choice = groups.iter().any(|branches| branches.len() > 1);
    (!is_choice).then(|| all.iter().chain(groups.into_iter().flatten()).collect())
}

/// Merges what stands around a reference, the outermost first.
fn collect<'a>(cx: &mut Cx<'a>, node: &Node<'a>, rest: &mut Shape<'a>) {
    let Node::Schema { schema, at } = node else {
        return;
    };
    let mut own = Shape::read(cx, schema, at);
    own.parts.clear();
    own.unions.clear();
    let default = rest.default.take().or(own.default.take());
    merge(cx, rest, own);
    rest.default = default;
    for part in parts(schema).unwrap_or_default() {
        collect(cx, &Node::new(part, at.clone()), rest);
    }
}

/// Whether `null` may stand here, too, as far as is said around the reference.
fn is_nullable(node: &Node<'_>) -> bool {
    let Node::Schema { schema, at } = node else {
        return false;
    };
    let parts = parts(schema).unwrap_or_default();
    let mut nodes = parts.iter().map(|part| Node::new(part, at.clone()));
    schema.schema_data.nullable
        || match parts.len() {
            1 => nodes.all(|part| is_nullable(&part)),
            _ => nodes.any(|part| part.is_null_marker()),
        }
}

/// Whether there is anything but documentation.
fn says_something(shape: &Shape<'_>) -> bool {
    shape.is_telling()
        || shape.format.is_some()
        || !shape.constraints.is_empty()
        || !shape.conditional.is_empty()
        || shape.content.is_some()
        || shape.only_null
        || shape.never
        || shape.sensitive.is_some()
}

/// Whether a component's schema says all that stands around the reference to it.
fn adds_nothing(cx: &mut Cx<'_>, rest: &Shape<'_>, name: &str) -> bool {
    let target = Node::Reference {
        name: name.to_owned(),
        at: rest.at.clone(),
    };
    let target = combine(cx, &[target], None);
    let has_type = match &rest.types {
        Some(name) => is_of_type(cx, &target, name, DEPTH),
        None => true,
    };
    let all_listed = |values: &Vec<_>| {
        let known = target.values.as_ref();
        known.is_some_and(|known| known.iter().all(|value| values.contains(value)))
    };
    has_type
        && (rest.format.is_none() || rest.format == target.format)
        // The values of an enum say more than any limit.
        && (rest.constraints.is_empty() || target.values.is_some() || rest.constraints == target.constraints)
        && rest.values.as_ref().is_none_or(all_listed)
        && rest.properties.is_empty()
        && rest.required.keys().all(|name| target.required.contains_key(name))
        && !rest.additional.is_declared()
        && rest.items.is_empty()
        && rest.prefix_items.is_empty()
        && rest.conditional.is_empty()
        && rest.content.is_none()
        && !rest.only_null
        && !rest.never
        && rest.sensitive.is_none()
}

/// Whether all values of a schema are of a type.
fn is_of_type<'a>(cx: &mut Cx<'a>, shape: &Shape<'a>, name: &str, depth: usize) -> bool {
    let is_known = match (shape.types.as_deref(), &shape.values) {
        (Some(own), _) => own == name || (own, name) == ("integer", "number"),
        (None, Some(values)) => name == "string" && values.iter().all(serde_json::Value::is_string),
        (None, None) => name == "object" && !shape.properties.is_empty(),
    };
    is_known
        || depth > 0
            && shape.unions.iter().any(|group| {
                group.branches.iter().all(|branch| {
                    let branch = combine(cx, std::slice::from_ref(branch), None);
                    is_of_type(cx, &branch, name, depth - 1)
                })
            })
}
