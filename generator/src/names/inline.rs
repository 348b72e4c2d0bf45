//! Gives each inline type the best candidate that is still free, unless it keeps a name.

use super::candidates::Candidates;
use super::ident::Ident;
use super::lock::NamesLock;
use super::numbered;
use super::scope::{Role, Scope, spell};
use super::words::Words;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Origin, TypeId};

/// Names the inline types that have no name yet. Where two want one name, the type for which more
/// speaks gets it.
pub(super) fn assign(
    api: &Api,
    candidates: &[Candidates],
    names: &mut [Option<Ident>],
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) {
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
    for (id, place) in order {
        let candidates = &candidates[id.index()];
        match &names[id.index()] {
            Some(kept) => warn_if_numbered(kept, candidates, place, diagnostics),
            None => names[id.index()] = Some(claim(candidates, place, scope, diagnostics)),
        }
    }
}

fn claim(
    candidates: &Candidates,
    place: &str,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Ident {
    match spelled(candidates).find(|name| scope.is_free(name)) {
        Some(name) => scope.take(name),
        None => claim_numbered(candidates, place, scope, diagnostics),
    }
}

/// A name does not become better by being kept.
fn warn_if_numbered(
    kept: &Ident,
    candidates: &Candidates,
    place: &str,
    diagnostics: &mut Diagnostics,
) {
    let best = spell(&first(candidates), Role::Type);
    let number = kept.as_str().strip_prefix(best.as_str());
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if number.is_some_and(is_number) && spelled(candidates).all(|name| name != kept.as_str()) {
        let help = format!(
            "move the schema to `components`, or give it a `title` and remove the line of `{kept}` from `{}`",
            NamesLock::FILE
        );
        numbered::warn(kept, place, diagnostics).help(help);
    }
}

fn claim_numbered(
    candidates: &Candidates,
    place: &str,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Ident {
    let ident = scope.claim_words(&first(candidates), Role::Type);
    numbered::warn(&ident, place, diagnostics)
        .help("give the schema a `title`, or move it to `components`");
    ident
}

fn spelled(candidates: &Candidates) -> impl Iterator<Item = String> {
    let names = candidates.names.iter();
    names.map(|words| spell(words, Role::Type))
}

fn first(candidates: &Candidates) -> Words {
    candidates.names.first().cloned().unwrap_or_default()
}
