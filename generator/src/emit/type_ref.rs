//! How a type is spelled where it is used.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::foreign;
use super::known::Known;
use crate::ir::{Scalar, TypeRef, Value};

/// The longest tuple whose values implement the usual traits.
const LONGEST_TUPLE: usize = 12;

/// The type of a value: an `Option` where it may be `null`.
pub(super) fn emit_value(cx: &Cx<'_>, value: &Value) -> TokenStream {
    let ty = emit_type(cx, &value.ty);
    if !value.nullable || matches!(value.ty, TypeRef::Any) {
        return ty;
    }
    let option = cx.known(Known::Option);
    quote!(#option<#ty>)
}

/// The type, without regard to `null`.
pub(super) fn emit_type(cx: &Cx<'_>, ty: &TypeRef) -> TokenStream {
    match ty {
        TypeRef::Any => quote!(serde_json::Value),
        TypeRef::Scalar(scalar) => emit_scalar(cx, *scalar),
        TypeRef::List(item) => {
            let (vec, item) = (cx.known(Known::Vec), emit_value(cx, item));
            quote!(#vec<#item>)
        }
        TypeRef::Map(value) if value.ty.is_part() => cx.known(Known::Parts),
        TypeRef::Map(value) => emit_map(cx, value),
        TypeRef::Tuple(values) => emit_tuple(cx, values),
        TypeRef::Named(id) => cx.type_name(*id),
    }
}

/// A map from strings.
pub(super) fn emit_map(cx: &Cx<'_>, value: &Value) -> TokenStream {
    let (map, key) = (cx.known(Known::BTreeMap), cx.known(Known::String));
    let value = emit_value(cx, value);
    quote!(#map<#key, #value>)
}

/// Whether a tuple is emitted as one, and not as a list of any values.
pub(super) fn is_tuple(values: &[Value]) -> bool {
    (1..=LONGEST_TUPLE).contains(&values.len())
}

/// A type as text, for the rows of tables.
pub(super) fn spell(ty: &TokenStream) -> String {
    // Types are made of names, `::`, angle brackets, parentheses and commas only.
    ty.to_string().replace(' ', "").replace(',', ", ")
}

fn emit_tuple(cx: &Cx<'_>, values: &[Value]) -> TokenStream {
    if !is_tuple(values) {
        let vec = cx.known(Known::Vec);
        return quote!(#vec<serde_json::Value>);
    }
    let values = values.iter().map(|value| emit_value(cx, value));
    quote!((#(#values,)*))
}

/// The type of a scalar.
pub(super) fn emit_scalar(cx: &Cx<'_>, scalar: Scalar) -> TokenStream {
    match scalar {
        // Inside JSON there are no raw bytes, only text.
        Scalar::String | Scalar::Binary => cx.known(Known::String),
        Scalar::Secret => cx.known(Known::Secret),
        Scalar::Boolean => quote!(bool),
        Scalar::Int32 => quote!(i32),
        Scalar::Int64 => quote!(i64),
        Scalar::Uint32 => quote!(u32),
        Scalar::Uint64 => quote!(u64),
        Scalar::Float => quote!(f32),
        Scalar::Double => quote!(f64),
        Scalar::DateTime => {
            let (date_time, offset) = (cx.known(Known::DateTime), cx.known(Known::FixedOffset));
            quote!(#date_time<#offset>)
        }
        Scalar::Date => cx.known(Known::NaiveDate),
        Scalar::Uuid => cx.known(Known::Uuid),
        Scalar::Base64 => cx.known(Known::Base64),
        Scalar::Part => cx.known(Known::Part),
        Scalar::Foreign(foreign) => foreign::path(foreign),
    }
}
