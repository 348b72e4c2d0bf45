//! Component schemas: declared first so that they can refer to each other, then defined.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::Cx;
use super::combine::{ALLOWANCE, combine};
use super::decorated::lower_decorated;
use super::node::{self, Node, component_pointer};
use super::polymorphism::with_children;
use super::schema::{Context, Form, Lowered, lower_nodes, lower_shape};
use crate::ir::{Api, Docs, Origin, TypeDef, TypeId, TypeKind, TypeRef, Value};

/// The component schemas by their keys.
#[derive(Debug, Default)]
pub(super) struct Components {
    ids: IndexMap<String, TypeId>,
    /// Those whose definition has been begun.
    begun: BTreeSet<TypeId>,
    /// How many definitions wait for the current one.
    waiting: usize,
    nullable: BTreeSet<TypeId>,
}

/// The type of a component schema.
pub(super) fn id(cx: &Cx<'_>, name: &str) -> Option<TypeId> {
    cx.components.ids.get(name).copied()
}

/// Declares and defines every component schema.
pub(super) fn lower_components(cx: &mut Cx<'_>) {
    let openapi = cx.openapi;
    let Some(components) = &openapi.components else {
        return;
    };
    for name in components.schemas.keys() {
        let id = cx.api.types.push(TypeDef {
            origin: Origin::Component(name.clone()),
            docs: Docs::default(),
            kind: TypeKind::Alias(Value::of(TypeRef::Any)),
            nullable: false,
            place: component_pointer(name).as_str().to_owned(),
        });
        cx.components.ids.insert(name.clone(), id);
    }
    let ids: Vec<_> = cx.components.ids.values().copied().collect();
    for id in &ids {
        ensure_defined(cx, *id);
    }
    for id in ids {
        break_circle(cx, id);
    }
}

/// A component that is another one, which is the first again, has no values, and Rust has no type for it.
fn break_circle(cx: &mut Cx<'_>, id: TypeId) {
    let Origin::Component(name) = &cx.api.types[id].origin else {
        return;
    };
    let is_circle = |api: &Api| {
        let mut seen = BTreeSet::new();
        let mut next = Some(id);
        while let Some(current) = next {
            if !seen.insert(current) {
                return current == id;
            }
            next = match &api.types[current].kind {
                TypeKind::Alias(Value {
                    ty: TypeRef::Named(target),
                    ..
                }) => Some(*target),
                TypeKind::Alias(_)
                | TypeKind::Struct(_)
                | TypeKind::Enum(_)
                | TypeKind::Union(_) => None,
            };
        }
        false
    };
    if is_circle(&cx.api) {
        let message = format!("`{name}` is made of nothing but itself");
        cx.diagnostics
            .warn("recursive-all-of", &component_pointer(name), message)
            .help("taken for any value");
        cx.api.types[id].kind = TypeKind::Alias(Value::of(TypeRef::Any));
    }
}

/// How many components may be looked into from each other before they are taken as they are.
const WAITING_LIMIT: usize = 64;

/// Defines a component now, unless its definition has been begun.
pub(super) fn ensure_defined(cx: &mut Cx<'_>, id: TypeId) {
    let Origin::Component(name) = cx.api.types[id].origin.clone() else {
        return;
    };
    if cx.components.waiting < WAITING_LIMIT && cx.components.begun.insert(id) {
        cx.components.waiting += 1;
        let depth = std::mem::take(&mut cx.depth);
        let open = std::mem::take(&mut cx.open);
        cx.allowance += ALLOWANCE;
        define(cx, &name, id);
        (cx.depth, cx.open) = (depth, open);
        cx.components.waiting -= 1;
    }
}

fn define(cx: &mut Cx<'_>, name: &str, id: TypeId) {
    let Some(schema) = node::component(cx, name) else {
        return;
    };
    let lowered = match &schema {
        Node::Reference { .. } => lower_nodes(cx, &[schema], Context::default()),
        Node::Schema { .. } => lower_definition(cx, name, schema),
    };
    if lowered.nullable {
        cx.components.nullable.insert(id);
    }
    let definition = &mut cx.api.types[id];
    definition.docs = lowered.docs;
    definition.nullable = lowered.nullable;
    definition.kind = match lowered.form {
        Form::Definition(kind) => *kind,
        Form::Type(ty) => TypeKind::Alias(Value {
            ty,
            nullable: false,
            constraints: lowered.constraints,
        }),
    };
}

fn lower_definition<'a>(cx: &mut Cx<'a>, name: &str, schema: Node<'a>) -> Lowered {
    let context = Context {
        name: Some(name),
        ..Context::default()
    };
    let nodes = [schema];
    // What adds nothing to another component is an alias, anything else a definition of its own.
    if let Some(alias) = lower_decorated(cx, &nodes, Some(name)) {
        return alias;
    }
    let shape = combine(cx, &nodes, Some(name));
    let lowered = lower_shape(cx, shape, context);
    with_children(cx, name, lowered)
}

/// A component that may be `null` makes every use of it nullable.
pub(super) fn spread_nullability(cx: &mut Cx<'_>) {
    let nullable = close_over_aliases(cx);
    if nullable.is_empty() {
        return;
    }
    for id in cx.api.types.ids() {
        cx.api.types[id]
            .kind
            .for_each_value_mut(&mut |value| spread(value, &nullable));
    }
    for id in cx.api.operations.ids() {
        cx.api.operations[id].for_each_value_mut(&mut |value| spread(value, &nullable));
    }
    for webhook in &mut cx.api.webhooks {
        webhook
            .payload
            .for_each_mut(&mut |value| spread(value, &nullable));
    }
}

/// An alias of a nullable component is nullable too.
fn close_over_aliases(cx: &Cx<'_>) -> BTreeSet<TypeId> {
    let mut nullable = cx.components.nullable.clone();
    loop {
        let more = cx
            .api
            .types
            .iter()
            .filter_map(|(id, definition)| match &definition.kind {
                TypeKind::Alias(Value {
                    ty: TypeRef::Named(target),
                    ..
                }) => (nullable.contains(target) && !nullable.contains(&id)).then_some(id),
                TypeKind::Struct(_)
                | TypeKind::Enum(_)
                | TypeKind::Union(_)
                | TypeKind::Alias(_) => None,
            });
        let more = more.collect::<Vec<_>>();
        if more.is_empty() {
            return nullable;
        }
        nullable.extend(more);
    }
}

fn spread(value: &mut Value, nullable: &BTreeSet<TypeId>) {
    if let TypeRef::Named(id) = &value.ty {
        value.nullable |= nullable.contains(id);
    }
}
