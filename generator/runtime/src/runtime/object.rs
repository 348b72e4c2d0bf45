//! `object!`: the `Serialize` and `Deserialize` impls of a struct, from a table with one row a field.
//!
//! ```text
//! object! { Connection: Deserialize {
//!     req id = "id",                      T; missing is an error
//!     opt server_url = "server_url",      Option<T>; missing or null is None, None is not written
//!     any metadata = "metadata",          Option<Value>; missing is None, null is a value, None is not written
//!     null user_id = "user_id",           Option<T>; missing or null is None, None is written as null
//!     tri icon_url = "icon_url",          Nullable<T>; missing, null and a value are three things
//!     file photo = "photo",               Part or Vec<Part>; never written, since no JSON holds it
//!     files photos = "photos",            Option of these; never written
//!     rest additional_properties,         BTreeMap<String, T>: every other property; at most once, last
//!     others additional_properties,       the same with parts for T; never written
//! } }
//! ```
//!
//! After the name stands the direction the client needs, `Deserialize`, `Serialize`, or both joined by `+`. The
//! other one is made under the feature `serde-all`. The words of the rows are names of functions and modules below,
//! so that a row costs the compiler no macro expansion of its own. A key that comes twice: the last one counts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize};

/// Makes the impls of a struct; see the head of this file.
macro_rules! object {
    ($name:ident: Deserialize { $($rows:tt)* }) => {
        $crate::runtime::object::decode! { $name { $($rows)* } }
        #[cfg(feature = "serde-all")]
        $crate::runtime::object::encode! { $name { $($rows)* } }
    };
    ($name:ident: Serialize { $($rows:tt)* }) => {
        $crate::runtime::object::encode! { $name { $($rows)* } }
        #[cfg(feature = "serde-all")]
        $crate::runtime::object::decode! { $name { $($rows)* } }
    };
    ($name:ident: $one:ident + $other:ident { $($rows:tt)* }) => {
        $crate::runtime::object::decode! { $name { $($rows)* } }
        $crate::runtime::object::encode! { $name { $($rows)* } }
    };
}
pub(crate) use object;

macro_rules! encode {
    ($name:ident { $($kind:ident $field:ident $(= $key:literal)?),* $(,)? }) => {
        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                let map = serializer.serialize_map(::std::option::Option::None)?;
                $(let map = $crate::runtime::object::write::$kind(map, $($key,)? &self.$field)?;)*
                ::serde::ser::SerializeMap::end(map)
            }
        }
    };
}
pub(crate) use encode;

macro_rules! decode {
    // Every row has a key: what is not known is skipped.
    ($name:ident { $($kind:ident $field:ident = $key:literal),* $(,)? }) => {
        $crate::runtime::object::visitor! { $name map {
            $(let mut $field = ::std::option::Option::None;)*
            while let ::std::option::Option::Some(key) = $crate::runtime::object::key(&mut map)? {
                match key.as_str() {
                    $($key => $field = ::std::option::Option::Some(map.next_value()?),)*
                    _ => $crate::runtime::object::skip(&mut map)?,
                }
            }
            ::std::result::Result::Ok($name {
                $($field: $crate::runtime::object::read::$kind($field, $key)?,)*
            })
        } }
    };
    // The last row takes what the others do not know; only there a row expands to more than its own text.
    ($name:ident { $($kind:ident $field:ident $(= $key:literal)?),* $(,)? }) => {
        $crate::runtime::object::visitor! { $name map {
            $(let mut $field = ::std::option::Option::None;)*
            while let ::std::option::Option::Some(key) = $crate::runtime::object::key(&mut map)? {
                match key.as_str() {
                    $($($key => $field = ::std::option::Option::Some(map.next_value()?),)?)*
                    _ => { $($crate::runtime::object::keep! { $field map key $($key)? })* }
                }
            }
            ::std::result::Result::Ok($name {
                $($field: $crate::runtime::object::read::$kind($field, $($key)?)?,)*
            })
        } }
    };
}
pub(crate) use decode;

/// Puts a property into the map of the row that has no key of its own.
macro_rules! keep {
    ($field:ident $map:ident $name:ident $key:literal) => {};
    ($field:ident $map:ident $name:ident) => {
        $field
            .get_or_insert_with(::std::collections::BTreeMap::new)
            .insert($name.into_string(), $map.next_value()?);
    };
}
pub(crate) use keep;

/// The `Deserialize` impl around the body of `visit_map`.
macro_rules! visitor {
    ($name:ident $map:ident $body:block) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                // A model can be called `Visitor`, but no model's name starts like this.
                struct __Visitor;
                impl<'de> ::serde::de::Visitor<'de> for __Visitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(::std::concat!("an object (", ::std::stringify!($name), ")"))
                    }

                    #[allow(clippy::disallowed_names, reason = "properties can have any name")]
                    fn visit_map<__A: ::serde::de::MapAccess<'de>>(
                        self,
                        mut $map: __A,
                    ) -> ::std::result::Result<$name, __A::Error> $body
                }
                deserializer.deserialize_map(__Visitor)
            }
        }
    };
}
pub(crate) use visitor;

/// How each kind of row turns what was read into its field.
pub(crate) mod read {
    use super::{BTreeMap, Error};

    pub(crate) fn req<T, E: Error>(value: Option<T>, key: &'static str) -> Result<T, E> {
        value.ok_or_else(|| E::missing_field(key))
    }

    pub(crate) fn opt<T: Default, E>(value: Option<T>, _key: &'static str) -> Result<T, E> {
        Ok(value.unwrap_or_default())
    }

    pub(crate) use opt as files;
    pub(crate) use opt as null;
    pub(crate) use opt as tri;
    pub(crate) use req as file;

    pub(crate) fn any<T, E>(value: Option<T>, _key: &'static str) -> Result<Option<T>, E> {
        Ok(value)
    }

    pub(crate) fn rest<T, E>(
        entries: Option<BTreeMap<String, T>>,
    ) -> Result<BTreeMap<String, T>, E> {
        Ok(entries.unwrap_or_default())
    }

    pub(crate) use rest as others;
}

/// How each kind of row writes its field; the map goes from row to row.
pub(crate) mod write {
    use super::super::Nullable;
    use super::{BTreeMap, Serialize, SerializeMap};

    pub(crate) fn req<M: SerializeMap, T: Serialize>(
        mut map: M,
        key: &'static str,
        value: &T,
    ) -> Result<M, M::Error> {
        map.serialize_entry(key, value)?;
        Ok(map)
    }

    pub(crate) use req as null;

    pub(crate) fn opt<M: SerializeMap, T: Serialize>(
        map: M,
        key: &'static str,
        value: &Option<T>,
    ) -> Result<M, M::Error> {
        match value {
            Some(value) => req(map, key, value),
            None => Ok(map),
        }
    }

    pub(crate) use opt as any;

    pub(crate) fn file<M: SerializeMap, T>(
        map: M,
        _key: &'static str,
        _value: &T,
    ) -> Result<M, M::Error> {
        Ok(map)
    }

    pub(crate) use file as files;

    pub(crate) fn tri<M: SerializeMap, T: Serialize>(
        map: M,
        key: &'static str,
        value: &Nullable<T>,
    ) -> Result<M, M::Error> {
        match value {
            Nullable::Absent => Ok(map),
            Nullable::Null | Nullable::Value(_) => req(map, key, value),
        }
    }

    pub(crate) fn rest<M: SerializeMap, T: Serialize>(
        mut map: M,
        entries: &BTreeMap<String, T>,
    ) -> Result<M, M::Error> {
        entries
            .iter()
            .try_for_each(|(key, value)| map.serialize_entry(key, value))?;
        Ok(map)
    }

    pub(crate) fn others<M: SerializeMap, T>(
        map: M,
        _entries: &BTreeMap<String, T>,
    ) -> Result<M, M::Error> {
        Ok(map)
    }
}

/// The next key of an object.
pub(crate) fn key<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Key<'de>>, A::Error> {
    map.next_key()
}

/// Passes over a value nobody knows.
pub(crate) fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(drop)
}

/// An object key, borrowed from the text where it has no escapes.
pub(crate) struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(key)))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key.to_owned())))
    }

    fn visit_string<E: Error>(self, key: String) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key)))
    }
}
