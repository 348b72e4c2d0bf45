//! Objects with named properties.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::docs::Prose;
use super::field::{self, FieldPlan, Presence};
use super::ident::ident;
use super::{constructor, lints, rules, type_ref};
use crate::ir::{Origin, Struct, TypeId};

/// The struct, and how requests make one.
pub(super) fn emit_struct(cx: &Cx<'_>, id: TypeId, it: &Struct) -> TokenStream {
    let fields = field::plan(cx, id, it);
    let name = ident(&cx.type_names(id).name);
    let docs = docs(cx, id)
        .with_remarks(rules::object_sentences(&it.constraints).as_slice())
        .attributes();
    let derives = derives(cx, id, &fields);
    let declarations = fields.iter().map(|field| field.declaration(cx));
    let additional = it.additional.as_deref().map(|value| {
        let (name, ty) = (
            ident(&cx.type_names(id).rest),
            type_ref::emit_map(cx, value),
        );
        let docs = Prose::sentence("Every other property.").attributes();
        let allow = lints::allow_types([&ty]);
        quote!(#docs #allow pub #name: #ty,)
    });
    let constructor = cx
        .type_facts(id)
        .in_request
        .then(|| constructor::emit_constructor(cx, id, it, &fields));
    quote! {
        #docs
        #[derive(#derives)]
        #[non_exhaustive]
        pub struct #name {
            #(#declarations)*
            #additional
        }
        #constructor
    }
}

/// The documentation of a type: its description, its title, or a plain sentence.
pub(super) fn docs(cx: &Cx<'_>, id: TypeId) -> Prose {
    let definition = cx.definition(id);
    let is_version = matches!(definition.origin, Origin::Input { .. });
    let version = is_version.then(|| match definition.kind.has_parts() {
        true => "As bodies in parts send it.",
        false => "As requests send it: without what only the server sets.",
    });
    let deprecated = definition.docs.deprecated.then_some("Deprecated.");
    let remarks = version.into_iter().chain(deprecated);
    let remarks = remarks.map(str::to_owned).collect::<Vec<_>>();
    field::described(&definition.docs)
        .or(|| spoken(cx.type_names(id).name.as_str()))
        .with_remarks(&remarks)
}

/// The traits that every kind of model derives.
pub(super) fn shared_derives(cx: &Cx<'_>, id: TypeId) -> TokenStream {
    let eq = cx.type_facts(id).eq.then(|| quote!(, Eq, Hash));
    quote!(Clone, Debug, PartialEq #eq)
}

fn derives(cx: &Cx<'_>, id: TypeId, fields: &[FieldPlan<'_>]) -> TokenStream {
    // A part can be a stream, which is read once and is nothing to compare.
    let shared = match cx.definition(id).kind.has_parts() {
        true => quote!(Debug),
        false => shared_derives(cx, id),
    };
    let default = has_default(cx, id, fields).then(|| quote!(, Default));
    quote!(#shared #default)
}

/// Whether the struct derives `Default`.
pub(super) fn has_default(cx: &Cx<'_>, id: TypeId, fields: &[FieldPlan<'_>]) -> bool {
    cx.type_facts(id).default
        || fields.iter().all(|field| {
            field.presence == Presence::Optional || field.presence == Presence::TriState
        })
}

/// A type's name as a sentence: `TransportType` is `Transport type.`
fn spoken(name: &str) -> String {
    let mut out = String::new();
    for (index, c) in name.char_indices() {
        if index > 0 && c.is_uppercase() {
            out.push(' ');
        }
        if index == 0 {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
    }
    out.push('.');
    out
}
