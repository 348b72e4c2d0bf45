//! The files of operations: one per group.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::{Cx, Place};
use super::docs::{self, Prose};
use super::ident::ident;
use super::known::Known;
use super::module::{Item, Module};
use super::operation;
use crate::analyze::Group;
use crate::ir::OperationId;

/// `operations.rs` and the file of every group.
pub(super) fn emit_operations(cx: &Cx<'_>) -> Vec<Module> {
    let groups = &cx.facts().groups;
    let mut modules = vec![emit_index(cx)];
    modules
        .extend((0..groups.len()).map(|index| emit_group(&cx.in_place(Place::Operations), index)));
    modules
}

/// The module of a group.
pub(super) fn module_name(cx: &Cx<'_>, index: usize) -> String {
    cx.names().group(index).module.to_string()
}

fn emit_index(cx: &Cx<'_>) -> Module {
    let modules = (0..cx.facts().groups.len()).map(|index| {
        let module = ident(&cx.names().group(index).module);
        quote!(pub mod #module;)
    });
    let has_tags = cx.facts().groups.iter().any(|group| group.tag.is_some());
    if !has_tags {
        let docs = Prose::sentence(
            "The operations of the API: request types that the methods of the client return.",
        );
        let items = vec![Item::Lines(quote!(#(#modules)*))];
        return Module::rust("src/operations.rs", docs.into_lines(), items);
    }
    let docs = Prose::sentence("The operations of the API, in one module per tag.")
        .with_paragraph("Each module holds a handle with a method per operation, and the request types that its methods return.");
    Module::rust(
        "src/operations.rs",
        docs.into_lines(),
        vec![Item::Lines(quote!(#(#modules)*))],
    )
}

fn emit_group(cx: &Cx<'_>, index: usize) -> Module {
    let group = &cx.facts().groups[index];
    let mut items = match &group.tag {
        Some(tag) => emit_handle(cx, index, group, tag),
        None => emit_client_methods(cx, group),
    };
    let handle = handle_name(cx, index, group);
    items.extend(
        group
            .operations
            .iter()
            .flat_map(|id| operation::emit_parts(cx, *id, &handle)),
    );
    items.splice(0..0, cx.uses());
    Module::rust(
        format!("src/operations/{}.rs", module_name(cx, index)),
        module_docs(group).into_lines(),
        items,
    )
}

fn handle_name(cx: &Cx<'_>, index: usize, group: &Group) -> String {
    match group.tag {
        Some(_) => cx.names().group(index).handle.to_string(),
        // A model can be called `Client` too.
        None if cx.is_plain(Known::Client) => "Client".to_owned(),
        None => "crate::Client".to_owned(),
    }
}

fn module_docs(group: &Group) -> Prose {
    match &group.tag {
        Some(tag) => Prose::sentence(format!("Operations tagged {}.", docs::code(tag))),
        None => Prose::sentence("Operations without a tag: methods of the client itself."),
    }
}

fn emit_handle(cx: &Cx<'_>, index: usize, group: &Group, tag: &str) -> Vec<Item> {
    let names = cx.names().group(index);
    let (handle, client) = (ident(&names.handle), cx.known(Known::Client));
    let docs = Prose::markdown(group.description.as_deref())
        .or(|| format!("Operations tagged {}.", docs::code(tag)))
        .with_paragraph(made_by(cx, names.accessor.as_str()))
        .attributes();
    let methods = emit_methods(cx, &group.operations, &quote!(self.0));
    vec![
        Item::Rust(quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub struct #handle<'c>(pub(crate) &'c #client);
        }),
        Item::Rust(quote!(impl #handle<'_> { #(#methods)* })),
    ]
}

fn made_by(cx: &Cx<'_>, accessor: &str) -> String {
    if cx.is_plain(Known::Client) {
        format!("Made by [`Client::{accessor}`].")
    } else {
        format!("Made by [`Client::{accessor}`](crate::Client::{accessor}).")
    }
}

fn emit_client_methods(cx: &Cx<'_>, group: &Group) -> Vec<Item> {
    let client = cx.known(Known::Client);
    let methods = emit_methods(cx, &group.operations, &quote!(self));
    vec![Item::Rust(quote!(impl #client { #(#methods)* }))]
}

fn emit_methods(cx: &Cx<'_>, operations: &[OperationId], client: &TokenStream) -> Vec<TokenStream> {
    operations
        .iter()
        .map(|id| operation::emit_method(cx, *id, client))
        .collect()
}
