//! Which value a struct has for the properties that tell it from the other branches of its unions.

use std::collections::BTreeMap;

use super::constrained::resolve;
use super::{Facts, TagValue};
use crate::ir::{Api, Origin, TypeId, TypeKind, TypeRef, Union};

/// The values by struct and property; none where there are several.
type Told = BTreeMap<TypeId, BTreeMap<String, Option<TagValue>>>;

/// Marks the structs that have the same one value wherever they are branches.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    let mut told = Told::new();
    for (id, definition) in api.types.iter() {
        if let TypeKind::Union(union) = &definition.kind {
            tell(api, facts, id, union, &mut told);
        }
    }
    for id in api.types.ids() {
        let values = told.get(&whole(api, id)).into_iter().flatten();
        let single = values.filter_map(|(property, value)| Some((property, value.as_ref()?)));
        facts.types[id.index()].told = single.map(|(a, b)| (a.clone(), b.clone())).collect();
    }
}

fn tell(api: &Api, facts: &Facts, id: TypeId, union: &Union, told: &mut Told) {
    let Some(tag) = facts.of(id).tag() else {
        return;
    };
    for (index, (branch, values)) in union.branches.iter().zip(&tag.values).enumerate() {
        let TypeRef::Named(id) = resolve(api, &branch.value.ty) else {
            continue;
        };
        let value = match values.as_slice() {
            // The plain parent is also what a child is that the description does not know, as is the default branch.
            [only] if union.base != Some(index) && !branch.is_default => Some(only),
            _ => None,
        };
        let told = told.entry(whole(api, *id)).or_default();
        told.entry(tag.property.clone())
            .and_modify(|known| *known = known.take().filter(|known| Some(known) == value))
            .or_insert_with(|| value.cloned());
    }
}

/// The type that a request's version is one of: what tells them is the same.
fn whole(api: &Api, id: TypeId) -> TypeId {
    match api.types[id].origin {
        Origin::Input { of } => of,
        Origin::Component(_) | Origin::Inline { .. } => id,
    }
}
