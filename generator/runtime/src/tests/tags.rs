//! Tags of every kind, and what is read where there is none.

use serde_json::{Value, json};

use crate::runtime::{object, tagged_union, untagged_union};

#[derive(Clone, Debug, PartialEq)]
pub struct Plain {
    pub kind: Option<Value>,
    pub name: Option<String>,
}

object! { Plain: Serialize + Deserialize {
    any kind = "kind",
    opt name = "name",
} }

#[derive(Clone, Debug, PartialEq)]
pub struct Strict {
    pub kind: Option<Value>,
    pub name: i64,
}

object! { Strict: Serialize + Deserialize {
    any kind = "kind",
    req name = "name",
} }

#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    One(Plain),
    Unknown(Value),
}

tagged_union! { Named by "kind" { One = "1" | "one" } else Unknown }

#[derive(Clone, Debug, PartialEq)]
pub enum Numbered {
    One(Plain),
    Unknown(Value),
}

tagged_union! { Numbered by integer "kind" { One = 1 | -2 | 5000000000i64 } else Unknown }

#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    One(Plain),
    Unknown(Value),
}

tagged_union! { Answered by boolean "kind" { One = true } else Unknown }

#[derive(Clone, Debug, PartialEq)]
pub enum Extended {
    Strict(Strict),
    Base(Plain),
    Unknown(Value),
}

tagged_union! { Extended by "kind" {
    Strict = "strict",
    Base = "base",
} else Unknown or Base }

#[derive(Clone, Debug, PartialEq)]
pub enum Defaulted {
    Plain(Plain),
    Other(Strict),
    Unknown(Value),
}

tagged_union! { Defaulted by "kind" { Plain = "plain" } default Other else Unknown }

#[derive(Clone, Debug, PartialEq)]
pub enum Hinted {
    Strict(Strict),
    Plain(Plain),
    Unknown(Value),
}

untagged_union! { Hinted by boolean "kind" {
    Strict(Strict) = false,
    Plain(Plain) = true,
} else Unknown }

fn plain(kind: Value) -> Plain {
    Plain {
        kind: Some(kind),
        name: None,
    }
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

#[test]
fn tags_are_texts_numbers_and_booleans() {
    for kind in [
        json!("1"),
        json!("one"),
        json!(1),
        json!(-2),
        json!(1.0),
        json!(5_000_000_000_i64),
        json!(true),
        json!("true"),
        json!(null),
    ] {
        let (one, value) = (plain(kind.clone()), json!({"kind": kind}));
        let named = match kind.as_str() {
            Some("1" | "one") => Named::One(one.clone()),
            _ => Named::Unknown(value.clone()),
        };
        let numbered = match kind.is_number() {
            true => Numbered::One(one.clone()),
            false => Numbered::Unknown(value.clone()),
        };
        let answered = match kind.is_boolean() {
            true => Answered::One(one),
            false => Answered::Unknown(value.clone()),
        };
        assert_eq!(read::<Named>(&value), named);
        assert_eq!(read::<Numbered>(&value), numbered);
        assert_eq!(read::<Answered>(&value), answered);
    }
}

#[test]
fn a_tag_that_is_not_there_is_added_as_what_it_is() {
    let none = Plain {
        kind: None,
        name: None,
    };
    let written = [
        serde_json::to_value(Named::One(none.clone())).unwrap(),
        serde_json::to_value(Numbered::One(none.clone())).unwrap(),
        serde_json::to_value(Answered::One(none)).unwrap(),
    ];
    let expected = [json!("1"), json!(1), json!(true)];
    assert_eq!(written, expected.map(|kind| json!({"kind": kind})));
}

#[test]
fn what_does_not_fit_its_tag_is_what_the_variants_extend() {
    let value = json!({"kind": "strict", "name": "text"});
    let Extended::Base(base) = serde_json::from_value(value).unwrap() else {
        panic!("not the base");
    };
    assert_eq!(base.name.as_deref(), Some("text"));
    let value = json!({"kind": "other"});
    let unknown = serde_json::from_value::<Extended>(value.clone()).unwrap();
    assert_eq!(unknown, Extended::Unknown(value));
}

#[test]
fn a_tag_that_may_be_left_out_tells_where_it_is_there() {
    let read = read::<Hinted>;
    let value = json!({"kind": true, "name": "text"});
    assert!(matches!(read(&value), Hinted::Plain(_)));
    assert!(matches!(read(&json!({"name": 1})), Hinted::Strict(_)));
    for kind in [json!(null), json!({})] {
        let mut value = json!({"name": "text"});
        if kind.is_null() {
            value["kind"] = kind;
        }
        let hinted = read(&value);
        assert!(matches!(hinted, Hinted::Plain(_)), "{value}");
        // Nothing is added when it is written.
        assert_eq!(serde_json::to_value(hinted).unwrap(), value);
    }
    let value = json!({"kind": "other"});
    assert_eq!(read(&value), Hinted::Unknown(value));
}

#[test]
fn what_has_no_known_tag_is_the_default() {
    for value in [
        json!({"name": 1}),
        json!({"kind": "plane", "name": 1}),
        json!({"kind": 2, "name": 1}),
    ] {
        let read = read::<Defaulted>(&value);
        assert!(matches!(read, Defaulted::Other(_)), "{value}");
        // No tag is added.
        assert_eq!(serde_json::to_value(read).unwrap(), value);
    }
    let plain = read::<Defaulted>(&json!({"kind": "plain"}));
    assert!(matches!(plain, Defaulted::Plain(_)));
    // What does not even fit the default is kept.
    let unknown = read::<Defaulted>(&json!({"name": "text"}));
    assert!(matches!(unknown, Defaulted::Unknown(_)));
}
