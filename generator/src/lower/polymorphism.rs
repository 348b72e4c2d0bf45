//! Parents with a `discriminator` and no union: the children are the components that include the
//! parent through `allOf` (OpenAPI 3.0.4, Discriminator Object).
//!
//! `Pet` becomes the union of its children and of itself, the plain pet, under the name `Pet`.

use openapiv3::Discriminator;

use super::Cx;
use super::combine::inherits;
use super::components;
use super::discriminator::check_mapping;
use super::intern::intern;
use super::node::{self, Node, component_pointer};
use super::schema::{Form, Lowered};
use super::tags::{check_default_mapping, is_default, target_name};
use crate::ir::{Branch, Docs, TypeKind, TypeRef, Union, Value};

/// Makes a union of a parent and its children; anything else stays as it is.
pub(super) fn with_children(cx: &mut Cx<'_>, name: &str, lowered: Lowered) -> Lowered {
    let Some(discriminator) = discriminator(cx, name) else {
        return lowered;
    };
    let children = children(cx, name);
    let Form::Definition(kind) = &lowered.form else {
        return lowered;
    };
    if children.is_empty() || !matches!(**kind, TypeKind::Struct(_)) {
        return lowered;
    }
    let base = base(cx, name, discriminator, (**kind).clone());
    let mut branches = children
        .iter()
        .filter_map(|child| branch(cx, child, discriminator))
        .collect::<Vec<_>>();
    branches.push(base);
    let at = component_pointer(name);
    check_default_mapping(cx, &at, Some(discriminator), &branches);
    let family = children.iter().map(String::as_str).chain([name]);
    let nodes: Vec<_> = family.map(reference).collect();
    check_mapping(cx, &at, discriminator, &nodes);
    let union = Union {
        base: Some(branches.len() - 1),
        branches,
        discriminator: Some(discriminator.property_name.clone()),
    };
    Lowered {
        form: Form::definition(TypeKind::Union(union)),
        ..lowered
    }
}

fn discriminator<'a>(cx: &Cx<'a>, name: &str) -> Option<&'a Discriminator> {
    match node::component(cx, name)? {
        Node::Schema { schema, .. } => schema.schema_data.discriminator.as_ref(),
        Node::Reference { .. } => None,
    }
}

fn reference<'a>(name: &str) -> Node<'a> {
    Node::Reference {
        name: name.to_owned(),
        at: component_pointer(name),
    }
}

/// The components that include a parent, at any depth, in document order.
fn children(cx: &Cx<'_>, parent: &str) -> Vec<String> {
    let names = cx
        .openapi
        .components
        .iter()
        .flat_map(|components| components.schemas.keys());
    names
        .filter(|name| *name != parent && inherits(cx, name, parent))
        .cloned()
        .collect()
}

fn branch(cx: &Cx<'_>, child: &str, discriminator: &Discriminator) -> Option<Branch> {
    let id = components::id(cx, child)?;
    Some(Branch {
        value: Value::of(TypeRef::Named(id)),
        tags: tags(child, discriminator),
        is_default: is_default(discriminator, &reference(child)),
        title: Some(child.to_owned()),
        description: None,
    })
}

/// The parent on its own, which is also what a child that is described wrongly is read as.
fn base(cx: &mut Cx<'_>, name: &str, discriminator: &Discriminator, kind: TypeKind) -> Branch {
    let title = format!("{name} base");
    let docs = Docs {
        title: Some(title.clone()),
        description: Some(format!("What every `{name}` has.")),
        ..Docs::default()
    };
    let id = intern(cx, kind, docs, component_pointer(name).as_str().to_owned());
    Branch {
        value: Value::of(TypeRef::Named(id)),
        tags: tags(name, discriminator),
        is_default: is_default(discriminator, &reference(name)),
        title: Some(title),
        description: Some(format!("Any other `{name}`.")),
    }
}

/// The values mapped to a component, else its name.
fn tags(name: &str, discriminator: &Discriminator) -> Vec<String> {
    let mapped = discriminator
        .mapping
        .iter()
        .filter(|(_, target)| target_name(target) == name);
    let mapped = mapped.map(|(value, _)| value.clone()).collect::<Vec<_>>();
    if mapped.is_empty() {
        vec![name.to_owned()]
    } else {
        mapped
    }
}
