//! `Validate` for what requests contain: one statement per rule, so that each reads on its own line.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::checks::{Subject, checks, checks_of_item, checks_of_subject, limit_checks};
use super::cx::Cx;
use super::field::{self, FieldPlan, Presence};
use super::ident::ident;
use super::known::Known;
use super::union;
use crate::ir::{Struct, TypeId, TypeKind};

/// The `Validate` impl of a type that requests contain; nothing where nothing is constrained.
pub(super) fn emit_validate(cx: &Cx<'_>, id: TypeId) -> Option<TokenStream> {
    if !has_impl(cx, id) {
        return None;
    }
    let body = match &cx.definition(id).kind {
        TypeKind::Struct(it) => struct_checks(cx, id, it),
        TypeKind::Union(it) => union_checks(cx, id, &union::plan(cx, id, it)),
        TypeKind::Alias(value) => {
            let subject = Subject {
                place: quote!(self.0),
                reference: quote!(&self.0),
                number: quote!(self.0),
            };
            let checks = checks_of_subject(cx, value, &subject);
            quote!(#(#checks;)*)
        }
        TypeKind::Enum(_) => return None,
    };
    let (validate, validator, name) = (
        cx.known(Known::Validate),
        cx.known(Known::Validator),
        cx.type_name(id),
    );
    Some(quote! {
        impl #validate for #name {
            fn validate(&self, v: &mut #validator<'_>) {
                #body
            }
        }
    })
}

fn struct_checks(cx: &Cx<'_>, id: TypeId, it: &Struct) -> TokenStream {
    let fields = field::plan(cx, id, it);
    let checks = fields.iter().flat_map(|field| field_checks(cx, field));
    let rest = it.additional.as_deref().map(|value| {
        let (name, checks) = (ident(&cx.type_names(id).rest), checks_of_item(cx, value));
        quote!(#(v.entries(&self.#name, |v, x| #checks);)*)
    });
    let count = count_checks(cx, id, it, &fields);
    quote!(#count #(#checks)* #rest)
}

fn field_checks(cx: &Cx<'_>, field: &FieldPlan<'_>) -> Vec<TokenStream> {
    let (property, name) = (Literal::string(&field.field.property), &field.ident);
    let statement = |check: TokenStream| match field.presence {
        Presence::Required => quote!(v.at(#property, &self.#name, |v, x| #check);),
        Presence::Optional | Presence::Nullable | Presence::TriState => {
            quote!(v.at_opt(#property, self.#name.as_ref(), |v, x| #check);)
        }
    };
    checks(cx, &field.field.value)
        .into_iter()
        .map(statement)
        .collect()
}

/// How many properties are sent, where the description limits that.
fn count_checks(
    cx: &Cx<'_>,
    id: TypeId,
    it: &Struct,
    fields: &[FieldPlan<'_>],
) -> Option<TokenStream> {
    let limits = limit_checks(&it.constraints, &quote!(count));
    if limits.is_empty() {
        return None;
    }
    let always = fields
        .iter()
        .filter(|field| matches!(field.presence, Presence::Required | Presence::Nullable))
        .count();
    let always = Literal::usize_unsuffixed(always);
    let optional = fields.iter().filter_map(|field| {
        let name = &field.ident;
        match field.presence {
            Presence::Optional => Some(quote!(+ usize::from(self.#name.is_some()))),
            Presence::TriState => Some(quote!(+ usize::from(!self.#name.is_absent()))),
            Presence::Required | Presence::Nullable => None,
        }
    });
    let rest = it.additional.as_ref().map(|_| {
        let name = ident(&cx.type_names(id).rest);
        quote!(+ self.#name.len())
    });
    Some(quote!(let count = #always #(#optional)* #rest; #(#limits;)*))
}

fn union_checks(cx: &Cx<'_>, id: TypeId, branches: &[union::BranchPlan<'_>]) -> TokenStream {
    let mut checked = Vec::new();
    let mut unchecked = Vec::new();
    for branch in branches {
        let (variant, checks) = (&branch.variant, checks_of_item(cx, &branch.branch.value));
        match checks.as_slice() {
            [] => unchecked.push(quote!(Self::#variant(_))),
            [only] => checked.push(quote!(Self::#variant(x) => #only,)),
            several => checked.push(quote!(Self::#variant(x) => { #(#several;)* })),
        }
    }
    let unknown = ident(&cx.type_names(id).rest);
    unchecked.push(quote!(Self::#unknown(_)));
    quote! {
        match self {
            #(#checked)*
            #(#unchecked)|* => {}
        }
    }
}

/// Whether a type has an impl of `Validate`.
pub(super) fn has_impl(cx: &Cx<'_>, id: TypeId) -> bool {
    let facts = cx.type_facts(id);
    match cx.definition(id).kind {
        TypeKind::Struct(_) | TypeKind::Union(_) => facts.in_request && facts.constrained,
        TypeKind::Alias(_) => facts.newtype && facts.in_request && facts.constrained,
        TypeKind::Enum(_) => false,
    }
}
