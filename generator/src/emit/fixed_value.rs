//! Required properties that can have one value only, which `new` fills in.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::field::{FieldPlan, Presence};
use super::ident::ident;
use crate::analyze::{TagValue, checkable};
use crate::ir::{EnumValues, Scalar, TypeId, TypeKind, TypeRef};

/// The one value of a required property: a constant, an enum's only one, or the one that tells a union's branch.
pub(super) fn fixed_value(cx: &Cx<'_>, field: &FieldPlan<'_>) -> Option<TokenStream> {
    let value = &field.field.value;
    if field.presence != Presence::Required {
        return None;
    }
    if let Some(constant) = checkable(cx.api(), value).constant {
        return Some(quote!(#constant));
    }
    match (cx.resolved(&value.ty), field.told) {
        (TypeRef::Named(id), told) => variant(cx, *id, told),
        (TypeRef::Scalar(scalar), Some(told)) => literal(*scalar, told),
        (TypeRef::Scalar(_), None)
        | (TypeRef::Any | TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Tuple(_), _) => None,
    }
}

/// The variant of the value that tells, or the only one there is.
fn variant(cx: &Cx<'_>, id: TypeId, told: Option<&TagValue>) -> Option<TokenStream> {
    let TypeKind::Enum(it) = &cx.definition(id).kind else {
        return None;
    };
    let index = match (it.values.len(), told) {
        (1, _) => 0,
        (_, Some(told)) => position(&it.values, told)?,
        (_, None) => return None,
    };
    let (name, variant) = (
        cx.type_name(id),
        ident(cx.type_names(id).members.get(index)?),
    );
    Some(quote!(#name::#variant))
}

fn position(values: &EnumValues, told: &TagValue) -> Option<usize> {
    match (values, told) {
        (EnumValues::Strings(values), TagValue::Text(text)) => {
            values.iter().position(|it| it.value == *text)
        }
        (EnumValues::Integers(values), TagValue::Integer(number)) => {
            values.iter().position(|it| it.value == *number)
        }
        (EnumValues::Strings(_) | EnumValues::Integers(_) | EnumValues::Mixed(_), _) => None,
    }
}

fn literal(scalar: Scalar, told: &TagValue) -> Option<TokenStream> {
    match (scalar, told) {
        (Scalar::String, TagValue::Text(text)) => {
            let text = Literal::string(text);
            Some(quote!(#text.to_owned()))
        }
        (Scalar::Boolean, TagValue::Boolean(truth)) => Some(quote!(#truth)),
        (Scalar::Int32, TagValue::Integer(number)) => {
            let number = Literal::i32_unsuffixed(i32::try_from(*number).ok()?);
            Some(quote!(#number))
        }
        (Scalar::Int64, TagValue::Integer(number)) => {
            let number = Literal::i64_unsuffixed(*number);
            Some(quote!(#number))
        }
        (_, TagValue::Text(_) | TagValue::Integer(_) | TagValue::Boolean(_)) => None,
    }
}
