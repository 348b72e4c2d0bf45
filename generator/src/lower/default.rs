//! Whether a `default` is a value that its own schema allows.

use serde_json::Value as Json;

use super::Cx;
use super::shape::Shape;
use crate::ir::{Bound, Constraints};

/// Warns of a default that the schema does not allow. It is documented all the same: the server may well use it.
pub(super) fn check_default(cx: &mut Cx<'_>, shape: &Shape<'_>) {
    let Some(default) = &shape.default else {
        return;
    };
    if let Some(why) = fault(default, shape) {
        let message = format!("the default `{default}` {why}");
        cx.diagnostics
            .warn("invalid-default", &shape.at.child("default"), message);
    }
}

/// What is wrong with a default. `null` is often written where there is none.
fn fault(default: &Json, shape: &Shape<'_>) -> Option<String> {
    if default.is_null() {
        return None;
    }
    if let Some(values) = &shape.values {
        let is_listed = values.contains(default);
        return (!is_listed).then(|| "is not one of the values of `enum`".to_owned());
    }
    let name = shape.types.as_deref()?;
    if !is_of_type(default, name) {
        return Some(format!("is not of type `{name}`"));
    }
    broken(default, &shape.constraints).map(str::to_owned)
}

fn is_of_type(value: &Json, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

/// The first constraint that a value breaks.
fn broken(value: &Json, constraints: &Constraints) -> Option<&'static str> {
    let length = value.as_str().map(|text| text.chars().count() as u64);
    let items = value.as_array().map(|items| items.len() as u64);
    let is_below =
        |count: Option<u64>, least: Option<u64>| count.zip(least).is_some_and(|(n, m)| n < m);
    let is_above =
        |count: Option<u64>, most: Option<u64>| count.zip(most).is_some_and(|(n, m)| n > m);
    let (least, greatest) = (constraints.minimum.as_ref(), constraints.maximum.as_ref());
    let checks = [
        (
            is_outside(value, least, |a, b| a < b),
            "is below the minimum",
        ),
        (
            is_outside(value, greatest, |a, b| a > b),
            "is above the maximum",
        ),
        (
            is_below(length, constraints.min_length),
            "is shorter than `minLength`",
        ),
        (
            is_above(length, constraints.max_length),
            "is longer than `maxLength`",
        ),
        (
            is_below(items, constraints.min_items),
            "has fewer items than `minItems`",
        ),
        (
            is_above(items, constraints.max_items),
            "has more items than `maxItems`",
        ),
    ];
    checks
        .into_iter()
        .find_map(|(is_broken, why)| is_broken.then_some(why))
}

fn is_outside(value: &Json, bound: Option<&Bound>, beyond: fn(f64, f64) -> bool) -> bool {
    let Some((number, bound)) = value.as_f64().zip(bound) else {
        return false;
    };
    let limit = bound.value.as_f64().unwrap_or(number);
    beyond(number, limit) || bound.exclusive && number.to_bits() == limit.to_bits()
}
