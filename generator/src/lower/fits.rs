//! Whether a value is one that a schema allows, as far as that is told of defaults and examples.

use serde_json::Value as Json;

use super::Cx;
use super::combine::combine;
use super::pattern::finds;
use super::shape::Shape;
use crate::ir::{Bound, Constraints};

/// How values of a format look; what else there is to them is left to whoever reads them.
const FORMATS: &[(&str, &str)] = &[
    ("date", r"^\d{4}-\d\d-\d\d$"),
    (
        "date-time",
        r"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
    ),
    ("uuid", r"^(urn:uuid:)?\{?[0-9A-Fa-f-]{32,36}\}?$"),
];

/// What is wrong with a value. `null` is often written where there is none.
pub(super) fn fault<'a>(cx: &mut Cx<'a>, value: &Json, shape: &Shape<'a>) -> Option<String> {
    if value.is_null() {
        return None;
    }
    if let Some(values) = &shape.values {
        let is_listed = values.contains(value);
        return (!is_listed).then(|| "is not one of the values of `enum`".to_owned());
    }
    let own = type_fault(value, shape)
        .or_else(|| format_fault(value, shape))
        .or_else(|| broken(value, &shape.constraints).map(str::to_owned));
    own.or_else(|| {
        let items = value.as_array().filter(|_| !shape.items.is_empty())?;
        let shape = combine(cx, &shape.items, None);
        let faults = items.iter().map(|item| fault(cx, item, &shape));
        { faults }
            .flatten()
            .next()
            .map(|why| format!("has an item that {why}"))
    })
}

/// Whether the value has another type than the schema.
pub(super) fn type_fault(value: &Json, shape: &Shape<'_>) -> Option<String> {
    let name = shape.types.as_deref()?;
    (!is_of_type(value, name)).then(|| format!("is not of type `{name}`"))
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

fn format_fault(value: &Json, shape: &Shape<'_>) -> Option<String> {
    let format = shape.format.as_deref()?;
    let is_fitting = match (value, format) {
        (Json::Number(number), "int32") => {
            number.as_i64().is_some_and(|it| i32::try_from(it).is_ok())
        }
        (Json::String(text), format) => {
            let known = FORMATS.iter().find(|(name, _)| *name == format);
            known.is_none_or(|(_, pattern)| finds(pattern, text))
        }
        (_, _) => true,
    };
    (!is_fitting).then(|| format!("is not of the format `{format}`"))
}

/// The first constraint that a value breaks.
fn broken(value: &Json, constraints: &Constraints) -> Option<&'static str> {
    let text = value.as_str();
    let length = text.map(|text| text.chars().count() as u64);
    let items = value.as_array().map(|items| items.len() as u64);
    let is_below =
        |count: Option<u64>, least: Option<u64>| count.zip(least).is_some_and(|(n, m)| n < m);
    let is_above =
        |count: Option<u64>, most: Option<u64>| count.zip(most).is_some_and(|(n, m)| n > m);
    let (least, greatest) = (constraints.minimum.as_ref(), constraints.maximum.as_ref());
    let pattern = constraints.pattern.as_deref().zip(text);
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
            pattern.is_some_and(|(pattern, text)| !finds(pattern, text)),
            "does not match the `pattern`",
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
