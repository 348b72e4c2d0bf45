//! Other names for types.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::ident::ident;
use super::{rules, struct_, type_ref};
use crate::ir::{TypeId, Value};

/// A type alias, or a type of its own where an alias would be part of itself.
pub(super) fn emit_alias(cx: &Cx<'_>, id: TypeId, value: &Value) -> TokenStream {
    let name = ident(&cx.type_names(id).name);
    let docs = struct_::docs(cx, id)
        .with_remarks(&rules::remarks(cx, value, None))
        .attributes();
    let ty = type_ref::emit_type(cx, &value.ty);
    if !cx.type_facts(id).newtype {
        return quote! {
            #docs
            pub type #name = #ty;
        };
    }
    let derives = struct_::shared_derives(cx, id);
    let ty = if cx.facts().is_boxed(id, 0) {
        let boxed = cx.known(super::known::Known::Box);
        quote!(#boxed<#ty>)
    } else {
        ty
    };
    quote! {
        #docs
        #[derive(#derives)]
        pub struct #name(pub #ty);
    }
}
