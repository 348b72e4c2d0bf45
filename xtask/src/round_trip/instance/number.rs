//! Integers and numbers, at the bounds of their schema and of their format.

use serde_json::{Number, Value};

use super::flat::Flat;

/// Integers that the schema allows.
pub(super) fn integers(it: &Flat<'_>) -> Vec<Value> {
    let (least, greatest) = match it.text("format") {
        Some("int8") => (i128::from(i8::MIN), i128::from(i8::MAX)),
        Some("int16") => (i128::from(i16::MIN), i128::from(i16::MAX)),
        Some("int32") => (i128::from(i32::MIN), i128::from(i32::MAX)),
        Some("uint8") => (0, i128::from(u8::MAX)),
        Some("uint16") => (0, i128::from(u16::MAX)),
        Some("uint32" | "uint") => (0, i128::from(u32::MAX)),
        Some("uint64") => (0, i128::from(u64::MAX)),
        Some(_) | None => (i128::from(i64::MIN), i128::from(i64::MAX)),
    };
    let range = Range::of(it);
    let least = range.least.map_or(least, |it| least.max(it.ceil() as i128));
    let greatest = range
        .greatest
        .map_or(greatest, |it| greatest.min(it.floor() as i128));
    let near = [1, 0, -1, 42];
    let ends = [
        least,
        greatest,
        least.saturating_add(1),
        greatest.saturating_sub(1),
    ];
    let step = it
        .keyword("multipleOf")
        .and_then(Value::as_f64)
        .filter(|step| *step >= 1.0 && step.fract() == 0.0)
        .map_or(1, |step| step as i128);
    let aligned = near
        .into_iter()
        .chain(ends)
        .map(|value| value - value.rem_euclid(step));
    let aligned = aligned.flat_map(|value| [value, value + step]);
    let allowed = aligned.filter(|value| {
        // Bounds beyond 2^53 are not exact as a double, so what is near them is left to the validator.
        (least..=greatest).contains(value) && range.allows(*value as f64)
    });
    let values = allowed.filter_map(Number::from_i128).map(Value::Number);
    let mut values: Vec<Value> = values.collect();
    super::distinct(&mut values);
    values
}

/// Numbers that the schema allows.
pub(super) fn numbers(it: &Flat<'_>) -> Vec<Value> {
    let range = Range::of(it);
    let mut values = vec![1.5, 0.0, -2.25, 3.0, 0.1, 1e10];
    match it.text("format") {
        Some("float") => values.push(16_777_216.0),
        Some(_) | None => values.extend([1e300, -123_456.789]),
    }
    values.extend(range.least);
    values.extend(range.greatest);
    let inside = range
        .least
        .map(|it| it + 0.5)
        .or(range.greatest.map(|it| it - 0.5));
    values.extend(inside);
    if let (Some(least), Some(greatest)) = (range.least, range.greatest) {
        values.push(f64::midpoint(least, greatest));
    }
    if let Some(step) = it
        .keyword("multipleOf")
        .and_then(Value::as_f64)
        .filter(|it| *it > 0.0)
    {
        values = values
            .into_iter()
            .flat_map(|value| [(value / step).floor() * step, (value / step).ceil() * step])
            .collect();
    }
    let allowed = values.into_iter().filter(|value| range.allows(*value));
    let mut values: Vec<Value> = allowed.map(Value::from).collect();
    super::distinct(&mut values);
    values
}

struct Range {
    least: Option<f64>,
    greatest: Option<f64>,
    /// Bounds that are outside of the range themselves.
    outside: [Option<f64>; 2],
}

impl Range {
    fn of(it: &Flat<'_>) -> Range {
        let bound = |name: &str| it.keyword(name).and_then(Value::as_f64);
        let (above, below) = (bound("exclusiveMinimum"), bound("exclusiveMaximum"));
        let least = [bound("minimum"), above]
            .into_iter()
            .flatten()
            .reduce(f64::max);
        let greatest = [bound("maximum"), below]
            .into_iter()
            .flatten()
            .reduce(f64::min);
        Range {
            least,
            greatest,
            outside: [above, below],
        }
    }

    fn allows(&self, value: f64) -> bool {
        self.least.is_none_or(|it| value >= it)
            && self.greatest.is_none_or(|it| value <= it)
            && !self.outside.contains(&Some(value))
    }
}
