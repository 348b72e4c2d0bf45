//! Declared headers of responses as typed values: the style `simple` (OpenAPI 3.0.4, "Style Values"), or JSON text.
//!
//! ```text
//! headers! {
//!     /// What the operation declares.
//!     ListTeasHeaders {
//!         /// How many there are.
//!         req x_total: i64 = "X-Total", plain,              T; missing is an error
//!         opt x_tags: Vec<String> = "X-Tags", plain,        Option<T>; missing is None
//!         opt x_pot: Pot = "X-Pot", exploded,               an object as `key=value` pairs
//!         opt x_json: serde_json::Value = "X-JSON", json,   JSON text
//!     }
//! }
//! ```
//!
//! There is no syntax of headers to be had from a crate: what a header means, its type says.

use std::borrow::Cow;
use std::fmt::Display;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, Error as _, IntoDeserializer, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};
use serde_json::Value;

use super::decode;
use super::error::{Error, ErrorKind};
use super::response::Response;
use super::whole;

/// The headers that an operation declares for its successes.
pub trait DeclaredHeaders: Sized {
    /// Reads them; fails with the name of the header that is missing or malformed, and the reason.
    #[doc(hidden)]
    fn read(headers: &HeaderMap) -> Result<Self, String>;
}

impl<T, H: DeclaredHeaders> Response<T, H> {
    /// The headers that the description declares, as their types.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] where a header is not what is declared; it names the header.
    pub fn declared_headers(&self) -> Result<H, Error> {
        H::read(self.headers()).map_err(|reason| {
            let kind = ErrorKind::Decode {
                pointer: String::new(),
                source: reason.clone().into(),
                reason,
                status: self.status(),
                headers: self.headers().clone(),
                raw: Bytes::new(),
            };
            Error::new(self.operation(), kind)
        })
    }
}

/// Makes the struct of declared headers; see the head of this file.
macro_rules! headers {
    ($(#[$attribute:meta])* $name:ident {
        $($(#[$docs:meta])* $presence:ident $field:ident: $ty:ty = $key:literal, $form:ident,)*
    }) => {
        $(#[$attribute])*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$docs])* pub $field: $crate::runtime::headers::field_type!($presence $ty),)*
        }

        impl $crate::runtime::headers::DeclaredHeaders for $name {
            fn read(
                headers: &::http::HeaderMap,
            ) -> ::std::result::Result<Self, ::std::string::String> {
                ::std::result::Result::Ok(Self {
                    $($field: $crate::runtime::headers::$presence(
                        headers,
                        $key,
                        $crate::runtime::headers::$form,
                    )?,)*
                })
            }
        }
    };
}
pub(crate) use headers;

/// Makes the struct of the headers that errors declare: rows as those of [`headers!`], without `req` or `opt`.
macro_rules! error_headers {
    ($(#[$attribute:meta])* $name:ident {
        $($(#[$docs:meta])* $field:ident: $ty:ty = $key:literal, $form:ident,)*
    }) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$docs])* pub $field: ::std::option::Option<$ty>,)*
        }

        impl $crate::runtime::ApiError {
            /// The headers that the description declares for errors, as their types. One that is missing or not of its
            /// type is `None`; the field `headers` has all of them as they came.
            pub fn declared_headers(&self) -> $name {
                $name {
                    $($field: $crate::runtime::headers::opt(
                        &self.headers,
                        $key,
                        $crate::runtime::headers::$form,
                    )
                    .unwrap_or_default(),)*
                }
            }
        }
    };
}
pub(crate) use error_headers;

macro_rules! field_type {
    (req $ty:ty) => { $ty };
    (opt $ty:ty) => { ::std::option::Option<$ty> };
}
pub(crate) use field_type;

/// Decodes the values of a header: one for each line that the response has of it.
type Decode<T> = fn(&[&str]) -> Result<T, serde_json::Error>;

/// A header that every success has.
pub(crate) fn req<T>(headers: &HeaderMap, name: &str, decode: Decode<T>) -> Result<T, String> {
    let value = opt(headers, name, decode)?;
    value.ok_or_else(|| format!("the header `{name}` is missing"))
}

/// A header that a success can have. One that comes several times is a list (RFC 9110, section 5.3).
pub(crate) fn opt<T>(
    headers: &HeaderMap,
    name: &str,
    decode: Decode<T>,
) -> Result<Option<T>, String> {
    let texts: Vec<_> = headers.get_all(name).iter().map(text).collect();
    if texts.is_empty() {
        return Ok(None);
    }
    let texts: Vec<&str> = texts.iter().map(Cow::as_ref).collect();
    // What is wrong with the text can quote it, and the text can be a secret.
    decode(&texts)
        .map(Some)
        .map_err(|_| format!("the header `{name}` is not of its declared type"))
}

/// A value in UTF-8, or else in the charset that headers had before (RFC 9110, section 5.5).
fn text(value: &HeaderValue) -> Cow<'_, str> {
    let bytes = value.as_bytes();
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => decode::latin_1(bytes).into(),
    }
}

/// A scalar, a list with commas, or an object as `key,value` pairs.
pub(crate) fn plain<T: DeserializeOwned>(values: &[&str]) -> Result<T, serde_json::Error> {
    Simple::new(&values.join(","), ',', false).read()
}

/// The same, but an object is `key=value` pairs.
pub(crate) fn exploded<T: DeserializeOwned>(values: &[&str]) -> Result<T, serde_json::Error> {
    Simple::new(&values.join(","), ',', true).read()
}

/// A text, or a list with a line for each item: what commas do not separate, as in `Set-Cookie`.
pub(crate) fn lines<T: DeserializeOwned>(values: &[&str]) -> Result<T, serde_json::Error> {
    Simple::new(&values.join("\n"), '\n', false).read()
}

/// JSON text.
pub(crate) fn json<T: DeserializeOwned>(values: &[&str]) -> Result<T, serde_json::Error> {
    whole::from_text(values.join(",").as_bytes()).map_err(|fault| fault.source)
}

/// A text in the style `simple`; what it is, the type that is decoded says.
#[derive(Clone, Copy)]
struct Simple<'t> {
    text: &'t str,
    separator: char,
    explodes: bool,
}

impl<'t> Simple<'t> {
    fn new(text: &'t str, separator: char, explodes: bool) -> Self {
        Simple {
            text: text.trim(),
            separator,
            explodes,
        }
    }

    fn read<T: DeserializeOwned>(self) -> Result<T, serde_json::Error> {
        T::deserialize(self)
    }

    fn texts(self) -> impl Iterator<Item = &'t str> {
        self.text.split(self.separator).map(str::trim)
    }

    /// The items of a list; empty ones count for nothing (RFC 9110, section 5.6.1.2).
    fn items(self) -> impl Iterator<Item = Simple<'t>> {
        self.texts()
            .filter(|text| !text.is_empty())
            .map(move |text| Simple { text, ..self })
    }

    /// The members of an object, which can be empty texts.
    fn pairs(self) -> Result<Vec<(&'t str, Simple<'t>)>, serde_json::Error> {
        let odd = || serde_json::Error::custom("a key has no value");
        let mut pairs = Vec::new();
        let mut texts = self.texts();
        while let Some(text) = texts.next() {
            if text.is_empty() {
                continue;
            }
            let (key, text) = match self.explodes {
                true => text.split_once('=').ok_or_else(odd)?,
                false => (text, texts.next().ok_or_else(odd)?),
            };
            pairs.push((key, Simple { text, ..self }));
        }
        Ok(pairs)
    }

    fn parsed<T: std::str::FromStr<Err: Display>>(self) -> Result<T, serde_json::Error> {
        self.text.parse().map_err(serde_json::Error::custom)
    }

    /// A number that JSON has: `NaN` and what is too large are texts of numbers to Rust only.
    fn finite<T>(self) -> Result<T, serde_json::Error>
    where
        T: std::str::FromStr<Err: Display> + Copy + Into<f64>,
    {
        let number: T = self.parsed()?;
        match number.into().is_finite() {
            true => Ok(number),
            false => Err(serde_json::Error::custom("not a finite number")),
        }
    }
}

impl<'t> IntoDeserializer<'_, serde_json::Error> for Simple<'t> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parsed {
    ($($deserialize:ident $visit:ident $read:ident)*) => {
        $(fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            visitor.$visit(self.$read()?)
        })*
    };
}

impl<'de> Deserializer<'de> for Simple<'_> {
    type Error = serde_json::Error;

    parsed! {
        deserialize_bool visit_bool parsed
        deserialize_i32 visit_i32 parsed
        deserialize_i64 visit_i64 parsed
        deserialize_u32 visit_u32 parsed
        deserialize_u64 visit_u64 parsed
        deserialize_f32 visit_f32 finite
        deserialize_f64 visit_f64 finite
    }

    /// What can be of several types is what its text says: a boolean or a number where it is one in JSON.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match serde_json::from_str(self.text) {
            Ok(value @ (Value::Bool(_) | Value::Number(_))) => value.deserialize_any(visitor),
            Ok(_) | Err(_) => visitor.visit_str(self.text),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_str(self.text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_seq(SeqDeserializer::new(self.items()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let pairs = self.pairs()?.into_iter();
        let pairs = pairs.map(|(key, value)| (StrDeserializer::<Self::Error>::new(key), value));
        visitor.visit_map(MapDeserializer::new(pairs))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_enum(StrDeserializer::new(self.text))
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u128 char bytes byte_buf unit unit_struct tuple tuple_struct struct identifier ignored_any
    }
}
