//! Whole numbers written as `1.0`: an integer to JSON Schema (Validation, section 6.1.1), not to serde.

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

use super::fault::Fault;

/// Reads JSON text. Where that fails, numbers such as `1.0` are taken as `1` and it is read again.
pub(crate) fn from_text<T: DeserializeOwned>(text: &[u8]) -> Result<T, Fault> {
    let error = match serde_json::from_slice(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    match with_whole_numbers(text) {
        // The first error can be one of these numbers, which are none.
        Some(text) => serde_json::from_slice(&text).map_err(|error| Fault::new(&text, error)),
        None => Err(Fault::new(text, error)),
    }
}

/// The text with `1` for `1.0`, if there is such a number in it.
fn with_whole_numbers(text: &[u8]) -> Option<Vec<u8>> {
    let mut value = serde_json::from_slice(text).ok()?;
    let mut found = false;
    settle(&mut value, &mut found);
    found.then(|| serde_json::to_vec(&value).ok())?
}

fn settle(value: &mut Value, found: &mut bool) {
    match value {
        Value::Number(number) => {
            if let Some(whole) = whole(number) {
                *number = whole;
                *found = true;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| settle(item, found)),
        Value::Object(fields) => fields.values_mut().for_each(|field| settle(field, found)),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// The integer that a floating-point number is.
pub(crate) fn whole(number: &Number) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let float = number.as_f64().filter(|_| number.is_f64())?;
    let is_whole = float.fract() == 0.0 && float.abs() <= EXACT;
    // A whole number in this range is written without an exponent and fits.
    is_whole
        .then(|| format!("{float:.0}").parse::<i64>().ok())?
        .map(Number::from)
}
