//! Repairs of scalars: the type a member wants, where the author's intent is obvious.

use serde_json::{Number, Value};

use super::shape::Shape;
use super::walk::{Walker, noun};

/// The value as the scalar that is wanted; none, with a warning, if it cannot be that.
pub(super) fn repaired(walker: &mut Walker<'_>, value: Value, shape: Shape) -> Option<Value> {
    if value.is_null() {
        // An empty value in YAML: nothing was meant.
        return None;
    }
    let (repaired, wanted) = match shape {
        Shape::Text => (text(walker, &value), "a string"),
        Shape::Flag => (flag(&value).map(Value::Bool), "a boolean"),
        Shape::Count => (count(&value).map(Value::from), "an integer from 0"),
        Shape::Number => (number(&value).map(Value::Number), "a number"),
        Shape::Any | Shape::Node(_) | Shape::FlagOrSchema | Shape::List(_) | Shape::Map(_) => {
            return Some(value);
        }
    };
    let Some(repaired) = repaired else {
        return walker.wrong_type(&value, wanted);
    };
    if std::mem::discriminant(&repaired) != std::mem::discriminant(&value) {
        let message = format!(
            "{wanted} is wanted here, not {}; taken for `{}`",
            noun(&value),
            plain(&repaired)
        );
        walker.warn("wrong-type", message);
    }
    Some(repaired)
}

/// A boolean, or the text of one, also as YAML 1.1 has it (<https://yaml.org/type/bool.html>).
pub(super) fn flag(value: &Value) -> Option<bool> {
    const TEXTS: &[(&str, bool)] = &[
        ("true", true),
        ("yes", true),
        ("on", true),
        ("false", false),
        ("no", false),
        ("off", false),
    ];
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => {
            let known = TEXTS.iter().find(|(it, _)| text.eq_ignore_ascii_case(it));
            known.map(|(_, flag)| *flag)
        }
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A finite number, or the text of one.
pub(super) fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => text.trim().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A number that is an `i64`, also when written `1.0`.
pub(super) fn integer(number: &Number) -> Option<i64> {
    // All floats in this range that are integral are exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let exact = |float: &f64| float.fract() == 0.0 && float.abs() <= EXACT;
    number.as_i64().or_else(|| {
        number
            .as_f64()
            .filter(|_| number.is_f64())
            .filter(exact)
            .map(|float| float as i64)
    })
}

/// A string, or another scalar as it is written.
fn text(walker: &mut Walker<'_>, value: &Value) -> Option<Value> {
    match value {
        Value::String(_) => Some(value.clone()),
        Value::Bool(_) | Value::Number(_) => {
            let at = walker.at.clone();
            Some(Value::String(walker.written(&at, value)))
        }
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn count(value: &Value) -> Option<u64> {
    let number = number(value)?;
    // Counts are read as `usize`, which may have 32 bits.
    let count = number
        .as_u64()
        .or_else(|| integer(&number).and_then(|count| u64::try_from(count).ok()))?;
    usize::try_from(count).is_ok().then_some(count)
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
