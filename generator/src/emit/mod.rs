//! Facts and names → the files of a client crate, as tokens.
//!
//! Emitting cannot fail: whatever cannot be expressed was left out, with a warning, when lowering.
//! Each emitter looks at one construct, decides everything first, and then has one `quote!` that
//! looks like what it emits.

mod alias;
mod arguments;
mod body;
mod bounds;
mod checks;
mod choice;
mod client;
mod constraints;
mod constructor;
mod crate_;
mod credentials;
mod cx;
mod descriptor;
mod docs;
mod dynamic;
mod enum_;
mod error_body;
mod errors;
mod example;
mod field;
mod fixed_value;
mod foreign;
mod format;
mod headers;
mod ident;
mod intake;
mod invoke;
mod known;
mod lints;
mod manifest;
mod models;
mod module;
mod operation;
mod operations;
mod parts;
mod payload;
mod response;
mod rules;
mod runtime;
mod serde_table;
mod servers;
mod size;
mod struct_;
mod successes;
#[cfg(test)]
mod tests;
mod type_ref;
mod union;
mod usage;
mod webhooks;

pub use module::{Content, Item, Module, Table, Use};

use crate::analyze::Facts;
use crate::ir::Api;
use crate::names::Names;
use cx::{Cx, Place, Taken};
use usage::Usage;

/// An API with all that was found out about it.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    /// The API.
    pub api: &'a Api,
    /// What is true of it.
    pub facts: &'a Facts,
    /// What everything is called.
    pub names: &'a Names,
    /// What the caller decided.
    pub options: &'a crate::Options,
}

/// The files of the client crate, in no particular order.
#[must_use]
pub fn emit(model: &Model<'_>) -> Vec<Module> {
    let taken = Taken::collect(model);
    let cx = Cx::new(model, &taken, Place::Root);
    let usage = Usage::of(&cx);
    let mut modules = vec![
        manifest::emit_manifest(&cx, &usage),
        manifest::emit_rustfmt(),
        manifest::emit_names(&cx),
        crate_::emit_readme(&cx, &usage),
        crate_::emit_lib(&cx, &usage),
        client::emit_client(&cx.in_place(Place::Root)),
        error_body::emit_error_body(&cx.in_place(Place::Root)),
        dynamic::emit_dynamic(&cx.in_place(Place::ByPath)),
        dynamic::emit_example(&cx),
    ];
    modules.extend(headers::emit_error_headers(&cx.in_place(Place::ByPath)));
    modules.extend(servers::emit_servers(&cx.in_place(Place::Root)));
    modules.extend(models::emit_models(&cx));
    modules.extend(operations::emit_operations(&cx));
    modules.extend(webhooks::emit_webhooks(&cx.in_place(Place::Root)));
    modules.extend(runtime::emit_runtime(&usage));
    modules
}
