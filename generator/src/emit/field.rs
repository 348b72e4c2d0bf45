//! What becomes of a property: its field, and whether it may be left out.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs::Prose;
use super::ident::ident;
use super::known::Known;
use super::{docs, lints, rules, type_ref};
use crate::analyze::{TagValue, TypeFacts};
use crate::ir::{Access, Field, Struct, TypeId, TypeRef};
use crate::names;

/// Whether a property may be left out, and whether it may be `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// `T`.
    Required,
    /// `Option<T>`; `None` is left out.
    Optional,
    /// `Option<T>`; `None` is written as `null`.
    Nullable,
    /// `Nullable<T>`: absent, `null` or a value.
    TriState,
}

/// A property with everything decided.
pub(super) struct FieldPlan<'a> {
    pub(super) field: &'a Field,
    pub(super) name: &'a names::Ident,
    pub(super) ident: Ident,
    pub(super) presence: Presence,
    pub(super) boxed: bool,
    /// The value by which unions tell the struct from others.
    pub(super) told: Option<&'a TagValue>,
}

/// Decides on the fields of a struct.
pub(super) fn plan<'a>(cx: &Cx<'a>, id: TypeId, it: &'a Struct) -> Vec<FieldPlan<'a>> {
    let names = &cx.type_names(id).members;
    let facts = cx.type_facts(id);
    let fields = it.fields.iter().zip(names).enumerate();
    fields
        .map(|(slot, (field, name))| FieldPlan {
            field,
            name,
            ident: ident(name),
            presence: presence(field, facts),
            boxed: cx.facts().is_boxed(id, slot),
            told: facts.told.get(&field.property),
        })
        .collect()
}

fn presence(field: &Field, facts: &TypeFacts) -> Presence {
    let nullable = field.value.nullable && !matches!(field.value.ty, TypeRef::Any);
    // The sender of a request does not have what only the server can say.
    let asked = field.required && !(facts.in_request && field.access == Access::Read);
    match (asked, nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, true) if facts.tri_state => Presence::TriState,
        (false, _) => Presence::Optional,
    }
}

impl FieldPlan<'_> {
    /// The type of the value, without regard to absence and `null`.
    pub(super) fn inner(&self, cx: &Cx<'_>) -> TokenStream {
        let ty = type_ref::emit_type(cx, &self.field.value.ty);
        if !self.boxed {
            return ty;
        }
        let boxed = cx.known(Known::Box);
        quote!(#boxed<#ty>)
    }

    /// The field's declaration.
    pub(super) fn declaration(&self, cx: &Cx<'_>) -> TokenStream {
        let (docs, name) = (self.docs(cx).attributes(), &self.ident);
        let inner = self.inner(cx);
        let ty = match self.presence {
            Presence::Required => inner,
            Presence::Optional | Presence::Nullable => {
                let option = cx.known(Known::Option);
                quote!(#option<#inner>)
            }
            Presence::TriState => {
                let nullable = cx.known(Known::Nullable);
                quote!(#nullable<#inner>)
            }
        };
        let allow = lints::allow_types([&ty]);
        quote!(#docs #allow pub #name: #ty,)
    }

    fn docs(&self, cx: &Cx<'_>) -> Prose {
        let field = self.field;
        let mut remarks = rules::remarks(cx, &field.value, field.default.as_ref());
        if field.docs.deprecated {
            remarks.push("Deprecated.".to_owned());
        }
        described(&field.docs)
            .or(|| format!("The {} property.", docs::code(&field.property)))
            .with_remarks(&remarks)
    }
}

/// The description of a field or parameter, or its title where it has none.
pub(super) fn described(docs: &crate::ir::Docs) -> Prose {
    let prose = Prose::markdown(docs.description.as_deref());
    if prose.is_empty() {
        Prose::markdown(docs.title.as_deref())
    } else {
        prose
    }
}
