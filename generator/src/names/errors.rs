//! Names of error payloads.

use super::scope::{Role, Scope};
use super::{ErrorNames, TypeNames};
use crate::analyze::{ErrorPayload, Facts};
use crate::ir::{MediaFormat, TypeRef};

/// A payload is called after its type.
pub(super) fn assign(facts: &Facts, types: &[TypeNames]) -> Vec<ErrorNames> {
    let mut variants = Scope::with_reserved(["Undeclared", "Self"]);
    let mut decoders = Scope::with_reserved(["message", "undeclared"]);
    let names = facts.errors.iter().map(|payload| {
        let text = text(payload, types);
        ErrorNames {
            variant: variants.claim(text, Role::Variant),
            decoder: decoders.claim(text, Role::Method),
        }
    });
    names.collect()
}

fn text<'a>(payload: &ErrorPayload, types: &'a [TypeNames]) -> &'a str {
    match (payload.media.format, &payload.media.value.ty) {
        (MediaFormat::Json, TypeRef::Named(id)) => types[id.index()].name.as_str(),
        (MediaFormat::Json, TypeRef::List(_) | TypeRef::Tuple(_)) => "list",
        (MediaFormat::Json, TypeRef::Map(_)) => "map",
        (MediaFormat::Json, TypeRef::Any) => "json",
        (MediaFormat::Json, TypeRef::Scalar(_)) => "scalar",
        (MediaFormat::Binary | MediaFormat::Multipart, _) => "bytes",
        (
            MediaFormat::Form
            | MediaFormat::Events { .. }
            | MediaFormat::JsonLines
            | MediaFormat::JsonSequence
            | MediaFormat::Text,
            _,
        ) => "text",
    }
}
