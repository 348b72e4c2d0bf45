//! Names of type definitions and their members.

use std::collections::BTreeMap;

use super::candidates::propose;
use super::inline;
use super::lock::{self, Fingerprint, NamesLock};
use super::members::{Members, members};
use super::numbered;
use super::scope::{Role, Scope, spell, words_of};
use super::uses::Uses;
use super::words::Words;
use super::{Ident, TypeNames};
use crate::analyze::Facts;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Origin};

/// Names that an inline type does not take, because readers know them as something else.
const FAMILIAR: &[&str] = &[
    "Self",
    "Option",
    "Result",
    "Vec",
    "String",
    "Box",
    "Some",
    "None",
    "Ok",
    "Err",
    "Default",
    "Clone",
    "Debug",
    "From",
    "Into",
    "Iterator",
    "Send",
    "Sync",
    "Copy",
    "Drop",
    "Fn",
    "ToString",
    "BTreeMap",
    "Value",
    "Nullable",
    "Secret",
    "Base64",
    "Bytes",
    "DateTime",
    "Utc",
    "NaiveDate",
    "Uuid",
    "Client",
    "ClientBuilder",
    "Error",
    "ErrorKind",
    "ErrorBody",
    "ApiError",
    "Response",
    "Pending",
    "Call",
    "Operation",
    "Parameter",
    "Style",
    "RequestOptions",
    "Validate",
    "Validator",
    "Serialize",
    "Deserialize",
    "Body",
    "Part",
    "ByteStream",
    "EventStream",
    "JsonLines",
    "Item",
    "Object",
    "Data",
];

/// Names every type: components first, by their keys, then what the names file still names, then
/// the other inline ones.
pub(super) fn assign(
    api: &Api,
    facts: &Facts,
    fingerprints: &[Fingerprint],
    previous: &NamesLock,
    diagnostics: &mut Diagnostics,
) -> Vec<TypeNames> {
    let mut scope = Scope::default();
    let mut names: Vec<Option<Ident>> = vec![None; api.types.len()];
    let mut first = BTreeMap::new();
    for (id, definition) in api.types.iter() {
        if let Origin::Component(key) = &definition.origin {
            let name = scope.claim(key, Role::Type);
            if let Some(other) = first.insert(spell(&words_of(key), Role::Type), definition) {
                numbered::warn_of_components([other, definition], &name, diagnostics);
            }
            names[id.index()] = Some(name);
        }
    }
    scope.reserve(FAMILIAR);
    for (id, name) in lock::keep(api, fingerprints, previous) {
        // A component of that name may be new.
        if scope.is_free(name) {
            names[id.index()] = Some(scope.take(name.to_owned()));
        }
    }
    let uses = Uses::collect(api);
    let candidates = propose(api, facts, &uses, &names);
    inline::assign(api, &candidates, &mut names, &mut scope, diagnostics);
    for (id, definition) in api.types.iter() {
        if let (Origin::Input { of }, None) = (&definition.origin, &names[id.index()]) {
            let has_parts = definition.kind.has_parts();
            let name = claim_input(names[of.index()].as_ref(), has_parts, &mut scope);
            names[id.index()] = Some(name);
        }
    }
    // Every definition is a component, inline or a version of one, so each has a name by now.
    let names = names
        .into_iter()
        .map(|name| name.unwrap_or_else(|| scope.claim("", Role::Type)));
    let names = names.collect::<Vec<_>>();
    let assigned = api.types.ids().map(|id| {
        let Members {
            members,
            setters,
            rest,
        } = members(api, facts, &names, id);
        TypeNames {
            name: names[id.index()].clone(),
            members,
            setters,
            rest,
        }
    });
    assigned.collect()
}

/// What requests send of a `Pet` is a `PetInput`, and in parts a `PetForm`.
fn claim_input(of: Option<&Ident>, has_parts: bool, scope: &mut Scope) -> Ident {
    let of = Words::of(of.map(Ident::as_str).unwrap_or_default());
    if !has_parts {
        return scope.claim_words(&of.with("input"), Role::Type);
    }
    let stripped = match of.last() {
        Some("request" | "body" | "input" | "form") if of.len() > 1 => of.slice(..of.len() - 1),
        Some(_) | None => of,
    };
    scope.claim_words(&stripped.with("form"), Role::Type)
}
