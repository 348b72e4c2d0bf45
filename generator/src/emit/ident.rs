//! Sealed names as tokens.

use proc_macro2::{Ident, Span};

use crate::names;

/// A name from the description.
pub(super) fn ident(name: &names::Ident) -> Ident {
    Ident::new(name.as_str(), Span::call_site())
}

/// A name that this crate spells out.
pub(super) fn fixed(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A name from the description behind a prefix that ends in an underscore, such as `with_`.
///
/// The underscore that keeps a keyword apart (`type_`) is not needed there and left out, unless
/// `taken` says that another name would become the same.
pub(super) fn prefixed(prefix: &str, name: &names::Ident, taken: impl Fn(&str) -> bool) -> Ident {
    let full = name.as_str();
    let stem = full
        .strip_suffix('_')
        .filter(|stem| !stem.is_empty() && !taken(stem));
    Ident::new(
        &format!("{prefix}{}", stem.unwrap_or(full)),
        Span::call_site(),
    )
}
