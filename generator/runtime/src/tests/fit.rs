//! Which variant of a union without a tag a value becomes, where several can be read.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::Nullable;
use crate::runtime::fit::{Misfit, misfit};
use crate::runtime::{integer_enum, object, string_enum, tagged_union, untagged_union, value_enum};

string_enum! {
    /// Of round things.
    pub enum Round else Unknown { Circle = "circle", Disc = "disc" }
}

string_enum! {
    /// Of others.
    pub enum Edged else Unknown { Square = "square", Disc = "disc" }
}

integer_enum! {
    /// Few.
    pub enum Few else Unknown { One = 1, Two = 2 }
}

value_enum! {
    /// Halves.
    pub enum Share else Unknown { Half = "0.5", None = "\"none\"" }
}

/// Knows the size.
#[derive(Clone, Debug, PartialEq)]
pub struct A {
    pub kind: Option<Round>,
    pub r: Option<f32>,
    pub few: Option<Few>,
    pub half: Option<Share>,
    pub kinds: Option<Vec<Round>>,
    pub inner: Option<Inner>,
}

object! { A: Serialize + Deserialize {
    opt kind = "kind",
    opt r = "r",
    opt few = "few",
    opt half = "half",
    opt kinds = "kinds",
    opt inner = "inner",
} }

#[derive(Clone, Debug, PartialEq)]
pub struct B {
    pub kind: Option<Edged>,
    pub r: Nullable<f64>,
    pub side: Option<f64>,
    pub few: Option<i64>,
    pub half: Option<Value>,
    pub kinds: Option<Vec<Edged>>,
    pub inner: Option<Value>,
}

object! { B: Serialize + Deserialize {
    opt kind = "kind",
    tri r = "r",
    opt side = "side",
    opt few = "few",
    any half = "half",
    opt kinds = "kinds",
    any inner = "inner",
} }

#[derive(Clone, Debug, PartialEq)]
pub enum Inner {
    Named(Named),
    Unknown(Value),
}

tagged_union! { Inner by "is" { Named = "named" } else Unknown }

#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub is: Round,
}

object! { Named: Serialize + Deserialize { req is = "is" } }

#[derive(Clone, Debug, PartialEq)]
pub enum Thing {
    A(A),
    B(B),
    Unknown(Value),
}

untagged_union! { Thing {
    A(A),
    B(B),
} else Unknown }

/// The same, tried the other way round.
#[derive(Clone, Debug, PartialEq)]
pub enum Gniht {
    A(A),
    B(B),
    Unknown(Value),
}

untagged_union! { Gniht {
    B(B),
    A(A),
} else Unknown }

fn read<T: DeserializeOwned + Serialize>(value: &Value) -> T {
    let read = serde_json::from_value(value.clone()).unwrap();
    // Formats do not see what is unknown.
    assert_eq!(serde_json::to_value(&read).unwrap(), *value);
    read
}

/// The variant that comes out in either order.
fn variant(value: &Value) -> char {
    let (thing, gniht) = (read::<Thing>(value), read::<Gniht>(value));
    let letters = (
        match thing {
            Thing::A(_) => 'A',
            Thing::B(_) => 'B',
            Thing::Unknown(_) => '?',
        },
        match gniht {
            Gniht::A(_) => 'A',
            Gniht::B(_) => 'B',
            Gniht::Unknown(_) => '?',
        },
    );
    assert_eq!(letters.0, letters.1, "{value}");
    letters.0
}

#[test]
fn a_variant_that_knows_all_values_is_better_than_one_that_does_not() {
    for (value, expected) in [
        (json!({"kind": "circle"}), 'A'),
        (json!({"kind": "square", "r": 1.5}), 'B'),
        (json!({"few": 3, "kind": "square"}), 'B'),
        (json!({"few": 3}), 'B'),
        (json!({"half": 0.25}), 'B'),
        (json!({"kinds": ["circle", "disc"]}), 'A'),
        (json!({"kinds": ["disc", "square"]}), 'B'),
        (json!({"inner": {"is": "x"}}), 'B'),
        (json!("text"), '?'),
    ] {
        assert_eq!(variant(&value), expected, "{value}");
    }
}

#[test]
fn of_two_that_do_not_the_one_with_fewer_unknown_values_is_better() {
    assert_eq!(variant(&json!({"kinds": ["disc", "circle", "oval"]})), 'A');
    assert_eq!(variant(&json!({"kinds": ["square", "oval", "disc"]})), 'B');
}

#[test]
fn a_value_that_is_not_known_is_better_than_one_that_is_lost() {
    assert_eq!(variant(&json!({"kind": "circle", "side": 1.0})), 'B');
}

#[test]
fn a_number_that_is_spelled_in_another_way_is_better_than_an_unknown_value() {
    let value = json!({"kind": "circle", "r": 1});
    assert!(matches!(
        serde_json::from_value(value).unwrap(),
        Thing::A(_)
    ));
}

fn compared<T: Serialize + Debug>(read: &T, value: Value) -> Misfit {
    misfit(&value, read)
}

#[test]
fn every_kind_of_value_is_compared() {
    for misfit in [
        compared(&Some('a'), json!("a")),
        compared(&0.1_f32, json!(0.1)),
        compared(&u64::MAX, json!(u64::MAX)),
        compared(&-1_i8, json!(-1)),
        compared(&(1, "a", ()), json!([1, "a", null])),
        compared(&json!({"a": [true, {}]}), json!({"a": [true, {}]})),
        // Only types of other crates are written as bytes.
        compared(&Bytes, json!([1, 2])),
    ] {
        assert_eq!(misfit, Misfit::NONE);
    }
    for misfit in [
        compared(&'a', json!("b")),
        compared(&0.1_f32, json!(0.2)),
        compared(&1, json!("1")),
        compared(&"a", json!(["a"])),
        compared(&[1, 2], json!([1])),
        compared(&[1], json!([1, 2])),
        compared(&[1], json!({})),
        compared(&json!({"a": 1}), json!({})),
        compared(&json!({}), json!([])),
        compared(&Bytes, json!([1])),
    ] {
        assert_eq!(misfit, Misfit::VALUE);
    }
    assert_eq!(compared(&json!({}), json!({"a": null})), Misfit::NULL);
    assert_eq!(compared(&json!({}), json!({"a": 1})), Misfit::PROPERTY);
    assert_eq!(compared(&1.0, json!(1)), Misfit::NUMBER);
}

#[derive(Debug)]
struct Bytes;

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&[1, 2])
    }
}
