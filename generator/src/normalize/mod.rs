//! Tree to canonical tree: OpenAPI 3.0, 3.1 and 3.2 become one form of OpenAPI 3.0 that `openapiv3` can hold.
//!
//! What 3.0 cannot say is rewritten into what it can, or carried in `x-` keys that only lowering reads. What real
//! descriptions get wrong is repaired, each repair a warning. The only place that knows versions.

mod object;
mod origins;
mod read;
mod reference;
mod scalar;
mod schema;
mod shape;
mod version;
mod walk;

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

pub use origins::Origins;

/// A description in canonical form.
#[derive(Debug, Clone)]
pub struct Canonical {
    /// The description.
    pub openapi: OpenAPI,
    /// The tree `openapi` was read from; pointers of later stages name its nodes.
    pub tree: Value,
    /// Where the nodes of `tree` stand in the author's own document.
    pub origins: Origins,
}

/// Brings a description into canonical form.
///
/// Diagnostics reported here name the author's own nodes already; later ones go through [`Canonical::origins`].
/// Nothing is returned for what is not an OpenAPI description of a known version. A description with errors is
/// returned all the same, the faulty parts left out, so that later stages find their faults too.
pub fn normalize(mut tree: Value, diagnostics: &mut Diagnostics) -> Option<Canonical> {
    let version = version::detect(&tree, diagnostics)?;
    let inlined = reference::settle(&mut tree, diagnostics);
    let (tree, origins) = walk::canonical(tree, version, inlined, diagnostics);
    match read::read(&tree) {
        Ok(openapi) => Some(Canonical {
            openapi,
            tree,
            origins,
        }),
        Err(error) => {
            let message = format!("the canonical description cannot be read: {error}");
            diagnostics.internal("canonical-form", &Pointer::root(), message);
            None
        }
    }
}

#[cfg(test)]
mod tests;
