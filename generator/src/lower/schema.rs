//! Classifies a schema and calls the file for its kind.

use super::Cx;
use super::array::lower_array;
use super::bounds::check_bounds;
use super::combine::combine;
use super::decorated::lower_decorated;
use super::enumeration::lower_enum;
use super::events::has_content;
use super::intern::intern;
use super::node::Node;
use super::object::lower_object;
use super::pattern::check_pattern;
use super::sample::check_samples;
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
    /// Whether it describes server-sent events, whose data is text that is described in turn.
    pub(super) is_event: bool,
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
    // In JSON, the data of an event would be text.
    let is_opened = context.is_event && has_content(cx, nodes);
    if !is_opened && let Some(lowered) = lower_decorated(cx, nodes, None) {
        // What is said beside the reference is said of the type behind it.
        if lowered.default.is_some() {
            let shape = combine(cx, nodes, None);
            check_samples(cx, &shape);
        }
        return lowered;
    }
    let shape = combine(cx, nodes, None);
    let places: Vec<_> = nodes.iter().map(|node| node.at().clone()).collect();
    if cx.open.contains(&places) {
        let message =
            "a combination of schemas holds itself, and has no name; any JSON value is used";
        cx.unsupported("recursive-combination", &shape.at, message);
        return lowered(Form::ANY, &shape);
    }
    cx.open.push(places);
    let lowered = lower_shape(cx, shape, context);
    cx.open.pop();
    lowered
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
    check_samples(cx, &shape);
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
        report_never(cx, shape);
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

fn report_never(cx: &mut Cx<'_>, shape: &Shape<'_>) {
    let message = "no value is in all the `enum`s that apply here";
    match &shape.said.contradiction {
        Some((earlier, later)) => cx
            .diagnostics
            .warn("conflicting-enums", later, message)
            .related("the other one", earlier),
        None => cx.diagnostics.warn("conflicting-enums", &shape.at, message),
    };
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
