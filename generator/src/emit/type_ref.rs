//! How a type is spelled where it is used.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::known::Known;
use crate::ir::{Scalar, TypeRef, Value};

/// The longest tuple whose values implement the usual traits.
const LONGEST_TUPLE: usize = 12;

/// The points up to which clippy finds a type simple enough, less a few for a box or a reference.
const COMPLEX: u32 = 200;

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

/// Silences clippy where the description nests a type deeper than people would.
///
/// The measure is that of clippy's `type_complexity`: ten points a name, times its depth.
pub(super) fn complexity_allow(ty: &TypeRef) -> Option<TokenStream> {
    // One level deeper, for the `Option` that most places put around.
    (complexity(ty, 2) > COMPLEX).then(
        || quote!(#[allow(clippy::type_complexity, reason = "the description nests it like this")]),
    )
}

fn complexity(ty: &TypeRef, depth: u32) -> u32 {
    let inside = match ty {
        TypeRef::Any | TypeRef::Scalar(_) | TypeRef::Named(_) => 0,
        TypeRef::List(item) => nested(item, depth),
        // The key counts as well.
        TypeRef::Map(item) => 10 * (depth + 1) + nested(item, depth),
        TypeRef::Tuple(values) => values.iter().map(|value| nested(value, depth)).sum(),
    };
    10 * depth + inside
}

fn nested(value: &Value, depth: u32) -> u32 {
    if value.nullable {
        10 * (depth + 1) + complexity(&value.ty, depth + 2)
    } else {
        complexity(&value.ty, depth + 1)
    }
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

fn emit_scalar(cx: &Cx<'_>, scalar: Scalar) -> TokenStream {
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
            let (date_time, utc) = (cx.known(Known::DateTime), cx.known(Known::Utc));
            quote!(#date_time<#utc>)
        }
        Scalar::Date => cx.known(Known::NaiveDate),
        Scalar::Uuid => cx.known(Known::Uuid),
        Scalar::Base64 => cx.known(Known::Base64),
    }
}
