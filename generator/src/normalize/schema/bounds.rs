//! Bounds of numbers: exclusive ones, and those that do not fit what `openapiv3` holds them in.

use std::cmp::Ordering;

use serde_json::{Map, Number, Value};

use super::super::scalar::{integer, number};
use super::super::walk::Walker;
use super::newer_form;

/// One end of a range.
struct End {
    inclusive: &'static str,
    exclusive: &'static str,
    carried: &'static str,
    carried_exclusive: &'static str,
    /// How the stricter of two bounds compares to the other.
    stricter: Ordering,
}

const ENDS: &[End] = &[
    End {
        inclusive: "minimum",
        exclusive: "exclusiveMinimum",
        carried: "x-minimum",
        carried_exclusive: "x-exclusive-minimum",
        stricter: Ordering::Greater,
    },
    End {
        inclusive: "maximum",
        exclusive: "exclusiveMaximum",
        carried: "x-maximum",
        carried_exclusive: "x-exclusive-maximum",
        stricter: Ordering::Less,
    },
];

/// Writes bounds as 3.0 does. A bound on an integer that is no `i64` is carried in `x-minimum`, `x-maximum` or
/// `x-multiple-of`, and whether it is exclusive in `x-exclusive-minimum` or `x-exclusive-maximum`.
pub(super) fn settle(walker: &mut Walker<'_>, schema: &mut Map<String, Value>) {
    let is_integer = schema.get("type") == Some(&Value::String("integer".to_owned()));
    for end in ENDS {
        settle_exclusive(walker, schema, end);
        if is_integer && !fit_integer(schema, end.inclusive, end.carried) {
            rename(schema, end.exclusive, end.carried_exclusive);
        }
    }
    if schema
        .get("multipleOf")
        .and_then(number)
        .and_then(|step| step.as_f64())
        .is_some_and(|step| step <= 0.0)
    {
        schema.shift_remove("multipleOf");
        walker.warn_at(
            "multipleOf",
            "invalid-bound",
            "`multipleOf` is greater than 0; left out",
        );
    }
    if is_integer {
        fit_integer(schema, "multipleOf", "x-multiple-of");
    }
}

/// An exclusive bound is a number since 3.1, and a flag beside the bound before.
fn settle_exclusive(walker: &mut Walker<'_>, schema: &mut Map<String, Value>, end: &End) {
    let Some(exclusive) = schema.get(end.exclusive).and_then(number) else {
        let is_idle = schema.contains_key(end.exclusive) && !schema.contains_key(end.inclusive);
        if is_idle && schema.shift_remove(end.exclusive) == Some(Value::Bool(true)) {
            let message = format!(
                "`{}` has no effect without `{}`",
                end.exclusive, end.inclusive
            );
            walker.warn_at(end.exclusive, "keyword-without-effect", message);
        }
        return;
    };
    let form = format!("number under `{}`", end.exclusive);
    newer_form(walker, end.exclusive, &form);
    schema.shift_remove(end.exclusive);
    let inclusive = schema.get(end.inclusive).and_then(number);
    if inclusive.is_some_and(|inclusive| compare(&inclusive, &exclusive) == Some(end.stricter)) {
        return;
    }
    schema.insert(end.inclusive.to_owned(), Value::Number(exclusive));
    schema.insert(end.exclusive.to_owned(), Value::Bool(true));
}

fn compare(a: &Number, b: &Number) -> Option<Ordering> {
    match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        (Some(_) | None, _) => a.as_f64()?.partial_cmp(&b.as_f64()?),
    }
}

/// Whether the bound is an `i64` now, or none; otherwise it has become a carried one.
fn fit_integer(schema: &mut Map<String, Value>, bound: &str, carried: &str) -> bool {
    let Some(value) = schema.get(bound).and_then(number) else {
        return true;
    };
    if let Some(fitting) = integer(&value) {
        if !value.is_i64() {
            schema.insert(bound.to_owned(), Value::from(fitting));
        }
        return true;
    }
    rename(schema, bound, carried);
    false
}

fn rename(schema: &mut Map<String, Value>, from: &str, to: &str) {
    if let Some(value) = schema.shift_remove(from) {
        schema.insert(to.to_owned(), value);
    }
}
