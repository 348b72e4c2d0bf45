//! Enums of numbers and of values of several types.

use serde_json::json;

use crate::runtime::value_enum;

value_enum! {
    /// How much.
    pub enum Ratio else Unknown {
        One = "1",
        Half = "0.5",
        All = "\"all\"",
        Yes = "true",
    }
}

#[test]
fn known_values_are_variants() {
    for (value, ratio) in [
        (json!(1), Ratio::One),
        (json!(1.0), Ratio::One),
        (json!(0.5), Ratio::Half),
        (json!("all"), Ratio::All),
        (json!(true), Ratio::Yes),
    ] {
        assert_eq!(serde_json::from_value::<Ratio>(value).unwrap(), ratio);
    }
}

#[test]
fn unknown_values_are_kept() {
    for value in [json!("1"), json!(2), json!(null), json!({"a": [1]})] {
        let ratio: Ratio = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(ratio, Ratio::Unknown(value.clone()));
        assert_eq!(serde_json::to_value(&ratio).unwrap(), value);
    }
}
