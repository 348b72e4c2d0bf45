//! Error payloads that say less than another one are decoded as the other one.
//!
//! `{error}` beside `{error, message?}` gives callers one type to match on, and nothing is lost:
//! what only the larger type has is optional.

use std::collections::BTreeMap;

use crate::ir::{Api, Field, Origin, Struct, TypeId, TypeKind, TypeRef};

/// Replaces inline error payloads by those that contain them.
pub(super) fn absorb(api: &mut Api) {
    let uses = payload_uses(api);
    let mut absorbed = BTreeMap::new();
    for &small in uses.keys() {
        // The usual payload does not become a rare one.
        let larger = uses.iter().filter(|(large, count)| {
            **large != small && **count >= uses[&small] && contains(api, **large, small)
        });
        let best = larger.max_by(|(a, x), (b, y)| x.cmp(y).then_with(|| b.cmp(a)));
        if let Some((large, _)) = best {
            absorbed.insert(small, *large);
        }
    }
    for id in api.operations.ids() {
        for response in api.operations[id]
            .responses
            .iter_mut()
            .filter(|it| !it.status.is_success())
        {
            for media in &mut response.content {
                media
                    .value
                    .ty
                    .for_each_own_id_mut(&mut |id| *id = last(&absorbed, *id));
            }
        }
    }
}

/// How often each inline struct is an error payload.
fn payload_uses(api: &Api) -> BTreeMap<TypeId, usize> {
    let mut uses = BTreeMap::new();
    let operations = api
        .operations
        .iter()
        .flat_map(|(_, operation)| &operation.responses);
    for response in operations.filter(|response| !response.status.is_success()) {
        for media in &response.content {
            if let TypeRef::Named(id) = media.value.ty
                && as_inline_struct(api, id).is_some()
            {
                *uses.entry(id).or_default() += 1;
            }
        }
    }
    uses
}

fn as_inline_struct(api: &Api, id: TypeId) -> Option<&Struct> {
    match (&api.types[id].origin, &api.types[id].kind) {
        (Origin::Inline { .. }, TypeKind::Struct(it)) => Some(it),
        (Origin::Inline { .. } | Origin::Component(_) | Origin::Input { .. }, _) => None,
    }
}

/// Whether every field of the small type is in the large one, whose others are optional.
fn contains(api: &Api, large: TypeId, small: TypeId) -> bool {
    let (Some(large), Some(small)) = (as_inline_struct(api, large), as_inline_struct(api, small))
    else {
        return false;
    };
    let same = |a: &Field, b: &Field| {
        a.property == b.property && a.required == b.required && a.value == b.value
    };
    let is_new = |field: &&Field| small.fields.iter().all(|other| !same(field, other));
    large.additional == small.additional
        && large.fields.len() > small.fields.len()
        && small
            .fields
            .iter()
            .all(|field| large.fields.iter().any(|other| same(field, other)))
        && large
            .fields
            .iter()
            .filter(is_new)
            .all(|field| !field.required)
}

/// What absorbed a type may itself be absorbed. A larger type has more fields, so this ends.
fn last(absorbed: &BTreeMap<TypeId, TypeId>, mut id: TypeId) -> TypeId {
    while let Some(larger) = absorbed.get(&id) {
        id = *larger;
    }
    id
}
