//! `Validate` for what requests contain: one statement per property, with all its rules.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::checks::{Step, checks, ranges, unwrapped};
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
            let steps = checks(cx, value);
            (!steps.is_empty()).then(|| quote!(v.here(&self.0) #(#steps)*;))
        }
        TypeKind::Enum(_) => None,
    };
    let (validate, validator, name) = (
        cx.known(Known::Validate),
        cx.known(Known::Validator),
        cx.type_name(id),
    );
    // Limits that no value can reach leave nothing to check.
    let v = match body {
        Some(_) => quote!(v),
        None => quote!(_v),
    };
    Some(quote! {
        impl #validate for #name {
            fn validate(&self, #v: &mut #validator<'_>) {
                #body
            }
        }
    })
}

fn struct_checks(cx: &Cx<'_>, id: TypeId, it: &Struct) -> Option<TokenStream> {
    let fields = field::plan(cx, id, it);
    let checks_of_fields = fields.iter().filter_map(|field| field_checks(cx, field));
    let rest = it.additional.as_deref().and_then(|value| {
        let (name, steps, some) = (
            ident(&cx.type_names(id).rest),
            checks(cx, value),
            unwrapped(value),
        );
        match steps.as_slice() {
            [] => None,
            [Step::Validate] => Some(quote!(self.#name.validate(v);)),
            steps => Some(quote!(v.here(&self.#name).entries(|x| x #some #(#steps)*);)),
        }
    });
    let statements: Vec<_> = count_checks(cx, id, it, &fields)
        .into_iter()
        .chain(checks_of_fields)
        .chain(rest)
        .collect();
    (!statements.is_empty()).then(|| quote!(#(#statements)*))
}

fn field_checks(cx: &Cx<'_>, field: &FieldPlan<'_>) -> Option<TokenStream> {
    let (property, name) = (Literal::string(&field.field.property), &field.ident);
    let steps = checks(cx, &field.field.value);
    if steps.is_empty() {
        return None;
    }
    Some(match field.presence {
        Presence::Required => quote!(v.at(#property, &self.#name) #(#steps)*;),
        Presence::Optional | Presence::Nullable | Presence::TriState => {
            quote!(v.at_opt(#property, &self.#name) #(#steps)*;)
        }
    })
}

/// How many properties are sent, where the description limits that.
fn count_checks(
    cx: &Cx<'_>,
    id: TypeId,
    it: &Struct,
    fields: &[FieldPlan<'_>],
) -> Vec<TokenStream> {
    let ranges = ranges(it.constraints.min_properties, it.constraints.max_properties);
    let always = fields
        .iter()
        .filter(|field| matches!(field.presence, Presence::Required | Presence::Nullable))
        .count();
    let certain = (always > 0 || fields.is_empty() && it.additional.is_none()).then(|| {
        let always = Literal::usize_unsuffixed(always);
        quote!(#always)
    });
    let optional = fields.iter().filter_map(|field| {
        let name = &field.ident;
        match field.presence {
            Presence::Optional => Some(quote!(usize::from(self.#name.is_some()))),
            Presence::TriState => Some(quote!(usize::from(!self.#name.is_absent()))),
            Presence::Required | Presence::Nullable => None,
        }
    });
    let rest = it.additional.as_ref().map(|_| {
        let name = ident(&cx.type_names(id).rest);
        quote!(self.#name.len())
    });
    let count: Vec<_> = certain.into_iter().chain(optional).chain(rest).collect();
    let ranges = ranges.into_iter();
    ranges
        .map(|range| quote!(v.properties(#(#count)+*, #range);))
        .collect()
}

fn union_checks(
    cx: &Cx<'_>,
    id: TypeId,
    branches: &[union::BranchPlan<'_>],
) -> Option<TokenStream> {
    let mut checked = Vec::new();
    let mut unchecked = Vec::new();
    for branch in branches {
        let (variant, value) = (&branch.variant, &branch.branch.value);
        match checks(cx, value).as_slice() {
            [] => unchecked.push(quote!(Self::#variant(_))),
            [Step::Validate] => checked.push(quote!(Self::#variant(x) => x.validate(v),)),
            steps => {
                let some = unwrapped(value);
                checked.push(quote!(Self::#variant(x) => { v.here(x) #some #(#steps)*; }));
            }
        }
    }
    if checked.is_empty() {
        return None;
    }
    let unknown = ident(&cx.type_names(id).rest);
    unchecked.push(quote!(Self::#unknown(_)));
    Some(quote! {
        match self {
            #(#checked)*
            #(#unchecked)|* => {}
        }
    })
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
