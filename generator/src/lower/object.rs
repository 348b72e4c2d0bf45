//! Objects: properties, required, additional properties.

use super::Cx;
use super::conditional::add_conditional;
use super::events::open_data;
use super::required::settle_required;
use super::schema::{Context, Form, lower_nodes, lower_value, settle};
use super::shape::{Additional, Shape};
use crate::ir::{Constraints, Field, Struct, TypeKind, TypeRef, Value};

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
    nodes: &[super::node::Node<'a>],
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
    }
}

/// The object's own constraints belong to its type, not to the place it stands in.
fn take_object_constraints(constraints: &mut Constraints) -> Constraints {
    Constraints {
        min_properties: constraints.min_properties.take(),
        max_properties: constraints.max_properties.take(),
        ..Constraints::default()
    }
}
