//! `multipleOf`, where several of them must hold.

use serde_json::Number;

/// Fractions with more digits are not added up.
const DIGITS: i32 = 9;

/// The least step that is a multiple of both; the later one where that is no number of ours.
pub(super) fn both(a: Option<Number>, b: Option<Number>) -> Option<Number> {
    match (a, b) {
        (Some(a), Some(b)) => common(&a, &b).or(Some(b)),
        (a, b) => b.or(a),
    }
}

fn common(a: &Number, b: &Number) -> Option<Number> {
    if let (Some(a), Some(b)) = (a.as_u64(), b.as_u64()) {
        return least_common(a, b).map(Number::from);
    }
    // Steps with a fraction are whole numbers of a smaller unit.
    let (a, b) = (a.as_f64()?, b.as_f64()?);
    (0..=DIGITS).find_map(|digits| {
        let unit = 10_f64.powi(digits);
        let step = least_common(whole(a * unit)?, whole(b * unit)?)?;
        Number::from_f64(step as f64 / unit)
    })
}

fn whole(number: f64) -> Option<u64> {
    // All floats in this range that are integral are exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_whole = number.fract() == 0.0 && (1.0..=EXACT).contains(&number);
    is_whole.then_some(number as u64)
}

fn least_common(a: u64, b: u64) -> Option<u64> {
    let (mut divisor, mut rest) = (a, b);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    a.checked_div(divisor)?.checked_mul(b)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_step_that_is_a_multiple_of_both() {
        let step = |a: Value, b: Value| both(a.as_number().cloned(), b.as_number().cloned());
        for (a, b, expected) in [
            (json!(4), json!(6), json!(12)),
            (json!(3), Value::Null, json!(3)),
            (Value::Null, json!(0.5), json!(0.5)),
            (json!(0.5), json!(0.3), json!(1.5)),
            (json!(0.01), json!(2), json!(2.0)),
            (json!(u64::MAX), json!(2), json!(2)),
        ] {
            assert_eq!(step(a, b), expected.as_number().cloned());
        }
    }
}
