//! Gives each inline type the best candidate that is still free.

use super::candidates::Candidates;
use super::ident::Ident;
use super::scope::{Role, Scope, spell};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Origin, TypeId};
use crate::pointer::Pointer;

/// Names the inline types. Where two want one name, the type for which more speaks gets it.
pub(super) fn assign(
    api: &Api,
    candidates: &[Candidates],
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<(TypeId, Ident)> {
    let inline = api
        .types
        .iter()
        .filter(|(_, definition)| matches!(definition.origin, Origin::Inline { .. }));
    let mut order = inline
        .map(|(id, definition)| (id, definition.place.as_str()))
        .collect::<Vec<_>>();
    order.sort_by(|(a, x), (b, y)| {
        let weight = |id: &TypeId| candidates[id.index()].weight;
        weight(b).cmp(&weight(a)).then_with(|| x.cmp(y))
    });
    let named = order.into_iter().map(|(id, place)| {
        let names = candidates[id.index()]
            .names
            .iter()
            .map(|words| spell(words, Role::Type));
        let free = names.into_iter().find(|name| scope.is_free(name));
        let ident = match free {
            Some(name) => scope.take(name),
            None => claim_numbered(&candidates[id.index()], place, scope, diagnostics),
        };
        (id, ident)
    });
    named.collect()
}

fn claim_numbered(
    candidates: &Candidates,
    place: &str,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Ident {
    let words = candidates.names.first().cloned().unwrap_or_default();
    let ident = scope.claim_words(&words, Role::Type);
    let message = format!("nothing but a number tells `{ident}` from other types of its name");
    diagnostics
        .warn(
            "numbered-type-name",
            &Pointer::parse(place).unwrap_or_else(Pointer::root),
            message,
        )
        .help("give the schema a `title`, or move it to `components`");
    ident
}
