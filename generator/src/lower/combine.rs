//! Several schemas that must all hold, as one: `allOf` and everything that acts like it.

use std::collections::BTreeSet;

use super::Cx;
use super::merge::merge;
use super::node::{self, Node};
use super::schema::DEPTH_LIMIT;
use super::shape::Shape;
use crate::pointer::Pointer;

/// How many components are merged into others for each component, in the mean. Only schemas that are combined with each
/// other over and over come to more.
pub(super) const ALLOWANCE: usize = 256;

/// Combines schemas that must all hold, following references and `allOf` to the end.
///
/// `owner` is the component whose schema this is, if it is one.
pub(super) fn combine<'a>(cx: &mut Cx<'a>, nodes: &[Node<'a>], owner: Option<&str>) -> Shape<'a> {
    let mut trail = Trail::from(owner);
    let at = nodes
        .first()
        .map_or_else(Pointer::root, |node| node.at().clone());
    let shapes = nodes
        .iter()
        .map(|node| flatten(cx, node, owner, &mut trail))
        .collect::<Vec<_>>();
    let nullable = allow_null(&shapes);
    let mut combined = Shape::empty(at);
    for shape in shapes {
        merge(cx, &mut combined, shape);
    }
    combined.nullable = nullable;
    combined.through = trail.seen;
    combined
}

/// The components on the way to a schema.
struct Trail {
    /// Those that are followed just now, each from the one before.
    path: BTreeSet<String>,
    /// All that were followed. What one says need not be merged twice.
    seen: BTreeSet<String>,
}

impl Trail {
    fn from(owner: Option<&str>) -> Self {
        let path: BTreeSet<_> = owner.map(str::to_owned).into_iter().collect();
        let seen = path.clone();
        Self { path, seen }
    }
}

/// Reads a node and merges its `allOf` parts into it.
fn flatten<'a>(
    cx: &mut Cx<'a>,
    node: &Node<'a>,
    owner: Option<&str>,
    trail: &mut Trail,
) -> Shape<'a> {
    match node {
        Node::Reference { name, at } => follow(cx, name, at, trail),
        Node::Schema { schema, at } => {
            let mut own = Shape::read(cx, schema, at);
            for group in &mut own.unions {
                group.owner = owner.map(str::to_owned);
            }
            flatten_parts(cx, own, trail)
        }
    }
}

fn follow<'a>(cx: &mut Cx<'a>, name: &str, at: &Pointer, trail: &mut Trail) -> Shape<'a> {
    let Some(target) = target(cx, name, at, trail) else {
        return Shape::empty(at.clone());
    };
    trail.path.insert(name.to_owned());
    let mut shape = flatten(cx, &target, Some(name), trail);
    trail.path.remove(name);
    // A parent that lists its own children gives each child its properties, not the choice.
    shape.unions.retain(|group| {
        !group.branches.iter().any(|branch| match branch {
            Node::Reference { name: child, .. } => inherits(cx, child, name),
            Node::Schema { .. } => false,
        })
    });
    shape
}

/// The component that is to be merged in, unless it is already, or it cannot be.
fn target<'a>(cx: &mut Cx<'a>, name: &str, at: &Pointer, trail: &mut Trail) -> Option<Node<'a>> {
    let Some(target) = node::component(cx, name) else {
        let message = format!("`{name}` is not a component");
        cx.diagnostics.internal("dangling-reference", at, message);
        return None;
    };
    if trail.path.len() >= DEPTH_LIMIT {
        let message = "schemas include each other through `allOf` too deeply; the rest is left out";
        cx.unsupported("schema-too-deep", at, message);
        return None;
    }
    if trail.path.contains(name) {
        let message = format!("`allOf` includes `{name}` in itself");
        let warning = cx.diagnostics.warn("recursive-all-of", at, message);
        warning.help("the repeated part is left out");
        return None;
    }
    if cx.allowance == 0 {
        let message = "schemas are combined in too many ways; what this one says is left out";
        cx.unsupported("too-many-combinations", at, message);
        return None;
    }
    cx.allowance -= 1;
    trail.seen.insert(name.to_owned()).then_some(target)
}

fn flatten_parts<'a>(cx: &mut Cx<'a>, mut own: Shape<'a>, trail: &mut Trail) -> Shape<'a> {
    let parts = std::mem::take(&mut own.parts);
    if parts.is_empty() {
        return own;
    }
    let shapes = parts
        .iter()
        .map(|part| (part, flatten(cx, part, None, trail)))
        .collect::<Vec<_>>();
    let nullable = own.nullable
        || parts.iter().any(Node::is_null_marker)
        || allow_null(shapes.iter().map(|(_, shape)| shape));
    let single = shapes.len() == 1;
    let mut combined = Shape::empty(own.at.clone());
    for (part, mut shape) in shapes {
        // What a shared parent says of itself is not true of the whole.
        if matches!(part, Node::Reference { .. }) && !single {
            shape.docs.title = None;
            shape.docs.description = None;
        }
        shape.docs.deprecated = false;
        merge(cx, &mut combined, shape);
    }
    let docs = own.docs.clone();
    merge(cx, &mut combined, own);
    combined.docs.title = docs.title.or(combined.docs.title);
    combined.docs.description = docs.description.or(combined.docs.description);
    combined.docs.deprecated = docs.deprecated;
    combined.nullable = nullable;
    combined
}

/// Whether all of these allow `null`. One that says nothing of the value does not forbid it: `nullable: false` only
/// counts beside a `type` (OpenAPI 3.0.4, Schema Object).
fn allow_null<'s, 'a: 's>(shapes: impl IntoIterator<Item = &'s Shape<'a>>) -> bool {
    let mut telling = shapes
        .into_iter()
        .filter(|shape| shape.nullable || shape.is_telling())
        .peekable();
    telling.peek().is_some() && telling.all(|shape| shape.nullable)
}

/// Whether a component includes another through `allOf`, at any depth.
pub(super) fn inherits(cx: &Cx<'_>, child: &str, parent: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![child.to_owned()];
    while let Some(name) = open.pop() {
        for part in all_of_references(cx, &name) {
            if part == parent {
                return true;
            }
            if seen.insert(part.clone()) {
                open.push(part);
            }
        }
    }
    false
}

fn all_of_references(cx: &Cx<'_>, name: &str) -> Vec<String> {
    let Some(Node::Schema { schema, at }) = node::component(cx, name) else {
        return Vec::new();
    };
    let parts = match &schema.schema_kind {
        openapiv3::SchemaKind::AllOf { all_of } => all_of.as_slice(),
        openapiv3::SchemaKind::Any(any) => any.all_of.as_slice(),
        openapiv3::SchemaKind::Type(_)
        | openapiv3::SchemaKind::OneOf { .. }
        | openapiv3::SchemaKind::AnyOf { .. }
        | openapiv3::SchemaKind::Not { .. } => &[],
    };
    let references = parts.iter().map(|part| Node::new(part, at.clone()));
    references
        .filter_map(|node| match node {
            Node::Reference { name, .. } => Some(name),
            Node::Schema { .. } => None,
        })
        .collect()
}
