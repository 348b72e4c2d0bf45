//! Classifies a schema and calls the file for its kind.

use super::Cx;
use super::array::lower_array;
use super::bounds::check_bounds;
use super::combine::combine;
use super::components;
use super::default::check_default;
use super::enumeration::lower_enum;
use super::intern::intern;
use super::node::Node;
use super::object::lower_object;
use super::pattern::check_pattern;
use super::scalar::lower_scalar;
use super::shape::Shape;
use super::union::lower_union;
use crate::ir::{Access, Constraints, Docs, TypeKind, TypeRef, Value};

/// How many schemas may stand in each other before the rest is any JSON value.
pub(super) const DEPTH_LIMIT: usize = 48;

/// What a schema came to, with what it says of the place it stands in.
pub(super) struct Lowered {
    pub(super) form: Form,
    pub(super) nullable: bool,
    pub(super) constraints: Constraints,
    pub(super) docs: Docs,
    pub(super) access: Access,
    pub(super) default: Option<serde_json::Value>,
}

/// A type, or a definition that a type can be made of.
pub(super) enum Form {
    Type(TypeRef),
    Definition(Box<TypeKind>),
}

impl Form {
    pub(super) const ANY: Self = Self::Type(TypeRef::Any);

    pub(super) fn definition(kind: TypeKind) -> Self {
        Self::Definition(Box::new(kind))
    }
}

/// Where a schema stands, as far as that bears on its type.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context<'n> {
    /// The property or parameter whose value it is, for telling secrets.
    pub(super) name: Option<&'n str>,
}

/// Lowers schemas that must all hold to a value; definitions become types of their own.
pub(super) fn lower_value<'a>(cx: &mut Cx<'a>, nodes: &[Node<'a>], context: Context<'_>) -> Value {
    let lowered = lower_nodes(cx, nodes, context);
    settle(cx, lowered, nodes)
}

/// The value of something lowered; a definition is interned.
pub(super) fn settle(cx: &mut Cx<'_>, lowered: Lowered, nodes: &[Node<'_>]) -> Value {
    let place = nodes
        .first()
        .map(|node| node.at().as_str().to_owned())
        .unwrap_or_default();
    let ty = match lowered.form {
        Form::Type(ty) => ty,
        Form::Definition(kind) => TypeRef::Named(intern(cx, *kind, lowered.docs, place)),
    };
    Value {
        ty,
        nullable: lowered.nullable,
        constraints: lowered.constraints,
    }
}

/// Lowers schemas that must all hold.
pub(super) fn lower_nodes<'a>(
    cx: &mut Cx<'a>,
    nodes: &[Node<'a>],
    context: Context<'_>,
) -> Lowered {
    if let Some(lowered) = lower_reference(cx, nodes) {
        return lowered;
    }
    let shape = combine(cx, nodes, None);
    lower_shape(cx, shape, context)
}

/// Lowers a combined schema.
pub(super) fn lower_shape<'a>(
    cx: &mut Cx<'a>,
    mut shape: Shape<'a>,
    context: Context<'_>,
) -> Lowered {
    if cx.depth >= DEPTH_LIMIT {
        cx.unsupported(
            "schema-too-deep",
            &shape.at,
            "schemas nest too deeply; any JSON value is used",
        );
        return lowered(Form::ANY, &shape);
    }
    check_bounds(cx, &mut shape);
    check_pattern(cx, &mut shape);
    check_default(cx, &shape);
    cx.depth += 1;
    let form = classify(cx, &mut shape, context);
    cx.depth -= 1;
    lowered(form, &shape)
}

fn lowered(form: Form, shape: &Shape<'_>) -> Lowered {
    Lowered {
        form,
        nullable: shape.nullable,
        constraints: shape.constraints.clone(),
        docs: shape.docs.clone(),
        access: shape.access,
        default: shape.default.clone(),
    }
}

fn classify<'a>(cx: &mut Cx<'a>, shape: &mut Shape<'a>, context: Context<'_>) -> Form {
    if shape.only_null {
        return Form::ANY;
    }
    if shape.never {
        cx.diagnostics.warn(
            "conflicting-enums",
            &shape.at,
            "no value is in all the `enum`s that apply here",
        );
    }
    if !shape.unions.is_empty() {
        return lower_union(cx, shape, context);
    }
    if let Some(values) = shape.values.take() {
        return lower_enum(cx, shape, &values, context);
    }
    match shape.types.as_deref() {
        Some("object") => lower_object(cx, shape, context),
        Some("array") => lower_array(cx, shape, context),
        Some("string" | "number" | "integer" | "boolean") => lower_scalar(cx, shape, context),
        Some(_) | None => infer(cx, shape, context),
    }
}

/// The kind that a schema without a `type` implies by its other keywords.
fn infer<'a>(cx: &mut Cx<'a>, shape: &mut Shape<'a>, context: Context<'_>) -> Form {
    let constraints = &shape.constraints;
    if shape.is_structural() && shape.items.is_empty() && shape.prefix_items.is_empty() {
        return lower_object(cx, shape, context);
    }
    if !shape.items.is_empty() || !shape.prefix_items.is_empty() {
        return lower_array(cx, shape, context);
    }
    if constraints.min_length.is_some()
        || constraints.max_length.is_some()
        || constraints.pattern.is_some()
    {
        shape.types = Some("string".to_owned());
        return lower_scalar(cx, shape, context);
    }
    Form::ANY
}

/// Schemas that come to one reference and nothing else keep the component's type.
fn lower_reference(cx: &mut Cx<'_>, nodes: &[Node<'_>]) -> Option<Lowered> {
    let [node] = nodes else { return None };
    let reference = sole_reference(node)?;
    let id = components::id(cx, &reference.name)?;
    Some(Lowered {
        form: Form::Type(TypeRef::Named(id)),
        nullable: reference.nullable,
        constraints: Constraints::default(),
        docs: reference.docs,
        access: reference.access,
        default: reference.default,
    })
}

/// Whether a schema comes to one reference and nothing else.
pub(super) fn is_sole_reference(node: &Node<'_>) -> bool {
    sole_reference(node).is_some()
}

/// A reference with what was said around it.
struct SoleReference {
    name: String,
    nullable: bool,
    docs: Docs,
    access: Access,
    default: Option<serde_json::Value>,
}

fn sole_reference(node: &Node<'_>) -> Option<SoleReference> {
    let (schema, at) = match node {
        Node::Reference { name, .. } => {
            return Some(SoleReference {
                name: name.clone(),
                nullable: false,
                docs: Docs::default(),
                access: Access::Both,
                default: None,
            });
        }
        Node::Schema { schema, at } => (schema, at),
    };
    let parts = match &schema.schema_kind {
        openapiv3::SchemaKind::AllOf { all_of: parts }
        | openapiv3::SchemaKind::OneOf { one_of: parts }
        | openapiv3::SchemaKind::AnyOf { any_of: parts } => parts,
        openapiv3::SchemaKind::Type(_)
        | openapiv3::SchemaKind::Not { .. }
        | openapiv3::SchemaKind::Any(_) => return None,
    };
    let [part] = parts.as_slice() else {
        return None;
    };
    let mut reference = sole_reference(&Node::new(part, at.clone()))?;
    let data = &schema.schema_data;
    reference.nullable |= data.nullable;
    reference.docs.title = data.title.clone().or(reference.docs.title);
    reference.docs.description = data.description.clone().or(reference.docs.description);
    reference.docs.deprecated |= data.deprecated;
    reference.default = data.default.clone().or(reference.default);
    reference.access = match (data.read_only, data.write_only) {
        (true, false) => Access::Read,
        (false, true) => Access::Write,
        (true, true) | (false, false) => reference.access,
    };
    Some(reference)
}
