//! What is said where two things would have one name, so that one of them has a number.

use super::Ident;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Operation, Origin, TypeDef};
use crate::pointer::Pointer;

/// Reports a type that nothing but a number tells from another.
pub(super) fn warn<'d>(
    ident: &Ident,
    place: &str,
    diagnostics: &'d mut Diagnostics,
) -> &'d mut Diagnostic {
    let message = format!("nothing but a number tells `{ident}` from other types of its name");
    diagnostics.warn("numbered-type-name", &pointer(place), message)
}

/// Reports components whose names are one in Rust.
pub(super) fn warn_of_components(
    [first, second]: [&TypeDef; 2],
    ident: &Ident,
    diagnostics: &mut Diagnostics,
) {
    warn(ident, &second.place, diagnostics)
        .related(said(&key(first), &key(second)), &pointer(&first.place))
        .help("give one of them another name");
}

/// Reports operations whose names are one in Rust.
pub(super) fn warn_of_methods(
    [first, second]: [&Operation; 2],
    ident: &Ident,
    diagnostics: &mut Diagnostics,
) {
    let at = |operation: &Operation| match operation.id {
        Some(_) => pointer(&operation.place).child("operationId"),
        None => pointer(&operation.place),
    };
    let called = |operation: &Operation| {
        let unnamed = || format!("{} {}", operation.method, operation.path);
        operation.id.clone().unwrap_or_else(unnamed)
    };
    let message = format!("nothing but a number tells `{ident}` from another method of its name");
    diagnostics
        .warn("numbered-method-name", &at(second), message)
        .related(said(&called(first), &called(second)), &at(first))
        .help("give one of them another `operationId`");
}

fn said(first: &str, second: &str) -> String {
    format!("`{first}` has the name of `{second}` in Rust")
}

fn key(definition: &TypeDef) -> String {
    match &definition.origin {
        Origin::Component(key) => key.clone(),
        Origin::Inline { .. } | Origin::Input { .. } => String::new(),
    }
}

fn pointer(place: &str) -> Pointer {
    Pointer::parse(place).unwrap_or_default()
}
