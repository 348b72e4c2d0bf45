//! `readOnly` and `writeOnly`: separate request types where requests and responses differ.
//!
//! A type that travels both ways keeps every property, those of requests only being optional in
//! it. Where that differs from what requests need, requests get a type of their own, without the
//! `readOnly` properties (OpenAPI 3.0.4, Schema Object, Fixed Fields).

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Access, Api, Origin, TypeDef, TypeId, TypeKind};

/// Splits the types that need it.
pub(super) fn split(api: &mut Api) {
    let differing = differing(api);
    let (requests, responses) = (api.sent(), api.received());
    let mut inputs = BTreeMap::new();
    for id in requests
        .intersection(&responses)
        .filter(|id| differing.contains(id))
    {
        inputs.insert(*id, push_input(api, *id));
    }
    let redirect = &mut |id: &mut TypeId| *id = inputs.get(id).copied().unwrap_or(*id);
    for id in inputs
        .values()
        .copied()
        .chain(requests.difference(&responses).copied())
    {
        api.types[id].kind.for_each_id_mut(redirect);
    }
    for id in api.operations.ids() {
        api.operations[id]
            .for_each_request_value_mut(&mut |value| value.ty.for_each_own_id_mut(redirect));
    }
    for id in requests.difference(&responses) {
        leave_out_optional(&mut api.types[*id].kind);
    }
    for id in responses {
        relax(&mut api.types[id].kind);
    }
}

/// What only requests contain is sent without what only the server can say. Where the description asks for that all
/// the same, the caller may say it.
fn leave_out_optional(kind: &mut TypeKind) {
    if let TypeKind::Struct(it) = kind {
        it.fields
            .retain(|field| field.required || field.access != Access::Read);
    }
}

/// The types in which requests and responses differ, or that contain one.
fn differing(api: &Api) -> BTreeSet<TypeId> {
    let mut differing = BTreeSet::new();
    loop {
        let before = differing.len();
        for (id, definition) in api.types.iter() {
            let mut contains = differs(&definition.kind);
            for value in definition.kind.values() {
                value
                    .ty
                    .for_each_named(&mut |id| contains |= differing.contains(&id));
            }
            if contains {
                differing.insert(id);
            }
        }
        if differing.len() == before {
            return differing;
        }
    }
}

fn differs(kind: &TypeKind) -> bool {
    match kind {
        TypeKind::Struct(it) => it.fields.iter().any(|field| match field.access {
            Access::Both => false,
            Access::Read => true,
            Access::Write => field.required,
        }),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => false,
    }
}

/// Adds the request's version of a type.
fn push_input(api: &mut Api, id: TypeId) -> TypeId {
    let TypeDef {
        docs,
        mut kind,
        place,
        ..
    } = api.types[id].clone();
    if let TypeKind::Struct(it) = &mut kind {
        it.fields.retain(|field| field.access != Access::Read);
    }
    api.types.push(TypeDef {
        nullable: false,
        origin: Origin::Input { of: id },
        docs,
        kind,
        place,
    })
}

/// What only requests carry is not required of a response.
fn relax(kind: &mut TypeKind) {
    if let TypeKind::Struct(it) = kind {
        for field in it
            .fields
            .iter_mut()
            .filter(|field| field.access == Access::Write)
        {
            field.required = false;
        }
    }
}
