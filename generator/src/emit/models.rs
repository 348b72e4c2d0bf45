//! The files of models: one per group that has types of its own, and one for the types that several share.

use quote::quote;

use super::cx::{Cx, Place};
use super::docs::{self, Prose};
use super::ident::{fixed, ident};
use super::module::{Item, Module};
use super::{alias, constraints, enum_, serde_table, struct_, union};
use crate::ir::{TypeId, TypeKind};

/// The module of the types that no group has to itself.
const SHARED: &str = "shared";

/// `models.rs` and the files below it.
pub(super) fn emit_models(cx: &Cx<'_>) -> Vec<Module> {
    let groups = (0..cx.facts().groups.len()).map(Some).chain([None]);
    let filled: Vec<_> = groups
        .map(|group| (group, types_of(cx, group)))
        .filter(|(_, types)| !types.is_empty())
        .collect();
    let mut modules = vec![emit_index(cx, filled.iter().map(|(group, _)| *group))];
    for (group, types) in &filled {
        modules.extend(emit_group(cx, *group, types));
    }
    modules
}

fn types_of(cx: &Cx<'_>, group: Option<usize>) -> Vec<TypeId> {
    cx.api()
        .types
        .ids()
        .filter(|id| cx.type_facts(*id).group == group)
        .collect()
}

fn module_name(cx: &Cx<'_>, group: Option<usize>) -> proc_macro2::Ident {
    group.map_or_else(
        || fixed(SHARED),
        |index| ident(&cx.names().group(index).module),
    )
}

fn emit_index(cx: &Cx<'_>, groups: impl Iterator<Item = Option<usize>>) -> Module {
    let names: Vec<_> = groups.map(|group| module_name(cx, group)).collect();
    let docs = Prose::sentence("The types that requests and responses are made of.").with_paragraph(
        "Enums keep values that this version does not know, and structs ignore properties that it does not know, \
         so that a newer server does not break an older client.",
    );
    let items = vec![
        Item::Lines(quote!(#(mod #names;)*)),
        Item::Lines(quote!(#(pub use #names::*;)*)),
    ];
    Module::rust("src/models.rs", docs.into_lines(), items)
}

fn emit_group(cx: &Cx<'_>, group: Option<usize>, types: &[TypeId]) -> Vec<Module> {
    let name = module_name(cx, group).to_string();
    let tables = emit_tables(&cx.in_place(Place::BelowModels), types);
    let checks = emit_checks(&cx.in_place(Place::BelowModels), types);
    let cx = cx.in_place(Place::Models(group));
    let mut items: Vec<Item> = types.iter().map(|id| emit_type(&cx, *id)).collect();
    let submodules = [(&checks, "constraints"), (&tables, "serde")];
    let submodules = submodules
        .iter()
        .filter(|(items, _)| !items.is_empty())
        .map(|(_, name)| fixed(name));
    let lines = Item::Lines(quote!(#(mod #submodules;)*));
    items.splice(0..0, [lines].into_iter().chain(cx.uses()));
    let tag = group.and_then(|index| cx.facts().groups[index].tag.as_deref());
    let has_tags = cx.facts().groups.iter().any(|group| group.tag.is_some());
    let (types, requests) = match tag {
        Some(tag) => {
            let operations = format!("of operations tagged {}", docs::code(tag));
            (
                format!("types {operations}"),
                format!("requests {operations}"),
            )
        }
        None if has_tags => (
            "types of several groups of operations".to_owned(),
            "requests of several groups of operations".to_owned(),
        ),
        None => ("the types of the API".to_owned(), "requests".to_owned()),
    };
    let file = |below: &str, docs: String, items: Vec<Item>| {
        let docs = Prose::sentence(docs).into_lines();
        (!items.is_empty())
            .then(|| Module::rust(format!("src/models/{name}{below}.rs"), docs, items))
    };
    [
        file("", capitalized(&types), items),
        file(
            "/constraints",
            format!("What {requests} must satisfy."),
            checks,
        ),
        file(
            "/serde",
            format!("How {types} are read and written."),
            tables,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A phrase as a sentence.
fn capitalized(phrase: &str) -> String {
    let (first, rest) = phrase.split_at(1);
    format!("{}{rest}.", first.to_uppercase())
}

fn emit_type(cx: &Cx<'_>, id: TypeId) -> Item {
    match &cx.definition(id).kind {
        TypeKind::Struct(it) => Item::Rust(struct_::emit_struct(cx, id, it)),
        TypeKind::Enum(it) => Item::Table(enum_::emit_enum(cx, id, it)),
        TypeKind::Union(it) => Item::Rust(union::emit_union(cx, id, it)),
        TypeKind::Alias(value) => Item::Rust(alias::emit_alias(cx, id, value)),
    }
}

fn emit_tables(cx: &Cx<'_>, types: &[TypeId]) -> Vec<Item> {
    let mut items: Vec<Item> = types
        .iter()
        .filter_map(|id| serde_table::emit_table(cx, *id))
        .map(Item::Table)
        .collect();
    if !items.is_empty() {
        items.splice(0..0, cx.uses());
    }
    items
}

fn emit_checks(cx: &Cx<'_>, types: &[TypeId]) -> Vec<Item> {
    let mut items: Vec<Item> = types
        .iter()
        .filter_map(|id| constraints::emit_validate(cx, *id))
        .map(Item::Rust)
        .collect();
    if !items.is_empty() {
        items.splice(0..0, cx.uses());
    }
    items
}
