//! `enum` and `const`: scalars with known values.

use std::collections::HashSet;
use std::hash::Hash;

use serde_json::Value as Json;

use super::Cx;
use super::scalar::lower_scalar;
use super::schema::{Context, Form};
use super::shape::Shape;
use crate::ir::{Enum, EnumValues, TypeKind, Variant};

/// Lowers a schema with `enum`.
pub(super) fn lower_enum<'a>(
    cx: &mut Cx<'a>,
    shape: &mut Shape<'a>,
    values: &[Json],
    context: Context<'_>,
) -> Form {
    shape.nullable |= values.contains(&Json::Null);
    let values = values
        .iter()
        .filter(|value| !value.is_null())
        .collect::<Vec<_>>();
    if values.is_empty() {
        return Form::ANY;
    }
    if let Some(strings) = collect(&values, |value| value.as_str().map(str::to_owned), shape) {
        forget_text_constraints(shape);
        return definition(EnumValues::Strings(strings));
    }
    let integers = collect(&values, Json::as_i64, shape).filter(|_| !has_fractions(shape));
    if let Some(integers) = integers {
        forget_numeric_constraints(shape);
        return definition(EnumValues::Integers(integers));
    }
    if let Some(booleans) = values
        .iter()
        .map(|it| it.as_bool())
        .collect::<Option<Vec<_>>>()
    {
        // A boolean that can only be one of its two values is a boolean all the same.
        shape.types = Some("boolean".to_owned());
        let one = booleans.first().copied();
        shape.constraints.constant = one.filter(|one| booleans.iter().all(|it| it == one));
        return lower_scalar(cx, shape, context);
    }
    forget_numeric_constraints(shape);
    let mixed = collect(&values, |value| Some(value.clone()), shape).unwrap_or_default();
    definition(EnumValues::Mixed(mixed))
}

/// Whether a number that is not listed can have a fraction, even if no listed one has.
fn has_fractions(shape: &Shape<'_>) -> bool {
    let is_whole = |format: &String| format.starts_with("int") || format.starts_with("uint");
    shape.types.as_deref() == Some("number") && !shape.format.as_ref().is_some_and(is_whole)
}

fn definition(values: EnumValues) -> Form {
    Form::definition(TypeKind::Enum(Enum { values }))
}

/// The variants, if every value has the type that `read` asks for. Repeated values count once.
fn collect<T: Clone + Eq + Hash>(
    values: &[&Json],
    read: impl Fn(&Json) -> Option<T>,
    shape: &Shape<'_>,
) -> Option<Vec<Variant<T>>> {
    let text = |texts: &[String], index: usize| {
        texts
            .get(index)
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let mut variants: Vec<Variant<T>> = Vec::new();
    let mut known = HashSet::new();
    for (index, value) in values.iter().enumerate() {
        let value = read(value)?;
        if known.insert(value.clone()) {
            let name = text(&shape.value_names, index);
            let description = text(&shape.value_descriptions, index);
            variants.push(Variant {
                value,
                name,
                description,
            });
        }
    }
    Some(variants)
}

/// Known values say more than a pattern, and unknown ones must not be refused.
fn forget_text_constraints(shape: &mut Shape<'_>) {
    shape.constraints.pattern = None;
    shape.constraints.min_length = None;
    shape.constraints.max_length = None;
}

fn forget_numeric_constraints(shape: &mut Shape<'_>) {
    shape.constraints.minimum = None;
    shape.constraints.maximum = None;
    shape.constraints.multiple_of = None;
}
