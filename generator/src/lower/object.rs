//! Objects: properties, required, additional properties.

use super::Cx;
use super::conditional::add_conditional;
use super::events::open_data;
use super::node::Node;
use super::required::settle_required;
use super::schema::{Context, Form, lower_nodes, lower_value, settle};
use super::shape::{Additional, Shape};
use crate::ir::{Constraints, Field, Struct, TypeKind, TypeRef, Value};
use crate::pointer::Pointer;

/// Lowers an object: a struct where it names properties, else a map.
pub(super) fn lower_object<'a>(
    cx: &mut Cx<'a>,
    shape: &mut Shape<'a>,
    context: Context<'_>,
) -> Form {
    add_conditional(cx, shape);
    if shape.properties.is_empty() && shape.required.is_empty() {
        let value = lower_additional(cx, shape, context).unwrap_or_else(|| Value::of(TypeRef::Any));
        return Form::Type(TypeRef::Map(Box::new(value)));
    }
    settle_required(cx, shape);
    if context.is_event {
        open_data(cx, shape);
    }
    let mut fields = shape
        .properties
        .iter()
        .map(|(property, nodes)| {
            lower_property(cx, property, nodes, shape.required.contains_key(property))
        })
        .collect::<Vec<_>>();
    for property in shape.required.keys() {
        if !shape.properties.contains_key(property) {
            fields.push(undeclared(property));
        }
    }
    let additional = lower_additional(cx, shape, Context::default()).map(Box::new);
    let constraints = take_object_constraints(&mut shape.constraints);
    Form::definition(TypeKind::Struct(Struct {
        fields,
        additional,
        constraints,
    }))
}

fn lower_property<'a>(
    cx: &mut Cx<'a>,
    property: &str,
    nodes: &[Node<'a>],
    required: bool,
) -> Field {
    let mut lowered = lower_nodes(
        cx,
        nodes,
        Context {
            name: Some(property),
            ..Context::default()
        },
    );
    let (access, default, docs) = (lowered.access, lowered.default.take(), lowered.docs.clone());
    let value = settle(cx, lowered, nodes);
    Field {
        property: property.to_owned(),
        value,
        required,
        access,
        default,
        docs,
    }
}

/// A property that is required but described nowhere can hold anything.
fn undeclared(property: &str) -> Field {
    Field {
        property: property.to_owned(),
        value: Value::of(TypeRef::Any),
        required: true,
        access: crate::ir::Access::Both,
        default: None,
        docs: crate::ir::Docs::default(),
    }
}

fn lower_additional<'a>(cx: &mut Cx<'a>, shape: &Shape<'a>, context: Context<'_>) -> Option<Value> {
    match &shape.additional {
        Additional::Unsaid | Additional::Forbidden => None,
        Additional::Any => Some(Value::of(TypeRef::Any)),
        Additional::Schema(nodes) => Some(lower_value(cx, nodes, context)),
        Additional::ByName(nodes) => Some(lower_common(cx, &shape.at, nodes, context)),
    }
}

/// What values of several schemas have in common, of which the names of properties choose one.
fn lower_common<'a>(
    cx: &mut Cx<'a>,
    at: &Pointer,
    nodes: &[Node<'a>],
    context: Context<'_>,
) -> Value {
    let mut values = nodes
        .iter()
        .map(|node| lower_value(cx, std::slice::from_ref(node), context))
        .collect::<Vec<_>>();
    let mut common = values.pop().unwrap_or_else(|| Value::of(TypeRef::Any));
    if values.iter().any(|value| value.ty != common.ty) {
        let at = at.child("x-pattern-properties");
        let message = "properties whose names decide of which type they are can be any JSON value";
        cx.unsupported("pattern-properties", &at, message);
        return Value::of(TypeRef::Any);
    }
    for value in values {
        common.nullable |= value.nullable;
        // What only some names ask for, nothing can be refused for.
        if common.constraints != value.constraints {
            common.constraints = Constraints::default();
        }
    }
    common
}

/// The object's own constraints belong to its type, not to the place it stands in.
fn take_object_constraints(constraints: &mut Constraints) -> Constraints {
    Constraints {
        min_properties: constraints.min_properties.take(),
        max_properties: constraints.max_properties.take(),
        ..Constraints::default()
    }
}
