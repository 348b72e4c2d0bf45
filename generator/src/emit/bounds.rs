//! The checks of a number, with limits as literals of its type.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Number;

use super::ident::fixed;
use crate::ir::{Bound, Constraints, Scalar};

/// The checks of the number `x`.
pub(super) fn number_checks(
    constraints: &Constraints,
    scalar: Scalar,
    x: &TokenStream,
) -> Vec<TokenStream> {
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
