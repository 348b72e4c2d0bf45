//! Drops the inline types that nothing uses: what lowering tried and did not keep.

use crate::ir::{Api, Arena, Origin, TypeId};

/// Keeps components and what they or operations use. The order stays.
pub(super) fn prune(api: &mut Api) {
    let used = used(api);
    let mut kept = Arena::default();
    let mut moved = vec![None; api.types.len()];
    for (id, definition) in std::mem::take(&mut api.types).into_entries() {
        if used[id.index()] {
            moved[id.index()] = Some(kept.push(definition));
        }
    }
    api.types = kept;
    let rename = &mut |id: &mut TypeId| *id = moved[id.index()].unwrap_or(*id);
    for id in api.types.ids() {
        api.types[id].kind.for_each_id_mut(rename);
    }
    for id in api.operations.ids() {
        api.operations[id].for_each_value_mut(&mut |value| value.ty.for_each_own_id_mut(rename));
    }
}

fn used(api: &Api) -> Vec<bool> {
    let components = api
        .types
        .iter()
        .filter(|(_, it)| matches!(it.origin, Origin::Component(_)));
    let mut open = components.map(|(id, _)| id).collect::<Vec<_>>();
    for (_, operation) in api.operations.iter() {
        let values = operation
            .parameters
            .iter()
            .map(|parameter| &parameter.value);
        for value in values.chain(operation.media().map(|media| &media.value)) {
            value.ty.for_each_named(&mut |id| open.push(id));
        }
    }
    let mut used = vec![false; api.types.len()];
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut used[id.index()], true) {
            for value in api.types[id].kind.values() {
                value.ty.for_each_named(&mut |id| open.push(id));
            }
        }
    }
    used
}
