//! Which variant of a union a value becomes: every variant keeps a value in its own way, so that it comes out again
//! proves nothing.

use std::fmt::Debug;

use fixture_clients::unions_told_apart::models::{
    Answer, Counted, Declared, Either, Kind, Known, Leaf, Level, Lists, Mixed, Nested, Numbered,
    Numbers, Open, Overlapping, Several, Vessel,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The variant with what it holds, as `Debug` writes it.
fn read<T: DeserializeOwned + Serialize + Debug>(value: &Value) -> String {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), *value);
    format!("{read:?}")
}

/// The name of the variant.
fn variant<T: DeserializeOwned + Serialize + Debug>(value: Value) -> String {
    let text = read::<T>(&value);
    let end = text.find('(').unwrap_or(text.len());
    text[..end].to_owned()
}

#[test]
fn a_tag_that_may_be_left_out_tells_where_it_is_there() {
    for (value, expected) in [
        (json!({"shape": "round"}), "Cup"),
        (json!({"shape": "oval", "size": 1}), "Cup"),
        (json!({"shape": "square"}), "Pot"),
        (json!({"lid": true}), "Pot"),
        (json!({"shape": "flat", "lid": true}), "Unknown"),
    ] {
        assert_eq!(variant::<Vessel>(value), expected);
    }
    // What the tag says counts more than what the other branch could keep.
    let cup = serde_json::from_value(json!({"shape": "round", "lid": true})).unwrap();
    assert!(matches!(cup, Vessel::Cup(_)));
}

#[test]
fn booleans_and_numbers_are_tags() {
    let ok = variant::<Answer>(json!({"ok": true, "tea": "t"}));
    let error = variant::<Answer>(json!({"ok": false, "tea": "t"}));
    assert_eq!((ok.as_str(), error.as_str()), ("Ok", "Error"));
    for (version, expected) in [
        (1, "Version1"),
        (2, "Version1"),
        (3, "Version3"),
        (4, "Unknown"),
    ] {
        assert_eq!(variant::<Numbered>(json!({"version": version})), expected);
    }
    for (code, expected) in [(7, "Leaf"), (8, "Bag"), (9, "Unknown")] {
        assert_eq!(variant::<Declared>(json!({"code": code})), expected);
    }
}

#[test]
fn a_branch_that_knows_the_value_is_meant() {
    let is = |value: &str| json!({"is": value});
    assert_eq!(variant::<Overlapping>(is("black")), "Black");
    assert_eq!(variant::<Overlapping>(is("both")), "Black");
    assert_eq!(variant::<Overlapping>(is("green")), "Green");
    assert_eq!(variant::<Nested>(json!({"of": {"is": "black"}})), "Black");
    assert_eq!(variant::<Nested>(json!({"of": {"is": "green"}})), "Green");
    assert_eq!(variant::<Lists>(json!(["black"])), "BlackList");
    assert_eq!(variant::<Lists>(json!(["green", "green"])), "GreenList");
    assert_eq!(variant::<Open>(is("green")), "Green");
    assert_eq!(variant::<Open>(is("red")), "IsText");
    assert_eq!(variant::<Either>(json!([{"version": 3}])), "NumberedList");
    assert_eq!(variant::<Either>(json!([{"ok": true}])), "AnswerList");
}

#[test]
fn a_server_that_knows_more_values_loses_nothing() {
    let known = read::<Known>(&json!({"id": "a", "state": "steaming"}));
    assert!(
        known.starts_with("State") && known.contains("Unknown(\"steaming\")"),
        "{known}"
    );
}

#[test]
fn constants_are_one_enum() {
    assert_eq!(read::<Level>(&json!(2)), "Hot");
    assert_eq!(read::<Level>(&json!(3)), "Unknown(3)");
    assert_eq!(read::<Kind>(&json!("BT")), "Bt");
    assert_eq!(read::<Mixed>(&json!(0)), "Zero");
    assert_eq!(read::<Numbers>(&json!(1)), "Value1");
    assert_eq!(read::<Numbers>(&json!(4)), "Value4");
    assert_eq!(read::<Counted>(&json!(2)), "Value2");
    assert_eq!(read::<Several>(&json!(2)), "Known(Value2)");
}

#[test]
fn what_tells_a_branch_is_filled_in() {
    let written = serde_json::to_value(Declared::from(Leaf::new())).unwrap();
    assert_eq!(written, json!({"code": 7}));
    // What was said otherwise is sent.
    let mut leaf = Leaf::new();
    leaf.code = 9;
    let written = serde_json::to_value(Declared::from(leaf)).unwrap();
    assert_eq!(written, json!({"code": 9}));
}
