//! From where each type is reached: requests, responses, groups.

use std::collections::BTreeSet;

use super::{Discrimination, Facts};
use crate::ir::{Api, Origin, TypeId};

/// Marks the direction and the group of every type.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    for id in api.sent() {
        facts.types[id.index()].in_request = true;
    }
    for id in api.received() {
        facts.types[id.index()].in_response = true;
    }
    mark_groups(api, facts);
    mark_unreached(api, facts);
    mark_tri_states(api, facts);
}

/// Marks what requests contain, and what they would contain if they had no versions of their own of any type.
fn mark_tri_states(api: &Api, facts: &mut Facts) {
    let sent = api.types.ids().filter(|id| facts.of(*id).in_request);
    let with_responses = |id: TypeId| match api.types[id].origin {
        Origin::Input { of } => [Some(id), Some(of)],
        Origin::Component(_) | Origin::Inline { .. } => [Some(id), None],
    };
    let roots: Vec<_> = sent.flat_map(with_responses).flatten().collect();
    for id in api.closure(roots) {
        facts.types[id.index()].tri_state = true;
    }
}

/// Marks which serde directions are needed.
///
/// A union without a tag is read as the branch that loses nothing when written again, so what it
/// holds is written too.
pub(super) fn mark_directions(api: &Api, facts: &mut Facts) {
    for fact in &mut facts.types {
        (fact.encoded, fact.decoded) = (fact.in_request, fact.in_response);
    }
    let tried = api.types.ids().filter(|id| {
        let fact = facts.of(*id);
        fact.decoded && matches!(fact.discrimination, Some(Discrimination::Trial { .. }))
    });
    for id in api.closure(tried.collect::<Vec<_>>()) {
        facts.types[id.index()].encoded = true;
    }
}

/// A type belongs to the tagged group that alone reaches it.
fn mark_groups(api: &Api, facts: &mut Facts) {
    let mut reached_by: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); api.types.len()];
    for (index, group) in facts.groups.iter().enumerate() {
        let roots = group
            .operations
            .iter()
            .flat_map(|id| api.operations[*id].named());
        for id in api.closure(roots) {
            reached_by[id.index()].insert(index);
        }
    }
    for (fact, groups) in facts.types.iter_mut().zip(&reached_by) {
        let mut groups = groups.iter().copied();
        let only = groups.next().filter(|_| groups.next().is_none());
        fact.group = only.filter(|index| facts.groups[*index].tag.is_some());
    }
}

/// What no operation reaches may still be wanted in either direction, with all inside it.
fn mark_unreached(api: &Api, facts: &mut Facts) {
    let unreached = api.types.ids().filter(|id| {
        let fact = facts.of(*id);
        !fact.in_request && !fact.in_response
    });
    for id in api.closure(unreached.collect::<Vec<_>>()) {
        let fact = &mut facts.types[id.index()];
        (fact.in_request, fact.in_response) = (true, true);
    }
}
