//! How a value is taken as an argument: the argument's type, and the expression that makes of it
//! what is stored or sent.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::known::Known;
use super::type_ref;
use crate::ir::{Scalar, TypeKind, TypeRef, Value};

/// An argument.
pub(super) struct Intake {
    /// Its type.
    pub(super) ty: TokenStream,
    /// What is made of it.
    pub(super) expr: TokenStream,
}

/// Takes a value to keep it. Text comes as anything that turns into a `String`.
pub(super) fn owned(cx: &Cx<'_>, value: &Value, boxed: bool, name: &Ident) -> Intake {
    let intake = owned_unboxed(cx, value, name);
    if !boxed {
        return intake;
    }
    let (boxed, expr) = (cx.known(Known::Box), intake.expr);
    Intake {
        ty: intake.ty,
        expr: quote!(#boxed::new(#expr)),
    }
}

fn owned_unboxed(cx: &Cx<'_>, value: &Value, name: &Ident) -> Intake {
    if let Some(text) = text_type(cx, &value.ty) {
        let into = cx.known(Known::Into);
        return Intake {
            ty: quote!(impl #into<#text>),
            expr: quote!(#name.into()),
        };
    }
    if let TypeRef::List(item) = cx.resolved(&value.ty)
        && let (Some(text), false) = (text_type(cx, &item.ty), item.nullable)
    {
        let (into, iterator) = (cx.known(Known::Into), cx.known(Known::IntoIterator));
        return Intake {
            ty: quote!(impl #iterator<Item = impl #into<#text>>),
            expr: quote!(#name.into_iter().map(#into::into).collect()),
        };
    }
    Intake {
        ty: type_ref::emit_type(cx, &value.ty),
        expr: quote!(#name),
    }
}

/// Takes a value to write it into a request at once. The expression is a reference.
pub(super) fn borrowed(cx: &Cx<'_>, value: &Value, name: &Ident) -> Intake {
    match cx.resolved(&value.ty) {
        TypeRef::Scalar(Scalar::String | Scalar::Binary) => {
            let as_ref = cx.known(Known::AsRef);
            Intake {
                ty: quote!(impl #as_ref<str>),
                expr: quote!(#name.as_ref()),
            }
        }
        TypeRef::List(item) => borrowed_list(cx, item, name),
        resolved if is_copied(cx, resolved) => Intake {
            ty: type_ref::emit_type(cx, &value.ty),
            expr: quote!(&#name),
        },
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => {
            let ty = type_ref::emit_type(cx, &value.ty);
            Intake {
                ty: quote!(&#ty),
                expr: quote!(#name),
            }
        }
    }
}

fn borrowed_list(cx: &Cx<'_>, item: &Value, name: &Ident) -> Intake {
    let is_text = matches!(
        cx.resolved(&item.ty),
        TypeRef::Scalar(Scalar::String | Scalar::Binary)
    );
    if is_text && !item.nullable {
        let (as_ref, vec) = (cx.known(Known::AsRef), cx.known(Known::Vec));
        return Intake {
            ty: quote!(&[impl #as_ref<str>]),
            expr: quote!(&#name.iter().map(#as_ref::as_ref).collect::<#vec<&str>>()),
        };
    }
    let item = type_ref::emit_value(cx, item);
    Intake {
        ty: quote!(&[#item]),
        expr: quote!(#name),
    }
}

/// The type of text that a reference stands for.
fn text_type(cx: &Cx<'_>, ty: &TypeRef) -> Option<TokenStream> {
    match cx.resolved(ty) {
        TypeRef::Scalar(Scalar::String | Scalar::Binary) => Some(cx.known(Known::String)),
        TypeRef::Scalar(Scalar::Secret) => Some(cx.known(Known::Secret)),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => None,
    }
}

/// Whether a parameter of this type is taken by value.
pub(super) fn is_copied(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Scalar(scalar) => !matches!(scalar, Scalar::Secret | Scalar::Base64),
        TypeRef::Named(id) => matches!(cx.definition(*id).kind, TypeKind::Enum(_)),
        TypeRef::Any | TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Tuple(_) => false,
    }
}
