//! Drops the inline types that nothing uses: what lowering tried and did not keep.

use crate::ir::{Api, Arena, Origin, TypeId};

/// Keeps components and what they, operations or webhooks use. The order stays.
pub(super) fn prune(api: &mut Api) {
    let components = api
        .types
        .iter()
        .filter(|(_, it)| matches!(it.origin, Origin::Component(_)));
    let operations = api
        .operations
        .iter()
        .flat_map(|(_, operation)| operation.named());
    let used = api.closure(
        components
            .map(|(id, _)| id)
            .chain(operations)
            .chain(api.named_by_webhooks()),
    );
    let mut kept = Arena::default();
    let mut moved = vec![None; api.types.len()];
    for (id, definition) in std::mem::take(&mut api.types).into_entries() {
        if used.contains(&id) {
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
    for webhook in &mut api.webhooks {
        webhook
            .payload
            .for_each_mut(&mut |value| value.ty.for_each_own_id_mut(rename));
    }
}
