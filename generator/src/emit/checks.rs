//! The checks of a value, as the methods of the runtime's `Check` in a row.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::bounds::number_checks;
use super::constraints;
use super::cx::Cx;
use super::ident::fixed;
use super::type_ref;
use crate::analyze::checkable;
use crate::ir::{Constraints, Scalar, TypeRef, Value};

/// One step of a check.
pub(super) enum Step {
    /// Leaves it to the value's own type, or to that of what it holds.
    Validate,
    /// Any other method call.
    Call(TokenStream),
}

impl ToTokens for Step {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Validate => quote!(.validate()),
            Self::Call(call) => call.clone(),
        });
    }
}

/// The checks of a value that is not `null`; none where nothing is constrained.
pub(super) fn checks(cx: &Cx<'_>, value: &Value) -> Vec<Step> {
    let mut steps = own_checks(cx, value);
    if let Some(aliased) = cx.alias(&value.ty) {
        steps.extend(checks(cx, aliased));
        return steps;
    }
    match &value.ty {
        TypeRef::Any | TypeRef::Scalar(_) => {}
        TypeRef::List(item) => steps.extend(checks_of_each(cx, item, "items")),
        TypeRef::Map(item) => steps.extend(checks_of_each(cx, item, "entries")),
        TypeRef::Tuple(values) => steps.extend(tuple_checks(cx, values)),
        TypeRef::Named(id) => {
            steps.extend(constraints::has_impl(cx, *id).then_some(Step::Validate))
        }
    }
    steps
}

/// The step that gets to the value where `null` may stand in its place.
pub(super) fn unwrapped(value: &Value) -> Option<TokenStream> {
    (value.nullable && value.ty != TypeRef::Any).then(|| quote!(.some()))
}

/// The check of everything that a list or a map holds.
fn checks_of_each(cx: &Cx<'_>, item: &Value, method: &str) -> Option<Step> {
    let (steps, method, some) = (checks(cx, item), fixed(method), unwrapped(item));
    match steps.as_slice() {
        [] => None,
        [Step::Validate] => Some(Step::Validate),
        steps => Some(Step::Call(quote!(.#method(|x| x #some #(#steps)*)))),
    }
}

fn tuple_checks(cx: &Cx<'_>, values: &[Value]) -> Option<Step> {
    if !type_ref::is_tuple(values) {
        return None;
    }
    let statements: Vec<_> = values
        .iter()
        .enumerate()
        .filter_map(|(index, value)| {
            let (steps, some) = (checks(cx, value), unwrapped(value));
            let key = Literal::string(&index.to_string());
            let place = Literal::usize_unsuffixed(index);
            (!steps.is_empty()).then(|| quote!(v.at(#key, &x.#place) #some #(#steps)*;))
        })
        .collect();
    (!statements.is_empty()).then(|| Step::Call(quote!(.inside(|v, x| { #(#statements)* }))))
}

/// The checks of what stands at a value itself, not inside it.
fn own_checks(cx: &Cx<'_>, value: &Value) -> Vec<Step> {
    let constraints = checkable(cx.api(), value);
    let calls = match cx.resolved(&value.ty) {
        TypeRef::Scalar(Scalar::String | Scalar::Secret | Scalar::Binary) => {
            text_checks(&constraints)
        }
        TypeRef::Scalar(Scalar::Boolean) => {
            let constant = constraints.constant.into_iter();
            constant.map(|it| quote!(.is(#it))).collect()
        }
        TypeRef::Scalar(scalar) => number_checks(&constraints, *scalar),
        TypeRef::List(_) => {
            let mut calls = limits("count", constraints.min_items, constraints.max_items);
            calls.extend(constraints.unique_items.then(|| quote!(.unique_items())));
            calls
        }
        TypeRef::Map(_) => limits(
            "count",
            constraints.min_properties,
            constraints.max_properties,
        ),
        TypeRef::Any | TypeRef::Tuple(_) | TypeRef::Named(_) => Vec::new(),
    };
    calls.into_iter().map(Step::Call).collect()
}

fn text_checks(constraints: &Constraints) -> Vec<TokenStream> {
    let mut calls = limits("length", constraints.min_length, constraints.max_length);
    if let Some(pattern) = &constraints.pattern {
        let pattern = Literal::string(pattern);
        calls.push(quote!(.pattern(#pattern)));
    }
    calls
}

fn limits(method: &str, min: Option<u64>, max: Option<u64>) -> Vec<TokenStream> {
    let method = fixed(method);
    let ranges = ranges(min, max).into_iter();
    ranges.map(|range| quote!(.#method(#range))).collect()
}

/// What a number of things must be, as ranges; two where no number is in both.
pub(super) fn ranges(min: Option<u64>, max: Option<u64>) -> Vec<TokenStream> {
    // A limit beyond 32 bits is none, and would not fit everywhere.
    let narrow = |limit: Option<u64>| limit.and_then(|limit| u32::try_from(limit).ok());
    let (min, max) = (narrow(min).filter(|min| *min > 0), narrow(max));
    let is_empty = min.zip(max).is_some_and(|(min, max)| min > max);
    let literal = |limit: u32| Literal::u32_unsuffixed(limit).to_token_stream();
    range(min.map(literal), max.map(literal), is_empty)
}

/// One range, or two where it would be empty.
pub(super) fn range(
    low: Option<TokenStream>,
    high: Option<TokenStream>,
    is_empty: bool,
) -> Vec<TokenStream> {
    match (low, high) {
        (None, None) => Vec::new(),
        (Some(low), Some(high)) if is_empty => vec![quote!(#low..), quote!(..=#high)],
        (low, None) => vec![quote!(#low..)],
        (low, Some(high)) => vec![quote!(#low..=#high)],
    }
}
