//! The discriminator values that select the branches of a union.

use openapiv3::Discriminator;

use super::Cx;
use super::combine::combine;
use super::node::Node;
use crate::ir::Branch;
use crate::pointer::Pointer;

/// The discriminator values that select a branch: those mapped to it, else its component's name.
pub(super) fn tags<'a>(
    cx: &mut Cx<'a>,
    discriminator: &Discriminator,
    node: &Node<'a>,
) -> Vec<String> {
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

/// The component that values are which no discriminator value selects, as normalizing left it.
fn default_name(discriminator: &Discriminator) -> Option<String> {
    let target = discriminator.extensions.get("x-default-mapping")?;
    target.as_str().map(target_name)
}

/// Whether a branch is what values are which no discriminator value selects.
pub(super) fn is_default(discriminator: &Discriminator, node: &Node<'_>) -> bool {
    match node {
        Node::Reference { name, .. } => default_name(discriminator).as_ref() == Some(name),
        Node::Schema { .. } => false,
    }
}

/// Warns of a default that is none of the branches.
pub(super) fn check_default_mapping(
    cx: &mut Cx<'_>,
    at: &Pointer,
    discriminator: Option<&Discriminator>,
    branches: &[Branch],
) {
    let Some(name) = discriminator.and_then(default_name) else {
        return;
    };
    if !branches.iter().any(|branch| branch.is_default) {
        let at = at.child("discriminator").child("x-default-mapping");
        let message = format!("the default `{name}` is none of the schemas to choose from");
        cx.diagnostics
            .warn("default-mapping", &at, message)
            .help("what no value of the discriminator selects is kept as it is");
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
