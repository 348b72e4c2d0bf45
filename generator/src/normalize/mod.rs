//! Tree to canonical tree: Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 become one form of OpenAPI 3.0 that `openapiv3` can hold.
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
mod swagger;
mod texts;
mod version;
mod walk;

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::bundle::Sources;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use version::Version;

pub use origins::Origins;

/// The media type of a body of which only the schema is said.
const JSON: &str = "application/json";

/// A description in canonical form.
#[derive(Debug, Clone)]
pub struct Canonical {
    /// The description.
    pub openapi: OpenAPI,
    /// The tree `openapi` was read from; pointers of later stages name its nodes.
    pub tree: Value,
    /// Where the nodes of `tree` stand in the author's own document.
    pub origins: Origins,
    /// What a reference to a schema starts with in the author's document: `#/components/schemas/`, or
    /// `#/definitions/` in Swagger 2.0.
    pub schema_prefix: &'static str,
}

impl Canonical {
    /// What is needed of it once it is lowered.
    #[must_use]
    pub fn into_origins(self) -> Origins {
        self.origins
    }
}

/// Brings a description into canonical form.
///
/// Diagnostics reported here name the author's own nodes already; later ones go through [`Canonical::origins`].
/// Nothing is returned for what is not an OpenAPI description of a known version. A description with errors is
/// returned all the same, the faulty parts left out, so that later stages find their faults too.
pub fn normalize(
    mut tree: Value,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Canonical> {
    let version = version::detect(&tree, diagnostics)?;
    let (inherited, schema_prefix) = match version {
        Version::V20 => (
            swagger::restructure(&mut tree, diagnostics),
            "#/definitions/",
        ),
        Version::V30 | Version::V31 | Version::V32 => {
            let inherited = swagger::take_old_members(&mut tree, diagnostics);
            (inherited, "#/components/schemas/")
        }
    };
    let inlined = reference::settle(&mut tree, sources, version, diagnostics);
    let (tree, origins) = walk::canonical(tree, version, inherited, inlined, sources, diagnostics);
    match read::read(&tree) {
        Ok(openapi) => Some(Canonical {
            openapi,
            tree,
            origins,
            schema_prefix,
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
