//! Drops the types that nothing uses: what lowering tried and did not keep, and what only operations use that are not
//! selected.

use crate::ir::{Api, Arena, Origin, TypeId};

/// Keeps what operations or webhooks use, and with `components` these and what they use. The order stays.
pub(super) fn prune(api: &mut Api, components: bool) {
    let components = api
        .types
        .iter()
        .filter(|(_, it)| components && matches!(it.origin, Origin::Component(_)));
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
        if let Origin::Input { of } = &mut api.types[id].origin {
            rename(of);
        }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::prune;
    use crate::ir::{Api, Docs, Origin, Struct, TypeDef, TypeId, TypeKind, TypeRef, Value};

    fn push(api: &mut Api, origin: Origin, kind: TypeKind) -> TypeId {
        api.types.push(TypeDef {
            origin,
            docs: Docs::default(),
            kind,
            nullable: false,
            place: String::new(),
        })
    }

    #[test]
    fn a_version_for_requests_stays_one_of_its_type() {
        let mut api = Api::default();
        let empty = || TypeKind::Struct(Struct::default());
        let titles = BTreeSet::new();
        push(&mut api, Origin::Inline { titles }, empty());
        let pet = push(&mut api, Origin::Component("Pet".to_owned()), empty());
        let input = push(&mut api, Origin::Input { of: pet }, empty());
        let alias = TypeKind::Alias(Value::of(TypeRef::Named(input)));
        push(&mut api, Origin::Component("Holder".to_owned()), alias);
        prune(&mut api, true);
        let ids = api.types.ids().collect::<Vec<_>>();
        assert_eq!(ids.len(), 3);
        assert_eq!(api.types[ids[1]].origin, Origin::Input { of: ids[0] });
    }
}
