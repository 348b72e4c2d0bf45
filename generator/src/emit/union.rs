//! One of several types.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs::Prose;
use super::ident::ident;
use super::known::Known;
use super::lints;
use super::struct_;
use super::type_ref;
use crate::ir::{Branch, TypeId, TypeRef, Union, Value};

/// A branch with everything decided.
pub(super) struct BranchPlan<'a> {
    pub(super) branch: &'a Branch,
    pub(super) variant: Ident,
    pub(super) boxed: bool,
}

/// Decides on the branches of a union.
pub(super) fn plan<'a>(cx: &Cx<'a>, id: TypeId, it: &'a Union) -> Vec<BranchPlan<'a>> {
    let names = &cx.type_names(id).members;
    let branches = it.branches.iter().zip(names).enumerate();
    branches
        .map(|(slot, (branch, name))| BranchPlan {
            branch,
            variant: ident(name),
            boxed: cx.facts().is_boxed(id, slot),
        })
        .collect()
}

impl BranchPlan<'_> {
    /// The type of the variant's payload.
    pub(super) fn payload(&self, cx: &Cx<'_>) -> TokenStream {
        let inner = type_ref::emit_value(cx, &self.branch.value);
        if !self.boxed {
            return inner;
        }
        let boxed = cx.known(Known::Box);
        quote!(#boxed<#inner>)
    }
}

/// The enum, with a conversion from every payload that only one branch has.
pub(super) fn emit_union(cx: &Cx<'_>, id: TypeId, it: &Union) -> TokenStream {
    let names = cx.type_names(id);
    let (name, unknown) = (ident(&names.name), ident(&names.rest));
    let branches = plan(cx, id, it);
    let docs = struct_::docs(cx, id).attributes();
    let derives = struct_::shared_derives(cx, id);
    let variants = branches.iter().map(|branch| {
        let (docs, variant, payload) = (docs_of(branch), &branch.variant, branch.payload(cx));
        let allow = lints::allow_types([&payload]);
        quote!(#docs #allow #variant(#payload),)
    });
    let froms = convertible(cx, id, &branches)
        .into_iter()
        .map(|branch| emit_from(cx, &name, branch));
    quote! {
        #docs
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that none of the declared types describes.
            #unknown(serde_json::Value),
        }
        #(#froms)*
    }
}

fn emit_from(cx: &Cx<'_>, name: &Ident, branch: &BranchPlan<'_>) -> TokenStream {
    let (from, variant) = (cx.known(Known::From), &branch.variant);
    let inner = type_ref::emit_value(cx, &branch.branch.value);
    let allow = lints::allow_types([&inner]);
    let value = if branch.boxed {
        let boxed = cx.known(Known::Box);
        quote!(#boxed::new(value))
    } else {
        quote!(value)
    };
    quote! {
        impl #from<#inner> for #name {
            #allow
            fn from(value: #inner) -> Self {
                Self::#variant(#value)
            }
        }
    }
}

fn docs_of(branch: &BranchPlan<'_>) -> TokenStream {
    let (described, variant) = (branch.branch, &branch.variant);
    let prose = Prose::markdown(described.description.as_deref());
    let prose = if prose.is_empty() {
        // A title that the variant is called after says no more.
        let title = described.title.as_deref();
        Prose::markdown(title.filter(|title| variant != title))
    } else {
        prose
    };
    prose
        .or(|| format!("The `{variant}` alternative."))
        .attributes()
}

/// The branches whose payload tells which branch is meant.
fn convertible<'p, 'a>(
    cx: &Cx<'a>,
    id: TypeId,
    branches: &'p [BranchPlan<'a>],
) -> Vec<&'p BranchPlan<'a>> {
    let keys: Vec<String> = branches
        .iter()
        .map(|branch| key(cx, &branch.branch.value))
        .collect();
    let mut seen = BTreeSet::new();
    let repeated: BTreeSet<&String> = keys.iter().filter(|key| !seen.insert(*key)).collect();
    let itself = key(cx, &Value::of(TypeRef::Named(id)));
    let pairs = branches.iter().zip(&keys);
    pairs
        .filter(|(_, key)| !repeated.contains(key) && **key != itself)
        .map(|(branch, _)| branch)
        .collect()
}

/// A text that is equal for values of the same Rust type.
fn key(cx: &Cx<'_>, value: &Value) -> String {
    let nullable = if value.nullable { "?" } else { "" };
    let key = match cx.resolved(&value.ty) {
        TypeRef::Any => "any".to_owned(),
        TypeRef::Scalar(crate::ir::Scalar::Binary) => "String".to_owned(),
        TypeRef::Scalar(scalar) => format!("{scalar:?}"),
        TypeRef::List(item) => format!("[{}]", key(cx, item)),
        TypeRef::Map(value) => format!("{{{}}}", key(cx, value)),
        TypeRef::Tuple(values) if type_ref::is_tuple(values) => {
            let values: Vec<String> = values.iter().map(|value| key(cx, value)).collect();
            format!("({})", values.join(","))
        }
        TypeRef::Tuple(_) => "[any]".to_owned(),
        TypeRef::Named(id) => format!("{id:?}"),
    };
    format!("{key}{nullable}")
}
