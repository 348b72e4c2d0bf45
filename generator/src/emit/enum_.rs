//! Scalars with known values.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::docs::{self, Prose};
use super::ident::ident;
use super::known::Known;
use super::struct_;
use crate::ir::{Enum, EnumValues, TypeId, Variant};

/// The enum; its conversions come from a table.
pub(super) fn emit_enum(cx: &Cx<'_>, id: TypeId, it: &Enum) -> TokenStream {
    let names = cx.type_names(id);
    let (name, unknown) = (ident(&names.name), ident(&names.rest));
    let docs = struct_::docs(cx, id).attributes();
    let (payload, variant_docs) = match &it.values {
        EnumValues::Strings(values) => (
            cx.known(Known::String),
            values.iter().map(docs_of).collect::<Vec<_>>(),
        ),
        EnumValues::Integers(values) => (quote!(i64), values.iter().map(docs_of).collect()),
    };
    let variants = names
        .members
        .iter()
        .zip(variant_docs)
        .map(|(variant, docs)| {
            let variant = ident(variant);
            quote!(#docs #variant,)
        });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value this version of the client does not know.
            #unknown(#payload),
        }
    }
}

fn docs_of<T: ToString>(variant: &Variant<T>) -> TokenStream {
    let value = docs::code(&variant.value.to_string());
    let prose = Prose::markdown(variant.description.as_deref());
    let prose = if prose.is_empty() {
        Prose::sentence(format!("{value}."))
    } else {
        prose
    };
    prose.attributes()
}
