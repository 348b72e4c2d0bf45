//! The checks of what a request sends: one statement per rule, so that each reads on its own line.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Number;

use super::cx::Cx;
use super::field::{self, FieldPlan, Presence};
use super::ident::{fixed, ident};
use super::known::Known;
use super::union;
use crate::analyze::checkable;
use crate::ir::{Bound, Constraints, Scalar, Struct, TypeId, TypeKind, TypeRef, Value};

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

/// The checks of a value that may be `null`, as expressions of `v` and a reference `x`.
fn checks_of_item(cx: &Cx<'_>, value: &Value) -> Vec<TokenStream> {
    let checks = checks(cx, value);
    if !value.nullable || checks.is_empty() {
        return checks;
    }
    vec![quote!(if let Some(x) = x { #(#checks;)* })]
}

/// The checks of a value, as expressions of `v` and a reference `x`.
fn checks(cx: &Cx<'_>, value: &Value) -> Vec<TokenStream> {
    checks_of_subject(
        cx,
        value,
        &Subject {
            place: quote!(x),
            reference: quote!(x),
            number: quote!(*x),
        },
    )
}

/// How the value to check is spelled.
pub(super) struct Subject {
    /// As something that has methods.
    pub(super) place: TokenStream,
    /// As a reference.
    pub(super) reference: TokenStream,
    /// As a number.
    pub(super) number: TokenStream,
}

/// The checks of a value, as expressions of `v`.
pub(super) fn checks_of_subject(cx: &Cx<'_>, value: &Value, subject: &Subject) -> Vec<TokenStream> {
    let mut checks = own_checks(cx, value, subject);
    if let Some(aliased) = cx.alias(&value.ty) {
        checks.extend(checks_of_subject(cx, aliased, subject));
        return checks;
    }
    let (x, reference) = (&subject.place, &subject.reference);
    match &value.ty {
        TypeRef::Any | TypeRef::Scalar(_) => {}
        TypeRef::List(item) => {
            checks.extend(
                checks_of_item(cx, item)
                    .into_iter()
                    .map(|check| quote!(v.items(#reference, |v, x| #check))),
            );
        }
        TypeRef::Map(item) => {
            checks.extend(
                checks_of_item(cx, item)
                    .into_iter()
                    .map(|check| quote!(v.entries(#reference, |v, x| #check))),
            );
        }
        TypeRef::Tuple(values) => {
            for (index, value) in values.iter().enumerate() {
                let (key, field) = (
                    Literal::string(&index.to_string()),
                    Literal::usize_unsuffixed(index),
                );
                let inside = checks_of_item(cx, value).into_iter();
                checks.extend(inside.map(|check| quote!(v.at(#key, &#x.#field, |v, x| #check))));
            }
        }
        TypeRef::Named(id) if has_impl(cx, *id) => {
            cx.import("crate::runtime", "Validate");
            checks.push(quote!(#x.validate(v)));
        }
        TypeRef::Named(_) => {}
    }
    checks
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

/// The checks of what stands at a value itself, not inside it.
fn own_checks(cx: &Cx<'_>, value: &Value, subject: &Subject) -> Vec<TokenStream> {
    let constraints = checkable(cx.api(), value);
    let (x, reference) = (&subject.place, &subject.reference);
    match cx.resolved(&value.ty) {
        TypeRef::Scalar(Scalar::Secret) => text_checks(&constraints, &quote!(#x.expose())),
        TypeRef::Scalar(Scalar::String | Scalar::Binary) => text_checks(&constraints, reference),
        TypeRef::Scalar(scalar) => number_checks(&constraints, *scalar, &subject.number),
        TypeRef::List(_) | TypeRef::Map(_) => {
            let mut checks = limit_checks(&constraints, &quote!(#x.len()));
            if constraints.unique_items {
                checks.push(quote!(v.unique_items(#reference)));
            }
            checks
        }
        TypeRef::Any | TypeRef::Tuple(_) | TypeRef::Named(_) => Vec::new(),
    }
}

fn text_checks(constraints: &Constraints, text: &TokenStream) -> Vec<TokenStream> {
    let mut checks = Vec::new();
    let mut limit = |name: &str, limit: Option<u64>| checks.extend(limited(name, text, limit));
    limit(
        "min_length",
        constraints.min_length.filter(|limit| *limit > 0),
    );
    limit("max_length", constraints.max_length);
    if let Some(pattern) = &constraints.pattern {
        let pattern = Literal::string(pattern);
        checks.push(quote!(v.pattern(#text, #pattern)));
    }
    checks
}

fn limit_checks(constraints: &Constraints, count: &TokenStream) -> Vec<TokenStream> {
    let mut checks = Vec::new();
    let mut limit = |name: &str, limit: Option<u64>| checks.extend(limited(name, count, limit));
    limit(
        "min_items",
        constraints.min_items.filter(|limit| *limit > 0),
    );
    limit("max_items", constraints.max_items);
    limit(
        "min_properties",
        constraints.min_properties.filter(|limit| *limit > 0),
    );
    limit("max_properties", constraints.max_properties);
    checks
}

fn limited(name: &str, measured: &TokenStream, limit: Option<u64>) -> Option<TokenStream> {
    // A limit beyond 32 bits is none, and would not fit everywhere.
    let limit = Literal::u32_unsuffixed(u32::try_from(limit?).ok()?);
    let name = fixed(name);
    Some(quote!(v.#name(#measured, #limit)))
}

fn number_checks(constraints: &Constraints, scalar: Scalar, x: &TokenStream) -> Vec<TokenStream> {
    let low = constraints
        .minimum
        .as_ref()
        .and_then(|bound| bounded(bound, scalar, x, true));
    let high = constraints
        .maximum
        .as_ref()
        .and_then(|bound| bounded(bound, scalar, x, false));
    let step = constraints
        .multiple_of
        .as_ref()
        .and_then(|step| literal(step, scalar, None));
    let step = step.map(|step| quote!(v.multiple_of(#x, #step)));
    low.into_iter().chain(high).chain(step).collect()
}

fn bounded(bound: &Bound, scalar: Scalar, x: &TokenStream, is_low: bool) -> Option<TokenStream> {
    let is_whole = bound
        .value
        .as_f64()
        .is_some_and(|value| value.fract() == 0.0);
    let is_float = matches!(scalar, Scalar::Float | Scalar::Double);
    // Between two integers it makes no difference whether the bound itself is allowed.
    let exclusive = bound.exclusive && (is_whole || is_float);
    let name: Ident = fixed(match (is_low, exclusive) {
        (true, false) => "minimum",
        (true, true) => "exclusive_minimum",
        (false, false) => "maximum",
        (false, true) => "exclusive_maximum",
    });
    let limit = literal(&bound.value, scalar, Some(is_low))?;
    Some(quote!(v.#name(#x, #limit)))
}

/// A number as a literal of the scalar's type; `None` where the type cannot hold it, or where it has
/// a fraction that must not be rounded.
fn literal(number: &Number, scalar: Scalar, round_up: Option<bool>) -> Option<TokenStream> {
    let range = match scalar {
        Scalar::Int32 => i128::from(i32::MIN)..=i128::from(i32::MAX),
        Scalar::Int64 => i128::from(i64::MIN)..=i128::from(i64::MAX),
        Scalar::Uint32 => 0..=i128::from(u32::MAX),
        Scalar::Uint64 => 0..=i128::from(u64::MAX),
        Scalar::Float | Scalar::Double => return float_literal(number),
        Scalar::String
        | Scalar::Secret
        | Scalar::Boolean
        | Scalar::DateTime
        | Scalar::Date
        | Scalar::Uuid
        | Scalar::Base64
        | Scalar::Binary => return None,
    };
    let value = whole(number, round_up).filter(|value| range.contains(value))?;
    let magnitude = Literal::u128_unsuffixed(value.unsigned_abs());
    Some(if value < 0 {
        quote!(-#magnitude)
    } else {
        quote!(#magnitude)
    })
}

fn whole(number: &Number, round_up: Option<bool>) -> Option<i128> {
    if let Some(value) = number.as_i64() {
        return Some(i128::from(value));
    }
    if let Some(value) = number.as_u64() {
        return Some(i128::from(value));
    }
    let value = number.as_f64()?;
    let rounded = match round_up {
        _ if value.fract() == 0.0 => value,
        Some(true) => value.ceil(),
        Some(false) => value.floor(),
        None => return None,
    };
    // Casting a float saturates, and what saturates is outside every range that is asked for.
    Some(rounded as i128)
}

fn float_literal(number: &Number) -> Option<TokenStream> {
    let value = number.as_f64().filter(|value| value.is_finite())?;
    let magnitude = Literal::f64_unsuffixed(value.abs());
    Some(if value < 0.0 {
        quote!(-#magnitude)
    } else {
        quote!(#magnitude)
    })
}
