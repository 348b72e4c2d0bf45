//! How the sender of a request makes a model: `new` with what is required, `with_…` for the rest.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs::Prose;
use super::field::{FieldPlan, Presence};
use super::fixed_value::fixed_value;
use super::ident::{fixed, ident, prefixed};
use super::intake::{self, Intake};
use super::known::Known;
use super::{lints, struct_, type_ref};
use crate::ir::{Struct, TypeId, TypeRef, Value};

/// `impl X { new, with_… }`.
pub(super) fn emit_constructor(
    cx: &Cx<'_>,
    id: TypeId,
    it: &Struct,
    fields: &[FieldPlan<'_>],
) -> TokenStream {
    let name = ident(&cx.type_names(id).name);
    let new = emit_new(cx, id, it, fields);
    let taken = |text: &str| fields.iter().any(|field| field.name.as_str() == text);
    let setters = fields
        .iter()
        .zip(&cx.type_names(id).setters)
        .filter(|(field, _)| is_settable(field));
    let setters = setters.map(|(field, setter)| emit_setter(cx, field, &ident(setter)));
    let additional = it.additional.as_deref().map(|value| {
        let field = ident(&cx.type_names(id).rest);
        let setter = prefixed("with_", &cx.type_names(id).rest, taken);
        emit_insert(cx, &field, &setter, value, &quote!(self.#field))
    });
    let default = needs_default(cx, id, fields).then(|| emit_default(cx, &name));
    quote! {
        impl #name {
            #new
            #(#setters)*
            #additional
        }
        #default
    }
}

fn is_settable(field: &FieldPlan<'_>) -> bool {
    matches!(field.presence, Presence::Optional | Presence::TriState)
}

fn emit_new(cx: &Cx<'_>, id: TypeId, it: &Struct, fields: &[FieldPlan<'_>]) -> TokenStream {
    if struct_::has_default(cx, id, fields) && fields.iter().all(is_settable) {
        let docs = if fields.is_empty() && it.additional.is_none() {
            "Nothing can be set."
        } else {
            "Nothing is required; what is set with `with_…` is sent."
        };
        let docs = Prose::sentence(docs).attributes();
        return quote! {
            #docs
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in fields {
        let name = &field.ident;
        match initial(cx, field) {
            Initial::Argument(Intake { ty, expr }) => {
                arguments.push((name.clone(), ty));
                values.push(if name == &expr.to_string() {
                    quote!(#name)
                } else {
                    quote!(#name: #expr)
                });
            }
            Initial::Value(value) => values.push(quote!(#name: #value)),
        }
    }
    if it.additional.is_some() {
        let (name, map) = (ident(&cx.type_names(id).rest), cx.known(Known::BTreeMap));
        values.push(quote!(#name: #map::new()));
    }
    let docs = if fields.iter().any(is_settable) {
        "Takes what is required; optional properties have `with_…` setters."
    } else {
        "Takes what is required."
    };
    let docs = Prose::sentence(docs).attributes();
    let allow = lints::allow_function(&fixed("new"), &arguments);
    let arguments = arguments.iter().map(|(name, ty)| quote!(#name: #ty));
    quote! {
        #docs
        #allow
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

/// What a field starts with.
enum Initial {
    /// What the caller says.
    Argument(Intake),
    /// A fixed value.
    Value(TokenStream),
}

fn initial(cx: &Cx<'_>, field: &FieldPlan<'_>) -> Initial {
    if let Some(value) = fixed_value(cx, field) {
        return Initial::Value(value);
    }
    let name = &field.ident;
    match field.presence {
        Presence::Required => {
            Initial::Argument(intake::owned(cx, &field.field.value, field.boxed, name))
        }
        Presence::Nullable => {
            let option = cx.known(Known::Option);
            let inner = type_ref::emit_type(cx, &field.field.value.ty);
            Initial::Argument(Intake {
                ty: quote!(#option<#inner>),
                expr: intake::wrapped(cx, quote!(#name), field.boxed),
            })
        }
        Presence::Optional => Initial::Value(quote!(None)),
        Presence::TriState => {
            let nullable = cx.known(Known::Nullable);
            Initial::Value(quote!(#nullable::Absent))
        }
    }
}

fn emit_setter(cx: &Cx<'_>, field: &FieldPlan<'_>, setter: &Ident) -> TokenStream {
    let name = &field.ident;
    let value = &field.field.value;
    if let (TypeRef::Map(entry), Presence::Optional, false) =
        (cx.resolved(&value.ty), field.presence, field.boxed)
    {
        return emit_insert(
            cx,
            name,
            setter,
            entry,
            &quote!(self.#name.get_or_insert_default()),
        );
    }
    // The field's own name reads best in completion.
    let argument = &field.ident;
    let (ty, expr) = if field.presence == Presence::TriState {
        let (into, nullable, inner) = (
            cx.known(Known::Into),
            cx.known(Known::Nullable),
            type_ref::emit_type(cx, &value.ty),
        );
        (
            quote!(impl #into<#nullable<#inner>>),
            intake::wrapped(cx, quote!(#argument.into()), field.boxed),
        )
    } else {
        let Intake { ty, expr } = intake::owned(cx, value, field.boxed, argument);
        (ty, quote!(Some(#expr)))
    };
    let docs = setter_docs(name);
    let deprecated = field.field.docs.deprecated.then(|| quote!(#[deprecated]));
    let allow = lints::allow_function(setter, &[(argument.clone(), ty.clone())]);
    quote! {
        #docs
        #deprecated
        #allow
        #[must_use]
        pub fn #setter(mut self, #argument: #ty) -> Self {
            self.#name = #expr;
            self
        }
    }
}

/// A setter that adds one entry to a map.
fn emit_insert(
    cx: &Cx<'_>,
    field: &Ident,
    setter: &Ident,
    entry: &Value,
    map: &TokenStream,
) -> TokenStream {
    let (into, string) = (cx.known(Known::Into), cx.known(Known::String));
    let Intake { ty, expr } = if entry.nullable && !matches!(entry.ty, TypeRef::Any) {
        Intake {
            ty: type_ref::emit_value(cx, entry),
            expr: quote!(value),
        }
    } else {
        intake::owned(cx, entry, false, &fixed("value"))
    };
    let docs =
        Prose::sentence(format!("Adds an entry to [`{field}`](Self::{field}).")).attributes();
    let allow = lints::allow_types([&ty]);
    quote! {
        #docs
        #allow
        #[must_use]
        pub fn #setter(mut self, name: impl #into<#string>, value: #ty) -> Self {
            #map.insert(name.into(), #expr);
            self
        }
    }
}

fn setter_docs(field: &Ident) -> TokenStream {
    Prose::sentence(format!("Sets [`{field}`](Self::{field}).")).attributes()
}

/// Whether `new` takes nothing although the struct has no derived `Default`.
fn needs_default(cx: &Cx<'_>, id: TypeId, fields: &[FieldPlan<'_>]) -> bool {
    let takes_nothing = fields
        .iter()
        .all(|field| is_settable(field) || fixed_value(cx, field).is_some());
    takes_nothing && !struct_::has_default(cx, id, fields)
}

fn emit_default(cx: &Cx<'_>, name: &Ident) -> TokenStream {
    let default = cx.known(Known::Default);
    quote! {
        impl #default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}
