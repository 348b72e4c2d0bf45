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

/// Takes a value to keep it. Text and instants come as anything that turns into them.
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

/// Takes an optional value as it is, without the box that it may be kept in.
pub(super) fn wrapped(cx: &Cx<'_>, value: TokenStream, boxed: bool) -> TokenStream {
    if !boxed {
        return value;
    }
    let boxed = cx.known(Known::Box);
    quote!(#value.map(#boxed::new))
}

fn owned_unboxed(cx: &Cx<'_>, value: &Value, name: &Ident) -> Intake {
    if let Some(target) = into_type(cx, &value.ty) {
        let into = cx.known(Known::Into);
        return Intake {
            ty: quote!(impl #into<#target>),
            expr: quote!(#name.into()),
        };
    }
    if let TypeRef::List(item) = cx.resolved(&value.ty)
        && let (Some(target), false) = (into_type(cx, &item.ty), item.nullable)
    {
        let (into, iterator) = (cx.known(Known::Into), cx.known(Known::IntoIterator));
        return Intake {
            ty: quote!(impl #iterator<Item = impl #into<#target>>),
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
        TypeRef::Scalar(Scalar::DateTime) => {
            let (into, ty) = (
                cx.known(Known::Into),
                type_ref::emit_scalar(cx, Scalar::DateTime),
            );
            Intake {
                ty: quote!(impl #into<#ty>),
                expr: quote!(&#into::<#ty>::into(#name)),
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

/// Takes a value that may be `null` to write it into a request at once: an `Option` of what [`borrowed`] takes.
pub(super) fn nullable(cx: &Cx<'_>, value: &Value, name: &Ident) -> Intake {
    let option = cx.known(Known::Option);
    let ty = match cx.resolved(&value.ty) {
        TypeRef::List(item) => {
            let item = type_ref::emit_value(cx, item);
            quote!(&[#item])
        }
        _ if is_text(cx, &value.ty) => quote!(&str),
        resolved if is_copied(cx, resolved) => type_ref::emit_type(cx, &value.ty),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => {
            let ty = type_ref::emit_type(cx, &value.ty);
            quote!(&#ty)
        }
    };
    Intake {
        ty: quote!(#option<#ty>),
        expr: quote!(&#name),
    }
}

/// Whether [`borrowed`] takes, by value, anything that turns into the type.
pub(super) fn is_converted(cx: &Cx<'_>, value: &Value) -> bool {
    is_text(cx, &value.ty) || matches!(cx.resolved(&value.ty), TypeRef::Scalar(Scalar::DateTime))
}

/// Whether [`borrowed`] takes a reference, which a value at hand has to be passed by.
pub(super) fn is_lent(cx: &Cx<'_>, value: &Value) -> bool {
    match cx.resolved(&value.ty) {
        TypeRef::Scalar(Scalar::String | Scalar::Binary | Scalar::DateTime) => false,
        resolved @ (TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_)) => !is_copied(cx, resolved),
    }
}

fn borrowed_list(cx: &Cx<'_>, item: &Value, name: &Ident) -> Intake {
    if is_text(cx, &item.ty) && !item.nullable {
        let (as_ref, call) = (cx.known(Known::AsRef), cx.known(Known::Call));
        return Intake {
            ty: quote!(&[impl #as_ref<str>]),
            expr: quote!(&#call::texts(#name)),
        };
    }
    let item = type_ref::emit_value(cx, item);
    Intake {
        ty: quote!(&[#item]),
        expr: quote!(#name),
    }
}

/// A reference to a borrowed argument, for its constraints to be checked.
pub(super) fn checked(cx: &Cx<'_>, value: &Value, name: &Ident) -> TokenStream {
    match cx.resolved(&value.ty) {
        // Only what can be written can be compared.
        TypeRef::List(item)
            if value.constraints.unique_items && is_text(cx, &item.ty) && !item.nullable =>
        {
            borrowed_list(cx, item, name).expr
        }
        resolved if is_text(cx, resolved) || is_copied(cx, resolved) => quote!(&#name),
        TypeRef::Any
        | TypeRef::Scalar(_)
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Tuple(_)
        | TypeRef::Named(_) => quote!(#name),
    }
}

pub(super) fn is_text(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    matches!(
        cx.resolved(ty),
        TypeRef::Scalar(Scalar::String | Scalar::Binary)
    )
}

/// The type that a caller may leave to `into`.
fn into_type(cx: &Cx<'_>, ty: &TypeRef) -> Option<TokenStream> {
    match cx.resolved(ty) {
        TypeRef::Scalar(
            scalar @ (Scalar::String
            | Scalar::Binary
            | Scalar::Part
            | Scalar::Secret
            | Scalar::DateTime),
        ) => Some(type_ref::emit_scalar(cx, *scalar)),
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
        TypeRef::Scalar(scalar) => {
            !matches!(scalar, Scalar::Secret | Scalar::Base64 | Scalar::Part)
        }
        TypeRef::Named(id) => matches!(cx.definition(*id).kind, TypeKind::Enum(_)),
        TypeRef::Any | TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Tuple(_) => false,
    }
}
