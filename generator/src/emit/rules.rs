//! Which constraints apply to a type, and how they read.

use serde_json::{Number, Value as Json};

use super::cx::Cx;
use super::docs;
use crate::ir::{Constraints, Scalar, TypeKind, TypeRef, Value};

/// The longest default value that documentation quotes, in bytes.
const LONGEST_DEFAULT: usize = 80;

/// The constraints of a value that its Rust type can break.
///
/// A minimum length says nothing of a `Uuid`, and a pattern nothing of a number.
pub(super) fn applicable(cx: &Cx<'_>, value: &Value) -> Constraints {
    let all = &value.constraints;
    match cx.resolved(&value.ty) {
        TypeRef::Scalar(scalar) => applicable_to_scalar(*scalar, all),
        TypeRef::List(_) => Constraints {
            min_items: all.min_items,
            max_items: all.max_items,
            unique_items: all.unique_items,
            ..Constraints::default()
        },
        TypeRef::Map(_) => Constraints {
            min_properties: all.min_properties,
            max_properties: all.max_properties,
            ..Constraints::default()
        },
        TypeRef::Any | TypeRef::Tuple(_) | TypeRef::Named(_) => Constraints::default(),
    }
}

fn applicable_to_scalar(scalar: Scalar, all: &Constraints) -> Constraints {
    match scalar {
        Scalar::String | Scalar::Secret | Scalar::Binary => Constraints {
            min_length: all.min_length,
            max_length: all.max_length,
            pattern: all.pattern.clone(),
            ..Constraints::default()
        },
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 | Scalar::Float | Scalar::Double => Constraints {
            minimum: all.minimum.clone(),
            maximum: all.maximum.clone(),
            multiple_of: all.multiple_of.clone(),
            ..Constraints::default()
        },
        Scalar::Boolean | Scalar::DateTime | Scalar::Date | Scalar::Uuid | Scalar::Base64 => Constraints::default(),
    }
}

/// Whether a value has constraints of its own or inside that can be checked.
pub(super) fn is_constrained(cx: &Cx<'_>, value: &Value) -> bool {
    if applicable(cx, value) != Constraints::default() {
        return true;
    }
    match &value.ty {
        TypeRef::Any | TypeRef::Scalar(_) => false,
        TypeRef::List(item) | TypeRef::Map(item) => is_constrained(cx, item),
        TypeRef::Tuple(values) => values.iter().any(|value| is_constrained(cx, value)),
        TypeRef::Named(id) => match (cx.alias(&value.ty), &cx.definition(*id).kind) {
            (Some(aliased), _) => is_constrained(cx, aliased),
            (None, TypeKind::Enum(_)) => false,
            (None, TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Alias(_)) => cx.type_facts(*id).constrained,
        },
    }
}

/// The constraints and the default of a value as sentences.
pub(super) fn remarks(cx: &Cx<'_>, value: &Value, default: Option<&Json>) -> Vec<String> {
    let mut remarks = sentences(&applicable(cx, value));
    remarks.extend(default.and_then(default_sentence));
    remarks
}

/// Constraints as sentences.
pub(super) fn sentences(constraints: &Constraints) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(count(constraints.min_length, constraints.max_length, "character", "characters"));
    if let Some(pattern) = &constraints.pattern {
        out.push(format!("Matches {}.", docs::code(pattern)));
    }
    out.extend(range(constraints));
    if let Some(step) = &constraints.multiple_of {
        out.push(format!("A multiple of {step}."));
    }
    out.extend(count(constraints.min_items, constraints.max_items, "item", "items"));
    if constraints.unique_items {
        out.push("No two items are equal.".to_owned());
    }
    out.extend(count(constraints.min_properties, constraints.max_properties, "entry", "entries"));
    out
}

fn count(min: Option<u64>, max: Option<u64>, one: &str, many: &str) -> Option<String> {
    let unit = |count: u64| if count == 1 { one } else { many };
    match (min.filter(|min| *min > 0), max) {
        (None, None) => None,
        (Some(min), Some(max)) if min == max => Some(format!("Exactly {min} {}.", unit(min))),
        (Some(min), Some(max)) => Some(format!("{min} to {max} {many}.")),
        (Some(min), None) => Some(format!("At least {min} {}.", unit(min))),
        (None, Some(max)) => Some(format!("At most {max} {}.", unit(max))),
    }
}

fn range(constraints: &Constraints) -> Option<String> {
    let exclusive = |exclusive: bool, number: &Number, or: &str, than: &str| {
        if exclusive { format!("{than} {number}") } else { format!("{or} {number}") }
    };
    match (&constraints.minimum, &constraints.maximum) {
        (None, None) => None,
        (Some(min), Some(max)) if !min.exclusive && !max.exclusive => {
            Some(format!("{} to {}.", min.value, max.value))
        }
        (Some(min), Some(max)) => Some(format!(
            "{} and {}.",
            exclusive(min.exclusive, &min.value, "At least", "More than"),
            exclusive(max.exclusive, &max.value, "at most", "less than"),
        )),
        (Some(min), None) => Some(format!("{}.", exclusive(min.exclusive, &min.value, "At least", "More than"))),
        (None, Some(max)) => Some(format!("{}.", exclusive(max.exclusive, &max.value, "At most", "Less than"))),
    }
}

fn default_sentence(default: &Json) -> Option<String> {
    let text = match default {
        Json::Null => return None,
        Json::String(text) => text.clone(),
        Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => default.to_string(),
    };
    (text.len() <= LONGEST_DEFAULT).then(|| format!("Default: {}.", docs::code(&text)))
}
