//! Canonical document → IR. The only place that knows both.
//!
//! Lowering degrades per field or per operation, never per document: whatever it cannot express is
//! a located warning, and the rest still comes out.

mod annotated;
mod array;
mod body;
mod bounds;
mod combine;
mod components;
mod conditional;
mod content;
mod declared_headers;
mod decorated;
mod discriminator;
mod encoding;
mod enum_union;
mod enumeration;
mod errors;
mod events;
mod extension;
mod fits;
mod header;
mod intern;
mod items;
mod media_type;
mod merge;
mod method;
mod multiple;
mod node;
mod object;
mod operation;
mod parameter;
mod parts;
mod path;
mod pattern;
mod polymorphism;
mod prune;
mod reference;
mod required;
mod response;
mod said;
mod sample;
mod scalar;
mod schema;
mod secret;
mod security;
mod server;
mod shape;
mod simplify;
mod split;
mod tags;
mod template;
mod union;
mod webhook;
mod whole_query;

use std::collections::BTreeSet;

use openapiv3::{OpenAPI, Operation, PathItem, ReferenceOr, Schema};
use typed_arena::Arena as Allocator;

use crate::diagnostic::Diagnostics;
use crate::formats::Formats;
use crate::ir::{Api, Id, Scheme, Tag};
use crate::normalize::Canonical;
use crate::pointer::Pointer;
use crate::selection::Selection;
use components::Components;
use intern::Interner;

/// Lowers the selected operations of a canonical document, with what they use.
#[must_use]
pub fn lower(
    canonical: &Canonical,
    formats: &Formats,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Api {
    let openapi = &canonical.openapi;
    let (schemas, path_items, operations) = (Allocator::new(), Allocator::new(), Allocator::new());
    let mut cx = Cx {
        openapi,
        schemas: &schemas,
        path_items: &path_items,
        operations: &operations,
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
        required_scopes: BTreeSet::new(),
        depth: 0,
        open: Vec::new(),
        allowance: 16 * combine::ALLOWANCE,
        diagnostics,
    };
    security::lower_schemes(&mut cx);
    components::lower_components(&mut cx);
    webhook::lower_webhooks(&mut cx);
    operation::lower_operations(&mut cx, selection);
    security::keep_required_scopes(&mut cx);
    server::borrow_server(&mut cx);
    components::spread_nullability(&mut cx);
    declared_headers::warn_of_conflicts(&mut cx);
    errors::absorb(&mut cx.api);
    split::split(&mut cx.api);
    prune::prune(&mut cx.api, selection.is_everything());
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
    /// Path items that stand in `x-` keys.
    path_items: &'a Allocator<PathItem>,
    /// Operations of methods that 3.0 does not have, likewise.
    operations: &'a Allocator<Operation>,
    /// Which types stand for which formats.
    formats: &'a Formats,
    api: Api,
    components: Components,
    interner: Interner,
    /// The scopes that operations require, each with its scheme.
    required_scopes: BTreeSet<(Id<Scheme>, String)>,
    /// How many schemas deep the current one is, references included.
    depth: usize,
    /// The places of the schemas that the current one stands in; of each, all that must hold together.
    open: Vec<Vec<Pointer>>,
    /// How many components may still be merged into schemas that include them.
    allowance: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Cx<'_> {
    fn unsupported(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>) {
        self.diagnostics.unsupported(code, at, message);
    }
}
