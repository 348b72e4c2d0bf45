//! Canonical document → IR. The only place that knows both.
//!
//! Lowering degrades per field or per operation, never per document: whatever it cannot express is
//! a located warning, and the rest still comes out.

mod array;
mod body;
mod combine;
mod components;
mod content;
mod encoding;
mod enumeration;
mod errors;
mod extension;
mod header;
mod intern;
mod items;
mod node;
mod object;
mod operation;
mod parameter;
mod parts;
mod path;
mod polymorphism;
mod prune;
mod reference;
mod response;
mod scalar;
mod schema;
mod secret;
mod security;
mod server;
mod shape;
mod simplify;
mod split;
mod tags;
mod union;

use openapiv3::{OpenAPI, ReferenceOr, Schema};
use typed_arena::Arena as Allocator;

use crate::diagnostic::Diagnostics;
use crate::formats::Formats;
use crate::ir::{Api, Tag};
use crate::normalize::Canonical;
use crate::pointer::Pointer;
use components::Components;
use intern::Interner;

/// Lowers a canonical document.
#[must_use]
pub fn lower(canonical: &Canonical, formats: &Formats, diagnostics: &mut Diagnostics) -> Api {
    let openapi = &canonical.openapi;
    let schemas = Allocator::new();
    let mut cx = Cx {
        openapi,
        schemas: &schemas,
        formats,
        api: Api {
            schema_prefix: canonical.schema_prefix,
            title: openapi.info.title.clone(),
            version: openapi.info.version.clone(),
            description: openapi.info.description.clone(),
            servers: server::lower_servers(&openapi.servers, diagnostics),
            tags: openapi.tags.iter().map(lower_tag).collect(),
            ..Api::default()
        },
        components: Components::default(),
        interner: Interner::default(),
        depth: 0,
        diagnostics,
    };
    security::lower_schemes(&mut cx);
    components::lower_components(&mut cx);
    operation::lower_operations(&mut cx);
    components::spread_nullability(&mut cx);
    errors::absorb(&mut cx.api);
    split::split(&mut cx.api);
    prune::prune(&mut cx.api);
    cx.api
}

fn lower_tag(tag: &openapiv3::Tag) -> Tag {
    Tag {
        name: tag.name.clone(),
        description: tag.description.clone(),
    }
}

/// What lowering reads and what it has made so far.
struct Cx<'a> {
    openapi: &'a OpenAPI,
    /// Schemas that stand in `x-` keys and are parsed on the way.
    schemas: &'a Allocator<ReferenceOr<Schema>>,
    /// Which types stand for which formats.
    formats: &'a Formats,
    api: Api,
    components: Components,
    interner: Interner,
    /// How many schemas deep the current one is, references included.
    depth: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Cx<'_> {
    fn unsupported(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>) {
        self.diagnostics.unsupported(code, at, message);
    }
}
