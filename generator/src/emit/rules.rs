//! How constraints and defaults read.

use serde_json::Value as Json;

use super::cx::Cx;
use super::docs;
use crate::analyze::checkable;
use crate::ir::{Bound, Constraints, Value};

/// The largest integer below which a double holds all of them (ECMA-262, `Number.MAX_SAFE_INTEGER`).
const SAFE_INTEGER: u64 = (1 << 53) - 1;

/// The longest default value that documentation quotes, in bytes.
const LONGEST_DEFAULT: usize = 80;

/// The constraints and the default of a value as sentences.
pub(super) fn remarks(cx: &Cx<'_>, value: &Value, default: Option<&Json>) -> Vec<String> {
    let mut remarks = sentences(&checkable(cx.api(), value));
    remarks.extend(default.and_then(default_sentence));
    remarks
}

/// Constraints as sentences.
fn sentences(constraints: &Constraints) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(constraints.constant.map(|it| format!("Always `{it}`.")));
    out.extend(count(
        constraints.min_length,
        constraints.max_length,
        "character",
        "characters",
    ));
    if let Some(pattern) = &constraints.pattern {
        out.push(format!("Matches {}.", docs::code(pattern)));
    }
    out.extend(range(constraints));
    if let Some(step) = &constraints.multiple_of {
        out.push(format!("A multiple of {step}."));
    }
    out.extend(count(
        constraints.min_items,
        constraints.max_items,
        "item",
        "items",
    ));
    if constraints.unique_items {
        out.push("No two items are equal.".to_owned());
    }
    out.extend(count(
        constraints.min_properties,
        constraints.max_properties,
        "entry",
        "entries",
    ));
    out
}

/// The constraints of an object with named properties as sentences.
pub(super) fn object_sentences(constraints: &Constraints) -> Option<String> {
    let (min, max) = (constraints.min_properties, constraints.max_properties);
    count(min, max, "property", "properties")
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
    let low = constraints
        .minimum
        .as_ref()
        .filter(|bound| is_telling(bound));
    let high = constraints
        .maximum
        .as_ref()
        .filter(|bound| is_telling(bound));
    let at_least = |bound: &Bound| {
        format!(
            "{} {}",
            if bound.exclusive {
                "More than"
            } else {
                "At least"
            },
            bound.value
        )
    };
    let at_most = |bound: &Bound| {
        format!(
            "{} {}",
            if bound.exclusive {
                "less than"
            } else {
                "at most"
            },
            bound.value
        )
    };
    match (low, high) {
        (None, None) => None,
        (Some(low), Some(high)) if !low.exclusive && !high.exclusive => {
            Some(format!("{} to {}.", low.value, high.value))
        }
        (Some(low), Some(high)) => Some(format!("{} and {}.", at_least(low), at_most(high))),
        (Some(low), None) => Some(format!("{}.", at_least(low))),
        (None, Some(high)) => Some(format!(
            "{}.",
            at_most(high).replacen(['a', 'l'], if high.exclusive { "L" } else { "A" }, 1)
        )),
    }
}

/// Frameworks bound every integer by what a double can hold, which tells a reader nothing.
fn is_telling(bound: &Bound) -> bool {
    bound
        .value
        .as_i64()
        .is_none_or(|value| value.unsigned_abs() < SAFE_INTEGER)
}

fn default_sentence(default: &Json) -> Option<String> {
    let text = match default {
        Json::Null => return None,
        Json::String(text) => text.clone(),
        Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => default.to_string(),
    };
    (text.len() <= LONGEST_DEFAULT).then(|| format!("Default: {}.", docs::code(&text)))
}
