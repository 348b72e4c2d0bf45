//! Where recursive types need a `Box`, and which aliases need to be types of their own.

use std::collections::BTreeSet;

use super::Facts;
use crate::ir::{Api, TypeId, TypeKind, TypeRef, Value};

/// A slot of a definition that holds other definitions by value.
struct Edge {
    owner: TypeId,
    slot: usize,
    targets: Vec<TypeId>,
}

/// Marks boxed slots and aliases on cycles.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    for id in api.types.ids() {
        facts.types[id.index()].newtype = is_alias(api, id) && reaches_itself_by_aliases(api, id);
    }
    let mut edges = by_value_edges(api);
    for index in 0..edges.len() {
        let edge = &edges[index];
        let on_cycle = edge
            .targets
            .iter()
            .any(|target| reaches(&edges, *target, edge.owner));
        if on_cycle && !is_alias(api, edge.owner) {
            facts.boxed.insert((edge.owner, edge.slot));
            edges[index].targets.clear();
        }
    }
}

fn is_alias(api: &Api, id: TypeId) -> bool {
    matches!(api.types[id].kind, TypeKind::Alias(_))
}

fn by_value_edges(api: &Api) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (owner, definition) in api.types.iter() {
        for (slot, value) in definition.kind.values().enumerate() {
            let mut targets = Vec::new();
            by_value(value, &mut targets);
            if !targets.is_empty() {
                edges.push(Edge {
                    owner,
                    slot,
                    targets,
                });
            }
        }
    }
    edges
}

fn by_value(value: &Value, targets: &mut Vec<TypeId>) {
    match &value.ty {
        TypeRef::Any | TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Map(_) => {}
        TypeRef::Tuple(values) => values.iter().for_each(|value| by_value(value, targets)),
        TypeRef::Named(id) => targets.push(*id),
    }
}

fn reaches(edges: &[Edge], from: TypeId, to: TypeId) -> bool {
    // Edges are sorted by owner, since definitions are visited in order.
    let leaving = |id: TypeId| {
        let start = edges.partition_point(|edge| edge.owner < id);
        edges[start..]
            .iter()
            .take_while(move |edge| edge.owner == id)
    };
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        for target in leaving(id).flat_map(|edge| &edge.targets) {
            if seen.insert(*target) {
                open.push(*target);
            }
        }
    }
    false
}

/// `type A = Vec<A>;` is not Rust.
fn reaches_itself_by_aliases(api: &Api, start: TypeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        let TypeKind::Alias(value) = &api.types[id].kind else {
            continue;
        };
        let mut found = false;
        value.ty.for_each_named(&mut |target| {
            found |= target == start;
            if seen.insert(target) {
                open.push(target);
            }
        });
        if found {
            return true;
        }
    }
    false
}
