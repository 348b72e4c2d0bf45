//! Names of declared headers.

use super::Ident;
use super::scope::{Role, Scope};
use crate::ir::Parameter;

/// One field per header of a struct.
pub(super) fn fields(headers: &[Parameter]) -> Vec<Ident> {
    let mut scope = Scope::default();
    headers
        .iter()
        .map(|header| scope.claim(&header.name, Role::Field))
        .collect()
}
