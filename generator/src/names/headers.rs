//! Names of declared headers.

use super::Ident;
use super::scope::{Role, Scope};
use crate::ir::Parameter;

/// One field per header of a struct.
pub(super) fn fields<'a>(headers: impl IntoIterator<Item = &'a Parameter>) -> Vec<Ident> {
    let mut scope = Scope::default();
    let headers = headers.into_iter();
    headers
        .map(|header| scope.claim(&header.name, Role::Field))
        .collect()
}
