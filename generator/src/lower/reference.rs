//! References to components other than schemas.

use indexmap::IndexMap;
use openapiv3::{Components, ReferenceOr};

use super::Cx;
use crate::pointer::Pointer;

/// How many references may follow each other.
const CHAIN_LIMIT: usize = 32;

/// The object behind a reference to a component, with its place.
pub(super) fn resolve<'a, T>(
    cx: &mut Cx<'a>,
    object: &'a ReferenceOr<T>,
    at: &Pointer,
    components: impl Fn(&'a Components) -> &'a IndexMap<String, ReferenceOr<T>>,
) -> Option<(&'a T, Pointer)> {
    let openapi = cx.openapi;
    let (mut object, mut place) = (object, at.clone());
    for _ in 0..CHAIN_LIMIT {
        let reference = match object {
            ReferenceOr::Item(item) => return Some((item, place)),
            ReferenceOr::Reference { reference } => reference,
        };
        let target = Pointer::parse(reference)?;
        let name = target.last()?;
        object = components(openapi.components.as_ref()?).get(name.as_ref())?;
        place = target;
    }
    cx.diagnostics
        .error("reference-cycle", at, "the reference leads back to itself");
    None
}
