//! `tagged_union!`, `untagged_union!` and `newtype!`: types that are one of several, or another one under a name.
//!
//! ```text
//! tagged_union! { Shape by "kind" { Circle = "circle", Square = "square" | "sq", } else Unknown }
//! tagged_union! { Pet by "petType" { Dog = "dog", PlainPet = "pet", } else Unknown or PlainPet }
//! untagged_union! { Value { Bool(bool), Text(String), } else Unknown }
//! newtype! { Tags }
//! ```
//!
//! Each makes both directions, or after the name the one that is named: `Shape: Deserialize by "kind" { … }`; the
//! other one then is made under the feature `serde-all`, as for `object!`. `Unknown(serde_json::Value)` keeps what
//! fits nothing; `or PlainPet` names the variant that the others extend, tried where the tag's own variant does not
//! fit. A tagged variant's type keeps the tag as its own property; where it has none, the tag is added when
//! writing. Untagged variants are tried in the order of the table; the first that loses nothing of the value is chosen,
//! else the first that can be read at all.

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::{Map, Value};

use super::value::{ValueError, from_value, to_value};

/// Makes the serde impls of a union with a tag; see the head of this file.
macro_rules! tagged_union {
    ($name:ident by $($rest:tt)*) => {
        $crate::runtime::union::decode_tagged! { $name by $($rest)* }
        $crate::runtime::union::encode_tagged! { $name by $($rest)* }
    };
    ($name:ident: Deserialize by $($rest:tt)*) => {
        $crate::runtime::union::decode_tagged! { $name by $($rest)* }
        #[cfg(feature = "serde-all")]
        $crate::runtime::union::encode_tagged! { $name by $($rest)* }
    };
    ($name:ident: Serialize by $($rest:tt)*) => {
        $crate::runtime::union::encode_tagged! { $name by $($rest)* }
        #[cfg(feature = "serde-all")]
        $crate::runtime::union::decode_tagged! { $name by $($rest)* }
    };
    ($name:ident: $one:ident + $other:ident by $($rest:tt)*) => {
        $crate::runtime::union::tagged_union! { $name by $($rest)* }
    };
}
pub(crate) use tagged_union;

macro_rules! decode_tagged {
    ($name:ident by $tag:literal {
        $($variant:ident = $text:literal $(| $more:literal)*),* $(,)?
    } else $unknown:ident $(or $base:ident)?) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::union::decode(deserializer, |value| {
                    let found = match $crate::runtime::union::tag(&value, $tag) {
                        $($text $(| $more)* => {
                            $crate::runtime::union::variant(&value).map($name::$variant)
                        })*
                        _ => return ::std::result::Result::Ok($name::$unknown(value)),
                    };
                    $(let found = found
                        .or_else(|_| $crate::runtime::union::variant(&value).map($name::$base));)?
                    found
                })
            }
        }
    };
}
pub(crate) use decode_tagged;

macro_rules! encode_tagged {
    ($name:ident by $tag:literal {
        $($variant:ident = $text:literal $(| $more:literal)*),* $(,)?
    } else $unknown:ident $(or $base:ident)?) => {
        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($name::$variant(value) => {
                        $crate::runtime::union::write_tagged(value, $tag, $text, serializer)
                    })*
                    $name::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }
    };
}
pub(crate) use encode_tagged;

/// Makes the serde impls of a union without a tag; see the head of this file.
macro_rules! untagged_union {
    ($name:ident { $($rows:tt)* } else $unknown:ident) => {
        $crate::runtime::union::decode_untagged! { $name { $($rows)* } else $unknown }
        $crate::runtime::union::encode_untagged! { $name { $($rows)* } else $unknown }
    };
    ($name:ident: Deserialize { $($rows:tt)* } else $unknown:ident) => {
        $crate::runtime::union::decode_untagged! { $name { $($rows)* } else $unknown }
        #[cfg(feature = "serde-all")]
        $crate::runtime::union::encode_untagged! { $name { $($rows)* } else $unknown }
    };
    ($name:ident: Serialize { $($rows:tt)* } else $unknown:ident) => {
        $crate::runtime::union::encode_untagged! { $name { $($rows)* } else $unknown }
        #[cfg(feature = "serde-all")]
        $crate::runtime::union::decode_untagged! { $name { $($rows)* } else $unknown }
    };
    ($name:ident: $one:ident + $other:ident { $($rows:tt)* } else $unknown:ident) => {
        $crate::runtime::union::untagged_union! { $name { $($rows)* } else $unknown }
    };
}
pub(crate) use untagged_union;

macro_rules! decode_untagged {
    ($name:ident { $($variant:ident($type:ty)),* $(,)? } else $unknown:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::union::decode(deserializer, |value| {
                    let mut best = $crate::runtime::union::Best::none();
                    $(if let ::std::option::Option::Some(found) = best.attempt::<$type>(&value) {
                        best.choose($name::$variant(found));
                    })*
                    ::std::result::Result::Ok(best.found.unwrap_or($name::$unknown(value)))
                })
            }
        }
    };
}
pub(crate) use decode_untagged;

macro_rules! encode_untagged {
    ($name:ident { $($variant:ident($type:ty)),* $(,)? } else $unknown:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($name::$variant(value) => <$type as ::serde::Serialize>::serialize(value, serializer),)*
                    $name::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }
    };
}
pub(crate) use encode_untagged;

/// Makes the serde impls of a tuple struct that travels as its one field; see the head of this file.
macro_rules! newtype {
    ($name:ident) => {
        $crate::runtime::union::decode_newtype! { $name }
        $crate::runtime::union::encode_newtype! { $name }
    };
    ($name:ident: Deserialize) => {
        $crate::runtime::union::decode_newtype! { $name }
        #[cfg(feature = "serde-all")]
        $crate::runtime::union::encode_newtype! { $name }
    };
    ($name:ident: Serialize) => {
        $crate::runtime::union::encode_newtype! { $name }
        #[cfg(feature = "serde-all")]
        $crate::runtime::union::decode_newtype! { $name }
    };
    ($name:ident: $one:ident + $other:ident) => {
        $crate::runtime::union::newtype! { $name }
    };
}
pub(crate) use newtype;

macro_rules! decode_newtype {
    ($name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                ::serde::Deserialize::deserialize(deserializer).map($name)
            }
        }
    };
}
pub(crate) use decode_newtype;

macro_rules! encode_newtype {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                ::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}
pub(crate) use encode_newtype;

/// Reads the whole value, and then chooses its type.
pub(crate) fn decode<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    choose: fn(Value) -> Result<T, ValueError>,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(UnionVisitor(choose))
}

/// The tag of a value; empty where it has none.
pub(crate) fn tag<'v>(value: &'v Value, tag: &str) -> &'v str {
    value.get(tag).and_then(Value::as_str).unwrap_or_default()
}

/// Decodes a value as the type of a variant.
pub(crate) fn variant<'v, T: Deserialize<'v>>(value: &'v Value) -> Result<T, ValueError> {
    from_value(value)
}

/// How badly the type of a variant fits a value, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Misfit {
    /// Written again, it is the value.
    None,
    /// A number is written in another way, `1.0` as `1`.
    Respells,
    /// A `null` is lost.
    LosesNull,
    /// Something else is lost.
    LosesValue,
    /// Something is written that was not there, or that was something else.
    Differs,
}

/// The best of the variants that were tried; of several that fit equally well, the first.
pub(crate) struct Best<T> {
    pub(crate) found: Option<T>,
    misfit: Misfit,
    next: Misfit,
}

impl<T> Best<T> {
    pub(crate) fn none() -> Self {
        Best {
            found: None,
            misfit: Misfit::Differs,
            next: Misfit::Differs,
        }
    }

    /// Reads the value as the type of a variant; none where that fails, or where a better one is found already.
    pub(crate) fn attempt<'v, V: Deserialize<'v> + Serialize>(
        &mut self,
        value: &'v Value,
    ) -> Option<V> {
        if self.found.is_some() && self.misfit == Misfit::None {
            return None;
        }
        let found = from_value::<V>(value).ok()?;
        self.next = match to_value(&found) {
            Ok(written) => misfit(value, &written),
            Err(_) => Misfit::Differs,
        };
        (self.found.is_none() || self.next < self.misfit).then_some(found)
    }

    /// Keeps what was read last.
    pub(crate) fn choose(&mut self, found: T) {
        self.found = Some(found);
        self.misfit = self.next;
    }
}

/// What became of a value that was read and written again.
fn misfit(value: &Value, written: &Value) -> Misfit {
    match (value, written) {
        (Value::Number(x), Value::Number(y)) if x != y && x.as_f64() == y.as_f64() => {
            Misfit::Respells
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            let items = x.iter().zip(y).map(|(x, y)| misfit(x, y));
            items.max().unwrap_or(Misfit::None)
        }
        (Value::Object(x), Value::Object(y)) => misfit_of_fields(x, y),
        (x, y) if x == y => Misfit::None,
        _ => Misfit::Differs,
    }
}

fn misfit_of_fields(fields: &Map<String, Value>, written: &Map<String, Value>) -> Misfit {
    if written.keys().any(|key| !fields.contains_key(key)) {
        return Misfit::Differs;
    }
    let of_field = |(key, value): (&String, &Value)| match (written.get(key), value) {
        (Some(written), value) => misfit(value, written),
        (None, Value::Null) => Misfit::LosesNull,
        (None, _) => Misfit::LosesValue,
    };
    fields.iter().map(of_field).max().unwrap_or(Misfit::None)
}

/// Chooses while the deserializer still stands at the value, so that an error gets the place of the value and not
/// of the object around it.
struct UnionVisitor<T>(fn(Value) -> Result<T, ValueError>);

impl<T> UnionVisitor<T> {
    fn choose<E: Error>(self, value: impl Into<Value>) -> Result<T, E> {
        (self.0)(value.into()).map_err(E::custom)
    }
}

impl<'de, T> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.choose(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        self.choose(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.choose(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.choose(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        self.choose(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        self.choose(value)
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        self.choose(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<T, A::Error> {
        let value = Value::deserialize(SeqAccessDeserializer::new(items))?;
        self.choose(value)
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<T, A::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(fields))?;
        self.choose(value)
    }
}

/// Writes the value of a variant, with the tag before it where it does not bring its own.
pub(crate) fn write_tagged<T: Serialize, S: Serializer>(
    value: &T,
    tag: &str,
    text: &str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let value = to_value(value).map_err(S::Error::custom)?;
    with_tag(value, tag, text).serialize(serializer)
}

fn with_tag(value: Value, tag: &str, text: &str) -> Value {
    match value {
        Value::Object(fields) if !fields.contains_key(tag) => {
            let mut tagged = Map::new();
            tagged.insert(tag.to_owned(), Value::from(text));
            tagged.extend(fields);
            Value::Object(tagged)
        }
        Value::Object(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_) => value,
    }
}
