//! `tagged_union!` and `untagged_union!`: types that are one of several.
//!
//! ```text
//! tagged_union! { Shape by "kind" { Circle = "circle", Square = "square" | "sq", } else Unknown }
//! tagged_union! { Pet by "petType" { Dog = "dog", PlainPet = "pet", } else Unknown or PlainPet }
//! tagged_union! { Tool by "type" { Hammer = "hammer", } default Other else Unknown }
//! untagged_union! { Value { Bool(bool), Text(String), } else Unknown }
//! untagged_union! { Answer by boolean "ok" { Good(Good) = true, Bad(Bad) = false, } else Unknown }
//! ```
//!
//! Each makes both directions, or after the name the one that is named: `Shape: Deserialize by "kind" { … }`; the
//! other one then is made under the feature `serde-all`, as for `object!`. `Unknown(serde_json::Value)` keeps what
//! fits nothing; `or PlainPet` names the variant that the others extend, tried where the tag's own variant does not
//! fit; `default Other` the one for values without a known tag.
//!
//! A tag is a text unless `integer` or `boolean` stands before it. A tagged variant's type keeps the tag as its own
//! property; where it has none, the tag is added when writing.
//!
//! Untagged variants are tried in the order of the table; the first that keeps and knows all of the value is chosen,
//! else the one that fits it best. Where the property after `by` is there, it tells without trying.

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::{Map, Value};

use super::fit::{Misfit, misfit};
use super::value::{ValueError, from_value, to_value};
use super::whole::whole;

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
    (
        $name:ident by $($kind:ident)? $tag:literal $rows:tt
        $(default $default:ident)? else $unknown:ident $(or $base:ident)?
    ) => {
        $crate::runtime::union::choice! { $name value {
            $crate::runtime::union::by_tag! {
                $name value $($kind)? $tag $rows $(default $default)? else $unknown
            }
                $(.or_else(|_| $crate::runtime::union::variant(&value).map($name::$base)))?
        } }
    };
}
pub(crate) use decode_tagged;

/// The `Deserialize` impl around the choice of a variant for a value.
macro_rules! choice {
    ($name:ident $value:ident $choice:block) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::union::decode(deserializer, |$value| $choice)
            }
        }
    };
}
pub(crate) use choice;

/// Decodes a value as the variant of its tag, and returns it where that is not known.
macro_rules! by_tag {
    ($name:ident $value:ident $tag:literal { $($rows:tt)* } $($rest:tt)*) => {
        $crate::runtime::union::by_tag! { $name $value text $tag { $($rows)* } $($rest)* }
    };
    ($name:ident $value:ident $kind:ident $tag:literal {
        $($variant:ident $(($type:ty))? = $text:literal $(| $more:literal)*),* $(,)?
    } $(default $default:ident)? else $unknown:ident) => {
        match $crate::runtime::union::tag::$kind(&$value, $tag) {
            $(::std::option::Option::Some($text $(| $more)*) => {
                $crate::runtime::union::variant(&$value).map($name::$variant)
            })*
            _ => {
                $(if let ::std::result::Result::Ok(found) = $crate::runtime::union::variant(&$value) {
                    return ::std::result::Result::Ok($name::$default(found));
                })?
                return ::std::result::Result::Ok($name::$unknown($value));
            }
        }
    };
}
pub(crate) use by_tag;

macro_rules! encode_tagged {
    ($name:ident by $($kind:ident)? $tag:literal {
        $($variant:ident = $text:literal $(| $more:literal)*),* $(,)?
    } $(default $default:ident)? else $unknown:ident $(or $base:ident)?) => {
        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($name::$variant(value) => {
                        $crate::runtime::union::write_tagged(value, $tag, $text, serializer)
                    })*
                    $($name::$default(value) => ::serde::Serialize::serialize(value, serializer),)?
                    $name::$unknown(value) => $crate::runtime::fit::write_unknown(value, serializer),
                }
            }
        }
    };
}
pub(crate) use encode_tagged;

/// Makes the serde impls of a union without a tag; see the head of this file.
macro_rules! untagged_union {
    ($name:ident: $one:ident + $other:ident $($rest:tt)*) => {
        $crate::runtime::union::untagged_union! { $name $($rest)* }
    };
    ($name:ident: Deserialize $($rest:tt)*) => {
        $crate::runtime::union::decode_untagged! { $name $($rest)* }
        #[cfg(feature = "serde-all")]
        $crate::runtime::union::encode_untagged! { $name $($rest)* }
    };
    ($name:ident: Serialize $($rest:tt)*) => {
        $crate::runtime::union::encode_untagged! { $name $($rest)* }
        #[cfg(feature = "serde-all")]
        $crate::runtime::union::decode_untagged! { $name $($rest)* }
    };
    ($name:ident $($rest:tt)*) => {
        $crate::runtime::union::decode_untagged! { $name $($rest)* }
        $crate::runtime::union::encode_untagged! { $name $($rest)* }
    };
}
pub(crate) use untagged_union;

macro_rules! decode_untagged {
    ($name:ident by $($kind:ident)? $tag:literal $rows:tt else $unknown:ident) => {
        $crate::runtime::union::choice! { $name value {
            if $crate::runtime::union::has(&value, $tag) {
                return $crate::runtime::union::by_tag! {
                    $name value $($kind)? $tag $rows else $unknown
                };
            }
            $crate::runtime::union::by_trial! { $name value $rows else $unknown }
        } }
    };
    ($name:ident $rows:tt else $unknown:ident) => {
        $crate::runtime::union::choice! { $name value {
            $crate::runtime::union::by_trial! { $name value $rows else $unknown }
        } }
    };
}
pub(crate) use decode_untagged;

/// Decodes a value as the variant that fits it best.
macro_rules! by_trial {
    ($name:ident $value:ident {
        $($variant:ident($type:ty) $(= $text:literal $(| $more:literal)*)?),* $(,)?
    } else $unknown:ident) => {{
        let mut best = $crate::runtime::union::Best::none();
        $(if let ::std::option::Option::Some(found) = best.attempt::<$type>(&$value) {
            best.choose($name::$variant(found));
        })*
        ::std::result::Result::Ok(best.found.unwrap_or($name::$unknown($value)))
    }};
}
pub(crate) use by_trial;

macro_rules! encode_untagged {
    ($name:ident $(by $($kind:ident)? $tag:literal)? {
        $($variant:ident($type:ty) $(= $text:literal $(| $more:literal)*)?),* $(,)?
    } else $unknown:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($name::$variant(value) => <$type as ::serde::Serialize>::serialize(value, serializer),)*
                    $name::$unknown(value) => $crate::runtime::fit::write_unknown(value, serializer),
                }
            }
        }
    };
}
pub(crate) use encode_untagged;

/// Reads the whole value, and then chooses its type.
pub(crate) fn decode<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    choose: fn(Value) -> Result<T, ValueError>,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(UnionVisitor(choose))
}

/// The tag of a value as what tags of each kind are; none where it is something else.
pub(crate) mod tag {
    use super::{Value, whole};

    pub(crate) fn text<'v>(value: &'v Value, tag: &str) -> Option<&'v str> {
        value.get(tag)?.as_str()
    }

    pub(crate) fn integer(value: &Value, tag: &str) -> Option<i64> {
        let number = value.get(tag)?.as_number()?;
        number.as_i64().or_else(|| whole(number)?.as_i64())
    }

    pub(crate) fn boolean(value: &Value, tag: &str) -> Option<bool> {
        value.get(tag)?.as_bool()
    }
}

/// Whether a value has a tag at all.
pub(crate) fn has(value: &Value, tag: &str) -> bool {
    value.get(tag).is_some_and(|tag| !tag.is_null())
}

/// Decodes a value as the type of a variant.
pub(crate) fn variant<'v, T: Deserialize<'v>>(value: &'v Value) -> Result<T, ValueError> {
    from_value(value)
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
            misfit: Misfit::NONE,
            next: Misfit::NONE,
        }
    }

    /// Reads the value as the type of a variant; none where that fails, or where a better one is found already.
    pub(crate) fn attempt<'v, V: Deserialize<'v> + Serialize>(
        &mut self,
        value: &'v Value,
    ) -> Option<V> {
        if self.found.is_some() && self.misfit == Misfit::NONE {
            return None;
        }
        let found = from_value::<V>(value).ok()?;
        self.next = misfit(value, &found);
        (self.found.is_none() || self.next < self.misfit).then_some(found)
    }

    /// Keeps what was read last.
    pub(crate) fn choose(&mut self, found: T) {
        self.found = Some(found);
        self.misfit = self.next;
    }
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

/// Writes the value of a variant, with the tag before it where it does not bring its own. A tag of its own is written
/// as it is, whatever it says: a variant can have several, and what was read is written again.
pub(crate) fn write_tagged<T: Serialize, S: Serializer>(
    value: &T,
    tag: &str,
    text: impl Into<Value>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match to_value(value).map_err(S::Error::custom)? {
        Value::Object(fields) if !fields.contains_key(tag) => {
            let mut tagged = Map::new();
            tagged.insert(tag.to_owned(), text.into());
            tagged.extend(fields);
            tagged.serialize(serializer)
        }
        // What is unknown in it does not show in its JSON.
        Value::Object(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_) => value.serialize(serializer),
    }
}
