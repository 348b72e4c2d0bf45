//! The checks of a number, with limits as literals of its type.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Number;

use super::checks::range;
use super::ident::fixed;
use crate::ir::{Bound, Constraints, Scalar};

/// The checks of a number, as method calls.
pub(super) fn number_checks(constraints: &Constraints, scalar: Scalar) -> Vec<TokenStream> {
    let low = constraints.minimum.as_ref();
    let low = low.and_then(|bound| Limit::of(bound, scalar, true));
    let high = constraints.maximum.as_ref();
    let high = high.and_then(|bound| Limit::of(bound, scalar, false));
    let is_empty = match (&constraints.minimum, &constraints.maximum) {
        (Some(low), Some(high)) => is_reversed(&low.value, &high.value, scalar),
        (None, _) | (_, None) => false,
    };
    let exclusive = |limit: &Option<Limit>, method: &str| {
        let limit = limit.as_ref().filter(|limit| limit.exclusive)?;
        let (method, literal) = (fixed(method), &limit.literal);
        Some(quote!(.#method(#literal)))
    };
    let (above, below) = (exclusive(&low, "more_than"), exclusive(&high, "less_than"));
    let inclusive = |limit: Option<Limit>| limit.filter(|it| !it.exclusive).map(|it| it.literal);
    let ranges = range(inclusive(low), inclusive(high), is_empty);
    let ranges = ranges.iter().map(|range| quote!(.range(#range)));
    let mut calls: Vec<_> = above.into_iter().chain(ranges).chain(below).collect();
    let step = constraints.multiple_of.as_ref();
    let step = step.and_then(|step| literal(step, scalar, None));
    calls.extend(step.map(|step| quote!(.multiple_of(#step))));
    calls
}

/// One end of what is allowed.
struct Limit {
    literal: TokenStream,
    exclusive: bool,
}

impl Limit {
    fn of(bound: &Bound, scalar: Scalar, is_low: bool) -> Option<Self> {
        let value = bound.value.as_f64();
        let is_whole = value.is_some_and(|value| value.fract() == 0.0);
        let is_float = matches!(scalar, Scalar::Float | Scalar::Double);
        Some(Self {
            literal: literal(&bound.value, scalar, Some(is_low))?,
            // Between two integers it makes no difference whether the bound itself is allowed.
            exclusive: bound.exclusive && (is_whole || is_float),
        })
    }
}

/// Whether no number is between the two.
fn is_reversed(low: &Number, high: &Number, scalar: Scalar) -> bool {
    if matches!(scalar, Scalar::Float | Scalar::Double) {
        return low.as_f64() > high.as_f64();
    }
    whole(low, Some(true)) > whole(high, Some(false))
}

/// A number as a literal of the scalar's type; `None` where the type cannot hold it, or where it has
/// a fraction that must not be rounded.
fn literal(number: &Number, scalar: Scalar, round_up: Option<bool>) -> Option<TokenStream> {
    let range = match scalar {
        Scalar::Int32 => i128::from(i32::MIN)..=i128::from(i32::MAX),
        Scalar::Int64 => i128::from(i64::MIN)..=i128::from(i64::MAX),
        Scalar::Uint32 => 0..=i128::from(u32::MAX),
        Scalar::Uint64 => 0..=i128::from(u64::MAX),
        Scalar::Float => return float_literal(number, f64::from(f32::MAX)),
        Scalar::Double => return float_literal(number, f64::MAX),
        Scalar::String
        | Scalar::Secret
        | Scalar::Boolean
        | Scalar::DateTime
        | Scalar::Date
        | Scalar::Uuid
        | Scalar::Base64
        | Scalar::Binary
        | Scalar::Part
        | Scalar::Foreign(_) => return None,
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

/// A literal of a floating-point type with values up to `max`.
fn float_literal(number: &Number, max: f64) -> Option<TokenStream> {
    let value = number.as_f64().filter(|value| value.abs() <= max)?;
    let magnitude = if max < f64::MAX {
        // Digits that the type cannot hold would be a lie.
        Literal::f32_unsuffixed(value.abs() as f32)
    } else {
        Literal::f64_unsuffixed(value.abs())
    };
    Some(if value < 0.0 {
        quote!(-#magnitude)
    } else {
        quote!(#magnitude)
    })
}
