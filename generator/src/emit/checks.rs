//! The checks of a value, as expressions of a `Validator` called `v`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::bounds::number_checks;
use super::constraints;
use super::cx::Cx;
use super::ident::fixed;
use crate::analyze::checkable;
use crate::ir::{Constraints, Scalar, TypeRef, Value};

/// The checks of a value that may be `null`, as expressions of `v` and a reference `x`.
pub(super) fn checks_of_item(cx: &Cx<'_>, value: &Value) -> Vec<TokenStream> {
    let checks = checks(cx, value);
    if !value.nullable || checks.is_empty() {
        return checks;
    }
    vec![quote!(if let Some(x) = x { #(#checks;)* })]
}

/// The checks of a value, as expressions of `v` and a reference `x`.
pub(super) fn checks(cx: &Cx<'_>, value: &Value) -> Vec<TokenStream> {
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
        TypeRef::Named(id) if constraints::has_impl(cx, *id) => {
            cx.import("crate::runtime", "Validate");
            checks.push(quote!(#x.validate(v)));
        }
        TypeRef::Named(_) => {}
    }
    checks
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

pub(super) fn limit_checks(constraints: &Constraints, count: &TokenStream) -> Vec<TokenStream> {
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
