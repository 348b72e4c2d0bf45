//! From where each type is reached: requests, responses, groups.

use std::collections::BTreeSet;

use super::Facts;
use crate::ir::{Api, Operation, TypeId, TypeRef};

/// Marks the direction and the group of every type.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    let mut reached_by: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); api.types.len()];
    for (index, group) in facts.groups.iter().enumerate() {
        let operations = group.operations.iter().map(|id| &api.operations[*id]);
        let roots =
            operations.flat_map(|operation| requests(operation).chain(responses(operation)));
        for id in closure(api, roots) {
            reached_by[id.index()].insert(index);
        }
    }
    let all = || api.operations.iter().map(|(_, operation)| operation);
    for id in closure(api, all().flat_map(requests)) {
        facts.types[id.index()].in_request = true;
    }
    for id in closure(api, all().flat_map(responses)) {
        facts.types[id.index()].in_response = true;
    }
    let tagged = facts
        .groups
        .iter()
        .map(|group| group.tag.is_some())
        .collect::<Vec<_>>();
    for (fact, groups) in facts.types.iter_mut().zip(&reached_by) {
        let mut groups = groups.iter();
        fact.group = groups
            .next()
            .copied()
            .filter(|index| groups.next().is_none() && tagged[*index]);
    }
    mark_unreached(api, facts);
}

/// What no operation reaches may still be wanted in either direction, with all inside it.
fn mark_unreached(api: &Api, facts: &mut Facts) {
    let unreached = |id: &TypeId| !facts.of(*id).in_request && !facts.of(*id).in_response;
    let unreached = api
        .types
        .ids()
        .filter(unreached)
        .map(TypeRef::Named)
        .collect::<Vec<_>>();
    for id in closure(api, unreached.iter()) {
        let fact = &mut facts.types[id.index()];
        (fact.in_request, fact.in_response) = (true, true);
    }
}

fn requests(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    let body = operation.body.iter().map(|body| &body.media.value.ty);
    operation
        .parameters
        .iter()
        .map(|parameter| &parameter.value.ty)
        .chain(body)
}

fn responses(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    operation
        .responses
        .iter()
        .filter_map(|response| Some(&response.media.as_ref()?.value.ty))
}

/// Every definition reached from some types.
fn closure<'a>(api: &Api, roots: impl Iterator<Item = &'a TypeRef>) -> BTreeSet<TypeId> {
    let mut reached = BTreeSet::new();
    let mut open = Vec::new();
    for root in roots {
        root.for_each_named(&mut |id| open.push(id));
    }
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            for value in api.types[id].kind.values() {
                value.ty.for_each_named(&mut |id| open.push(id));
            }
        }
    }
    reached
}
