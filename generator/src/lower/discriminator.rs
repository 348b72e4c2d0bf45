//! What a discriminator says of the schemas to choose from, and what these say of its property.

use openapiv3::Discriminator;

use super::Cx;
use super::combine::combine;
use super::node::Node;
use super::tags::{tags, target_name};
use crate::pointer::Pointer;

/// Warns of values that are mapped to none of the schemas to choose from.
pub(super) fn check_mapping(
    cx: &mut Cx<'_>,
    at: &Pointer,
    discriminator: &Discriminator,
    nodes: &[Node<'_>],
) {
    let is_branch = |target: &str| {
        let name_of = |node: &Node<'_>| match node {
            Node::Reference { name, .. } => name == target,
            Node::Schema { .. } => false,
        };
        nodes.iter().any(name_of)
    };
    let at = at.join(["discriminator", "mapping"]);
    for (value, target) in &discriminator.mapping {
        let name = target_name(target);
        if !is_branch(&name) {
            let message = format!(
                "`{value}` is mapped to `{name}`, which is none of the schemas to choose from"
            );
            cx.diagnostics
                .warn("discriminator-mapping", &at.child(value), message)
                .help("add it to them, or take the value out of the mapping");
        }
    }
}

/// Whether branches can be told by the property, which has all values that select them. Warns of those where it is
/// not so.
pub(super) fn can_tell<'a>(
    cx: &mut Cx<'a>,
    discriminator: &Discriminator,
    nodes: &[Node<'a>],
) -> bool {
    let property = &discriminator.property_name;
    let mut can_tell = true;
    for node in nodes {
        let shape = combine(cx, std::slice::from_ref(node), None);
        let Some(described) = shape.properties.get(property) else {
            // A choice in this one has its own properties in its parts.
            if !shape.unions.is_empty() {
                continue;
            }
            let message = format!("the discriminator `{property}` is no property of this schema");
            cx.diagnostics
                .warn("discriminator-property", node.at(), message)
                .help("it is written all the same");
            continue;
        };
        let Some(name) = combine(cx, described, None).types else {
            continue;
        };
        let tags = tags(cx, discriminator, node);
        let Some(tag) = tags.iter().find(|tag| !is_of_type(tag, &name)) else {
            continue;
        };
        can_tell = false;
        let message = format!(
            "the discriminator `{property}` is of the type `{name}`, which the value `{tag}` is not"
        );
        let at = described.first().map_or(node.at(), Node::at).clone();
        cx.diagnostics
            .warn("discriminator-property", &at, message)
            .help("the schemas are told apart by what they describe");
    }
    can_tell
}

/// Whether a value that selects a branch can be one of a type.
fn is_of_type(tag: &str, name: &str) -> bool {
    match name {
        "string" => true,
        "integer" => tag.parse::<i64>().is_ok(),
        "number" => tag.parse::<f64>().is_ok(),
        "boolean" => tag.parse::<bool>().is_ok(),
        _ => false,
    }
}
